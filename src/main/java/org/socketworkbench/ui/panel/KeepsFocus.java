package org.socketworkbench.ui.panel;

import javafx.scene.Node;
import javafx.scene.Parent;

/**
 * Returns the keyboard focus to a control that had it and was disabled for a while because its call was in progress.
 * Meanwhile its panel holds the focus, so that no key reaches another control by accident. If the user moves on with
 * Tab or the mouse, the focus stays there.
 */
public final class KeepsFocus {
    private static final String PANEL = "panel";

    private KeepsFocus() {}

    /** Watches controls that are disabled or hidden for a while. */
    public static void in(Node... controls) {
        for (Node control : controls) {
            control.disabledProperty().addListener((o, was, disabled) -> changed(control));
            control.visibleProperty().addListener((o, was, visible) -> changed(control));
        }
    }

    private static void changed(Node control) {
        Node panel = panelOf(control);
        boolean usable = control.isVisible() && !control.isDisabled();
        if (panel == null) {
            return;
        }
        if (!usable && control.isFocused()) {
            panel.getProperties().put(KeepsFocus.class, control);
            panel.requestFocus();
        } else if (usable && panel.isFocused() && panel.getProperties().get(KeepsFocus.class) == control) {
            control.requestFocus();
        }
    }

    private static Node panelOf(Node control) {
        Parent at = control.getParent();
        while (at != null && !at.getStyleClass().contains(PANEL)) {
            at = at.getParent();
        }
        return at;
    }
}
