package org.socketworkbench.ui.support;

import javafx.scene.Parent;

/** A view of one session in a tab of the window. FX thread only. */
public interface View {

    /** Builds what is seen, by default from the FXML file; called once at most, when the tab is first opened. */
    default Parent root() {
        return Fxml.load(this);
    }

    /** The tab has come to the front, or has left it; called only after {@link #root}. */
    default void inFront(boolean isInFront) {}

    /** Ends what the view holds; its session ends, with {@link TraceFeed#close}. */
    default void close() {}
}
