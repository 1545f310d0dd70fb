package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.testing.WindowRobot.onFx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;

/** What must not be overlooked is said where it happens, on both sides. */
class GreatMomentsTest {
    private static final PseudoClass MOMENT = PseudoClass.getPseudoClass("moment");
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    private final String port = Integer.toString(Ports.free());

    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void aPortOfItsOwn() {
        window.usePort(port);
    }

    @Test
    void bothSidesLightUpWhenAConnectIsAnswered() {
        waitForACaller();
        window.untilText("#server", "#doing", "waits for a caller");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilText("#server", "#doing", "accept() returned 4: this conversation. 3 keeps listening.");
        window.untilText("#client", "#doing", "the line to 127.0.0.1:" + port + " is open");
        assertTrue(isLine("#server", MOMENT));
        assertTrue(isLine("#client", MOMENT));
    }

    @Test
    void buttonsNameTheSocketThatTheyActOn() {
        connect();
        assertEquals(List.of("accept(3)", "close(3)", "recv(4)", "close(4)"),
                List.of("#accept", "#closeListener", "#recv", "#close").stream()
                        .map(id -> window.text("#server", id)).toList());
        assertEquals("close(3)", window.text("#client", "#close"));
    }

    @Test
    void bytesThatNobodyHasReadLieInTheMailbox() {
        connect();
        assertFalse(isSeen("#server", "#mailbox"));
        window.call("#client", "#send");
        window.untilText("#server", "#mailbox", "5 bytes, \"Hello\"");
        window.untilSeen("the accept log counts them",
                () -> window.onPanel("#server", "#connections", TableView.class).getItems().getFirst().toString()
                        .contains("\u2709 5"));
        window.call("#server", "#recv");
        window.untilSeen("the mailbox is empty", () -> !window.isShown("#server", "#mailbox"));
        window.untilText("#server", "#doing", "recv() returned 5 bytes: \"Hello\"");
    }

    @Test
    void aHangUpWaitsInTheMailboxAndRecvTellsOfIt() {
        connect();
        window.call("#client", "#close");
        window.untilText("#server", "#mailbox", "has hung up");
        window.call("#server", "#recv");
        window.untilText("#server", "#doing", "recv() returned 0 bytes: the other side has hung up.");
        assertTrue(isLine("#server", MOMENT));
        assertFalse(isSeen("#server", "#mailbox"));
    }

    @Test
    void aResetIsTold() {
        connect();
        window.call("#client", "#send");
        window.call("#server", "#close");
        window.call("#client", "#recv");
        window.untilText("#client", "#doing", "recv() failed with ECONNRESET");
        assertTrue(isLine("#client", TROUBLE));
    }

    @Test
    void whatFailedIsSaidAndMarkedAtItsButtonUntilTheNextCall() {
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilText("#client", "#doing", "connect() failed with ECONNREFUSED (111): Connection refused.");
        assertTrue(isLine("#client", TROUBLE));
        PseudoClass failed = PseudoClass.getPseudoClass("failed");
        assertTrue(is("#client", "#connect", failed));
        window.call("#client", "#close");
        window.untilSeen("the mark goes", () -> !is("#client", "#connect", failed));
    }

    @Test
    void whoTalksToAnotherProgramIsTold() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            window.usePort(Integer.toString(stranger.getLocalPort()));
            window.call("#client", "#socket");
            window.call("#client", "#connect");
            window.untilText("#client", "#doing", "a stranger");
        }
    }

    @Test
    void theAnswerToAWaitStandsInTheListWhereItCame() {
        waitForACaller();
        window.untilText("#server", "#doing", "waits for a caller");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilSeen("accept is answered below", () -> {
            List<?> rows = ((TableView<?>) window.window().scene().lookup(".calls")).getItems();
            return rows.stream().anyMatch(row -> row.toString().contains("\u21b3 accept(3) = 4"))
                    && rows.stream().anyMatch(row -> row.toString().contains("accept(3) \u2026"));
        });
    }

    @Test
    void aClientsTabTellsWhatItDoesWhileAnotherIsInFront() {
        connect();
        window.click("#client", "#recv");
        window.untilSeen("client 1 waits", () -> tab(0).contains("waits"));
        window.click("#addClient");
        window.untilSeen("client 2 is in front", () -> clients().getSelectionModel().getSelectedIndex() == 1);
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilSeen("client 2 is queued", () -> tab(1).contains("in the queue"));
        window.untilSeen("client 1 still waits", () -> tab(0).contains("waits"));
    }

    @Test
    void whatSuchACallDoesIsFolded() {
        window.call("#client", "#socket");
        window.untilSeen("it is explained", () -> window.isShown("#happened"));
        assertFalse(onFx(() -> window.isShown("#details")));
        window.click("#unfold");
        assertTrue(onFx(() -> window.isShown("#details")));
    }

    @Test
    void aFilterThatFindsNothingSaysSo() {
        window.call("#client", "#socket");
        onFx(() -> {
            ((javafx.scene.control.TextField) window.window().scene().lookup("#filter")).setText("nonsense");
            return null;
        });
        window.untilSeen("it says so", () -> ((TableView<?>) window.window().scene().lookup(".calls"))
                .getPlaceholder() instanceof Label label && label.getText().contains("No call contains these words"));
    }

    private void waitForACaller() {
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        window.click("#server", "#accept");
    }

    private void connect() {
        waitForACaller();
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.untilIdle("#server");
        window.untilSeen("the connection is chosen",
                () -> "recv(4)".equals(window.onPanel("#server", "#recv", Labeled.class).getText()));
    }

    private TabPane clients() {
        return (TabPane) window.window().scene().lookup(".clients");
    }

    private String tab(int index) {
        return clients().getTabs().get(index).getText();
    }

    private boolean isLine(String panel, PseudoClass is) {
        return onFx(() -> is(panel, "#line", is));
    }

    private boolean is(String panel, String id, PseudoClass is) {
        return onFx(() -> window.onPanel(panel, id, Node.class).getPseudoClassStates().contains(is));
    }

    private boolean isSeen(String panel, String id) {
        return onFx(() -> window.isShown(panel, id));
    }
}
