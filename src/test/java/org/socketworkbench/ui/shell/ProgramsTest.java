package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;

/** Programs run, wait at the gate, are stepped and stopped; several clients call one server. */
class ProgramsTest {
    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void open() {
        window.usePort(port);
    }

    @Test
    void theSecondCallerWaitsInTheQueueUntilTheFirstHangsUp() {
        window.program("#server", "answer loop");
        window.untilText("#server", "#doing", "accept");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilText("#server", "#doing", "recv");

        window.click("#addClient");
        window.untilText("#client", "#name", "client 2");
        window.type("#client", "#port", port);
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilText("#client", "#socketState", "connected, waiting in the queue");
        Await.until("the accept log shows it", () -> window.rows("#connections").stream()
                .anyMatch(row -> row.contains("connected, waiting in the queue")));
        window.call("#client", "#send");

        selectClient(0);
        window.call("#client", "#close");
        selectClient(1);
        window.call("#client", "#recv");
        window.untilText("#client", "#received", "HELLO");
        window.untilText("#client", "#socketState", "ESTABLISHED");
    }

    @Test
    void aPausedProgramShowsItsNextCallAndMakesItOnStep() {
        window.press(KeyCode.F6);
        window.program("#server", "one call");
        window.untilText("#server", "#doing", "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, 0)");
        assertEquals(0, count(TraceEvent.CallEntered.class));
        window.press(KeyCode.F10);
        window.untilText("#server", "#doing", ": setsockopt(");
        assertEquals(1, count(TraceEvent.CallEntered.class));
        window.click("#server", "#step");
        window.untilText("#server", "#doing", ": bind(");
        assertTrue(window.text("#server", "#doing").contains("127.0.0.1:" + port));
        window.press(KeyCode.F5);
        window.untilText("#server", "#doing", "waits");
    }

    @Test
    void stepsGoToTheCallThatHasWaitedLongest() {
        window.press(KeyCode.F6);
        window.program("#server", "one call");
        window.untilText("#server", "#doing", ": socket");
        window.program("#client", "one call");
        window.untilText("#client", "#doing", ": socket");
        window.untilSeen("the tooltip tells whose call is next", () -> ((Button) window.window().scene()
                .lookup("#step")).getTooltip().getText().contains("server, socket(AF_INET"));
        window.press(KeyCode.F10);
        window.untilText("#server", "#doing", ": setsockopt");
        assertTrue(window.text("#client", "#doing").contains(": socket"));
        window.press(KeyCode.F10);
        window.untilText("#client", "#doing", ": connect");
        assertTrue(window.text("#server", "#doing").contains(": setsockopt"));
    }

    @Test
    void aBreakpointStopsBeforeItsCallOnly() {
        WindowRobot.onFx(() -> {
            ((MenuButton) window.window().scene().lookup("#breakpoints")).getItems().stream()
                    .filter(Menu.class::isInstance).flatMap(theme -> ((Menu) theme).getItems().stream())
                    .filter(item -> item.getText().equals("listen()")).toList()
                    .forEach(item -> ((CheckMenuItem) item).setSelected(true));
            return null;
        });
        window.program("#server", "one call");
        window.untilText("#server", "#doing", ": listen(");
        assertEquals(3, count(TraceEvent.CallEntered.class));
        window.press(KeyCode.F5);
        window.untilText("#server", "#doing", "waits");
    }

    @Test
    void theSetWaitComesBeforeEachCall() {
        WindowRobot.onFx(() -> {
            ((Slider) window.window().scene().lookup("#speed")).setValue(3);
            return null;
        });
        window.program("#server", "one call");
        window.untilText("#server", "#doing", ": socket");
        WindowRobot.onFx(() -> {
            ((Slider) window.window().scene().lookup("#speed")).setValue(0);
            return null;
        });
        window.press(KeyCode.F5);
        window.untilText("#server", "#doing", "waits");
    }

    @Test
    void thePromptLoopSendsWhatIsTypedAndSkipsAnEmptyLine() {
        window.program("#server", "answer loop");
        window.untilText("#server", "#doing", "waits");
        window.program("#client", "prompt loop");
        window.untilText("#client", "#doing", ">>:");
        enter("");
        enter("hello");
        window.untilText("#client", "#received", "HELLO");
        assertEquals(1, window.log().range(0, window.log().size()).stream()
                .filter(e -> e instanceof TraceEvent.CallEntered c && c.participant() == 1
                        && c.call().word().equals("send"))
                .count());
    }

    @Test
    void interruptEndsABlockedCallAndTheSocketIsUsableAfterwards() {
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        window.click("#server", "#accept");
        window.untilText("#server", "#doing", "waits");
        window.click("#server", "#interrupt");
        window.untilIdle("#server");
        window.click("#server", "#accept");
        window.untilText("#server", "#doing", "waits");
        window.call("#client", "#socket");
        assertTrue(window.call("#client", "#connect").endsWith("= 0"));
        window.untilIdle("#server");
    }

    @Test
    void stopEndsEveryProgramAndLeavesTheirSocketsOpen() {
        window.program("#server", "answer loop");
        window.untilText("#server", "#doing", "waits");
        window.press(KeyCode.SHIFT, KeyCode.F5);
        window.untilIdle("#server");
        window.untilText("#server", "#socketState", "LISTEN");
        assertFalse(WindowRobot.onFx(() -> window.onPanel("#server", "#accept", Node.class).isDisabled()));
    }

    @Test
    void aRemovedClientsSocketIsClosed() {
        window.call("#client", "#socket");
        WindowRobot.onFx(() -> {
            TabPane clients = (TabPane) window.window().scene().lookup(".clients");
            javafx.event.Event.fireEvent(clients.getTabs().getFirst(),
                    new javafx.event.Event(javafx.scene.control.Tab.CLOSED_EVENT));
            clients.getTabs().removeFirst();
            return null;
        });
        Await.until("it has left", () -> count(TraceEvent.ParticipantWent.class) == 1);
        assertEquals(List.of("socket", "close"), window.log().range(0, window.log().size()).stream()
                .filter(TraceEvent.CallReturned.class::isInstance)
                .map(e -> ((TraceEvent.CallReturned) e).call().word()).toList());
    }

    @Test
    void whatIsReceivedIsShownInHexadecimalToo() {
        window.program("#server", "one call");
        window.untilText("#server", "#doing", "waits");
        window.program("#client", "one call");
        window.untilText("#client", "#received", "HELLO");
        window.click("#client", "#showListing");
        window.click("#client", "#hexOutput");
        window.untilSeen("the bytes", () -> window.onPanel("#client", "#received", TextArea.class).getText()
                .contains("48 45 4c 4c 4f"));
    }

    private void enter(String line) {
        long asked = prompts();
        window.type("#client", "#answer", line);
        window.click("#client", "#enter");
        if (line.isEmpty()) {
            Await.until("the client asks again", () -> prompts() > asked);
        }
    }

    private long prompts() {
        return window.log().range(0, window.log().size()).stream()
                .filter(e -> e instanceof TraceEvent.Note note && note.kind() == TraceEvent.Note.Kind.WAITS_FOR_INPUT)
                .count();
    }

    private void selectClient(int index) {
        WindowRobot.onFx(() -> {
            ((TabPane) window.window().scene().lookup(".clients")).getSelectionModel().select(index);
            return null;
        });
        window.untilText("#client", "#name", "client " + (index + 1));
    }

    private long count(Class<? extends TraceEvent> type) {
        return window.log().range(0, window.log().size()).stream().filter(type::isInstance).count();
    }
}
