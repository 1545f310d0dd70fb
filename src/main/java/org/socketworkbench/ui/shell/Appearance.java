package org.socketworkbench.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import org.socketworkbench.ui.support.Preferences;

/** Light or dark, and the text size. */
final class Appearance {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final int SIZES = 7;
    private static final int USUAL_SIZE = 2;

    private final Parent root;
    private final Preferences preferences;
    private boolean dark;
    private int size;

    Appearance(Parent root, Preferences preferences) {
        this.root = root;
        this.preferences = preferences;
        dark = preferences.get(Preferences.Key.DARK).filter("true"::equals).isPresent();
        size = preferences.number(Preferences.Key.TEXT_SIZE, SIZES - 1, USUAL_SIZE);
        show();
    }

    void switchTheme() {
        dark = !dark;
        preferences.put(Preferences.Key.DARK, Boolean.toString(dark));
        show();
    }

    void larger() {
        resize(Math.min(size + 1, SIZES - 1));
    }

    void smaller() {
        resize(Math.max(size - 1, 0));
    }

    private void resize(int now) {
        size = now;
        preferences.put(Preferences.Key.TEXT_SIZE, Integer.toString(size));
        show();
    }

    private void show() {
        Application.setUserAgentStylesheet((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        root.pseudoClassStateChanged(DARK, dark);
        root.getStyleClass().removeIf(style -> style.startsWith("text-size-"));
        root.getStyleClass().add("text-size-" + size);
    }
}
