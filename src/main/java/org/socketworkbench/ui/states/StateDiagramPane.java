package org.socketworkbench.ui.states;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Group;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.socketworkbench.diagram.StateDiagram;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.ShapeNodes;
import org.socketworkbench.ui.support.TextSize;

/** The TCP state diagram on the screen, scaled to fit, with the sockets in their states. */
public final class StateDiagramPane extends Region {
    private static final double LARGEST = 2;

    private final StateDiagram diagram = new StateDiagram();
    private final Pane sheet = new Pane();
    private final Scale scale = new Scale();
    private final TextSize textSize = new TextSize();
    private final Map<TcpState, StateBox> boxes = new EnumMap<>(TcpState.class);
    private final ObjectProperty<Chosen> chosen = new SimpleObjectProperty<>(Chosen.Nothing.NOTHING);
    private List<LiveSocket> sockets = List.of();

    public StateDiagramPane() {
        getStyleClass().add("state-diagram");
        sheet.getTransforms().add(scale);
        sheet.getChildren().add(new Group(ShapeNodes.of(diagram.shapes(), Selection.NONE)));
        for (TcpState state : StateDiagram.STATES) {
            StateBox box = new StateBox(state, diagram, chosen::set);
            box.addTo(sheet);
            boxes.put(state, box);
        }
        getChildren().addAll(sheet, textSize);
        textSize.changes().addListener(change -> requestLayout());
        chosen.addListener(change -> show());
        show();
    }

    ObjectProperty<Chosen> chosenProperty() {
        return chosen;
    }

    /** Shows these sockets in their states. */
    void show(List<LiveSocket> now) {
        Optional<LiveSocket> focused = boxes.values().stream().flatMap(box -> box.focused().stream()).findFirst();
        sockets = now;
        show();
        // A socket that changes its state takes the focus with it.
        focused.flatMap(socket -> socket.in(now)).flatMap(this::chipOf).ifPresent(SocketChip::requestFocus);
    }

    private void show() {
        boxes.forEach((state, box) -> box.show(
                sockets.stream().filter(socket -> socket.isIn(state)).toList(), chosen.get()));
    }

    private Optional<SocketChip> chipOf(LiveSocket socket) {
        return boxes.values().stream().flatMap(box -> box.chipOf(socket).stream()).findFirst();
    }

    @Override
    protected void layoutChildren() {
        double factor = Math.min(LARGEST * textSize.scale(),
                Math.min(getWidth() / diagram.width(), getHeight() / diagram.height()));
        scale.setX(factor);
        scale.setY(factor);
        sheet.resizeRelocate((getWidth() - diagram.width() * factor) / 2, (getHeight() - diagram.height() * factor) / 2,
                diagram.width(), diagram.height());
    }
}
