package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.ui.support.Preferences;

/** What the user has chosen is there at the next start. */
class RememberedTest {
    private final Preferences preferences = Preferences.inMemory();

    @Test
    void theTheme() {
        atOneStart(window -> {
            window.toolbarMenu("#view", "Dark");
            window.untilSeen("dark", () -> isDark(window));
        });
        atOneStart(window -> {
            assertTrue(isDark(window));
            window.toolbarMenu("#view", "Light or dark, like the system");
            window.untilSeen("light", () -> !isDark(window));
        });
        atOneStart(window -> assertTrue(!isDark(window)));
    }

    @Test
    void theTextSize() {
        atOneStart(window -> window.press(KeyCode.CONTROL, KeyCode.MINUS));
        atOneStart(window -> assertTrue(root(window).getStyleClass().contains("text-size-1")));
    }

    @Test
    void thatWhatSuchACallDoesIsUnfolded() {
        atOneStart(window -> {
            window.call("#client", "#socket");
            window.untilSeen("it is explained", () -> window.isShown("#happened"));
            window.click("#unfold");
        });
        atOneStart(window -> {
            window.call("#client", "#socket");
            window.untilSeen("it is unfolded", () -> window.isShown("#details"));
        });
    }

    @Test
    void theTab() {
        atOneStart(window -> window.press(KeyCode.CONTROL, KeyCode.DIGIT3));
        atOneStart(window -> {
            assertEquals(2, tab(window));
            window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            window.untilSeen("the panels", () -> root(window).lookup("#server") != null);
        });
        atOneStart(window -> assertEquals(0, tab(window)));
    }

    @Test
    void theWindowsPlaceAndSize() {
        atOneStart(window -> WindowRobot.onFx(() -> {
            window.stage().setX(30);
            window.stage().setY(20);
            window.stage().setWidth(950);
            window.stage().setHeight(680);
            return null;
        }));
        atOneStart(window -> assertEquals(List.of(30.0, 20.0, 950.0, 680.0), WindowRobot.onFx(() -> List
                .of(window.stage().getX(), window.stage().getY(), window.stage().getWidth(),
                        window.stage().getHeight()))));
    }

    @Test
    void aProgramThatWasOpened(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.py"), "print('mine')\n");
        atOneStart(window -> {
            WindowRobot.onFx(() -> {
                window.window().program(0).open(file);
                return null;
            });
            window.untilText("#server", "#file", "mine.py");
        });
        atOneStart(window -> {
            WindowRobot.onFx(() -> {
                recent(window).getFirst().fire();
                return null;
            });
            window.untilText("#client", "#file", "mine.py");
        });
    }

    @Test
    void nonsenseIsTheUsual() {
        for (Preferences.Key key : Preferences.Key.values()) {
            preferences.put(key, "\u0001 nonsense");
        }
        atOneStart(window -> {
            assertEquals(0, tab(window));
            assertTrue(!isDark(window));
            assertTrue(root(window).getStyleClass().contains("text-size-2"));
            assertEquals(List.of(), WindowRobot.onFx(() -> recent(window)));
        });
    }

    private void atOneStart(Consumer<WindowRobot> work) {
        try (WindowRobot window = new WindowRobot(preferences)) {
            work.accept(window);
        }
    }

    private static Parent root(WindowRobot window) {
        return window.window().scene().getRoot();
    }

    private static boolean isDark(WindowRobot window) {
        return WindowRobot.onFx(() -> root(window).getPseudoClassStates().contains(PseudoClass.getPseudoClass("dark")));
    }

    private static int tab(WindowRobot window) {
        return WindowRobot.onFx(
                () -> ((TabPane) root(window).lookup("#views")).getSelectionModel().getSelectedIndex());
    }

    /** The client's menu of files that were opened last, as it is when it is shown. */
    private static List<MenuItem> recent(WindowRobot window) {
        MenuButton menu = window.onPanel("#client", "#program", MenuButton.class);
        menu.show();
        menu.hide();
        return menu.getItems().stream().filter(Menu.class::isInstance).map(Menu.class::cast).findFirst().orElseThrow()
                .getItems();
    }
}
