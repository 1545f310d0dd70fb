package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.LiveSocket.AcceptQueue;
import org.socketworkbench.model.LiveSocket.Hold;
import org.socketworkbench.model.LiveSocket.Holder;
import org.socketworkbench.model.LiveSocket.Key;
import org.socketworkbench.model.LiveSocket.Standing;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

/**
 * Every socket that exists in a picture: first the participants' own, each listener followed by the callers that wait
 * at it, then those that the kernel keeps, then those of other programs. A state is read from the kernel's table if
 * that lists the socket; otherwise it is concluded.
 */
public final class LiveSockets {
    private final Picture picture;
    /** The lines of the tables that are not assigned to a socket yet. */
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

    /** First assigns the lines that the picture has found: that leaves the fewest lines to search. */
    private void assignLines() {
        List<DescriptorState> without = new ArrayList<>();
        for (ParticipantState participant : picture.participants()) {
            for (DescriptorState socket : participant.open()) {
                socket.row().filter(left::remove).ifPresentOrElse(row -> lines.put(socket, row),
                        () -> without.add(socket));
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
     * Whether a line that the picture has not found belongs to a socket. If the table was read during accept, the line
     * still shows a waiting caller. A line in TIME_WAIT is the kernel's own, even if the descriptor is still open.
     */
    private static boolean isLineOf(DescriptorState socket, SocketRow row) {
        return row.transport() == Transport.TCP && socket.transport() == Transport.TCP
                && socket.phase() == DescriptorState.Phase.CONNECTED && (row.held() || row.isQueued())
                && socket.local().filter(local -> local.unmapped().equals(row.local().unmapped())).isPresent()
                && socket.peer().filter(peer -> peer.unmapped().equals(row.remote().unmapped())).isPresent();
    }

    private static boolean isArriving(SocketRow row) {
        return !row.held() && (row.state() == TcpState.SYN_RECEIVED || row.state() == TcpState.NEW_SYN_RECV);
    }

    private LiveSocket held(ParticipantState participant, DescriptorState socket) {
        Optional<SocketRow> line = Optional.ofNullable(lines.get(socket));
        Optional<Standing> standing = socket.transport() != Transport.TCP ? Optional.empty()
                : line.map(row -> new Standing(row.state(), false))
                        .or(() -> Optional.of(new Standing(concluded(participant, socket), true)));
        Optional<AcceptQueue> callers = line.filter(row -> row.state() == TcpState.LISTEN)
                .map(row -> new AcceptQueue(row.receiveQueue(), addresses(socket), socket.backlog()));
        return new LiveSocket(keyOf(socket), socket.transport(),
                new Holder(Hold.HELD, participant.id(), participant.name(), socket.fd()), standing, socket.local(),
                socket.peer(), line, callers);
    }

    /** The addresses of the callers at a listener. UNIX callers are left out: no address identifies them. */
    private List<SocketAddress> addresses(DescriptorState listener) {
        return picture.acceptQueue(listener).stream().filter(SocketAddress.Inet.class::isInstance).toList();
    }

    /** The state of a socket that the kernel's table does not list. Linux does not list CLOSED sockets. */
    private static TcpState concluded(ParticipantState participant, DescriptorState socket) {
        return switch (socket.phase()) {
            case NEW, BOUND ->
                socket.isConnecting() || participant.isCalling(socket) ? TcpState.SYN_SENT : TcpState.CLOSED;
            case LISTENING -> TcpState.LISTEN;
            case CONNECTED -> socket.tcpState().orElseGet(() -> beforeTheFirstLook(socket));
            case CLOSED -> TcpState.CLOSED;
        };
    }

    /** The state of a connection that the kernel's table has not shown yet. */
    private static TcpState beforeTheFirstLook(DescriptorState socket) {
        if (socket.isReset() || socket.sendingEnded() && socket.peerEnded()) {
            return TcpState.CLOSED;
        }
        return socket.peerEnded() ? TcpState.CLOSE_WAIT : socket.sendingEnded() ? TcpState.FIN_WAIT_2
                : TcpState.ESTABLISHED;
    }

    /** Adds the connections that arrive or wait at a TCP listener. */
    private void addQueue(ParticipantState participant, DescriptorState listener) {
        List<SocketRow> here = left.stream()
                .filter(row -> row.transport() == Transport.TCP && (row.isQueued() || isArriving(row)))
                .filter(row -> listener.local().filter(row.local()::reaches).isPresent())
                .toList();
        for (SocketRow row : here) {
            left.remove(row);
            sockets.add(
                    line(keyOf(row), row, new Holder(isArriving(row) ? Hold.ARRIVING : Hold.WAITING, participant.id(),
                            participant.name(), SocketRow.NOT_OURS)));
        }
    }

    private void addOthers() {
        if (left.isEmpty()) {
            return;
        }
        Map<Key, DescriptorState> former = new HashMap<>();
        picture.descriptors().filter(socket -> socket.local().isPresent() && socket.peer().isPresent())
                .forEach(socket -> former.put(keyOf(socket.transport(), socket.local().get(), socket.peer().get()),
                        socket));
        // The only UNIX sockets that nobody holds are waiting callers: their listener counts them.
        left.stream().filter(row -> !row.held() && row.local() instanceof SocketAddress.Inet)
                .forEach(row -> sockets.add(Optional.ofNullable(former.get(keyOf(row))).map(had -> kept(row, had))
                        .orElseGet(() -> line(keyOf(row), row, Holder.nobody(Hold.KEPT)))));
        left.stream().filter(SocketRow::held)
                .forEach(row -> sockets.add(line(keyOf(row), row, Holder.nobody(Hold.FOREIGN))));
    }

    /** A socket keeps its key when its descriptor is closed. One that is still open is already listed on its own. */
    private LiveSocket kept(SocketRow row, DescriptorState had) {
        String name = picture.participant(had.owner()).orElseThrow().name();
        return line(had.isOpen() ? keyOf(row) : keyOf(had), row, new Holder(Hold.KEPT, had.owner(), name, had.fd()));
    }

    private static Key keyOf(DescriptorState socket) {
        return new Key.Descriptor(socket.owner(), socket.firstFd(), socket.bornNanos());
    }

    private static Key keyOf(SocketRow row) {
        return keyOf(row.transport(), row.local(), row.remote());
    }

    private static Key keyOf(Transport transport, SocketAddress local, SocketAddress remote) {
        return new Key.Line(new SocketRow.Connection(transport, local.unmapped(), remote.unmapped()));
    }

    private static LiveSocket line(Key key, SocketRow row, Holder holder) {
        Optional<SocketAddress> remote = Optional.of(row.remote())
                .filter(address -> address instanceof SocketAddress.Inet inet && inet.port() != 0);
        return new LiveSocket(key, row.transport(), holder,
                Optional.of(new Standing(row.state(), false)).filter(standing -> row.transport() == Transport.TCP),
                Optional.of(row.local()), remote, Optional.of(row), Optional.empty());
    }
}
