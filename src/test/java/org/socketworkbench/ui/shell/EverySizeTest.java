package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.testing.WindowRobot.onFx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.ui.support.Preferences;

/**
 * A conversation in the window, at every text size and on the projector, in windows of three sizes, in every view. The
 * headless screen has room for no more than 990 rows.
 */
class EverySizeTest {
    private static final int LARGEST = 7;

    private final Preferences preferences = Preferences.inMemory();

    @AutoClose
    private final WindowRobot window = new WindowRobot(preferences);

    @BeforeEach
    void aCallerIsHeardAndAnotherIsTurnedAway() {
        String port = Integer.toString(Ports.free());
        window.usePort(port);
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.call("#server", "#socket");
        window.call("#server", "#bind");
        window.call("#server", "#listen");
        window.call("#client", "#socket");
        window.call("#client", "#connect");
        window.call("#client", "#send");
        window.call("#server", "#accept");
    }

    @ParameterizedTest
    @CsvSource({"1024, 768", "1280, 800", "1920, 990"})
    void nothingIsCutOff(int width, int height) {
        window.resize(width, height);
        for (int i = 0; i < LARGEST; i++) {
            window.press(KeyCode.CONTROL, KeyCode.MINUS);
        }
        List<String> cut = new ArrayList<>();
        for (int size = 0; size <= LARGEST; size++) {
            hasTextSize(size);
            cut.addAll(cutOffInEveryView(width + "x" + height + " size " + size));
            window.press(KeyCode.CONTROL, KeyCode.PLUS);
        }
        window.press(KeyCode.F11);
        onTheProjector(true);
        cut.addAll(cutOffInEveryView(width + "x" + height + " projector"));
        assertEquals(List.of(), cut);
    }

    private List<String> cutOffInEveryView(String at) {
        List<String> cut = new ArrayList<>();
        for (Tabs.Kind kind : Tabs.Kind.values()) {
            onFx(() -> {
                views().getSelectionModel().select(kind.ordinal());
                return null;
            });
            // What follows the size of the text asks for another layout by the next task.
            onFx(() -> {
                root().applyCss();
                root().layout();
                return null;
            });
            onFx(() -> {
                root().applyCss();
                root().layout();
                shown(views()).flatMap(EverySizeTest::wrong).map(wrong -> at + ", " + kind + ": " + wrong)
                        .forEach(cut::add);
                shown((Parent) window.window().scene().lookup("#bar")).flatMap(EverySizeTest::wrong)
                        .map(wrong -> at + ", toolbar: " + wrong).forEach(cut::add);
                return null;
            });
        }
        return cut;
    }

    /** What is not to be read as it should. */
    private static Stream<String> wrong(Node node) {
        if (!(node instanceof Labeled labeled) || labeled.getText() == null || labeled.getText().isEmpty()
                || labeled.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY
                || !(labeled.lookup(".text") instanceof Text text)) {
            return Stream.empty();
        }
        if (labeled instanceof TableCell<?, ?>) {
            return labeled.getStyleClass().contains("mono") && !keepsBothEnds(labeled.getText(), text.getText())
                    ? Stream.of(labeled.getText() + " is shown as " + text.getText()) : Stream.empty();
        }
        boolean mustBeWhole = labeled instanceof ButtonBase || List.of("activity-text", "story-title", "panel-title",
                "heading", "trouble-name").stream().anyMatch(labeled.getStyleClass()::contains);
        if (mustBeWhole && !text.getText().equals(labeled.getText())) {
            return Stream.of(labeled.getText() + " is shown as " + text.getText());
        }
        return mustBeWhole && !isInWidth(labeled) ? Stream.of(labeled.getText() + " reaches out") : Stream.empty();
    }

    /** A call's name and what it answered are read, whatever else is. */
    private static boolean keepsBothEnds(String whole, String shown) {
        String name = whole.substring(0, Math.max(1, whole.indexOf('(')));
        String answer = whole.substring(Math.max(0, whole.lastIndexOf(' ')));
        return shown.startsWith(name) && shown.endsWith(answer.strip());
    }

