package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.ui.support.Shown;

/** Waits for several sockets at once: which of the participant's sockets, for what, and how long. */
public final class PollController {
    private static final Messages TEXT = Messages.of(PollController.class);
    /** Nobody would tick more by hand. */
    private static final int SOCKETS_AT_MOST = 64;
    private static final long NANOS_A_MICRO = 1_000;
    private static final long NANOS_A_MILLI = 1_000_000;

    private final ParticipantModel model;
    private final Map<DescriptorState, Row> rows = new LinkedHashMap<>();

    @FXML private TextField timeout;
    @FXML private Button poll;
    @FXML private Button select;
    @FXML private Label pollProblem;
    @FXML private VBox sockets;

    /** A socket with the events that can be ticked. */
    private static final class Row {
        private final DescriptorState socket;
        private final Label title = new Label();
        private final CheckBox read;
        private final CheckBox write;
        private final CheckBox urgent;
        private final HBox box;

        Row(DescriptorState socket) {
            this.socket = socket;
            read = check("read", TEXT.text("poll.read"));
            write = check("write", TEXT.text("poll.write"));
            urgent = check("urgent", TEXT.text("poll.urgent"));
            read.setSelected(true);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            box = new HBox(title, read, write, urgent);
            box.getStyleClass().add("row");
        }

        private CheckBox check(String id, String text) {
            CheckBox check = new CheckBox(text);
            check.setId(id + socket.fd());
            check.setAccessibleText(TEXT.text("poll.event.accessible", text, Integer.toString(socket.fd())));
            check.setMinWidth(CheckBox.USE_PREF_SIZE);
            return check;
        }

        int events() {
            return (read.isSelected() ? PollEntry.POLLIN : 0) | (write.isSelected() ? PollEntry.POLLOUT : 0)
                    | (urgent.isSelected() ? PollEntry.POLLPRI : 0);
        }
    }

    public PollController(ParticipantModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        CallButtons.follow(model, poll, select);
        Shown.whileItSays(pollProblem);
        timeout.textProperty().addListener(o -> tell(""));
        model.revisionProperty().addListener(o -> showSockets());
        showSockets();
    }

    @FXML
    private void poll() {
        List<PollEntry> entries = rows.values().stream()
                .filter(row -> row.events() != 0)
                .map(row -> new PollEntry(row.socket.fd(), row.events()))
                .toList();
        withTimeout(nanos -> model.make(new Call.Poll(entries,
                nanos < 0 ? -1 : (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(nanos, NANOS_A_MILLI)))));
    }

    @FXML
    private void select() {
        withTimeout(nanos -> model.make(
                new Call.Select(with(PollEntry.POLLIN), with(PollEntry.POLLOUT), with(PollEntry.POLLPRI),
                        nanos < 0 ? Call.FOR_EVER : Math.ceilDiv(nanos, NANOS_A_MICRO))));
    }

    private List<Integer> with(int event) {
        return rows.values().stream().filter(row -> (row.events() & event) != 0).map(row -> row.socket.fd()).toList();
    }

    private void withTimeout(LongConsumer call) {
        OptionalLong nanos =
                timeout.getText().isBlank() ? OptionalLong.of(Call.FOR_EVER) : Seconds.nanos(timeout.getText());
        if (nanos.isPresent()) {
            call.accept(nanos.getAsLong());
        } else {
            tell(TEXT.text("poll.timeout.problem", timeout.getText().strip()));
        }
    }

    private void tell(String what) {
        timeout.pseudoClassStateChanged(Styles.STATE_DANGER, !what.isEmpty());
        pollProblem.setText(what);
    }

    private void showSockets() {
        List<DescriptorState> open = new ArrayList<>(model.openSockets());
        List<DescriptorState> shown = open.subList(Math.max(0, open.size() - SOCKETS_AT_MOST), open.size());
        if (!shown.equals(List.copyOf(rows.keySet()))) {
            rows.keySet().retainAll(shown);
            shown.forEach(socket -> rows.computeIfAbsent(socket, Row::new));
            sockets.getChildren().setAll(rows.values().stream().map(row -> row.box).toList());
        }
        rows.values().forEach(row -> row.title.setText(SocketWords.title(row.socket)));
    }
}
