package org.socketworkbench.ui.support;

import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/** Scrolls tables. FX thread only. */
public final class Scrolling {
    private Scrolling() {}

    /** Shows a row at the top of a table, or as far up as the table's end allows. */
    public static void toTop(TableView<?> table, int index) {
        table.scrollTo(index);
        // JavaFX goes beyond the end if what is below the row does not fill the table, and at the next layout back too
        // far.
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow && flow.getPosition() > 1) {
            flow.setPosition(1);
        }
    }
}
