package org.socketworkbench.ui.states;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.model.LiveSocket.Holder;
import org.socketworkbench.model.LiveSocket.Standing;
import org.socketworkbench.ui.support.PaletteSheet;

/** A socket in the diagram: its owner's colour, its name, and its special feature; dashed if its state is inferred. */
final class SocketChip extends ToggleButton {
    private static final PseudoClass CONCLUDED = PseudoClass.getPseudoClass("concluded");

    private final Region swatch = new Region();
    private final Label name = new Label();
    private final Label note = new Label();
    private Optional<LiveSocket> socket = Optional.empty();

    SocketChip() {
        getStyleClass().setAll("socket-chip");
        swatch.getStyleClass().add("swatch");
        note.getStyleClass().add("chip-note");
        // The special feature is never truncated; a long name is.
        note.setMinWidth(USE_PREF_SIZE);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox content = new HBox(swatch, name, between, note);
        content.getStyleClass().add("chip-content");
        content.prefWidthProperty().bind(widthProperty());
        content.setMouseTransparent(true);
        setGraphic(content);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        focusTraversableProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** The socket that is shown. */
    Optional<LiveSocket> socket() {
        return socket;
    }

    /** Whether it shows this socket. */
    boolean shows(LiveSocket one) {
        return socket.filter(one::equals).isPresent();
    }

    void showNothing() {
        socket = Optional.empty();
        setVisible(false);
    }

    void show(LiveSocket now) {
        if (!shows(now)) {
            name.setText(SocketTexts.name(now));
            note.setText(SocketTexts.note(now));
            setAccessibleText(SocketTexts.line(now));
            pseudoClassStateChanged(CONCLUDED, now.standing().filter(Standing::concluded).isPresent());
            getStyleClass().setAll("socket-chip", colour(now));
        }
        socket = Optional.of(now);
        setVisible(true);
    }

    /** The style class of its owner's colour. */
    static String colour(LiveSocket socket) {
        int participant = socket.holder().participant();
        return participant == Holder.NOBODY ? "nobody" : PaletteSheet.of(participant);
    }
}
