package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.socketworkbench.diagram.LiveSocket.AcceptQueue;
import org.socketworkbench.diagram.LiveSocket.Hold;
import org.socketworkbench.diagram.LiveSocket.Holder;
import org.socketworkbench.diagram.LiveSocket.Key;
import org.socketworkbench.diagram.LiveSocket.Queues;
import org.socketworkbench.diagram.LiveSocket.Standing;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;

/**
 * Every socket that exists in a picture: first the participants' own, each listener with those who wait at it, then what the
 * kernel keeps, then other programs'. A state is read where the kernel's table has the socket; else it is concluded.
 */
public final class LiveSockets {
    private final Picture picture;
    /** The lines of the tables of which no socket is known yet. */
    private final Set<SocketRow> left;
    private final Map<DescriptorState, SocketRow> lines = new IdentityHashMap<>();
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

    /** First what the picture has found: it leaves the fewest lines to look through. */
    private void assignLines() {
        List<DescriptorState> without = new ArrayList<>();
        for (ParticipantState participant : picture.participants()) {
            for (DescriptorState socket : participant.open()) {
                socket.row().filter(left::remove).ifPresentOrElse(row -> lines.put(socket, row), () -> without.add(socket));
            }
        }
        for (DescriptorState socket : without) {
            left.stream().filter(row -> isLineOf(socket, row)).findFirst().ifPresent(row -> {
                left.remove(row);
                lines.put(socket, row);
            });
        }
    }

    /**
     * Whether a line that the picture has not found is a socket's. A table of TCP may have been read while accept was on its
     * way: then the line is still that of a waiting caller. But in TIME_WAIT it is the kernel's own, even if the descriptor is
     * still open.
     */
    private static boolean isLineOf(DescriptorState socket, SocketRow row) {
        if (row.transport() != transport(socket)) {
            return false;
        }
        if (row.transport() != Transport.TCP) {
            return row.fd() == socket.fd();
        }
        return socket.phase() == DescriptorState.Phase.CONNECTED && (row.held() || isConnected(row))
                && socket.local().filter(local -> local.unmapped().equals(row.local().unmapped())).isPresent()
                && socket.peer().filter(peer -> peer.unmapped().equals(row.remote().unmapped())).isPresent();
    }

    private static Transport transport(DescriptorState socket) {
        boolean stream = socket.type() == SocketType.SOCK_STREAM;
        if (socket.family() == Family.AF_UNIX) {
            return stream ? Transport.UNIX_STREAM : Transport.UNIX_DATAGRAM;
        }
        return stream ? Transport.TCP : Transport.UDP;
    }

    private static boolean isConnected(SocketRow row) {
        return row.state() == TcpState.ESTABLISHED || row.state() == TcpState.CLOSE_WAIT;
    }

    private static boolean isArriving(SocketRow row) {
        return row.state() == TcpState.SYN_RECEIVED || row.state() == TcpState.NEW_SYN_RECV;
    }

    private LiveSocket held(ParticipantState participant, DescriptorState socket) {
        Optional<SocketRow> line = Optional.ofNullable(lines.get(socket));
        Optional<Standing> standing = transport(socket) != Transport.TCP ? Optional.empty()
                : line.map(row -> new Standing(row.state(), false))
                        .or(() -> Optional.of(new Standing(concluded(participant, socket), true)));
        Optional<AcceptQueue> callers = line.filter(row -> row.state() == TcpState.LISTEN)
                .map(row -> new AcceptQueue(row.receiveQueue(), picture.acceptQueue(socket), socket.backlog()));
        return new LiveSocket(keyOf(socket), transport(socket),
                new Holder(Hold.HELD, participant.id(), participant.name(), socket.fd()), standing, socket.local(), socket.peer(),
                line.filter(row -> callers.isEmpty()).map(Queues::of), callers, line.flatMap(SocketRow::info));
    }

