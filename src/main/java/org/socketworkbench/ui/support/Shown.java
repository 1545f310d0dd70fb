package org.socketworkbench.ui.support;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Labeled;

/** Shows and hides nodes. A hidden node takes no room. */
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

    /** Nodes that something else shows and hides take no room while they are hidden. */
    public static void orNoRoom(Node... nodes) {
        for (Node node : nodes) {
            node.managedProperty().bind(node.visibleProperty());
        }
    }
}
