package org.socketworkbench.ui.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.panel.SocketWords;

/** The rows of the accept log: every accepted connection, and below them who waits in the listener's queue. */
final class AcceptLog {
    private static final Messages TEXT = Messages.of(AcceptLog.class);

    private final ParticipantModel model;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();

    /** @param connection the accepted connection; none for a caller that still waits in the queue */
    record Row(String number, String peer, String fd, String since, String state, Optional<DescriptorState> connection) {}

    AcceptLog(ParticipantModel model) {
        this.model = model;
    }

    ObservableList<Row> rows() {
        return rows;
    }

    void update() {
        List<Row> now = new ArrayList<>();
        List<DescriptorState> sockets = model.socketsProperty().get();
        for (DescriptorState socket : sockets) {
            if (socket.isAccepted()) {
                now.add(new Row(Integer.toString(now.size() + 1), socket.peer().map(Object::toString).orElse(""),
                        Integer.toString(socket.fd()), TEXT.text("accepted.since", seconds(socket.bornNanos())),
                        SocketWords.state(socket), Optional.of(socket)));
            }
        }
        Picture picture = model.picture();
        sockets.stream()
                .filter(socket -> socket.phase() == DescriptorState.Phase.LISTENING)
                .flatMap(listener -> picture.acceptQueue(listener).stream())
                .map(caller -> new Row("", caller.toString(), "", "", TEXT.text("accepted.queued"), Optional.empty()))
                .forEach(now::add);
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
    }

    private static String seconds(long nanos) {
        return String.format("%.1f", nanos / 1e9);
    }
}
