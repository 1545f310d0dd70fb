package org.socketworkbench.ui.shell;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/**
 * Keeps the toolbar in one row where it can: if there is no room for all words, buttons give theirs up and keep their
 * icons. What finds no room even then goes into a second row. FX thread only.
 */
final class ToolbarRoom {
    private final Region bar;
    private final FlowPane left;
    private final Region right;
    private final List<List<Labeled>> steps;
    private boolean asked;

    /**
     * @param left  the part of the bar that has as many rows as it needs
     * @param right the part at the end of the first row
     * @param items what is in both. Those that give their words up first have the style class {@code words-1}, the next
     *              ones {@code words-2}
     */
    ToolbarRoom(Region bar, FlowPane left, Region right, List<Node> items) {
        this.bar = bar;
        this.left = left;
        this.right = right;
        steps = List.of(with("words-1", items), with("words-2", items));
        // At once: a bar that gave its words up a frame later would move all that is below.
        bar.widthProperty().addListener(o -> fit());
        // The window asks the bar for its height without saying how wide it will be.
        left.prefWrapLengthProperty().bind(Bindings.createDoubleBinding(
                () -> bar.getWidth() == 0 ? Double.MAX_VALUE
                        : bar.getWidth() - right.getWidth() - bar.getInsets().getLeft() - bar.getInsets().getRight(),
                bar.widthProperty(), right.widthProperty(), bar.insetsProperty()));
        items.forEach(item -> {
            item.visibleProperty().addListener(o -> askToFit());
            item.layoutBoundsProperty().addListener(o -> askToFit());
        });
    }

    private static List<Labeled> with(String style, List<Node> items) {
        return items.stream().filter(item -> item.getStyleClass().contains(style)).map(Labeled.class::cast).toList();
    }

    /** Once for all changes of one pulse, and not in the middle of a layout. */
    private void askToFit() {
        if (!asked) {
            asked = true;
            Platform.runLater(() -> {
                asked = false;
                fit();
            });
        }
    }

    private void fit() {
        for (int without = 0; without <= steps.size(); without++) {
            giveUpWords(without);
            if (width() <= bar.getWidth()) {
                return;
            }
        }
    }

    private void giveUpWords(int count) {
        for (int step = 0; step < steps.size(); step++) {
            ContentDisplay display = step < count ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
            steps.get(step).forEach(item -> item.setContentDisplay(display));
        }
    }

    /** The width of the bar in one row. */
    private double width() {
        List<Node> shown = left.getChildren().stream().filter(Node::isManaged).toList();
        return bar.getInsets().getLeft() + bar.getInsets().getRight() + right.prefWidth(-1)
                + left.getHgap() * shown.size() + shown.stream().mapToDouble(item -> item.prefWidth(-1)).sum();
    }
}
