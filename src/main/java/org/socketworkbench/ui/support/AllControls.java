package org.socketworkbench.ui.support;

import javafx.beans.InvalidationListener;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;

/**
 * How much is shown: what a first conversation needs, everything, or only what a class reads from the back row. What is
 * for later has the style class {@value #LATER} in its FXML file, and what a class does without {@value #ASIDE}. Both
 * choices are remembered between starts. FX thread only.
 */
public final class AllControls {
    private static final String LATER = "later";
    private static final String ASIDE = "aside";

    private final BooleanProperty chosen = new SimpleBooleanProperty();
    private final BooleanProperty projector = new SimpleBooleanProperty();
    private final BooleanExpression shown = chosen.and(projector.not());

    public AllControls(Preferences preferences) {
        preferences.keep(Preferences.Key.ALL_CONTROLS, chosen);
        preferences.keep(Preferences.Key.PROJECTOR, projector);
    }

    /** Whether the user wants to see everything. */
    public BooleanProperty chosenProperty() {
        return chosen;
    }

    /** Whether everything is shown: on the projector it is not, whatever was chosen. */
    public BooleanExpression shownProperty() {
        return shown;
    }

    /** Whether the window is shown to a class. */
    public BooleanProperty projectorProperty() {
        return projector;
    }

    /** From here on, a part of the window shows what is for later, and what a class does without, only as chosen. */
    public <T extends Parent> T in(T part) {
        part.lookupAll("." + LATER).forEach(node -> Shown.when(shown, node));
        part.lookupAll("." + ASIDE).forEach(node -> Shown.when(projector.not(), node));
        return part;
    }

    /** From here on, a class does without an item of a split pane: the others have its room. */
    public void aside(SplitPane pane, Node item) {
        int index = pane.getItems().indexOf(item);
        double[] dividers = pane.getDividerPositions();
        // The choice outlives the view, and a bound property is held weakly.
        item.visibleProperty().bind(projector.not());
        InvalidationListener arrange = o -> {
            if (!item.isVisible()) {
                pane.getItems().remove(item);
            } else if (!pane.getItems().contains(item)) {
                pane.getItems().add(index, item);
                pane.setDividerPositions(dividers);
            }
        };
        item.visibleProperty().addListener(arrange);
        arrange.invalidated(item.visibleProperty());
    }
}