    private static boolean isInWidth(Control control) {
        Bounds bounds = control.localToScene(control.getLayoutBounds());
        return bounds.getMinX() >= -1 && bounds.getMaxX() <= control.getScene().getWidth() + 1;
    }

    @Test
    void theProjectorMakesTheTextAsLargeAsTheWindowAllowsAndLeavesOutWhatAClassDoesWithout() {
        window.resize(1024, 768);
        window.press(KeyCode.F11);
        onTheProjector(true);
        window.untilSeen("large text", () -> textSize() == 21);
        onFx(() -> {
            assertTrue(shown(root()).noneMatch(TableView.class::isInstance));
            assertTrue(shown(root()).noneMatch(node -> "allControls".equals(node.getId())));
            return null;
        });
        window.resize(1920, 990);
        window.untilSeen("larger text", () -> textSize() == 25);
        window.press(KeyCode.CONTROL, KeyCode.PLUS);
        window.untilSeen("still larger text", () -> textSize() == 28);
        window.press(KeyCode.F11);
        onTheProjector(false);
        window.untilSeen("the usual text", () -> textSize() == 14);
        window.untilSeen("the calls", () -> shown(root()).anyMatch(TableView.class::isInstance));
    }

    @ParameterizedTest
    @CsvSource({"1024, 768", "1280, 800", "1920, 990"})
    void aClassSeesEveryCallOfTheConversationWithoutScrolling(int width, int height) {
        window.resize(width, height);
        window.press(KeyCode.F11);
        onTheProjector(true);
        for (String call : List.of("#server socket", "#server bind", "#server listen", "#server accept",
                "#server closeListener", "#server recv", "#server send", "#server close", "#server mailbox",
                "#client socket", "#client connect", "#client send", "#client recv", "#client close")) {
            String[] words = call.split(" ");
            window.untilSeen(call, () -> {
                Node node = window.onPanel(words[0], "#" + words[1], Node.class);
                return node != null && isInSight(node);
            });
        }
    }

    private static boolean isInSight(Node node) {
        Bounds bounds = node.localToScene(node.getBoundsInLocal());
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane && !pane.localToScene(pane.getBoundsInLocal()).contains(bounds)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void theProjectorIsRememberedAndDrawsTheDiagramAcrossTheWholeWindow() {
        window.press(KeyCode.F11);
        onTheProjector(true);
        try (WindowRobot later = new WindowRobot(preferences)) {
            assertTrue(onFx(() -> later.window().scene().getRoot().getPseudoClassStates()
                    .contains(PseudoClass.getPseudoClass("projector"))));
        }
        window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        window.untilSeen("the whole width", () -> window.window().scene().lookup(".sequence-pane") != null
                && shown(root()).filter(node -> node.getStyleClass().contains("sequence-pane"))
                        .anyMatch(pane -> pane.getLayoutBounds().getWidth() > root().getWidth() - 4));
        window.press(KeyCode.F11);
        window.untilSeen("the call map", () -> shown(root()).anyMatch(node -> "callMap".equals(node.getId())));
    }

    private void hasTextSize(int size) {
        window.untilSeen("text size " + size, () -> root().getStyleClass().contains("text-size-" + size));
    }

    private void onTheProjector(boolean on) {
        window.untilSeen("projector " + on,
                () -> root().getPseudoClassStates().contains(PseudoClass.getPseudoClass("projector")) == on);
    }

    private double textSize() {
        return ((Labeled) window.window().scene().lookup("#guide").lookup("#why")).getFont().getSize();
    }

    private Region root() {
        return (Region) window.window().scene().getRoot();
    }

    private TabPane views() {
        return (TabPane) window.window().scene().lookup(".views");
    }

    private static Stream<Node> shown(Node node) {
        return WindowRobot.below(node).filter(WindowRobot::isShown);
    }
}
