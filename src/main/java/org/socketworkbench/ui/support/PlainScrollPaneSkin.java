package org.socketworkbench.ui.support;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.ScrollPaneSkin;

/**
 * The standard skin of a scroll pane, without the cached image of its content. {@code shell.css} names it.
 *
 * <p>JavaFX never releases the image when the pane leaves the window: its image pool counts it as in use and holds it
 * softly, so each replaced view would leave an image of its size behind until the heap reaches its limit. The image
 * would save little: it is redrawn completely whenever anything in it changes.
 */
public final class PlainScrollPaneSkin extends ScrollPaneSkin {
    private static final String VIEWPORT = "viewport";

    /** For JavaFX, which creates it by name. */
    public PlainScrollPaneSkin(ScrollPane pane) {
        super(pane);
        for (Node child : getChildren()) {
            if (child.getStyleClass().contains(VIEWPORT)) {
                child.setCache(false);
            }
        }
    }
}
