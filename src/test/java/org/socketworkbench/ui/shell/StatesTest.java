package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.diagram.LiveSocket;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;

/** The tab States during a phone call: every socket stands in its state. */
class StatesTest {
    private final String port = Integer.toString(Ports.free());
    private WindowRobot window;

    @BeforeEach
    void listen() {
        window = new WindowRobot();
        window.type("#server", "#port", port);
        window.type("#client", "#port", port);
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aPhoneCallGoesFromListenToTimeWait() {
        show();
        untilChip("server fd", "LISTEN");
        bench();
        connect();
        show();
        untilChip("client 1 fd", "ESTABLISHED");
        untilChip("server, ESTABLISHED, waits for accept", "ESTABLISHED");
        bench();
        window.call("#server", "#accept");
        window.call("#client", "#close");
        show();
        untilChip("client 1, FIN_WAIT_2, kept by kernel", "FIN_WAIT_2");
        untilChip("server fd", "CLOSE_WAIT");
        bench();
        window.call("#server", "#close");
        show();
        untilChip("client 1, TIME_WAIT, kept by kernel", "TIME_WAIT");
        window.untilSeen("the server's connection is gone", () -> chips().stream().noneMatch(chip -> chip.contains("CLOSE_WAIT")));
    }

    @Test
    void aNewSocketIsClosedAndThatIsSaidToBeConcluded() {
        window.call("#client", "#socket");
        show();
        untilChip("client 1 fd", "CLOSED, concluded");
        Node chip = WindowRobot.onFx(() -> chip("client 1 fd"));
        assertTrue(chip.getPseudoClassStates().stream().anyMatch(state -> state.getPseudoClassName().equals("concluded")));
    }

    @Test
    void anEarlierMomentShowsTheStatesOfThen() {
        int listening = window.log().size();
        connect();
        show();
        untilChip("client 1 fd", "ESTABLISHED");
        WindowRobot.onFx(() -> {
            ((Slider) window.window().scene().lookup("#position")).setValue(listening);
            return null;
        });
        window.untilSeen("the listener, and no client yet", () -> chips().stream().anyMatch(chip -> chip.startsWith("server fd"))
                && chips().stream().noneMatch(chip -> chip.startsWith("client")));
        window.click("#live");
        untilChip("client 1 fd", "ESTABLISHED");
    }

    @Test
    void aChosenSocketIsExplainedMarkedInTheListAndFollowedIntoItsNextState() {
        connect();
        show();
        untilChip("client 1 fd", "ESTABLISHED");
        window.robot().clickOn(WindowRobot.onFx(() -> chip("client 1 fd")));
        window.untilSeen("the explanation", () -> label("#stateTitle").startsWith("client 1 fd")
                && label("#stateMeaning").startsWith("Connected"));
        assertTrue(WindowRobot.onFx(() -> list().getSelectionModel().getSelectedItem()) != null);
        bench();
        window.call("#client", "#close");
        show();
        window.untilSeen("it was followed", () -> label("#stateTitle").equals("client 1, kept by kernel")
                && label("#stateMeaning").startsWith("This side has said everything"));
    }

    @Test
    void aStateIsExplainedWhenItIsChosen() {
        show();
        window.click("#state-TIME_WAIT");
        window.untilSeen("the explanation", () -> label("#stateTitle").equals("TIME_WAIT")
                && label("#stateWays").contains("60 seconds"));
    }

    @Test
    void theKeyboardReachesAndChoosesASocket() {
        show();
        untilChip("server fd", "LISTEN");
        WindowRobot.onFx(() -> {
            window.window().scene().lookup("#state-LISTEN").requestFocus();
            return null;
        });
        window.press(KeyCode.TAB);
        window.untilSeen("the chip has the focus", () -> chip("server fd").isFocused());
        window.press(KeyCode.SPACE);
        window.untilSeen("the explanation", () -> label("#stateTitle").startsWith("server fd"));
    }

    @Test
    void whileAnotherTabIsInFrontNothingIsDrawn() {
        show();
        untilChip("server fd", "LISTEN");
        bench();
        window.call("#client", "#socket");
        window.untilText("#client", "#socketState", "new");
        assertTrue(WindowRobot.onFx(() -> chips().stream().noneMatch(chip -> chip.startsWith("client"))));
        show();
        untilChip("client 1 fd", "CLOSED");
    }

    @Test
    void aNewTraceShowsItsOwnSockets() {
        show();
        untilChip("server fd", "LISTEN");
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.untilSeen("no socket", () -> chips().isEmpty() && list().getItems().isEmpty());
    }

    @Test
    void everyListedSocketShowsItsQueues() {
        connect();
        window.call("#client", "#send");
        show();
        window.untilSeen("the bytes that wait", () -> texts().contains("5 bytes"));
        window.untilSeen("the caller that waits", () -> texts().contains("1 of 6 places"));
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
        show();
        window.untilSeen("two and the others' count", () -> chips().stream().filter(chip -> chip.contains("CLOSED")).count() == 2
                && texts().contains("+ 2 more"));
        assertEquals(4, WindowRobot.onFx(() -> list().getItems().stream()
                .filter(item -> item instanceof LiveSocket socket && socket.isIn(TcpState.CLOSED)).count()));
    }

    private void connect() {
        window.call("#client", "#socket");
        window.call("#client", "#connect");
    }

    private void show() {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
    }

    private void bench() {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        window.untilSeen("the panels", () -> window.window().scene().lookup("#server").getParent().isVisible());
    }

    private void untilChip(String beginning, String part) {
        window.untilSeen(beginning + " … " + part, () ->
                chips().stream().anyMatch(chip -> chip.startsWith(beginning) && chip.contains(part)));
    }

    /** What a screen reader says of each chip. For the FX thread. */
    private Set<String> chips() {
        return window.window().scene().getRoot().lookupAll(".socket-chip").stream().filter(Node::isVisible)
                .map(Node::getAccessibleText).collect(Collectors.toSet());
    }

    private Node chip(String beginning) {
        return window.window().scene().getRoot().lookupAll(".socket-chip").stream()
                .filter(chip -> chip.isVisible() && chip.getAccessibleText().startsWith(beginning)).findFirst().orElseThrow();
    }

    private String label(String id) {
        return ((Label) window.window().scene().lookup(id)).getText();
    }

    private ListView<?> list() {
        return (ListView<?>) window.window().scene().lookup("#sockets");
    }

    private List<String> texts() {
        return window.window().scene().getRoot().lookupAll(".states .label").stream()
                .filter(node -> node instanceof Label && node.isVisible()).map(node -> ((Label) node).getText()).toList();
    }
}
