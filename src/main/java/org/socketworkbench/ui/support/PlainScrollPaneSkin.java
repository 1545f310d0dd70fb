package org.socketworkbench.ui.support;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.ScrollPaneSkin;

/**
 * The usual skin of a scroll pane, without the picture that it keeps of what it shows. {@code shell.css} names it.
 *
 * <p>JavaFX never gives the picture back when the pane leaves the window: its pool of images counts it as in use and
 * holds it softly, so each view that was replaced would leave a picture of its size behind until the heap is at its
 * limit. The picture would spare little: it is drawn anew, and whole, whenever anything in it changes.
 */
public final class PlainScrollPaneSkin extends ScrollPaneSkin {
    private static final String VIEWPORT = "viewport";

    /** For JavaFX, which makes it by its name. */
    public PlainScrollPaneSkin(ScrollPane pane) {
        super(pane);
        for (Node child : getChildren()) {
            if (child.getStyleClass().contains(VIEWPORT)) {
                child.setCache(false);
            }
        }
    }
}
