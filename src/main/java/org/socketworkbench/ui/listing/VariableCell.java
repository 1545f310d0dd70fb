package org.socketworkbench.ui.listing;

import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import org.socketworkbench.messages.Messages;

/** A variable in a line: its name and its value, as a program would assign it. */
final class VariableCell extends ListCell<VariableRow> {
    private static final Messages TEXT = Messages.of(VariableCell.class);
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    VariableCell() {
        setWrapText(true);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(VariableRow row, boolean empty) {
        super.updateItem(row, empty);
        VariableRow shown = empty ? null : row;
        pseudoClassStateChanged(HEADING, shown instanceof VariableRow.Heading);
        setText(switch (shown) {
            case null -> null;
            case VariableRow.Heading(String text) -> text;
            case VariableRow.Variable(String name, String value) -> TEXT.text("variables.row", name, value);
        });
    }
}
