package org.socketworkbench.ui.support;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What JavaFX's controls say of themselves on standard error. */
public final class ControlsLog {
    /** Held, so that its level stays. */
    private static final Logger LOG = Logger.getLogger("javafx.scene.control");

    private ControlsLog() {}

    /**
     * Lets warnings through, and nothing less. A list that is scrolled to its end says "index exceeds maxCellCount",
     * although nothing is wrong: it compares the number of a row, counted from the first of all, with the pixels that
     * are left below it.
     */
    public static void warningsOnly() {
        LOG.setLevel(Level.WARNING);
    }
}
