package org.socketworkbench.ui.support;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Pane;

/**
 * Shows and hides nodes. A hidden node takes no room, and joins the scene only when it is first shown: whatever is in
 * the scene is styled, so that the many parts that are hidden at first would keep the window from opening.
 */
public final class Shown {
    private Shown() {}

    /** Shows nodes while a condition holds. */
    public static void when(ObservableValue<Boolean> condition, Node... nodes) {
        for (Node node : nodes) {
            node.visibleProperty().bind(condition);
        }
        orNoRoom(nodes);
    }

    /** Shows each label while it has a text. */
    public static void whileItSays(Labeled... labels) {
        for (Labeled label : labels) {
            when(label.textProperty().isNotEmpty(), label);
        }
    }

    /** Shows a place while a condition holds. What it shows is made when it first holds. */
    public static void late(ObservableValue<Boolean> condition, Pane place, Supplier<? extends Node> content) {
        when(condition, place);
        once(place, () -> place.getChildren().add(content.get()));
    }

    /** Nodes that something else shows and hides take no room while they are hidden. */
    public static void orNoRoom(Node... nodes) {
        for (Node node : nodes) {
            node.managedProperty().bind(node.visibleProperty());
            if (node.getParent() instanceof Pane parent) {
                keepOut(node, parent.getChildren());
            }
        }
    }

    /** Until a node is first shown, something small keeps its place. */
    private static void keepOut(Node node, List<Node> siblings) {
        if (node.isVisible()) {
            return;
        }
        Group place = new Group();
        place.setManaged(false);
        place.setVisible(false);
        // Otherwise nobody might know the node any more.
        place.setUserData(node);
        siblings.set(siblings.indexOf(node), place);
        once(node, () -> siblings.set(siblings.indexOf(place), node));
    }

    /** Does something when a node is first visible. */
    private static void once(Node node, Runnable action) {
        if (node.isVisible()) {
            action.run();
            return;
        }
        node.visibleProperty().addListener(new InvalidationListener() {
            @Override
            public void invalidated(Observable visible) {
                if (node.isVisible()) {
                    node.visibleProperty().removeListener(this);
                    action.run();
                }
            }
        });
    }
}
