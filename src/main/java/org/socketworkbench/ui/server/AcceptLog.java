package org.socketworkbench.ui.server;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.ui.panel.Mailbox;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.panel.SocketWords;
import org.socketworkbench.ui.support.Rows;

/** The rows of the accept log: every accepted connection, and below them the callers in the listener's queue. */
final class AcceptLog {
    private static final Messages TEXT = Messages.of(AcceptLog.class);

    private final ParticipantModel model;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    /** The rows of closed connections, which no longer change: of ten thousand connections, nearly all are closed. */
    private final Map<DescriptorState, Row> closed = new IdentityHashMap<>();
    private @Nullable Picture shown;

    /** @param connection the accepted connection; empty for a caller that still waits in the queue */
    record Row(String number, String peer, String fd, String since, String state,
            Optional<DescriptorState> connection) {}

    AcceptLog(ParticipantModel model) {
        this.model = model;
    }

    ObservableList<Row> rows() {
        return rows;
    }

    void update() {
        Picture picture = model.picture();
        if (picture != shown) {
            shown = picture;
            closed.clear();
        }
        List<Row> now = new ArrayList<>();
        for (DescriptorState socket : model.sockets()) {
            if (socket.isAccepted()) {
                int number = now.size() + 1;
                now.add(socket.isOpen() ? row(number, socket, picture)
                        : closed.computeIfAbsent(socket, s -> row(number, s, picture)));
            }
        }
        for (DescriptorState socket : model.openSockets()) {
            if (socket.phase() == DescriptorState.Phase.LISTENING) {
                picture.acceptQueue(socket).forEach(caller -> now.add(
                        new Row("", caller.toString(), "", "", TEXT.text("accepted.queued"), Optional.empty())));
            }
        }
        Rows.update(rows, now);
    }

    private static Row row(int number, DescriptorState socket, Picture picture) {
        long unread = socket.isOpen() ? Mailbox.bytes(socket, picture) : 0;
        String seconds = String.format(Locale.ROOT, "%.1f", socket.bornNanos() / 1e9);
        return new Row(Integer.toString(number), socket.peer().map(Object::toString).orElse(""),
                Integer.toString(socket.fd()), TEXT.text("accepted.since", seconds),
                unread == 0 ? SocketWords.state(socket)
                        : TEXT.text("accepted.unread", SocketWords.state(socket), Long.toString(unread)),
                Optional.of(socket));
    }
}
