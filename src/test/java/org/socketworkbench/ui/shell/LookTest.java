package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.WindowRobot;

/** The window as a teacher sees it ten minutes before class. */
class LookTest {
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @ParameterizedTest
    @CsvSource({"1280, 800", "1024, 768"})
    void noButtonIsCutOff(int width, int height) {
        window.resize(width, height);
        assertEquals(List.of(), WindowRobot.onFx(this::cutOff));
        for (String view : List.of("#showOptions", "#showPoll", "#showReceived")) {
            assertNothingCutOffWith(() -> List.of("#server", "#client")
                    .forEach(panel -> window.onPanel(panel, view, ToggleButton.class).setSelected(true)));
        }
        for (Family family : List.of(Family.AF_UNIX, Family.AF_INET6)) {
            for (SocketType type : List.of(SocketType.SOCK_DGRAM, SocketType.SOCK_STREAM)) {
                assertNothingCutOffWith(() -> List.of("#server", "#client").forEach(panel -> {
                    window.choose(panel, "#family", family);
                    window.choose(panel, "#type", type);
                }));
            }
        }
    }

    private void assertNothingCutOffWith(Runnable change) {
        assertEquals(List.of(), WindowRobot.onFx(() -> {
            change.run();
            return cutOff();
        }));
    }

    @Test
    void noButtonIsCutOffWithLargerText() {
        window.press(KeyCode.CONTROL, KeyCode.PLUS);
        window.untilSeen("the size", () -> window.window().scene().getRoot().getStyleClass().contains("text-size-3"));
        assertEquals(List.of(), WindowRobot.onFx(this::cutOff));
    }

    @Test
    void theToolbarIsWholeAtEveryTextSizeOnAProjector() {
        window.resize(1024, 768);
        for (int size = 3; size < 7; size++) {
            window.press(KeyCode.CONTROL, KeyCode.PLUS);
            String style = "text-size-" + size;
            window.untilSeen(style, () -> window.window().scene().getRoot().getStyleClass().contains(style));
            Await.until("the toolbar is whole with " + style,
                    () -> WindowRobot.onFx(this::cutOffInTheToolbar).isEmpty());
        }
    }

    /** What of the toolbar is not to be seen as a whole, or not inside of it. */
    private List<String> cutOffInTheToolbar() {
        Parent bar = (Parent) window.window().scene().lookup("#bar");
        window.window().scene().getRoot().layout();
        List<String> cut = new ArrayList<>();
        for (Node node : WindowRobot.below(bar).toList()) {
            if (node instanceof Labeled labeled && isShown(labeled)) {
                if (!bar.localToScene(bar.getLayoutBounds())
                        .contains(labeled.localToScene(labeled.getLayoutBounds()))) {
                    cut.add(labeled + " reaches out");
                }
                if (labeled.getContentDisplay() != ContentDisplay.GRAPHIC_ONLY
                        && labeled.lookup(".text") instanceof Text text && !text.getText().equals(labeled.getText())) {
                    cut.add(labeled + " is shown as " + text.getText());
                }
            }
        }
        return cut;
    }

    @Test
    void everyControlHasANameForScreenReaders() {
        List<String> nameless = WindowRobot.onFx(() -> WindowRobot.below(window.window().scene().getRoot())
                .filter(node -> node instanceof ButtonBase || node instanceof TextInputControl
                        || node instanceof ComboBox
                        || node instanceof Slider || node instanceof TableView)
                .filter(Node::isFocusTraversable)
                .filter(node -> node.getAccessibleText() == null
                        && !(node instanceof Labeled labeled && labeled.getText() != null
                                && !labeled.getText().isBlank()))
                .map(Node::toString)
                .toList());
        assertEquals(List.of(), nameless);
    }

    @Test
    void everyControlOfTheToolbarIsExplainedByATooltip() {
        assertEquals(List.of(), WindowRobot.onFx(() -> WindowRobot.below(window.window().scene().lookup("#bar"))
                .filter(node -> node instanceof ButtonBase || node instanceof Slider)
                .filter(node -> ((Control) node).getTooltip() == null && !"position".equals(node.getId()))
                .map(Node::toString).toList()));
    }

