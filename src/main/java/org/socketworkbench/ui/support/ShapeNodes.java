package org.socketworkbench.ui.support;

import java.util.List;
import java.util.OptionalInt;
import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.socketworkbench.diagram.Ink;
import org.socketworkbench.diagram.Shape;

/**
 * Shapes as nodes. Style classes alone determine a node's look: role, participant, inferred or not, selected or not.
 */
public final class ShapeNodes {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final String CONCLUDED = "concluded";

    private ShapeNodes() {}

    /** The nodes of some shapes, in order; those of the selected call are marked. */
    public static List<Node> of(List<? extends Shape> shapes, int selectedCall) {
        return shapes.stream().map(shape -> node(shape, selectedCall)).toList();
    }

    private static Node node(Shape shape, int selectedCall) {
        Node node = switch (shape) {
            case Shape.Line s -> new Line(s.x1(), s.y1(), s.x2(), s.y2());
            case Shape.Box s -> new Rectangle(s.x(), s.y(), s.width(), s.height());
            case Shape.Text s -> new Text(s.x(), s.y(), s.text());
            case Shape.Arrow s -> arrow(s);
        };
        Ink ink = shape.ink();
        node.getStyleClass().add(ink.role().styleClass());
        if (ink.colour() != Ink.PLAIN) {
            node.getStyleClass().add("participant-" + ink.colour());
        }
        if (ink.concluded()) {
            node.getStyleClass().add(CONCLUDED);
        }
        if (ink.call() == Ink.NO_CALL) {
            node.setMouseTransparent(true);
        } else {
            node.setUserData(ink.call());
            node.pseudoClassStateChanged(SELECTED, ink.call() == selectedCall);
        }
        return node;
    }

    private static Node arrow(Shape.Arrow s) {
        Line line = new Line(s.x1(), s.y1(), s.x2(), s.y2());
        line.getStyleClass().add("shaft");
        double[] back = s.head();
        Polygon head = new Polygon(s.x2(), s.y2(), back[0], back[1], back[2], back[3]);
        head.getStyleClass().add("head");
        // A thin line is hard to hit: this one is wide and invisible.
        Line target = new Line(s.x1(), s.y1(), s.x2(), s.y2());
        target.getStyleClass().add("target");
        return new Group(target, line, head);
    }

    /** The call that a clicked node belongs to. */
    public static OptionalInt call(Node clicked) {
        for (Node node = clicked; node != null; node = node.getParent()) {
            if (node.getUserData() instanceof Integer call) {
                return OptionalInt.of(call);
            }
        }
        return OptionalInt.empty();
    }
}
