package org.socketworkbench.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Connection;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;

/** What the kernel's tables said when they were last read, and which line belongs to which socket. */
final class KernelView {
    private final AddressBook book;
    private List<SocketRow> rows = List.of();
    private final Map<Integer, SocketRow> ours = new HashMap<>();
    /** The connections of the last reading that were in an accept queue in an earlier reading. */
    private Set<Connection> haveWaited = Set.of();

    KernelView(AddressBook book) {
        this.book = book;
    }

    /** A copy of its present state. */
    KernelView copy(AddressBook copied) {
        KernelView copy = new KernelView(copied);
        copy.rows = rows;
        copy.ours.putAll(ours);
        copy.haveWaited = haveWaited;
        return copy;
    }

    List<SocketRow> rows() {
        return rows;
    }

    /** Takes in a new reading of the tables. */
    void read(List<SocketRow> now, Collection<ParticipantState> participants) {
        Set<Connection> waited = new HashSet<>(haveWaited);
        rows.stream().filter(SocketRow::isQueued).map(SocketRow::connection).forEach(waited::add);
        Set<Connection> connections = new HashSet<>();
        ours.clear();
        for (SocketRow row : now) {
            connections.add(row.connection());
            if (row.isOurs()) {
                ours.put(row.fd(), row);
            }
        }
        waited.retainAll(connections);
        haveWaited = waited;
        rows = now;
        boolean whole = now.size() < TraceEvent.KernelSample.ROWS_AT_MOST;
        for (ParticipantState participant : participants) {
            for (DescriptorState socket : participant.open()) {
                socket.listed &= !whole;
                recognise(socket);
            }
        }
    }

    /**
     * Gives a socket its line, if there is one. The line may have been read while the call that changed the socket was
     * still being made.
     */
    void recognise(DescriptorState socket) {
        if (ours.isEmpty()) {
            return;
        }
        for (int real : socket.reals()) {
            SocketRow row = ours.get(real);
            if (row != null && isLineOf(row, socket)) {
                hasLine(socket, row);
                return;
            }
        }
    }

    private void hasLine(DescriptorState socket, SocketRow row) {
        socket.row = row;
        socket.listed = true;
        if (row.local() instanceof SocketAddress.Inet) {
            book.told(socket, row.local());
            if (socket.phase == Phase.CONNECTED) {
                socket.peer = row.remote(); // For a call to 0.0.0.0 this is the address that it reached.
            }
        } else if (socket.local == null && !row.local().equals(SocketAddress.Unix.UNNAMED)) {
            book.told(socket, row.local());
        }
    }

    /** A real descriptor was closed: its line does not belong to the next socket that gets the number. */
    void closed(int real) {
        ours.remove(real);
    }

    /** The addresses of the callers in a listener's accept queue. The tables do not say who UNIX callers are. */
    List<SocketAddress> acceptQueue(DescriptorState listener) {
        return queued(listener.local).filter(row -> row.local().family() == listener.family()).map(SocketRow::remote)
                .toList();
    }

    /** How many callers wait at a UNIX address. */
    long queueLength(SocketAddress.Unix path) {
        return queued(path).count();
    }

    private Stream<SocketRow> queued(@Nullable SocketAddress listening) {
        return rows.stream()
                .filter(row -> row.isQueued() && row.transport() != Transport.UDP && reaches(row.local(), listening));
    }

    /** Whether the tables list a connected socket as a waiting caller. */
    boolean waitsForAccept(DescriptorState connected) {
        return rows.stream().anyMatch(row -> row.isQueued() && row.transport() == Transport.TCP
                && isAt(row.remote(), connected.local) && isAt(row.local(), connected.peer));
    }

