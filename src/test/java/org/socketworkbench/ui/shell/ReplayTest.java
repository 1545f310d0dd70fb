package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent;

/** Looking back moves every view, and nothing in the kernel. */
class ReplayTest {
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @BeforeEach
    void openAndListen() {
        window.type("#server", "#port", Integer.toString(Ports.free()));
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        window.untilText("#server", "#socketState", "LISTEN");
    }

    @Test
    void aStepBackShowsTheStateBeforeTheCall() {
        backTo(1);
        window.untilText("#guide", "#why", "earlier moment");
        assertEquals("", window.text("#server", "#socketState"));
        assertTrue(WindowRobot.onFx(() -> window.onPanel("#server", "#socket", Node.class).isDisabled()),
                "no call is made while an earlier moment is looked at");
        window.click("#live");
        window.untilText("#server", "#socketState", "LISTEN");
        window.untilSeen("calls can be made again",
                () -> !window.onPanel("#server", "#accept", Node.class).isDisabled());
    }

    @Test
    void beforeAnybodyHasComeThePanelsAreEmptyAndMakeNoCall() {
        backTo(0);
        window.untilText("#guide", "#why", "earlier moment");
        assertEquals("", window.text("#server", "#socketState"));
        int before = window.log().size();
        WindowRobot.onFx(() -> {
            for (String call : List.of("#socket", "#bind", "#listen", "#accept", "#closeListener", "#recv")) {
                assertTrue(window.onPanel("#server", call, Node.class).isDisabled(), call);
                window.onPanel("#server", call, ButtonBase.class).fire();
            }
            return null;
        });
        window.click("#live");
        window.untilText("#server", "#socketState", "LISTEN");
        assertEquals(List.of(), window.log().range(before, window.log().size()).stream()
                .filter(TraceEvent.CallEntered.class::isInstance).toList());
    }

    @Test
    void stepsGoFromCallToCall() {
        window.click("#first");
        window.untilSeen("the beginning", () -> window.rows("#table").isEmpty());
        int calls = 0;
        while (window.rows("#table").size() < 3) {
            window.click("#forward");
            calls++;
            assertTrue(calls <= 6, "two moments a call: entered and returned");
        }
        assertEquals(3, window.rows("#table").size());
    }

    private void backTo(int count) {
        WindowRobot.onFx(() -> {
            ((Slider) window.window().scene().lookup("#position")).setValue(count);
            return null;
        });
    }
}
