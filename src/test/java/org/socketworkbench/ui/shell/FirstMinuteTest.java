package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.testing.WindowRobot.onFx;

import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.ui.support.Preferences;

/** The window as somebody finds it who has never seen a socket. */
class FirstMinuteTest {
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");
    private static final int CONTROLS_AT_MOST = 25;

    @AutoClose
    private final WindowRobot window = new WindowRobot(Preferences.inMemory());

    @Test
    void thereAreFewControlsAtFirst() {
        List<String> controls =
                onFx(() -> seen().filter(FirstMinuteTest::isControl).map(FirstMinuteTest::name).toList());
        assertTrue(controls.size() <= CONTROLS_AT_MOST, () -> controls.size() + ": " + controls);
    }

    @Test
    void allControlsAreOneClickAway() {
        assertFalse(onFx(() -> window.window().scene().lookup("#setsockopt").isVisible()));
        window.click("#allControls");
        assertTrue(onFx(() -> window.window().scene().lookup("#setsockopt").isVisible()));
    }

    @Test
    void theFilledButtonLeadsThroughAWholePhoneCall() {
        window.usePort(Integer.toString(Ports.free()));
        for (String next : List.of("server socket", "server bind", "server listen", "server accept", "client socket",
                "client connect", "client send", "server recv", "server send", "client recv", "client close",
                "server recv", "server close", "server closeListener")) {
            window.untilSeen("the only filled button is " + next,
                    () -> filled().stream().map(FirstMinuteTest::place).toList().equals(List.of(next)));
            onFx(() -> {
                ((ButtonBase) filled().getFirst()).fire();
                return null;
            });
        }
        window.untilSeen("it is said that the call is over",
                () -> ((Labeled) window.window().scene().lookup("#why")).getText().contains("is over"));
        assertEquals(List.of(), onFx(this::filled));
    }

    private static String place(Node button) {
        Node panel = button;
        while (!List.of("server", "client").contains(String.valueOf(panel.getId()))) {
            panel = panel.getParent();
        }
        return panel.getId() + " " + button.getId();
    }

    private List<Node> filled() {
        return seen().filter(node -> node.getPseudoClassStates().contains(NEXT)).toList();
    }

    private Stream<Node> seen() {
        return below(window.window().scene().getRoot()).filter(FirstMinuteTest::isSeen);
    }

    private static Stream<Node> below(Node node) {
        return node instanceof Parent parent
                ? Stream.concat(Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(FirstMinuteTest::below))
                : Stream.of(node);
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(Node node) {
        return node instanceof ButtonBase || node instanceof TextInputControl || node instanceof ComboBoxBase
                || node instanceof Slider;
    }

    private static String name(Node node) {
        return node.getId() != null ? node.getId() : node.toString();
    }
}
