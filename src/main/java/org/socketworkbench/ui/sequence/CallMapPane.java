package org.socketworkbench.ui.sequence;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import org.socketworkbench.diagram.CallMap;
import org.socketworkbench.diagram.CallMapLayout;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.ShapeNodes;
import org.socketworkbench.ui.support.TextSize;

/** The call map on the screen, scaled to fit. */
public final class CallMapPane extends Region {
    private static final double LARGEST = 1.3;

    private final Group group = new Group();
    private final Scale scale = new Scale();
    private final TextSize textSize = new TextSize();
    private final IntegerProperty selected = new SimpleIntegerProperty(Selection.NONE);
    private Supplier<Optional<CallMap.Moment>> moment = Optional::empty;

    public CallMapPane() {
        getStyleClass().add("call-map-pane");
        group.getTransforms().add(scale);
        // Otherwise new nodes would request a layout of this pane, which would create new nodes again, and so on
        // forever.
        group.setManaged(false);
        getChildren().addAll(group, textSize);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        selected.addListener(change -> requestLayout());
        textSize.changes().addListener(change -> requestLayout());
        // Not a click: the nodes may be recreated between press and release.
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget() instanceof Node node) {
                ShapeNodes.call(node).ifPresent(selected::set);
            }
        });
    }

    /** The call that is marked. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** Shows this moment; the supplier is called at the next drawing. */
    void show(Supplier<CallMap.Moment> now) {
        moment = () -> Optional.of(now.get());
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        moment.get().map(CallMapLayout::new).ifPresent(this::draw);
    }

    private void draw(CallMapLayout layout) {
        group.getChildren().setAll(ShapeNodes.of(layout.shapes(), selected.get()));
        // The nodes are created during layout, after the CSS pass of this frame.
        group.applyCss();
        double factor = Math.min(LARGEST * textSize.scale(),
                Math.min(getWidth() / layout.width(), getHeight() / layout.height()));
        scale.setX(factor);
        scale.setY(factor);
        group.setLayoutX((getWidth() - layout.width() * factor) / 2);
    }
}
