package org.socketworkbench.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.Preferences;

/**
 * Light or dark, and the text size, of the window and of those that it opens. On a projector the text is as large as
 * the window allows.
 */
final class Appearance {
    private static final Messages TEXT = Messages.of(Appearance.class);
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final PseudoClass PROJECTOR = PseudoClass.getPseudoClass("projector");
    /** The text sizes in points, as the style sheet has them. */
    private static final int[] SIZES = {11, 12, 14, 16, 18, 21, 23, 25, 28, 30, 34, 38, 44, 54, 66};
    private static final int USUAL_SIZE = 2;
    /** The largest one that the user can choose; larger ones are for the projector. */
    private static final int LARGEST_SIZE = 7;
    /** So much of the text's size goes into a window's width and height when it is shown to a class. */
    private static final double WIDTH_FOR_CLASS = 40;
    private static final double HEIGHT_FOR_CLASS = 36;

    private final List<Parent> roots = new ArrayList<>();
    private final Region window;
    private final Preferences preferences;
    private final BooleanProperty projector;
    /** Kept here, since the system's preferences outlive the window and hold it weakly. */
    private final InvalidationListener whenTheSystemChanges = o -> show();
    private Theme theme;
    private int size;
    /** How many sizes larger the text is than is usual on the projector. */
    private int shift;

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

    /** @param projector whether the text is as large as the window allows */
    Appearance(Region root, Preferences preferences, BooleanProperty projector) {
        roots.add(root);
        window = root;
        this.preferences = preferences;
        this.projector = projector;
        theme = Theme.of(preferences);
        size = preferences.number(Preferences.Key.TEXT_SIZE, LARGEST_SIZE, USUAL_SIZE);
        projector.addListener(o -> {
            shift = 0;
            show();
        });
        root.widthProperty().addListener(o -> showSize());
        root.heightProperty().addListener(o -> showSize());
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
        resize(1);
    }

    void smaller() {
        resize(-1);
    }

    /** From here on, another window's root has the same look. */
    void extendTo(Parent other) {
        roots.add(other);
        show();
    }

    private void resize(int by) {
        if (projector.get()) {
            shift = Math.clamp(sizeNow() + by, 0, SIZES.length - 1) - sizeForClass();
        } else {
            size = Math.clamp(size + by, 0, LARGEST_SIZE);
            preferences.put(Preferences.Key.TEXT_SIZE, Integer.toString(size));
        }
        showSize();
    }

    private int sizeNow() {
        return projector.get() ? Math.clamp(sizeForClass() + shift, 0, SIZES.length - 1) : size;
    }

    /** The largest text with which the window still holds what a class must see. */
    private int sizeForClass() {
        double most = Math.min(window.getWidth() / WIDTH_FOR_CLASS, window.getHeight() / HEIGHT_FOR_CLASS);
        return (int) Math.max(USUAL_SIZE, IntStream.of(SIZES).filter(points -> points <= most).count() - 1);
    }

    private void show() {
        Application.setUserAgentStylesheet(
                (theme.isDark() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        for (Parent root : roots) {
            root.pseudoClassStateChanged(DARK, theme.isDark());
            root.pseudoClassStateChanged(PROJECTOR, projector.get());
        }
        showSize();
    }

    private void showSize() {
        String style = "text-size-" + sizeNow();
        for (Parent root : roots) {
            if (!root.getStyleClass().contains(style)) {
                root.getStyleClass().removeIf(other -> other.startsWith("text-size-"));
                root.getStyleClass().add(style);
            }
        }
    }
}
