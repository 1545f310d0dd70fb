package org.socketworkbench.ui.support;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;

/** Helpers for columns of tables whose rows are values. */
public final class Columns {
    private static final int SCROLL_BAR = 20;

    private Columns() {}

    /** Sets a column's width in ems, so that it follows the text size. */
    public static void ems(TableColumn<?, ?> column, ObservableValue<Font> font, double ems) {
        column.prefWidthProperty().bind(font.map(now -> now.getSize() * ems));
    }

    /** Gives a column the width that the table's other visible columns leave, minus a scroll bar. */
    public static void rest(TableColumn<?, ?> column, TableView<?> table) {
        DoubleBinding left = table.widthProperty().subtract(SCROLL_BAR);
        for (TableColumn<?, ?> other : table.getColumns()) {
            if (other != column) {
                left = left.subtract(Bindings.when(other.visibleProperty()).then(other.widthProperty()).otherwise(0));
            }
        }
        column.prefWidthProperty().bind(left);
    }

    /** Makes a column show a text of each row. */
    public static <R> void text(TableColumn<R, String> column, Function<R, String> text) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
    }
}
