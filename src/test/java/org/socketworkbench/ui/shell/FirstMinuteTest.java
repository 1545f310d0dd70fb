package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.testing.WindowRobot.onFx;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.Rounds;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.ui.support.Preferences;

/** The window as somebody finds it who has never seen a socket. */
class FirstMinuteTest {
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");
    private static final int CONTROLS_AT_MOST = 25;
    private static final int PRESSES = 25;

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
        assertFalse(onFx(() -> window.isShown("#server", "#setsockopt")));
        window.click("#allControls");
        assertTrue(onFx(() -> window.isShown("#server", "#setsockopt")));
    }

    @Test
    void eachCallIsExplainedBeforeItIsMade() {
        List<String> unexplained = onFx(() -> seen().filter(node -> node.getStyleClass().contains("call"))
                .filter(node -> !(((Control) node).getTooltip() instanceof Tooltip tip
                        && tip.getText().contains("\u260e")))
                .map(FirstMinuteTest::name).toList());
        assertEquals(List.of(), unexplained);
    }

    /** Whoever reads about an earlier call and then presses a button wants to see what comes of it. */
    @Test
    void afterAnEarlierCallWasLookedAtTheNextCallByHandIsShown() {
        window.call("#server", "#socket");
        window.usePort(Integer.toString(Ports.free()));
        window.call("#server", "#bind");
        window.untilSeen("bind() is explained", () -> explained().startsWith("bind("));
        onFx(() -> {
            ((TableView<?>) window.window().scene().lookup(".calls")).getSelectionModel().clearAndSelect(0);
            return null;
        });
        window.untilSeen("socket() is explained", () -> explained().startsWith("socket("));
        window.call("#server", "#listen");
        window.untilSeen("listen() is explained", () -> explained().startsWith("listen("));
    }

    private String explained() {
        return ((Labeled) window.window().scene().lookup(".story-title")).getText();
    }

    private boolean newestCallIsInSight() {
        TableView<?> calls = (TableView<?>) window.window().scene().lookup(".calls");
        int last = calls.getItems().size() - 1;
        Bounds table = calls.localToScene(calls.getBoundsInLocal());
        return last < 0 || calls.lookupAll(".table-row-cell").stream().map(row -> (IndexedCell<?>) row)
                .anyMatch(row -> row.getIndex() == last && !row.isEmpty() && row.isVisible()
                        && table.contains(row.localToScene(row.getBoundsInLocal())));
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
            window.untilSeen("the newest call is in sight after " + next, this::newestCallIsInSight);
        }
        window.untilSeen("it is said that the call is over",
                () -> ((Labeled) window.window().scene().lookup("#why")).getText().contains("every socket is closed"));
        assertEquals(List.of(), onFx(this::filled));
    }

    private static IntStream seeds() {
        return IntStream.rangeClosed(1, Rounds.of(10));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsPressedOneButtonAtMostIsFilled(int seed) {
        Random random = new Random(seed);
        window.usePort(Integer.toString(Ports.free()));
        for (int press = 0; press < PRESSES; press++) {
            String what = "seed " + seed + ", press " + press;
            window.untilSeen("a call can be made: " + what, () -> !pressable().isEmpty());
            onFx(() -> {
                List<ButtonBase> all = pressable();
                all.get(random.nextInt(all.size())).fire();
                return null;
            });
            assertTrue(onFx(this::filled).size() <= 1, what);
            window.untilSeen("nobody is in a call that does not wait: " + what, this::isSettled);
            assertTrue(onFx(this::filled).size() <= 1, what);
        }
    }

    /** The buttons of calls; if nobody can make one, those that end a wait. */
    private List<ButtonBase> pressable() {
        List<ButtonBase> calls = buttons("call");
        return calls.isEmpty()
                ? seen().filter(node -> "interrupt".equals(node.getId())).map(ButtonBase.class::cast).toList()
                : calls;
    }

    private List<ButtonBase> buttons(String styleClass) {
        return seen().filter(node -> node instanceof Button && node.getStyleClass().contains(styleClass))
                .filter(node -> !node.isDisabled()).map(ButtonBase.class::cast).toList();
    }

    private boolean isSettled() {
        return window.window().scene() != null && onFx(() -> Stream.of("#server", "#client").noneMatch(
                panel -> window.onPanel(panel, "#doing", Labeled.class).getText().contains("not back yet")));
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
        return WindowRobot.below(window.window().scene().getRoot()).filter(WindowRobot::isShown);
    }

    private static boolean isControl(Node node) {
        return node instanceof ButtonBase || node instanceof TextInputControl || node instanceof ComboBoxBase
                || node instanceof Slider;
    }

    private static String name(Node node) {
        return node.getId() != null ? node.getId() : node.toString();
    }
}
