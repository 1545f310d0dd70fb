package org.socketworkbench.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Parent;

/** Light or dark, and the text size. */
final class Appearance {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final int SIZES = 7;
    private static final int USUAL_SIZE = 2;

    private final Parent root;
    private boolean dark;
    private int size = USUAL_SIZE;

    Appearance(Parent root) {
        this.root = root;
        show();
    }

    void switchTheme() {
        dark = !dark;
        show();
    }

    void larger() {
        size = Math.min(size + 1, SIZES - 1);
        show();
    }

    void smaller() {
        size = Math.max(size - 1, 0);
        show();
    }

    private void show() {
        Application.setUserAgentStylesheet((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        root.pseudoClassStateChanged(DARK, dark);
        root.getStyleClass().removeIf(style -> style.startsWith("text-size-"));
        root.getStyleClass().add("text-size-" + size);
    }
}
