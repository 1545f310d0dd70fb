package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Circle;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.WindowRobot;

import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;

/** The editor of a panel's program: line numbers, breakpoints, colours. */
class EditorTest {
    /** WCAG 2.2, 1.4.3, for text of usual size. */
    private static final double ENOUGH_CONTRAST = 4.5;
    private static final String PROGRAM = """
            import socket  # a comment
            @property
            def f(x):
                return len("text") + 12
            """;
    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @Test
    void theLinesHaveNumbersWhileTheyAreEdited() {
        edit(PROGRAM);
        window.untilSeen("the numbers", () -> numbers().containsAll(List.of("1", "2", "3", "4")));
    }

    @Test
    void aClickOnANumberAndTheKeySetABreakpointWhileEditing() {
        edit(PROGRAM);
        window.untilSeen("the numbers", () -> gutter(2) != null);
        window.robot().clickOn(WindowRobot.onFx(() -> gutter(2)));
        window.untilSeen("a dot", () -> hasDot(2));
        assertTrue(WindowRobot.onFx(() -> gutter(2).getAccessibleText()).contains("breakpoint"));
        caretTo(3);
        window.press(KeyCode.F9);
        window.untilSeen("another", () -> hasDot(4));
        window.press(KeyCode.F9);
        window.untilSeen("none there", () -> !hasDot(4));
        assertEquals(Set.of(2), breakpoints());
    }

    @Test
    void aBreakpointMovesWithItsLine() {
        edit(PROGRAM);
        toggle(1, 3, 4);
        caretTo(2);
        window.press(KeyCode.ENTER);
        window.press(KeyCode.ENTER);
        window.untilSeen("two lines lower", () -> breakpoints().equals(new TreeSet<>(List.of(1, 5, 6))));
        window.press(KeyCode.BACK_SPACE);
        window.untilSeen("a line higher", () -> breakpoints().equals(new TreeSet<>(List.of(1, 4, 5))));
    }

    @Test
    void whatFollowsAnOpenedStringIsColouredAsOne() {
        edit("a = 1\npass\n");
        window.untilSeen("a keyword", () -> has("pass") && !inked("pass").equals(inked("a = ")));
        WindowRobot.onFx(() -> editor().replaceText(TextPos.ZERO, TextPos.ZERO, "'''"));
        window.untilSeen("a string", () -> has("'''a = 1") && inked("pass").equals(inked("'''a = 1")));
        WindowRobot.onFx(() -> editor().replaceText(TextPos.ZERO, TextPos.ofLeading(0, 3), ""));
        window.untilSeen("a keyword again", () -> has("a = ") && !inked("pass").equals(inked("a = ")));
    }

    @Test
    void theEditorFollowsTheThemeAndTheSizeOfTheText() {
        edit("a = 1\npass\n");
        window.untilSeen("a keyword", () -> has("pass") && !inked("pass").equals(inked("a = ")));
        Paint light = seen("pass", Text::getFill);
        window.toolbarMenu("#view", "Dark");
        window.untilSeen("another colour", () -> has("pass") && !inked("pass").equals(light));
        double size = seen("pass", text -> text.getFont().getSize());
        window.press(KeyCode.CONTROL, KeyCode.PLUS);
        window.untilSeen("larger text", () -> word("pass").filter(text -> text.getFont().getSize() > size).isPresent());
    }

    @Test
    void tabIndentsAndEnterKeepsTheIndentation() {
        edit("");
        editorHasFocus();
        window.press(KeyCode.TAB);
        window.press(KeyCode.DIGIT1);
        window.press(KeyCode.ENTER);
        window.untilSeen("the indentation", () -> editor().getText().startsWith("    ")
                && editor().getText().endsWith("\n    "));
    }

    @Test
    void everyColourOfTheListingIsReadable() {
        edit(PROGRAM + "'''open\n");
        window.click("#client", "#edit");
        assertReadable();
        window.toolbarMenu("#view", "Dark");
        window.untilSeen("dark", () -> window.window().scene().getRoot().getPseudoClassStates()
                .contains(PseudoClass.getPseudoClass("dark")));
        assertReadable();
    }

