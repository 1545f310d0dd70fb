package org.socketworkbench.ui.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.diagram.Legend;
import org.socketworkbench.diagram.SequenceLayout;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.Shape;
import org.socketworkbench.diagram.Wording;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.ShapeNodes;
import org.socketworkbench.ui.support.TextSize;

/**
 * The sequence diagram on the screen: names fixed at the top, the visible rows, the key at the bottom. It creates nodes
 * for the visible rows only, so its cost does not grow with the trace.
 */
public final class SequencePane extends Region {
    static final double SMALLEST_ZOOM = 0.5;
    static final double LARGEST_ZOOM = 2;
    private static final double ZOOM_STEP = 1.1;

    private final DoubleProperty zoom = new SimpleDoubleProperty(1);
    private final BooleanProperty follow = new SimpleBooleanProperty(true);
    private final TextSize textSize = new TextSize();
    private final BooleanProperty fitsWidth = new SimpleBooleanProperty();
    private final BooleanProperty times = new SimpleBooleanProperty();
    private final IntegerProperty selected = new SimpleIntegerProperty(Selection.NONE);

    private final Scale scale = new Scale();
    private final Pane header = strip("names");
    private final Pane body = strip("rows");
    private final Pane key = strip("key");
    private final Scale keyScale = new Scale();
    private final Legend legend = new Legend();
    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();

    private SequenceModel model = new SequenceModel();
    private int count;
    /** Null until the model shown is laid out. */
    private @Nullable SequenceLayout layout;

    public SequencePane() {
        getStyleClass().add("sequence-pane");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SCROLL_PANE);
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.setFocusTraversable(false);
        horizontal.setFocusTraversable(false);
        key.getChildren().add(new Group(ShapeNodes.of(legend.shapes(), Selection.NONE)));
        key.getChildren().getFirst().getTransforms().add(keyScale);
        getChildren().addAll(body, header, key, vertical, horizontal, textSize);

        zoom.addListener(change -> zoomed());
        textSize.changes().addListener(change -> zoomed());
        fitsWidth.addListener(change -> {
            zoom.set(1);
            layout = null;
            requestLayout();
        });
        times.addListener(change -> {
            layout = null;
            requestLayout();
        });
        follow.addListener(change -> requestLayout());
        selected.addListener(change -> reveal());
        vertical.valueProperty().addListener((property, was, is) -> {
            if (is.doubleValue() < was.doubleValue() - 0.5 && vertical.getMax() > is.doubleValue()) {
                follow.set(false);
            }
            requestLayout();
        });
        horizontal.valueProperty().addListener(change -> requestLayout());
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        // Not a click: the nodes may be recreated between press and release.
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private static Pane strip(String styleClass) {
        Pane strip = new Pane();
        strip.getStyleClass().add(styleClass);
        // Otherwise new nodes would request a layout of this pane, which would create new nodes again, and so on
        // forever.
        strip.setManaged(false);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(strip.widthProperty());
        clip.heightProperty().bind(strip.heightProperty());
        strip.setClip(clip);
        return strip;
    }

    /** The zoom factor: {@link #SMALLEST_ZOOM} to {@link #LARGEST_ZOOM}. */
    public DoubleProperty zoomProperty() {
        return zoom;
    }

    /** Whether a column says when each call began and returned; not where the width is short. */
    public BooleanProperty timesProperty() {
        return times;
    }

    /**
     * Whether the zoom follows the width, so that all names are in sight, with brief labels. It makes them no larger
     * than the text of the other views.
     */
    public BooleanProperty fitsWidthProperty() {
        return fitsWidth;
    }

    /** Whether the newest row is kept in sight; scrolling up switches this off. */
    public BooleanProperty followProperty() {
        return follow;
    }

    /** The call that is marked, and scrolled to when it changes. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** Shows this model as of this many events of the trace. */
    public void show(SequenceModel now, int events) {
        model = now;
        count = events;
        layout = null;
        requestLayout();
    }

    void zoomIn() {
        zoom.set(Math.min(LARGEST_ZOOM, zoom.get() * ZOOM_STEP));
    }

    void zoomOut() {
        zoom.set(Math.max(SMALLEST_ZOOM, zoom.get() / ZOOM_STEP));
    }

    /** The top row stays at the top. */
    private void zoomed() {
        scale.setX(factor());
        scale.setY(factor());
        requestLayout();
    }

    /** How large a point of the drawing is: what the user has zoomed, in the size of the other views' text. */
    private double factor() {
        return zoom.get() * textSize.scale();
    }

    private SequenceLayout layoutNow() {
        if (layout == null) {
            layout = new SequenceLayout(model, count, fitsWidth.get() ? Wording.BRIEF : Wording.WHOLE,
                    times.get() && !fitsWidth.get());
        }
        return layout;
    }

