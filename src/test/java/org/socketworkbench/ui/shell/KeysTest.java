package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.ui.support.Shortcut;

/** Keys and commands are written in one place; what is made from there agrees. */
class KeysTest {
    private static final Pattern KEYS = Pattern.compile("\\b(?:(?:Ctrl|Shift)\\+\\w+|F\\d{1,2})\\b");

    @AutoClose
    private final WindowRobot window = new WindowRobot();

    @Test
    void f1ListsAllKeys() {
        window.press(KeyCode.F1);
        window.untilSeen("the list", () -> dialogs().count() == 1);
        Set<String> texts = WindowRobot.onFx(() -> dialogs().flatMap(dialog -> dialog.getScene().getRoot()
                .lookupAll(".label").stream()).map(Label.class::cast).map(Label::getText).collect(Collectors.toSet()));
        assertTrue(texts.containsAll(List.of("F5", "Shift+F5", "Ctrl+S", "Ctrl+Plus", "Ctrl+3", "Ctrl+Enter", "F9")),
                texts::toString);
        assertTrue(texts.contains("Save the trace"), texts::toString);
        WindowRobot.onFx(() -> {
            dialogs().toList().forEach(Window::hide);
            return null;
        });
    }

    @Test
    void everyCommandHasAButtonThatSaysItsKeys() {
        for (Command command : Command.values()) {
            WindowRobot.onFx(() -> {
                Node button = window.window().scene().lookup("#" + command.id());
                assertEquals(command.tip(), button.getAccessibleText());
                return null;
            });
        }
        assertEquals("Let programs run (F5)", Command.RUN.tip());
    }

    @Test
    void noKeysDoTwoThings() {
        List<String> all = KeysDialog.all().stream().map(Shortcut.Described::keys)
                .flatMap(shortcut -> shortcut.keys().stream()).map(Object::toString).toList();
        assertEquals(Set.copyOf(all).size(), all.size(), all::toString);
    }

    @Test
    void aTabIsReachedByItsNumber() {
        for (Tabs.Kind kind : Tabs.Kind.values()) {
            assertEquals("Ctrl+" + (kind.ordinal() + 1), kind.keys().text());
        }
    }

    /** A sentence of another package cannot ask for a command's keys. */
    @Test
    void whatSentencesCallKeysAreSome() throws IOException {
        Set<String> known =
                KeysDialog.all().stream().map(one -> one.keys().text()).collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            for (Path file : files.filter(file -> file.endsWith("messages.properties")).toList()) {
                KEYS.matcher(Files.readString(file)).results()
                        .forEach(found -> assertTrue(known.contains(found.group()), file + ": " + found.group()));
            }
        }
    }

    private Stream<Window> dialogs() {
        return Window.getWindows().stream().filter(Window::isShowing)
                .filter(shown -> shown.getScene().getRoot().lookup(".keys") != null);
    }
}
