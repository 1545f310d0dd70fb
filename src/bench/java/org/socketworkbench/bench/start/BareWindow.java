package org.socketworkbench.bench.start;

import java.util.List;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;

/**
 * What JavaFX itself needs for a window: 20 rows of a label, a button and a field, and a table. Any argument ends it
 * once it is shown.
 */
public final class BareWindow extends Application {
    private static final int ROWS = 20;

    public static void main(String[] arguments) {
        launch(BareWindow.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        GridPane rows = new GridPane();
        for (int row = 0; row < ROWS; row++) {
            rows.addRow(row, new Label("Label " + row), new Button("Button " + row), new TextField("Field " + row));
        }
        TableView<String> table = new TableView<>(
                FXCollections.observableArrayList(IntStream.range(0, ROWS).mapToObj(Integer::toString).toList()));
        TableColumn<String, String> column = new TableColumn<>("Column");
        column.setCellValueFactory(cell -> new SimpleStringProperty(cell.getValue()));
        table.getColumns().setAll(List.of(column));
        stage.setScene(new Scene(new SplitPane(rows, table), 1280, 800));
        stage.show();
        if (!getParameters().getRaw().isEmpty()) {
            Platform.runLater(stage::hide);
        }
    }
}