    @Override
    protected void layoutChildren() {
        SequenceLayout shown = layoutNow();
        double barWidth = vertical.prefWidth(-1);
        if (fitsWidth.get() && shown.width() > 0) {
            zoom.set(Math.clamp((getWidth() - barWidth) / shown.width() / textSize.scale(),
                    SMALLEST_ZOOM / textSize.scale(), 1));
        }
        double barHeight = horizontal.prefHeight(-1);
        double width = Math.max(0, getWidth() - barWidth);
        double keyFactor = Math.min(textSize.scale(), width / legend.width());
        double keyHeight = Legend.HEIGHT * keyFactor;
        double headerHeight = SequenceLayout.HEADER * factor();
        double bodyHeight = Math.max(0, getHeight() - headerHeight - keyHeight - barHeight);
        keyScale.setX(keyFactor);
        keyScale.setY(keyFactor);

        range(horizontal, shown.width(), width / factor());
        range(vertical, shown.height(), bodyHeight / factor());
        if (follow.get()) {
            vertical.setValue(vertical.getMax());
        }
        header.resizeRelocate(0, 0, width, headerHeight);
        body.resizeRelocate(0, headerHeight, width, bodyHeight);
        horizontal.resizeRelocate(0, headerHeight + bodyHeight, width, barHeight);
        key.resizeRelocate(0, getHeight() - keyHeight, width, keyHeight);
        vertical.resizeRelocate(width, 0, barWidth, getHeight());

        double x = horizontal.getValue();
        double y = vertical.getValue();
        fill(header, shown.header(), x, 0);
        fill(body, shown.window(y, y + bodyHeight / factor()), x, y);
    }

    private static void range(ScrollBar bar, double whole, double visible) {
        double max = Math.max(0, whole - visible);
        bar.setMax(max);
        bar.setVisibleAmount(whole <= 0 ? 0 : max * Math.min(1, visible / whole));
        bar.setUnitIncrement(SequenceLayout.ROW);
        bar.setBlockIncrement(visible);
        bar.setValue(Math.min(bar.getValue(), max));
        bar.setVisible(max > 0);
    }

    private void fill(Pane strip, List<Shape> shapes, double x, double y) {
        List<Shape> here = new ArrayList<>(shapes.size());
        for (Shape shape : shapes) {
            here.add(shape.moved(-x, -y));
        }
        Group group = new Group(ShapeNodes.of(here, selected.get()));
        group.getTransforms().add(scale);
        strip.getChildren().setAll(group);
        // The nodes are created during layout, after the CSS pass of this frame.
        group.applyCss();
    }

    private void reveal() {
        OptionalDouble top =
                selected.get() == Selection.NONE ? OptionalDouble.empty() : layoutNow().top(selected.get());
        double visible = body.getHeight() / factor();
        top.ifPresent(y -> {
            boolean above = y < vertical.getValue();
            boolean below = y + SequenceLayout.ROW > vertical.getValue() + visible;
            // While the newest row is followed, rows below come into sight by themselves.
            if (above || below && !follow.get()) {
                follow.set(false);
                vertical.setValue(Math.clamp(y - visible / 3, 0, vertical.getMax()));
            }
        });
        requestLayout();
    }

    private void scrolled(ScrollEvent event) {
        if (event.isControlDown()) {
            if (event.getDeltaY() > 0) {
                zoomIn();
            } else if (event.getDeltaY() < 0) {
                zoomOut();
            }
        } else {
            boolean sideways = event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY());
            double delta = event.getDeltaX() + event.getDeltaY();
            scroll(sideways ? horizontal : vertical, -delta / factor());
        }
        event.consume();
    }

    private static void scroll(ScrollBar bar, double by) {
        bar.setValue(Math.clamp(bar.getValue() + by, 0, bar.getMax()));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        OptionalInt call = event.getTarget() instanceof Node node ? ShapeNodes.call(node) : OptionalInt.empty();
        call.ifPresent(selected::set);
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> layoutNow().callBefore(selected.get()).ifPresent(selected::set);
            case DOWN -> layoutNow().callAfter(selected.get()).ifPresent(selected::set);
            case LEFT -> scroll(horizontal, -SequenceLayout.ROW);
            case RIGHT -> scroll(horizontal, SequenceLayout.ROW);
            case PAGE_UP -> scroll(vertical, -vertical.getBlockIncrement());
            case PAGE_DOWN -> scroll(vertical, vertical.getBlockIncrement());
            case HOME -> vertical.setValue(0);
            case END -> vertical.setValue(vertical.getMax());
            default -> {
                return;
            }
        }
        event.consume();
    }
}
