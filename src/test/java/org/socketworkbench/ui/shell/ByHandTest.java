package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.CText;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;

/** A student makes the calls one by one. */
class ByHandTest {
    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void open() {
        window.usePort(port);
    }

    @Test
    void aWholeConversationIsMadeCallByCall() {
        window.call("#server", "#socket");
        window.call("#server", "#setsockopt");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        window.click("#server", "#accept");
        window.untilText("#server", "#doing", "waits");
        String early = window.text("#server", "#doing");
        window.untilSeen("the seconds count", () -> !window.onPanel("#server", "#doing",
                javafx.scene.control.Label.class).getText().equals(early));
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilIdle("#server");
        assertTrue(window.call("#client", "#send").endsWith("\"Hello\", 5, 0) = 5"));
        assertTrue(window.call("#server", "#recv").endsWith("= 5 \"Hello\""));
        window.untilText("#server", "#received", "Hello");
        window.type("#server", "#text", "HELLO");
        window.call("#server", "#send");
        window.call("#client", "#recv");
        window.untilText("#client", "#received", "HELLO");
        window.call("#client", "#close");
        window.call("#server", "#close");
        window.call("#server", "#closeListener");
        assertEquals(
                List.of("socket", "setsockopt", "bind", "listen", "accept", "socket", "connect", "send", "recv", "send",
                        "recv", "close", "close", "close"),
                entered());
        assertTrue(returned().stream().noneMatch(call -> call.contains("-1")), returned()::toString);
    }

    @Test
    void theNaturalNextCallIsMarkedAndAnUnnaturalOneCanBeMade() {
        String accept = window.call("#server", "#accept");
        assertTrue(accept.endsWith("= -1 EBADF"), accept);
        window.call("#server", "#socket");
        accept = window.call("#server", "#accept");
        assertTrue(accept.endsWith("= -1 EINVAL"), accept);
        window.untilSeen("bind is marked", () -> window.onPanel("#server", "#bind", javafx.scene.Node.class)
                .getPseudoClassStates().stream().anyMatch(state -> state.getPseudoClassName().equals("next")));
        assertTrue(window.call("#server", "#bind").endsWith("= 0"));
        String again = window.call("#server", "#bind");
        assertTrue(again.endsWith("= -1 EINVAL"), again);
        assertTrue(window.call("#server", "#listen").endsWith("= 0"));
        String recv = window.call("#server", "#recv");
        assertTrue(recv.endsWith("= -1 ENOTCONN"), recv);
    }

    @Test
    void theListenersRecvIsExplainedInWords() {
        window.call("#server", "#socket");
        window.call("#server", "#recv");
        window.untilSeen("the error's name",
                () -> window.window().scene().lookup("#troubleName") instanceof javafx.scene.control.Label label
                        && label.getText().contains("ENOTCONN (107)"));
    }

    @Test
    void aSendAfterCloseIsAnsweredByTheKernelAndReachesNobody() {
        window.call("#client", "#socket");
        window.call("#client", "#close");
        String send = window.call("#client", "#send");
        assertEquals("send(3, \"Hello\", 5, 0) = -1 EBADF", send);
    }

    @Test
    void aClickWhileACallIsOnItsWayIsCarriedOutWhenItHasComeBack() {
        WindowRobot.onFx(() -> {
            for (String id : List.of("#socket", "#bind", "#bind", "#listen")) {
                window.onPanel("#server", id, Button.class).fire();
            }
            return null;
        });
        window.untilSeen("all have come back", () -> returned().size() == 3);
        assertEquals(List.of("socket", "bind", "listen"), entered());
        assertTrue(returned().stream().noneMatch(call -> call.contains("-1")), returned()::toString);
    }

    @Test
    void aClickIsNotLostWhenACallBeginsAndEndsBetweenPressAndRelease() {
        window.robot().moveTo(WindowRobot.onFx(() -> window.onPanel("#server", "#bind", Button.class)))
                .press(MouseButton.PRIMARY);
        WindowRobot.onFx(() -> {
            window.onPanel("#server", "#socket", Button.class).fire();
            return null;
        });
        window.untilSeen("socket() has come back", () -> returned().size() == 1);
        window.untilIdle("#server");
        window.robot().release(MouseButton.PRIMARY);
        window.untilSeen("bind() has come back", () -> returned().size() == 2);
        assertTrue(returned().getLast().startsWith("bind(") && returned().getLast().endsWith("= 0"),
                returned()::toString);
    }

    @Test
    void whatWasClickedBehindACallThatIsInterruptedIsNotDone() {
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        WindowRobot.onFx(() -> {
            window.onPanel("#server", "#accept", Button.class).fire();
            window.onPanel("#server", "#closeListener", Button.class).fire();
            return null;
        });
        window.untilText("#server", "#doing", "waits");
        window.click("#server", "#interrupt");
        window.untilIdle("#server");
        assertTrue(window.call("#server", "#bind").endsWith("= -1 EINVAL"), "the listener is open");
    }

    private List<String> entered() {
        return events().stream().filter(TraceEvent.CallEntered.class::isInstance)
                .map(e -> ((TraceEvent.CallEntered) e).call().word()).toList();
    }

    private List<String> returned() {
        return events().stream().filter(TraceEvent.CallReturned.class::isInstance)
                .map(TraceEvent.CallReturned.class::cast)
                .map(e -> CText.of(e.call(), e.outcome())).toList();
    }

    private List<TraceEvent> events() {
        return window.log().range(0, window.log().size());
    }
}
