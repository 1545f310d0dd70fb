package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;

/** The tab States during a phone call: every socket stands in its state. */
class StatesTest {
    private final String port = Integer.toString(Ports.free());
    @AutoClose
    private final WindowRobot window = new WindowRobot();
    private StatesPage states;

    @BeforeEach
    void listen() {
        states = new StatesPage(window);
        window.usePort(port);
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
    }

    @Test
    void aPhoneCallGoesFromListenToTimeWait() {
        states.show();
        states.untilChip("server fd", "LISTEN");
        bench();
        connect();
        states.show();
        states.untilChip("client 1 fd", "ESTABLISHED");
        states.untilChip("server, ESTABLISHED, waits for accept", "ESTABLISHED");
        bench();
        window.call("#server", "#accept");
        window.call("#client", "#close");
        states.show();
        states.untilChip("client 1, FIN_WAIT_2, kept by kernel", "FIN_WAIT_2");
        states.untilChip("server fd", "CLOSE_WAIT");
        bench();
        window.call("#server", "#close");
        states.show();
        states.untilChip("client 1, TIME_WAIT, kept by kernel", "TIME_WAIT");
        window.untilSeen("the server's connection is gone",
                () -> states.chips().stream().noneMatch(chip -> chip.contains("CLOSE_WAIT")));
    }

    @Test
    void aNewSocketIsClosedAndThatIsSaidToBeConcluded() {
        window.call("#client", "#socket");
        states.show();
        states.untilChip("client 1 fd", "CLOSED, concluded");
        Node chip = WindowRobot.onFx(() -> states.chip("client 1 fd"));
        assertTrue(
                chip.getPseudoClassStates().stream().anyMatch(state -> state.getPseudoClassName().equals("concluded")));
    }

    @Test
    void anEarlierMomentShowsTheStatesOfThen() {
        int listening = window.log().size();
        connect();
        states.show();
        states.untilChip("client 1 fd", "ESTABLISHED");
        WindowRobot.onFx(() -> {
            ((Slider) window.window().scene().lookup("#position")).setValue(listening);
            return null;
        });
        window.untilSeen("the listener, and no client yet",
                () -> states.chips().stream().anyMatch(chip -> chip.startsWith("server fd"))
                        && states.chips().stream().noneMatch(chip -> chip.startsWith("client")));
        window.click("#live");
        states.untilChip("client 1 fd", "ESTABLISHED");
    }

    @Test
    void aChosenSocketIsExplainedMarkedInTheListAndFollowedIntoItsNextState() {
        connect();
        states.show();
        states.untilChip("client 1 fd", "ESTABLISHED");
        window.robot().clickOn(WindowRobot.onFx(() -> states.chip("client 1 fd")));
        window.untilSeen("the explanation", () -> states.label("#stateTitle").startsWith("client 1 fd")
                && states.label("#stateMeaning").startsWith("Connected"));
        assertTrue(WindowRobot.onFx(() -> states.list().getSelectionModel().getSelectedItem()) != null);
        bench();
        window.call("#client", "#close");
        states.show();
        window.untilSeen("it was followed", () -> states.label("#stateTitle").equals("client 1, kept by kernel")
                && states.label("#stateMeaning").startsWith("This side has finished sending"));
    }

    @Test
    void aStateIsExplainedWhenItIsChosen() {
        states.show();
        window.click("#state-TIME_WAIT");
        window.untilSeen("the explanation", () -> states.label("#stateTitle").equals("TIME_WAIT")
                && states.label("#stateWays").contains("60 seconds"));
    }

    @Test
    void theKeyboardReachesAndChoosesASocket() {
        states.show();
        states.untilChip("server fd", "LISTEN");
        WindowRobot.onFx(() -> {
            window.window().scene().lookup("#state-LISTEN").requestFocus();
            return null;
        });
        window.press(KeyCode.TAB);
        window.untilSeen("the chip has the focus", () -> states.chip("server fd").isFocused());
        window.press(KeyCode.SPACE);
        window.untilSeen("the explanation", () -> states.label("#stateTitle").startsWith("server fd"));
    }

    @Test
    void whileAnotherTabIsInFrontNothingIsDrawn() {
        states.show();
        states.untilChip("server fd", "LISTEN");
        bench();
        window.call("#client", "#socket");
        window.untilText("#client", "#socketState", "new");
        assertTrue(WindowRobot.onFx(() -> states.chips().stream().noneMatch(chip -> chip.startsWith("client"))));
        states.show();
        states.untilChip("client 1 fd", "CLOSED");
    }

    @Test
    void aNewTraceShowsItsOwnSockets() {
        states.show();
        states.untilChip("server fd", "LISTEN");
        window.renew();
        window.untilSeen("no socket", () -> states.chips().isEmpty() && states.list().getItems().isEmpty());
    }

    @Test
    void everyListedSocketShowsItsQueues() {
        connect();
        window.call("#client", "#send");
        states.show();
        window.untilSeen("the bytes that wait", () -> states.texts().contains("5 bytes"));
        window.untilSeen("the caller that waits", () -> states.texts().contains("1 of 6 places"));
    }

    @Test
    void manySocketsInAStateAreCounted() {
        for (int client = 1; client < 4; client++) {
            window.call("#client", "#socket");
            window.click("#addClient");
            String name = "client " + (client + 1);
            window.untilText("#client", "#name", name);
        }
        window.call("#client", "#socket");
        states.show();
        window.untilSeen("two and the others' count",
                () -> states.chips().stream().filter(chip -> chip.contains("CLOSED")).count() == 2
                        && states.texts().contains("+ 2 more"));
        assertEquals(4, WindowRobot.onFx(() -> states.list().getItems().stream()
                .filter(item -> item instanceof LiveSocket socket && socket.isIn(TcpState.CLOSED)).count()));
    }

    private void connect() {
        window.call("#client", "#socket");
        window.call("#client", "#connect");
    }

    private void bench() {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        window.untilSeen("the panels", () -> window.window().scene().lookup("#server").getParent().isVisible());
    }
}
