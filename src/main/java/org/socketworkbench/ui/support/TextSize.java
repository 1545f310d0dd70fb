package org.socketworkbench.ui.support;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import org.socketworkbench.diagram.Metrics;

/** Tells a drawing how large the text around it is: an unseen label among its children. FX thread only. */
public final class TextSize extends Label {

    public TextSize() {
        setManaged(false);
        setVisible(false);
    }

    /** How many times as large as a drawing's own text. */
    public double scale() {
        return getFont().getSize() / Metrics.FONT;
    }

    /** Changes with the size. */
    public ObservableValue<?> changes() {
        return fontProperty();
    }
}
