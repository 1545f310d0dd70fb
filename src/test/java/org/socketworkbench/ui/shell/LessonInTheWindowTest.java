package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.socketworkbench.testing.WindowRobot.onFx;

import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.ui.support.Preferences;

/** The guide of the first call waits for real clicks, takes other ones as they come, and leads on from its end. */
class LessonInTheWindowTest {
    private final Preferences preferences = Preferences.inMemory();
    private final String port = Integer.toString(Ports.free());

    @AutoClose
    private final WindowRobot window = new WindowRobot(preferences);

    @Test
    void theFirstLessonIsOfferedUntilOneWasBegun() {
        window.untilSeen("the offer", () -> window.isShown("#offer"));
        begin();
        assertFalse(onFx(() -> window.isShown("#offer")));
        try (WindowRobot later = new WindowRobot(preferences)) {
            assertFalse(onFx(() -> later.isShown("#offer")));
        }
    }

    @Test
    void itLeadsThroughAWholeCallAndThenOnwards() {
        begin();
        for (String step : List.of("server socket", "server bind", "server listen", "server accept", "client socket",
                "client connect", "client send", "server recv", "server send", "client recv", "client close",
                "server recv", "server close", "server closeListener")) {
            String panel = "#" + step.split(" ")[0];
            String call = step.split(" ")[1].replace("closeListener", "close");
            window.untilText("#guide", "#title", (panel.equals("#client") ? "client 1: " : "server: ") + call + "(");
            window.click(panel, "#" + step.split(" ")[1]);
        }
        window.untilText("#guide", "#title", "That was a whole call");
        assertEquals(List.of("Watch it again", "See it as Python", "Make it fail", "Two clients at once"), links());
        press("See it as Python");
        window.untilSeen("the code", () -> ((TabPane) window.window().scene().lookup(".views"))
                .getSelectionModel().getSelectedIndex() == 3);
        press("Watch it again");
        window.untilText("#guide", "#why", "earlier moment");
        window.untilSeen("it is over again", () -> window.window().feed().liveProperty().get());
        press("Two clients at once");
        window.answer("Don\u2019t save");
        window.untilText("#guide", "#where", "Two clients at once");
        window.untilSeen("two clients", () -> clients().getTabs().size() == 2);
    }

    @Test
    void anotherCallThanTheOneAskedForIsMadeAndExplained() {
        begin();
        window.call("#client", "#recv");
        window.untilText("#guide", "#passed", "client 1 made recv(), and the kernel answered EBADF");
        window.untilText("#guide", "#title", "server: socket()");
        window.click("#server", "#socket");
        window.untilText("#guide", "#passed", "The kernel answered 3");
        window.untilText("#guide", "#where", "step 2 of 14");
    }

    @Test
    void aLessonCanBeBegunAgainAndEnded() {
        begin();
        window.click("#server", "#socket");
        window.untilText("#guide", "#where", "step 2 of 14");
        press("#again");
        window.answer("Don\u2019t save");
        window.untilText("#guide", "#where", "step 1 of 14");
        press("#end");
        window.untilSeen("the lesson is over", () -> !guide("#passed").getParent().isVisible());
        window.untilText("#guide", "#why", "The server begins");
    }

    private void begin() {
        window.usePort(port);
        press("#offer");
        window.untilText("#guide", "#where", "step 1 of 14");
        window.untilText("#guide", "#title", "server: socket()");
    }

    private Node guide(String id) {
        return window.window().scene().lookup("#guide").lookup(id);
    }

    private List<String> links() {
        return onFx(() -> ((HBox) guide("#links")).getChildren().stream().map(link -> ((Labeled) link).getText())
                .toList());
    }

    private TabPane clients() {
        return (TabPane) window.window().scene().lookup(".clients");
    }

    /** Presses a button of the guide's, by its id or its text. A question may come first. */
    private void press(String which) {
        Platform.runLater(() -> {
            Node button = which.startsWith("#") ? guide(which) : ((HBox) guide("#links")).getChildren().stream()
                    .filter(link -> ((Labeled) link).getText().equals(which)).findFirst().orElseThrow();
            ((Button) button).fire();
        });
    }
}
