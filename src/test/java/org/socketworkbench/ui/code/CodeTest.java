package org.socketworkbench.ui.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent.ParticipantCame;

/** The tab Code shows what was clicked as a program. */
class CodeTest {
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void listen() {
        window.type("#server", "#port", Integer.toString(Ports.free()));
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
    }

    private List<CodeRow> rows(String column) {
        return WindowRobot.onFx(() -> {
            ListView<?> list = (ListView<?>) window.window().scene().lookup(column + " .listing");
            return list.getItems().stream().map(CodeRow.class::cast).toList();
        });
    }

    private void untilLast(String column, String text) {
        window.untilSeen(text + " is the last call", () -> lastCall(column).contains(text));
    }

    private String lastCall(String column) {
        return rows(column).stream().filter(CodeRow::last).map(CodeRow::text).collect(Collectors.joining("\n"));
    }

    @Test
    void theLastCallIsMarkedInStepWithTheCursor() {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        untilLast("#serverCode", "listener.listen(5)");
        while (!lastCall("#serverCode").contains("listener.bind")) {
            window.click("#back");
        }
        assertTrue(rows("#serverCode").stream().noneMatch(row -> row.text().contains("listen(5)")), "not yet");
        window.click("#live");
        untilLast("#serverCode", "listener.listen(5)");
    }

    @Test
    void theProgramIsShownInTheChosenLanguageAndCopied() {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        window.click("#c");
        untilLast("#serverCode", "if (listen(listener, 5) == -1)");
        window.click("#java");
        untilLast("#serverCode", "listener.bind(new InetSocketAddress(");
        assertEquals("Server.java",
                WindowRobot.onFx(() -> ((Label) window.window().scene().lookup("#serverCode #file")).getText()));
        window.click("#serverCode #copy");
        String shown = rows("#serverCode").stream().map(row -> row.text() + "\n").collect(Collectors.joining());
        window.untilSeen("the copied program", () -> shown.equals(Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void theClientInFrontIsShownUntilAnotherIsChosen() {
        window.call("#client", "#socket");
        window.click("#addClient");
        window.untilText("#client", "#name", "client 2");
        window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
        untilChosen("client 2");
        assertEquals(List.of(), rows("#clientCode"));
        WindowRobot.onFx(() -> {
            clients().getSelectionModel().selectFirst();
            return null;
        });
        untilLast("#clientCode", "client = socket.socket(");
        assertTrue(rows("#clientCode").getFirst().text().startsWith("# client1: "));
    }

    private void untilChosen(String name) {
        window.untilSeen(name, () -> clients().getValue() instanceof ParticipantCame came && came.name().equals(name));
    }

    private ComboBox<?> clients() {
        return (ComboBox<?>) window.window().scene().lookup("#clientCode #who");
    }
}
