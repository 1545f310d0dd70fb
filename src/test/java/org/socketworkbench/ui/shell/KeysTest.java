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
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Pane;
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
    void theGuideListsAllKeys() throws IOException {
        String guide = Files.readString(Path.of("docs/user-guide.md"));
        String chapter = guide.substring(guide.indexOf("\n## Keys\n"));
        String table = chapter.substring(0, chapter.indexOf("\n## ", 1));
        assertEquals(List.of(), Keys.all().stream().map(one -> one.keys().text())
                .filter(keys -> !Pattern.compile("\\b" + Pattern.quote(keys) + "\\b").matcher(table).find()).toList());
    }

    @Test
    void everyCommandHasAButtonOrAMenuItemThatSaysItsKeys() {
        for (Command command : Command.values()) {
            assertEquals(command.tip(), WindowRobot.onFx(() -> Stream.of("#left", "#right")
                    .flatMap(part -> ((Pane) window.window().scene().lookup(part)).getChildren().stream())
                    .flatMap(item -> item instanceof MenuButton menu
                            ? menu.getItems().stream().filter(entry -> command.id().equals(entry.getId()))
                                    .map(MenuItem::getText)
                            : Stream.of(item).filter(button -> command.id().equals(button.getId()))
                                    .map(Node::getAccessibleText))
                    .findFirst().orElse("nowhere")));
        }
        assertEquals("Let programs run (F5)", Command.RUN.tip());
    }

    @Test
    void noKeysDoTwoThings() {
        List<String> all = Keys.all().stream().map(Shortcut.Described::keys)
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
                Keys.all().stream().map(one -> one.keys().text()).collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            for (Path file : files.filter(file -> file.endsWith("messages.properties")).toList()) {
                KEYS.matcher(Files.readString(file)).results()
                        .forEach(found -> assertTrue(known.contains(found.group()), file + ": " + found.group()));
            }
        }
    }
}
