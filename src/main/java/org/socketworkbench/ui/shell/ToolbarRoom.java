package org.socketworkbench.ui.shell;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToolBar;

/**
 * Keeps a toolbar whole: where there is no room for all words, buttons give theirs up and keep their icons. What finds
 * no room even then is in the toolbar's own menu of the rest, and there the words are back. FX thread only.
 */
final class ToolbarRoom {
    private final ToolBar bar;
    private final List<List<Labeled>> steps;
    private boolean asked;

    /** Those that give their words up first have the style class {@code words-1}, the next ones {@code words-2}. */
    ToolbarRoom(ToolBar bar) {
        this.bar = bar;
        steps = List.of(with("words-1"), with("words-2"));
        bar.widthProperty().addListener(o -> askToFit());
        bar.getItems().forEach(item -> {
            watch(item.visibleProperty());
            item.layoutBoundsProperty().addListener(o -> askToFit());
        });
        steps.forEach(step -> step.forEach(item -> item.parentProperty().addListener(o -> show(item))));
    }

    private List<Labeled> with(String style) {
        return bar.getItems().stream().filter(item -> item.getStyleClass().contains(style)).map(Labeled.class::cast)
                .toList();
    }

    private void watch(Observable something) {
        something.addListener(o -> askToFit());
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
        int without = 0;
        while (without < steps.size() && width(without) > bar.getWidth()) {
            without++;
        }
        for (int step = 0; step < steps.size(); step++) {
            boolean words = step >= without;
            steps.get(step).forEach(item -> {
                item.getProperties().put(ToolbarRoom.class, words);
                show(item);
            });
        }
    }

    /** An item outside of the bar is in the menu of the rest. */
    private void show(Labeled item) {
        boolean words = !Boolean.FALSE.equals(item.getProperties().get(ToolbarRoom.class));
        item.setContentDisplay(words || item.getScene() != bar.getScene() ? ContentDisplay.LEFT
                : ContentDisplay.GRAPHIC_ONLY);
    }

    /** How much room the bar needs if so many steps have given up their words. */
    private double width(int without) {
        steps.forEach(step -> step.forEach(item -> item.setContentDisplay(
                steps.indexOf(step) < without ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT)));
        Insets insets = bar.getInsets();
        List<Node> shown = bar.getItems().stream().filter(Node::isVisible).toList();
        double spacing = bar.lookup(".container") instanceof javafx.scene.layout.HBox box ? box.getSpacing() : 0;
        return insets.getLeft() + insets.getRight() + spacing * shown.size()
                + shown.stream().mapToDouble(item -> item.prefWidth(-1)).sum();
    }
}