    private void assertReadable() {
        for (String ground : List.of("", "at-gate", "blocked", "last", "failed")) {
            window.untilSeen("colours on " + ground, () -> {
                List<Text> words = words(window.onPanel("#client", "#listing", ListView.class));
                if (words.size() < 10) {
                    return false;
                }
                words.forEach(word -> {
                    Region line = lineOf(word);
                    if (!ground.isEmpty()) {
                        line.pseudoClassStateChanged(PseudoClass.getPseudoClass(ground), true);
                        line.applyCss();
                    }
                    Color under = (Color) line.getBackground().getFills().getLast().getFill();
                    Color page = (Color) ((Region) window.window().scene().getRoot()).getBackground().getFills()
                            .getFirst().getFill();
                    Color shown = page.interpolate(Color.color(under.getRed(), under.getGreen(), under.getBlue()),
                            under.getOpacity());
                    double contrast = contrast((Color) word.getFill(), shown);
                    assertTrue(contrast >= ENOUGH_CONTRAST,
                            word.getText() + " " + word.getStyleClass() + " " + ground + ": " + contrast);
                    if (!ground.isEmpty()) {
                        line.pseudoClassStateChanged(PseudoClass.getPseudoClass(ground), false);
                    }
                });
                return true;
            });
        }
    }

    private static Region lineOf(Node word) {
        Node at = word;
        while (!at.getStyleClass().contains("list-cell")) {
            at = at.getParent();
        }
        return (Region) at;
    }

    private static double contrast(Color one, Color other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    /** Relative luminance, as WCAG defines it. */
    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private void edit(String text) {
        window.menu("#client", "#program", "New");
        window.untilClickable("#client", "#editorPlace");
        window.type("#client", "#editor", text);
    }

    private CodeArea editor() {
        return window.onPanel("#client", "#editor", CodeArea.class);
    }

    private void editorHasFocus() {
        WindowRobot.onFx(() -> {
            editor().requestFocus();
            return null;
        });
    }

    private void caretTo(int index) {
        WindowRobot.onFx(() -> {
            editor().requestFocus();
            editor().select(TextPos.ofLeading(index, 0));
            return null;
        });
    }

    private void toggle(int... lines) {
        WindowRobot.onFx(() -> {
            for (int line : lines) {
                window.window().program(1).toggleBreakpoint(line);
            }
            return null;
        });
    }

    private Set<Integer> breakpoints() {
        return WindowRobot.onFx(() -> window.window().program(1).breakpoints());
    }

    private List<String> numbers() {
        return gutters().map(gutter -> ((Label) gutter.lookup(".line-number")).getText()).toList();
    }

    private Stream<Node> gutters() {
        return editor().lookupAll(".gutter").stream().filter(gutter -> gutter.lookup(".line-number") != null);
    }

    private Node gutter(int line) {
        return gutters()
                .filter(gutter -> ((Label) gutter.lookup(".line-number")).getText().equals(Integer.toString(line)))
                .reduce((first, last) -> last).orElse(null);
    }

    private boolean hasDot(int line) {
        Node gutter = gutter(line);
        return gutter != null && Objects.requireNonNull((Circle) gutter.lookup(".breakpoint-dot")).isVisible();
    }

    /** What the word's text says of itself; between two layouts no word is there for a moment. */
    private <T> T seen(String word, Function<Text, T> what) {
        AtomicReference<T> answer = new AtomicReference<>();
        window.untilSeen(word, () -> {
            word(word).map(what).ifPresent(answer::set);
            return answer.get() != null;
        });
        return answer.get();
    }

    private boolean has(String word) {
        return word(word).isPresent();
    }

    private Paint inked(String word) {
        return word(word).orElseThrow().getFill();
    }

    /** A word of the editor, which puts the colours of styles into its texts. */
    private Optional<Text> word(String word) {
        return editor().lookupAll("*").stream().filter(Text.class::isInstance).map(Text.class::cast)
                .filter(text -> text.getText().equals(word)).findFirst();
    }

    private static List<Text> words(Node where) {
        return Stream.of("plain", "keyword", "builtin", "string", "number", "comment", "decorator")
                .flatMap(kind -> where.lookupAll(".syntax-" + kind).stream())
                .map(Text.class::cast).filter(text -> !text.getText().isBlank()).toList();
    }
}
