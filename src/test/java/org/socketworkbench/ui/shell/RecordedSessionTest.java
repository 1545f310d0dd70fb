package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Script;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceLog;

/** A finished trace is only looked at. */
class RecordedSessionTest {
    @Test
    void nobodyInItCanMakeACall() {
        TraceLog log = log(Script.connected());
        int events = log.size();
        try (WindowRobot window = new WindowRobot(log)) {
            window.untilText("#guide", "#why", "A recorded trace");
            for (String id : List.of("#run", "#pause", "#step", "#end", "#breakpoints", "#speed")) {
                assertTrue(WindowRobot.onFx(() -> window.window().scene().lookup(id).isDisabled()), id);
            }
            for (String panel : List.of("#server", "#client")) {
                for (String id : List.of("#socket", "#send", "#recv", "#close", "#program")) {
                    assertTrue(WindowRobot.onFx(() -> window.onPanel(panel, id, Node.class).isDisabled()), panel + id);
                }
                assertFalse(WindowRobot.onFx(() -> window.isShown(panel, "#interrupt")));
            }
            window.press(KeyCode.F5);
            window.press(KeyCode.F10);
            window.press(KeyCode.SHIFT, KeyCode.F5);
            assertEquals(events, log.size());
        }
    }

    @Test
    void itsCastStaysAsItWas() {
        Script script = Script.connected();
        script.came(2, "client 2", Role.CLIENT);
        try (WindowRobot window = new WindowRobot(log(script))) {
            TabPane clients = WindowRobot.onFx(() -> (TabPane) window.window().scene().lookup(".clients"));
            assertEquals(2, clients.getTabs().size());
            assertEquals(TabPane.TabClosingPolicy.UNAVAILABLE, clients.getTabClosingPolicy());
            assertFalse(WindowRobot.onFx(() -> window.window().scene().lookup("#addClient").isVisible()));
        }
    }

    @Test
    void aTraceOfClientsAloneIsShown() {
        Script script = new Script().came(0, "one", Role.CLIENT).came(1, "other", Role.CLIENT);
        try (WindowRobot window = new WindowRobot(log(script))) {
            window.untilText("#server", "#name", "one");
            window.untilText("#client", "#name", "other");
        }
    }

    @Test
    void fromItANewTraceCanBeBegun() {
        try (WindowRobot window = new WindowRobot(log(Script.connected()))) {
            window.press(KeyCode.CONTROL, KeyCode.N);
            assertEquals("socket(AF_INET, SOCK_STREAM, 0) = 3", window.call("#server", "#socket"));
        }
    }

    private static TraceLog log(Script script) {
        TraceLog log = new TraceLog();
        script.events().forEach(log::append);
        return log;
    }
}
