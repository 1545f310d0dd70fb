package org.socketworkbench.ui.listing;

import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import org.socketworkbench.messages.Messages;

/** The number of a program's line, with a dot if the line has a breakpoint. */
final class LineGutter extends HBox {
    private static final Messages TEXT = Messages.of(LineGutter.class);

    private final Circle dot = new Circle(5);
    private final Label number = new Label();
    private int line;

    /** @param onClick receives the number of the line that was clicked */
    LineGutter(IntConsumer onClick) {
        getStyleClass().add("gutter");
        dot.getStyleClass().add("breakpoint-dot");
        number.getStyleClass().add("line-number");
        getChildren().addAll(new StackPane(dot), number);
        addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            if (click.getButton() == MouseButton.PRIMARY && line > 0) {
                onClick.accept(line);
                click.consume();
            }
        });
    }

    /** @param shown the line's number, from 1 */
    void show(int shown, boolean breakpoint) {
        line = shown;
        number.setText(Integer.toString(shown));
        dot.setVisible(breakpoint);
        setAccessibleText(TEXT.text(breakpoint ? "listing.number.breakpoint" : "listing.number", number.getText()));
    }
}
