package org.socketworkbench.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.Preferences;

/** Light or dark, and the text size, of the window and of those that it opens. */
final class Appearance {
    private static final Messages TEXT = Messages.of(Appearance.class);
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final int SIZES = 7;
    private static final int USUAL_SIZE = 2;

    private final List<Parent> roots = new ArrayList<>();
    private final Preferences preferences;
    /** Kept here, since the system's preferences outlive the window and hold it weakly. */
    private final InvalidationListener whenTheSystemChanges = o -> show();
    private Theme theme;
    private int size;

    /** Which colours the window has. */
    enum Theme {
        /** What the user has chosen for the whole desktop. */
        SYSTEM, LIGHT, DARK;

        static Theme of(Preferences preferences) {
            return preferences.get(Preferences.Key.THEME)
                    .flatMap(name -> Stream.of(values()).filter(theme -> theme.name().equals(name)).findFirst())
                    .orElse(SYSTEM);
        }

        boolean isDark() {
            return switch (this) {
                case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                case LIGHT -> false;
                case DARK -> true;
            };
        }

        String title() {
            return TEXT.text("theme." + name().toLowerCase(Locale.ROOT));
        }
    }

    Appearance(Parent root, Preferences preferences) {
        roots.add(root);
        this.preferences = preferences;
        theme = Theme.of(preferences);
        size = preferences.number(Preferences.Key.TEXT_SIZE, SIZES - 1, USUAL_SIZE);
        Platform.getPreferences().colorSchemeProperty()
                .addListener(new WeakInvalidationListener(whenTheSystemChanges));
        show();
    }

    /** The items of a menu by which the user chooses the theme. */
    List<RadioMenuItem> themes() {
        ToggleGroup group = new ToggleGroup();
        return Stream.of(Theme.values()).map(choice -> {
            RadioMenuItem item = new RadioMenuItem(choice.title());
            item.setId("theme-" + choice.name().toLowerCase(Locale.ROOT));
            item.setToggleGroup(group);
            item.setSelected(choice == theme);
            item.setOnAction(e -> choose(choice));
            return item;
        }).toList();
    }

    private void choose(Theme choice) {
        theme = choice;
        preferences.put(Preferences.Key.THEME, theme.name());
        show();
    }

    void larger() {
        resize(Math.min(size + 1, SIZES - 1));
    }

    void smaller() {
        resize(Math.max(size - 1, 0));
    }

    /** From here on, another window's root has the same look. */
    void extendTo(Parent other) {
        roots.add(other);
        show();
    }

    private void resize(int now) {
        size = now;
        preferences.put(Preferences.Key.TEXT_SIZE, Integer.toString(size));
        show();
    }

    private void show() {
        Application.setUserAgentStylesheet(
                (theme.isDark() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        for (Parent root : roots) {
            root.pseudoClassStateChanged(DARK, theme.isDark());
            root.getStyleClass().removeIf(style -> style.startsWith("text-size-"));
            root.getStyleClass().add("text-size-" + size);
        }
    }
}
