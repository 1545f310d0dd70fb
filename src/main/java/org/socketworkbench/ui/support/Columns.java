package org.socketworkbench.ui.support;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;

/** Columns of tables whose rows are values. */
public final class Columns {
    private Columns() {}

    /** A column that shows a text of each row. */
    public static <R> void text(TableColumn<R, String> column, Function<R, String> text) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
    }
}
