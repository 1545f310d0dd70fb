package org.socketworkbench.ui.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.socketworkbench.diagram.Shape;
import org.socketworkbench.diagram.StateDiagram;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.socket.TcpState;

/** A state of the diagram with its places for sockets. Its nodes are created once: sockets change, the focus stays. */
final class StateBox {
    private static final Messages TEXT = Messages.of(StateBox.class);
    private static final PseudoClass OCCUPIED = PseudoClass.getPseudoClass("occupied");
    private static final double TIP_WIDTH = 380;

    private final TcpState state;
    private final StateDiagram diagram;
    private final ToggleButton box = new ToggleButton();
    private final List<SocketChip> chips = new ArrayList<>();
    private final Label more = new Label();

    /** @param choose receives what the user selects here */
    StateBox(TcpState state, StateDiagram diagram, Consumer<Chosen> choose) {
        this.state = state;
        this.diagram = diagram;
        box.setText(state.name());
        box.setMnemonicParsing(false);
        box.setId("state-" + state.name());
        box.getStyleClass().setAll("state");
        box.setOnAction(e -> choose.accept(box.isSelected() ? new Chosen.OfState(state) : Chosen.Nothing.NOTHING));
        Tooltip tip = new Tooltip(TEXT.text("states.tip", StateWords.meaning(state), StateWords.ways(state)));
        tip.setWrapText(true);
        tip.setPrefWidth(TIP_WIDTH);
        box.setTooltip(tip);
        for (int place = 0; place < diagram.places(state); place++) {
            SocketChip chip = new SocketChip();
            chip.setOnAction(e -> choose.accept(chip.socket().filter(socket -> chip.isSelected())
                    .<Chosen>map(Chosen.OfSocket::new).orElse(Chosen.Nothing.NOTHING)));
            chips.add(chip);
        }
        more.getStyleClass().add("more-sockets");
        more.setMouseTransparent(true);
    }

    /** Adds its nodes to the diagram, in Tab order. */
    void addTo(Pane sheet) {
        place(box, diagram.box(state));
        sheet.getChildren().add(box);
        for (int place = 0; place < chips.size(); place++) {
            place(chips.get(place), diagram.place(state, place));
            sheet.getChildren().add(chips.get(place));
        }
        place(more, diagram.place(state, chips.size() - 1));
        sheet.getChildren().add(more);
    }

    private static void place(Region node, Shape.Box where) {
        node.relocate(where.x(), where.y());
        node.setMinSize(where.width(), where.height());
        node.setPrefSize(where.width(), where.height());
        node.setMaxSize(where.width(), where.height());
    }

    /** Shows the sockets in this state. */
    void show(List<LiveSocket> here, Chosen chosen) {
        int shown = diagram.shown(state, here.size());
        for (int place = 0; place < chips.size(); place++) {
            SocketChip chip = chips.get(place);
            if (place < shown) {
                chip.show(here.get(place));
            } else {
                chip.showNothing();
            }
            chip.setSelected(chosen instanceof Chosen.OfSocket(LiveSocket socket) && chip.shows(socket));
        }
        more.setVisible(shown < here.size());
        more.setText(TEXT.text("states.more", Integer.toString(here.size() - shown)));
        box.setSelected(chosen.equals(new Chosen.OfState(state)));
        box.pseudoClassStateChanged(OCCUPIED, !here.isEmpty());
        box.setAccessibleText(TEXT.text("states.box", state.name(), Integer.toString(here.size())));
    }

    /** The chip that shows this socket. */
    Optional<SocketChip> chipOf(LiveSocket socket) {
        return chips.stream().filter(chip -> chip.shows(socket)).findFirst();
    }

    /** The socket whose chip has the focus. */
    Optional<LiveSocket> focused() {
        return chips.stream().filter(SocketChip::isFocused).flatMap(chip -> chip.socket().stream()).findFirst();
    }
}
