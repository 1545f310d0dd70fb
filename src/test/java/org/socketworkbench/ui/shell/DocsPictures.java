package org.socketworkbench.ui.shell;

import static org.socketworkbench.testing.WindowRobot.onFx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.ui.support.PngFile;
import org.socketworkbench.ui.support.Preferences;

/**
 * Takes the pictures of the user guide and the README anew: {@code mvn test -Dtest=DocsPictures}. No test of its own:
 * what they show is looked at.
 */
class DocsPictures {
    private static final Path FOLDER = Path.of("docs", "images");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private final Preferences preferences = Preferences.inMemory();

    @AutoClose
    private final WindowRobot window = new WindowRobot(preferences);

    DocsPictures() {
        window.resize(WIDTH, HEIGHT);
    }

    @Test
    void aClientIsServedAndOneWaits() throws IOException {
        serveOneAndLetOneWait();
        take("workbench");
        window.toolbarMenu("#view", "Dark");
        untilDark();
        take("dark");
    }

    private void untilDark() {
        window.untilSeen("dark", () -> window.window().scene().getRoot().getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("dark")));
    }

    @Test
    void aPhoneCallAsADiagram() throws IOException {
        connect();
        talk();
        window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        take("diagram");
    }

    @Test
    void socketsInTheirStates() throws IOException {
        connect();
        talk();
        window.click("#addClient");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.call("#server", "#accept");
        window.click("#addClient");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.click("#addClient");
        window.call("#client", "#socket");
        window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
        take("states");
    }

    @Test
    void clicksAsPrograms() throws IOException {
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.call("#client", "#close");
        connect();
        talk();
        window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        take("code");
    }

    @Test
    void anErrorIsExplained() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            window.usePort(Integer.toString(other.getLocalPort()));
            window.call("#server", "#socket");
            window.call("#server", "#bind");
            take("error");
        }
    }

    @Test
    void datagramsWholeAndCut() throws IOException {
        window.click("#allControls");
        for (String panel : new String[] {"#server", "#client"}) {
            window.choose(panel, "#type", SocketType.SOCK_DGRAM);
            window.call(panel, "#socket");
        }
        window.call("#server", "#bind");
        for (String text : new String[] {"Hello", "Are you there?", "a datagram that is too long"}) {
            window.type("#client", "#text", text);
            window.call("#client", "#sendto");
        }
        window.type("#server", "#length", "14");
        for (int i = 0; i < 3; i++) {
            window.call("#server", "#recvfrom");
        }
        take("udp");
    }

    @Test
    void aLessonPredictedAndExplained() throws IOException {
        LessonRobot lesson = new LessonRobot(window);
        lesson.begin("phone-call");
        lesson.untilAsked("server, line 8");
        lesson.choose("It fails, because nobody has called.");
        lesson.untilAsked("client 1, line 4");
        take("lesson");
        window.toolbarMenu("#view", "Dark");
        untilDark();
        take("lesson-dark");
    }

    @Test
    void aLessonForAClass() throws IOException {
        LessonRobot lesson = new LessonRobot(window);
        window.press(KeyCode.F11);
        lesson.begin("phone-call");
        lesson.untilAsked("server, line 8");
        lesson.showToClass();
        lesson.raiseHands(12, 5, 2);
        lesson.untilAsked("client 1, line 4");
        take("lesson-class");
    }

    private void connect() {
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        window.click("#server", "#accept");
        window.untilText("#server", "#doing", "waits");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilIdle("#server");
    }

    private void talk() {
        window.call("#client", "#send");
        window.call("#server", "#recv");
        window.type("#server", "#text", "HELLO");
        window.call("#server", "#send");
        window.call("#client", "#recv");
        window.call("#client", "#close");
        window.call("#server", "#recv");
        window.call("#server", "#close");
    }

    private void serveOneAndLetOneWait() {
        connect();
        window.click("#addClient");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilSeen("client 2 is queued", () -> clients().getTabs().getLast().getText().contains("queue"));
        onFx(() -> {
            clients().getSelectionModel().selectFirst();
            return null;
        });
        window.call("#client", "#send");
        window.untilText("#server", "#mailbox", "Hello");
    }

    private TabPane clients() {
        return (TabPane) window.window().scene().lookup(".clients");
    }

    /** Once nothing moves any more: a tooltip would stand in the way, so the mouse goes to a corner. */
    private void take(String name) throws IOException {
        window.robot().moveTo(WIDTH - 1.0, HEIGHT - 1.0);
        WritableImage[] last = {onFx(() -> window.window().scene().snapshot(null))};
        window.untilSeen("the window stands still", () -> {
            WritableImage now = window.window().scene().snapshot(null);
            boolean same = alike(last[0], now);
            last[0] = now;
            return same;
        });
        PngFile.write(last[0], FOLDER.resolve(name + ".png"));
    }

    private static boolean alike(WritableImage one, WritableImage other) {
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }
}
