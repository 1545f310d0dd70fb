package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.diagram.LiveSocket.AcceptQueue;
import org.socketworkbench.diagram.LiveSocket.Hold;
import org.socketworkbench.diagram.LiveSocket.Key;
import org.socketworkbench.diagram.LiveSocket.Queues;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.TcpRow;

/**
 * Every socket that exists in a picture: first the participants' own, each listener with those who wait at it, then what the
 * kernel keeps, then other programs'. A state is read where the kernel's table has the socket; else it is concluded.
 */
public final class LiveSockets {
    private final Picture picture;
    /** The lines of the table of which no socket is known yet. */
    private final Set<TcpRow> left;
    private final Map<DescriptorState, TcpRow> lines = new IdentityHashMap<>();
    private final List<LiveSocket> sockets = new ArrayList<>();

    private LiveSockets(Picture picture) {
        this.picture = picture;
        left = new LinkedHashSet<>(picture.rows());
    }

    public static List<LiveSocket> of(Picture picture) {
        LiveSockets all = new LiveSockets(picture);
        all.assignLines();
        for (ParticipantState participant : picture.participants()) {
            for (DescriptorState socket : participant.open()) {
                all.sockets.add(all.held(participant, socket));
                if (socket.phase() == DescriptorState.Phase.LISTENING) {
                    all.addQueue(participant, socket);
                }
            }
        }
        all.addOthers();
        return List.copyOf(all.sockets);
    }

    private void assignLines() {
        for (ParticipantState participant : picture.participants()) {
            for (DescriptorState socket : participant.open()) {
                socket.row().filter(left::remove).ifPresent(row -> lines.put(socket, row));
            }
        }
        for (ParticipantState participant : picture.participants()) {
            for (DescriptorState socket : participant.open()) {
                if (!lines.containsKey(socket)) {
                    // The table may have been read while accept was on its way: the line is still that of a waiting caller.
                    left.stream().filter(row -> isLineOf(socket, row)).findFirst().filter(left::remove)
                            .ifPresent(row -> lines.put(socket, row));
                }
            }
        }
    }

    /** In TIME_WAIT the line is the kernel's own, even if the descriptor is still open. */
    private static boolean isLineOf(DescriptorState socket, TcpRow row) {
        return socket.phase() == DescriptorState.Phase.CONNECTED && (row.held() || isConnected(row))
                && socket.local().filter(row.local()::equals).isPresent()
                && socket.peer().filter(row.remote()::equals).isPresent();
    }

    private static boolean isConnected(TcpRow row) {
        return row.state() == TcpState.ESTABLISHED || row.state() == TcpState.CLOSE_WAIT;
    }

    private LiveSocket held(ParticipantState participant, DescriptorState socket) {
        Optional<TcpRow> line = Optional.ofNullable(lines.get(socket));
        TcpState state = line.map(TcpRow::state).orElseGet(() -> concluded(participant, socket));
        Optional<AcceptQueue> callers = line.filter(row -> row.state() == TcpState.LISTEN)
                .map(row -> new AcceptQueue(row.receiveQueue(), picture.acceptQueue(socket), socket.backlog()));
        return new LiveSocket(key(socket), Hold.HELD, participant.id(), participant.name(), socket.fd(), state, line.isEmpty(),
                socket.local(), socket.peer(), line.filter(row -> callers.isEmpty()).map(Queues::of), callers);
    }

    private static Key key(DescriptorState socket) {
        return new Key.Descriptor(socket.owner(), socket.fd(), socket.bornNanos());
    }

    /** The state of a socket that the kernel's table does not have: Linux does not list a socket that is CLOSED. */
    private static TcpState concluded(ParticipantState participant, DescriptorState socket) {
        return switch (socket.phase()) {
            case NEW, BOUND -> isConnecting(participant, socket) ? TcpState.SYN_SENT : TcpState.CLOSED;
            case LISTENING -> TcpState.LISTEN;
            case CONNECTED -> connected(socket);
            case CLOSED -> TcpState.CLOSED;
        };
    }

    private static TcpState connected(DescriptorState socket) {
        boolean wasListed = socket.row().isPresent();
        if (wasListed || socket.isReset() || socket.sendingEnded() && socket.peerEnded()) {
            return TcpState.CLOSED;
        }
        return socket.peerEnded() ? TcpState.CLOSE_WAIT : socket.sendingEnded() ? TcpState.FIN_WAIT_2 : TcpState.ESTABLISHED;
    }

    private static boolean isConnecting(ParticipantState participant, DescriptorState socket) {
        return participant.pending()
                .filter(pending -> pending.call() instanceof Call.Connect connect && connect.fd() == socket.fd()).isPresent();
    }

    /** Those who arrive or wait at a listener. */
    private void addQueue(ParticipantState participant, DescriptorState listener) {
        List<TcpRow> here = left.stream()
                .filter(row -> !row.held() && (isConnected(row) || isArriving(row)))
                .filter(row -> listener.local().filter(local -> Picture.reaches(row.local(), local)).isPresent())
                .toList();
        for (TcpRow row : here) {
            left.remove(row);
            sockets.add(line(key(row), row, isArriving(row) ? Hold.ARRIVING : Hold.WAITING, participant.id(),
                    participant.name(), TcpRow.NOT_OURS));
        }
    }

    private static boolean isArriving(TcpRow row) {
        return row.state() == TcpState.SYN_RECEIVED || row.state() == TcpState.NEW_SYN_RECV;
    }

    private void addOthers() {
        if (left.isEmpty()) {
            return;
        }
        Map<Key, DescriptorState> former = new HashMap<>();
        picture.descriptors().filter(socket -> socket.local().isPresent() && socket.peer().isPresent())
                .forEach(socket -> former.put(new Key.Line(socket.local().get(), socket.peer().get()), socket));
        left.stream().filter(row -> !row.held()).forEach(row ->
                sockets.add(Optional.ofNullable(former.get(key(row))).map(had -> kept(row, had))
                        .orElseGet(() -> line(key(row), row, Hold.KEPT, LiveSocket.NOBODY, "", TcpRow.NOT_OURS))));
        left.stream().filter(TcpRow::held).forEach(row ->
                sockets.add(line(key(row), row, Hold.FOREIGN, LiveSocket.NOBODY, "", TcpRow.NOT_OURS)));
    }

    /** It stays the same socket when its descriptor is closed; one that is still open stands elsewhere by itself. */
    private LiveSocket kept(TcpRow row, DescriptorState had) {
        String owner = picture.participant(had.owner()).orElseThrow().name();
        return line(had.isOpen() ? key(row) : key(had), row, Hold.KEPT, had.owner(), owner, had.fd());
    }

    private static Key key(TcpRow row) {
        return new Key.Line(row.local(), row.remote());
    }

    private static LiveSocket line(Key key, TcpRow row, Hold hold, int participant, String owner, int fd) {
        boolean listens = row.state() == TcpState.LISTEN;
        return new LiveSocket(key, hold, participant, owner, fd, row.state(), false, Optional.of(row.local()),
                Optional.of(row.remote()).filter(remote -> !listens), Optional.of(Queues.of(row)).filter(queues -> !listens),
                Optional.empty());
    }
}
