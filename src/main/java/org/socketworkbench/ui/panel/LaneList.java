package org.socketworkbench.ui.panel;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.Rows;

/** One line for each thread of a participant that has several: its name, and what it does. Longer lists scroll. */
final class LaneList extends ListView<LaneList.Row> {
    private static final Messages TEXT = Messages.of(LaneList.class);
    private static final int ROWS_AT_MOST = 4;

    private final ObservableList<Row> rows = FXCollections.observableArrayList();

    record Row(String thread, String doing, boolean waits, boolean atGate) {}

    LaneList() {
        setItems(rows);
        setId("lanes");
        setAccessibleText(TEXT.text("lanes.accessible"));
        getStyleClass().add("lanes");
        setCellFactory(list -> new Cell());
        setVisible(false);
        prefHeightProperty()
                .bind(Bindings.createDoubleBinding(() -> Math.min(rows.size(), ROWS_AT_MOST) * getFixedCellSize() + 2,
                        fixedCellSizeProperty(), Bindings.size(rows)));
        minHeightProperty().bind(prefHeightProperty());
        maxHeightProperty().bind(prefHeightProperty());
    }

    void show(List<Row> now) {
        Rows.update(rows, now);
        setVisible(rows.size() > 1);
    }

    private static final class Cell extends ListCell<Row> {
        private static final PseudoClass BLOCKED = PseudoClass.getPseudoClass("blocked");
        private static final PseudoClass AT_GATE = PseudoClass.getPseudoClass("at-gate");
        private final Label thread = new Label();
        private final Label doing = new Label();
        private final HBox row = new HBox(thread, doing);

        private Cell() {
            thread.getStyleClass().add("lane-name");
            row.getStyleClass().add("row");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Row shown, boolean empty) {
            super.updateItem(shown, empty);
            boolean none = empty || shown == null;
            setGraphic(none ? null : row);
            pseudoClassStateChanged(BLOCKED, !none && shown.waits());
            pseudoClassStateChanged(AT_GATE, !none && shown.atGate());
            if (!none) {
                thread.setText(shown.thread());
                doing.setText(shown.doing());
            }
        }
    }
}
