package org.socketworkbench.ui.code;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;

/** A line of a program. */
final class CodeCell extends ListCell<CodeRow> {
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");

    private final Label gutter = new Label();

    CodeCell() {
        getStyleClass().addAll("mono", "code-line");
        gutter.getStyleClass().add("gutter");
    }

    @Override
    protected void updateItem(CodeRow row, boolean empty) {
        super.updateItem(row, empty);
        boolean shown = !empty && row != null;
        gutter.setText(shown ? row.gutter() : "");
        setGraphic(shown ? gutter : null);
        setText(shown ? row.text() : null);
        pseudoClassStateChanged(LAST, shown && row.last());
    }
}
