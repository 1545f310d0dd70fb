package org.socketworkbench.ui.states;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.diagram.LiveSocket;
import org.socketworkbench.diagram.LiveSocket.AcceptQueue;
import org.socketworkbench.diagram.LiveSocket.Queues;
import org.socketworkbench.messages.Messages;

/** A socket in the list: whose it is, its state, its addresses, and its queues as bars or as waiting callers. */
final class SocketCell extends ListCell<LiveSocket> {
    private static final Messages TEXT = Messages.of(SocketCell.class);
    /** So many places of an accept queue are drawn; the count is written in any case. */
    private static final int FIGURES = 8;

    private final Region swatch = new Region();
    private final Label name = new Label();
    private final Label note = new Label();
    private final Label state = new Label();
    private final Label addresses = new Label();
    private final Bar sending = new Bar("states.queue.send");
    private final Bar receiving = new Bar("states.queue.receive");
    private final HBox queues = new HBox(sending, receiving);
    private final HBox figures = new HBox();
    private final Label places = new Label();
    private final HBox callers = new HBox(figures, places);
    private final VBox content;

    SocketCell() {
        getStyleClass().add("socket-cell");
        swatch.getStyleClass().add("swatch");
        name.getStyleClass().add("socket-name");
        note.getStyleClass().add("quiet");
        state.getStyleClass().addAll("mono", "socket-state");
        state.setMinWidth(USE_PREF_SIZE);
        addresses.getStyleClass().addAll("mono", "quiet");
        queues.getStyleClass().add("queues");
        figures.getStyleClass().add("figures");
        callers.getStyleClass().add("row");
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox heading = new HBox(swatch, name, note, between, state);
        heading.getStyleClass().add("socket-heading");
        content = new VBox(heading, addresses, queues, callers);
        for (Region part : new Region[] {addresses, queues, callers}) {
            part.managedProperty().bind(part.visibleProperty());
        }
        setPrefWidth(0); // As wide as the list: a long address is cut rather than scrolled to.
    }

    @Override
    protected void updateItem(LiveSocket socket, boolean empty) {
        super.updateItem(socket, empty);
        setGraphic(empty ? null : content);
        setAccessibleText(empty ? null : SocketTexts.line(socket));
        if (!empty) {
            show(socket);
        }
    }

    private void show(LiveSocket socket) {
        content.getStyleClass().setAll(SocketChip.colour(socket));
        name.setText(SocketTexts.name(socket));
        note.setText(SocketTexts.note(socket));
        state.setText(SocketTexts.state(socket));
        addresses.setText(SocketTexts.addresses(socket));
        addresses.setVisible(!addresses.getText().isEmpty());
        queues.setVisible(socket.queues().isPresent());
        socket.queues().ifPresent(this::show);
        callers.setVisible(socket.callers().isPresent());
        socket.callers().ifPresent(this::show);
    }

    private void show(Queues now) {
        sending.show(now.unacknowledged());
        receiving.show(now.unread());
    }

    private void show(AcceptQueue queue) {
        int drawn = (int) Math.min(FIGURES, Math.max(queue.waiting(), queue.places().orElse(0)));
        figures.getChildren().clear();
        for (int place = 0; place < drawn; place++) {
            FontIcon figure = new FontIcon("fth-user");
            Region free = new Region();
            free.getStyleClass().add("free-place");
            figures.getChildren().add(place < queue.waiting() ? figure : free);
        }
        places.setText(SocketTexts.waiting(queue));
    }

    /** A queue: what it is, how much is in it, and that as a bar. */
    private static final class Bar extends VBox {
        private final String key;
        private final Label words = new Label();
        private final ProgressBar bar = new ProgressBar(0);

        Bar(String key) {
            this.key = key;
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setMinWidth(0);
            getChildren().addAll(words, bar);
            getStyleClass().add("queue");
            HBox.setHgrow(this, Priority.ALWAYS);
            setPrefWidth(0); // Both bars of a socket are of one length.
        }

        void show(long bytes) {
            words.setText(TEXT.text(key, SocketTexts.bytes(bytes)));
            bar.setProgress(Queues.filled(bytes));
        }
    }
}
