package org.socketworkbench.ui.support;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;

/**
 * Whether everything is shown, or only what a first conversation needs. What is for later has the style class
 * {@value #LATER} in its FXML file. Remembered between starts. FX thread only.
 */
public final class AllControls {
    private static final String LATER = "later";

    private final BooleanProperty shown = new SimpleBooleanProperty();

    public AllControls(Preferences preferences) {
        preferences.keep(Preferences.Key.ALL_CONTROLS, shown);
    }

    public BooleanProperty shownProperty() {
        return shown;
    }

    /** From here on, what is for later is shown in this part of the window only while everything is. */
    public <T extends Parent> T in(T part) {
        for (Node node : part.lookupAll("." + LATER)) {
            Shown.when(shown, node);
        }
        return part;
    }
}
