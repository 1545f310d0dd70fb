package org.socketworkbench.ui.support;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** The selected call, shared by all views: the number of its {@code CallEntered}, or {@link #NONE}. */
public final class Selection {
    public static final int NONE = -1;

    private final IntegerProperty call = new SimpleIntegerProperty(NONE);

    public IntegerProperty callProperty() {
        return call;
    }
}
