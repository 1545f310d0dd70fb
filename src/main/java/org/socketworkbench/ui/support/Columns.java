package org.socketworkbench.ui.support;

import java.util.function.Function;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;

/** Columns of tables whose rows are values. */
public final class Columns {
    private static final int SCROLL_BAR = 20;

    private Columns() {}

    /** A column whose width follows the size of the text: so many ems wide. */
    public static void ems(TableColumn<?, ?> column, ObservableValue<Font> font, double ems) {
        column.prefWidthProperty().bind(font.map(now -> now.getSize() * ems));
    }

    /** A column that takes what the others of its table leave, but for a scroll bar. */
    public static void rest(TableColumn<?, ?> column, TableView<?> table) {
        DoubleBinding left = table.widthProperty().subtract(SCROLL_BAR);
        for (TableColumn<?, ?> other : table.getColumns()) {
            if (other != column) {
                left = left.subtract(other.widthProperty());
            }
        }
        column.prefWidthProperty().bind(left);
    }

    /** A column that shows a text of each row. */
    public static <R> void text(TableColumn<R, String> column, Function<R, String> text) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
    }
}