    /** Whether a caller was seen in a listener's queue. */
    boolean hasWaited(SocketAddress caller, DescriptorState listener) {
        return caller instanceof SocketAddress.Inet && Stream
                .concat(haveWaited.stream(), rows.stream().filter(SocketRow::isQueued).map(SocketRow::connection))
                .anyMatch(connection -> connection.transport() == Transport.TCP
                        && isAt(connection.remote(), caller) && reaches(connection.local(), listener.local));
    }

    /**
     * Whether a line with a socket's number can belong to this socket. A number is reused at once, so a line that was
     * read a moment ago may belong to the socket that had the number before.
     */
    private static boolean isLineOf(SocketRow row, DescriptorState socket) {
        if (row.transport() != socket.transport() || row.local().family() != socket.family()) {
            return false;
        }
        boolean here = socket.local == null || reaches(row.local(), socket.local);
        return switch (row.transport()) {
            case TCP -> switch (socket.phase) {
                case LISTENING -> row.state() == TcpState.LISTEN && here;
                case NEW, BOUND -> reaches(row.remote(), socket.called);
                case CONNECTED -> reaches(row.remote(), socket.peer);
                case CLOSED -> false;
            };
            case UDP -> switch (socket.phase) {
                // The table lists a UDP socket as soon as it has a port.
                case NEW -> socket.hasAskedForPort && (here || isSentFrom(row, socket)) && isFreeOr(row, socket.called);
                case BOUND -> here && isFreeOr(row, socket.called);
                case CONNECTED -> here && reaches(row.remote(), socket.peer);
                case LISTENING, CLOSED -> false;
            };
            case UNIX_STREAM -> isNamed(row, socket) && switch (socket.phase) {
                case LISTENING -> row.state() == TcpState.LISTEN;
                case NEW, BOUND ->
                    row.state() == TcpState.CLOSED || row.state() == TcpState.ESTABLISHED && socket.called != null;
                case CONNECTED -> row.state() == TcpState.ESTABLISHED;
                case CLOSED -> false;
            };
            case UNIX_DATAGRAM -> isNamed(row, socket);
        };
    }

    /**
     * Whether the line is for all addresses, and for the port from which a receiver has seen the socket's datagrams
     * come.
     */
    private static boolean isSentFrom(SocketRow row, DescriptorState socket) {
        return socket.local != null && asListed(socket.local).reaches(asListed(row.local()));
    }

    /** Whether a line shows a UDP socket that is not connected, or is connected to the address that it called. */
    private static boolean isFreeOr(SocketRow row, @Nullable SocketAddress called) {
        return row.remote() instanceof SocketAddress.Inet remote && remote.port() == 0 || reaches(row.remote(), called);
    }

    /** Whether a UNIX socket can have the name in a line. A socket that let the kernel choose can have any name. */
    private static boolean isNamed(SocketRow row, DescriptorState socket) {
        return socket.local != null ? isAt(row.local(), socket.local)
                : socket.phase == Phase.BOUND || row.local().equals(SocketAddress.Unix.UNNAMED);
    }

    private static boolean isAt(SocketAddress listed, @Nullable SocketAddress address) {
        return address != null && asListed(listed).equals(asListed(address));
    }

    private static boolean reaches(SocketAddress listed, @Nullable SocketAddress address) {
        return address != null && asListed(listed).reaches(asListed(address));
    }

    /**
     * The part of an address that a table shows: an IPv6 address without its interface, and only the first line of a
     * path, with {@code @} for each zero byte that is not its first byte.
     */
    private static SocketAddress asListed(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> inet;
            case SocketAddress.Inet6 inet ->
                new SocketAddress.Inet6(inet.high(), inet.low(), inet.port(), 0, 0).unmapped();
            case SocketAddress.Unix unix -> {
                byte[] path = unix.path().toArray();
                int length = 0;
                while (length < path.length && path[length] != '\n') {
                    path[length] = path[length] == 0 && length > 0 ? (byte) '@' : path[length];
                    length++;
                }
                yield new SocketAddress.Unix(Bytes.owning(Arrays.copyOf(path, length)));
            }
        };
    }
}
