package org.socketworkbench.ui.support;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of JavaFX's controls on standard error. */
public final class ControlsLog {
    /** Kept in a field, so that its level stays. */
    private static final Logger LOG = Logger.getLogger("javafx.scene.control");

    private ControlsLog() {}

    /**
     * Logs only warnings and above. A list scrolled to its end logs "index exceeds maxCellCount", although nothing is
     * wrong: it compares a row's absolute index with the pixels left below it.
     */
    public static void warningsOnly() {
        LOG.setLevel(Level.WARNING);
    }
}
