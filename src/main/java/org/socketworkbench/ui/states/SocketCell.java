package org.socketworkbench.ui.states;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.model.LiveSocket.AcceptQueue;
import org.socketworkbench.model.LiveSocket.Queue;
import org.socketworkbench.ui.support.Shown;

/** A socket in the list: its owner, its state, its addresses, and its queues as bars or as waiting callers. */
final class SocketCell extends ListCell<LiveSocket> {
    private static final Messages TEXT = Messages.of(SocketCell.class);
    /** The number of accept queue places that are drawn; the count is always written. */
    private static final int FIGURES = 8;

    private final Region swatch = new Region();
    private final Label name = new Label();
    private final Label state = new Label();
    private final Label note = new Label();
    private final Label addresses = new Label();
    /** No socket has more queues. */
    private final List<Bar> bars = List.of(new Bar(), new Bar());
    private final HBox queues = new HBox();
    private final HBox figures = new HBox();
    private final Label places = new Label();
    private final VBox callers = new VBox(quiet(TEXT.text("states.queue.accept")), new HBox(figures, places));
    private final VBox content;

    SocketCell() {
        getStyleClass().add("socket-cell");
        swatch.getStyleClass().add("swatch");
        name.getStyleClass().add("socket-name");
        state.getStyleClass().add("mono");
        state.setMinWidth(USE_PREF_SIZE);
        note.getStyleClass().add("quiet");
        addresses.getStyleClass().addAll("mono", "quiet");
        queues.getStyleClass().add("queues");
        figures.getStyleClass().add("figures");
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox heading = new HBox(swatch, name, between, state);
        heading.getStyleClass().add("socket-heading");
        content = new VBox(heading, note, addresses, queues, callers);
        Shown.orNoRoom(queues, callers);
        Shown.whileItSays(note, addresses);
        setPrefWidth(0); // As wide as the list: a long address is truncated instead of scrolled.
    }

    private static Label quiet(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("quiet");
        return label;
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
        queues.setVisible(!socket.queues().isEmpty());
        queues.getChildren().setAll(bars.subList(0, socket.queues().size()));
        for (int i = 0; i < socket.queues().size(); i++) {
            bars.get(i).show(socket.queues().get(i));
        }
        callers.setVisible(socket.callers().isPresent());
        socket.callers().ifPresent(this::show);
    }

    private void show(AcceptQueue queue) {
        int drawn = (int) Math.min(FIGURES, Math.max(queue.waiting(), queue.places().orElse(0)));
        figures.getChildren().clear();
        for (int place = 0; place < drawn; place++) {
            figures.getChildren().add(place < queue.waiting() ? caller(queue, place) : freePlace());
        }
        places.setText(SocketTexts.taken(queue));
    }

    private static Node caller(AcceptQueue queue, int place) {
        FontIcon figure = new FontIcon("fth-user");
        if (place < queue.addresses().size()) {
            Tooltip.install(figure, new Tooltip(queue.addresses().get(place).toString()));
        }
        return figure;
    }

    private static Node freePlace() {
        Region free = new Region();
        free.getStyleClass().add("free-place");
        return free;
    }

    /** A queue: its name and, as a bar and in words, how much it holds. */
    private static final class Bar extends VBox {
        private final Label title = quiet("");
        private final ProgressBar bar = new ProgressBar(0);
        private final Label bytes = new Label();

        Bar() {
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setMinWidth(0);
            bar.setPrefWidth(0);
            HBox.setHgrow(bar, Priority.ALWAYS);
            bytes.setMinWidth(USE_PREF_SIZE);
            HBox filled = new HBox(bar, bytes);
            filled.getStyleClass().add("filled");
            getChildren().addAll(title, filled);
            HBox.setHgrow(this, Priority.ALWAYS);
            setPrefWidth(0); // Both queues of a socket get the same width.
        }

        void show(Queue queue) {
            title.setText(SocketTexts.title(queue.kind()));
            bytes.setText(SocketTexts.bytes(queue.bytes()));
            bar.setProgress(queue.filled());
        }
    }
}