    /** The state of a socket that the kernel's table does not have: Linux does not list a socket that is CLOSED. */
    private TcpState concluded(ParticipantState participant, DescriptorState socket) {
        return switch (socket.phase()) {
            case NEW, BOUND -> isConnecting(participant, socket) ? TcpState.SYN_SENT : TcpState.CLOSED;
            case LISTENING -> TcpState.LISTEN;
            case CONNECTED -> connected(socket);
            case CLOSED -> TcpState.CLOSED;
        };
    }

    private TcpState connected(DescriptorState socket) {
        boolean tableIsCut = picture.rows().size() >= TraceEvent.KernelSample.ROWS_AT_MOST;
        if (tableIsCut && socket.tcpState().isPresent()) {
            return socket.tcpState().get();
        }
        boolean wasListed = socket.row().isPresent();
        if (wasListed || socket.isReset() || socket.sendingEnded() && socket.peerEnded()) {
            return TcpState.CLOSED;
        }
        return socket.peerEnded() ? TcpState.CLOSE_WAIT : socket.sendingEnded() ? TcpState.FIN_WAIT_2 : TcpState.ESTABLISHED;
    }

    private static boolean isConnecting(ParticipantState participant, DescriptorState socket) {
        return socket.isConnecting() || Stream.of(participant.pending(), participant.step()).flatMap(Optional::stream)
                .anyMatch(call -> call.call() instanceof Call.Connect connect && connect.fd() == socket.fd());
    }

    /** Those who arrive or wait at a listener. */
    private void addQueue(ParticipantState participant, DescriptorState listener) {
        List<SocketRow> here = left.stream()
                .filter(row -> !row.held() && (isConnected(row) || isArriving(row)))
                .filter(row -> listener.local().filter(row.local()::reaches).isPresent())
                .toList();
        for (SocketRow row : here) {
            left.remove(row);
            sockets.add(line(keyOf(row), row, new Holder(isArriving(row) ? Hold.ARRIVING : Hold.WAITING, participant.id(),
                    participant.name(), SocketRow.NOT_OURS)));
        }
    }

    private void addOthers() {
        if (left.isEmpty()) {
            return;
        }
        Map<Key, DescriptorState> former = new HashMap<>();
        picture.descriptors().filter(socket -> socket.local().isPresent() && socket.peer().isPresent())
                .forEach(socket -> former.put(keyOf(transport(socket), socket.local().get(), socket.peer().get()), socket));
        left.stream().filter(row -> !row.held()).forEach(row ->
                sockets.add(Optional.ofNullable(former.get(keyOf(row))).map(had -> kept(row, had))
                        .orElseGet(() -> line(keyOf(row), row, Holder.nobody(Hold.KEPT)))));
        left.stream().filter(SocketRow::held).forEach(row -> sockets.add(line(keyOf(row), row, Holder.nobody(Hold.FOREIGN))));
    }

    /** It stays the same socket when its descriptor is closed; one that is still open stands elsewhere by itself. */
    private LiveSocket kept(SocketRow row, DescriptorState had) {
        String name = picture.participant(had.owner()).orElseThrow().name();
        return line(had.isOpen() ? keyOf(row) : keyOf(had), row, new Holder(Hold.KEPT, had.owner(), name, had.fd()));
    }

    private static Key keyOf(DescriptorState socket) {
        return new Key.Descriptor(socket.owner(), socket.fd(), socket.bornNanos());
    }

    private static Key keyOf(SocketRow row) {
        return keyOf(row.transport(), row.local(), row.remote());
    }

    private static Key keyOf(Transport transport, SocketAddress local, SocketAddress remote) {
        return new Key.Line(transport, local.unmapped(), remote.unmapped());
    }

    private static LiveSocket line(Key key, SocketRow row, Holder holder) {
        boolean listens = row.state() == TcpState.LISTEN;
        return new LiveSocket(key, row.transport(), holder,
                Optional.of(new Standing(row.state(), false)).filter(standing -> row.transport() == Transport.TCP),
                Optional.of(row.local()), Optional.of(row.remote()).filter(remote -> !listens),
                Optional.of(Queues.of(row)).filter(queues -> !listens), Optional.empty(), row.info());
    }
}