    @Test
    void theKeyboardReachesEveryPanelByTab() {
        List<String> reached = new ArrayList<>();
        WindowRobot.onFx(() -> {
            window.onPanel("#server", "#socket", Node.class).requestFocus();
            return null;
        });
        for (int tab = 0; tab < 120; tab++) {
            window.press(KeyCode.TAB);
            reached.add(WindowRobot.onFx(() -> {
                Node focus = window.window().scene().getFocusOwner();
                return focus == null ? "" : String.valueOf(focus.getId());
            }));
        }
        assertEquals(List.of(),
                List.of("family", "type", "protocol", "backlog", "bind", "accept", "connections", "sending", "recv",
                        "receiving", "showReceived", "host", "connect", "connecting", "send", "filter", "table", "run")
                        .stream().filter(id -> !reached.contains(id)).toList());
    }

    @Test
    void theArrowKeysReachTheViewsBesideTheChosenOne() {
        WindowRobot.onFx(() -> {
            window.onPanel("#client", "#showReceived", Node.class).requestFocus();
            return null;
        });
        window.press(KeyCode.RIGHT);
        window.press(KeyCode.SPACE);
        window.untilSeen("the options",
                () -> window.onPanel("#client", "#mode", Node.class).getParent().getParent().isVisible());
        window.press(KeyCode.RIGHT);
        window.press(KeyCode.SPACE);
        window.untilSeen("poll", () -> window.onPanel("#client", "#showPoll", ToggleButton.class).isSelected());
    }

    @Test
    void theFocusStaysAtTheButtonWhoseCallWasMade() {
        WindowRobot.onFx(() -> {
            window.onPanel("#server", "#socket", Node.class).requestFocus();
            return null;
        });
        window.press(KeyCode.SPACE);
        window.untilText("#guide", "#title", "bind(3)");
        window.untilSeen("the focus at socket()", () -> window.onPanel("#server", "#socket", Node.class).isFocused());
    }

    @Test
    void aNewTraceKeepsThePorts() {
        window.type("#server", "#port", "8123");
        window.type("#client", "#port", "8124");
        window.press(KeyCode.CONTROL, KeyCode.N);
        window.untilSeen("empty panels with the ports",
                () -> window.onPanel("#server", "#port", TextInputControl.class).getText().equals("8123")
                        && window.onPanel("#client", "#port", TextInputControl.class).getText().equals("8124"));
    }

    @Test
    void controlAndADigitChooseTheTab() {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        window.untilSeen("the diagram", () -> window.window().scene().lookup("#callMap") != null
                && window.window().scene().lookup("#callMap").getLayoutBounds().getWidth() > 0);
        window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        window.untilSeen("the panels", () -> window.onPanel("#server", "#socket", Node.class) != null);
    }

    @Test
    void lightAndDarkAreSwitched() {
        window.toolbarMenu("#view", "Dark");
        window.untilSeen("dark", this::isDark);
        window.toolbarMenu("#view", "Light");
        window.untilSeen("light", () -> !isDark());
    }

    private boolean isDark() {
        return window.window().scene().getRoot().getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("dark"));
    }

    /** Buttons and headings whose text ends in an ellipsis, or that reach out of the window. */
    private List<String> cutOff() {
        List<String> cut = new ArrayList<>();
        window.window().scene().getRoot().layout();
        double width = window.window().scene().getWidth();
        for (Node node : WindowRobot.below(window.window().scene().getRoot()).toList()) {
            if (node instanceof ButtonBase button && isShown(button) && button.getText() != null) {
                Node text = button.lookup(".text");
                if (text instanceof Text shown && !shown.getText().equals(button.getText())) {
                    cut.add(button.getText() + " is shown as " + shown.getText());
                }
                if (button.localToScene(button.getBoundsInLocal()).getMaxX() > width + 1) {
                    cut.add(button.getText() + " reaches out");
                }
            }
        }
        return cut;
    }

    private static boolean isShown(Control control) {
        return WindowRobot.isShown(control) && control.getWidth() > 0;
    }
}
