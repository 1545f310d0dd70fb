package org.socketworkbench.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Connection;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;

/**
 * Selects the sockets that concern the participants: their own, their peers, connections to their listeners, and what
 * remains of each such connection until the kernel forgets it. Use from one thread at a time.
 */
final class Concern {
    /**
     * One sample keeps at most this many rows of ended connections. A server that closes thousands of connections
     * leaves as many rows in TIME_WAIT, and ten samples a second would fill the memory with them.
     */
    static final int ENDED_AT_MOST = 64;
    private static final Comparator<SocketRow> OURS_FIRST_ENDED_LAST =
            Comparator.comparing((SocketRow row) -> !row.isOurs())
                    .thenComparing(row -> row.state() == TcpState.TIME_WAIT);

    /**
     * The connections that concerned the participants at the last look. They stay of concern until they end, whoever
     * closes.
     */
    private Set<Connection> known = new HashSet<>();

    /** An address within one transport. */
    private record Place(Transport transport, SocketAddress address) {}

    /**
     * Returns the rows that concern the participants.
     *
     * @param asked an address whose users are returned as well
     */
    List<SocketRow> of(List<SocketRow> table, Optional<SocketAddress> asked) {
        Set<Place> ours = new HashSet<>();
        Set<Place> peers = new HashSet<>();
        Set<Place> listening = new HashSet<>();
        for (SocketRow row : table) {
            if (row.isOurs()) {
                ours.add(place(row, row.local()));
                peers.add(place(row, row.remote()));
                if (row.state() == TcpState.LISTEN) {
                    listening.add(reached(row));
                }
            }
        }
        Set<Connection> connections = new HashSet<>();
        List<SocketRow> rows = new ArrayList<>();
        for (SocketRow row : table) {
            boolean concerns = row.isOurs() || listening.contains(reached(row)) || isOtherEnd(row, ours, peers)
                    || known.contains(row.connection());
            if (concerns && isConnection(row)) {
                connections.add(row.connection());
            }
            if (concerns || asked.filter(address -> isAt(row.local(), address)).isPresent()) {
                rows.add(row);
            }
        }
        known = connections;
        return firstOf(rows);
    }

    /** Adds a connection of ours that was not read from a table. */
    void add(SocketRow row) {
        known.add(row.connection());
    }

    private static List<SocketRow> firstOf(List<SocketRow> rows) {
        rows.sort(OURS_FIRST_ENDED_LAST);
        int ended = 0;
        List<SocketRow> kept = new ArrayList<>();
        for (SocketRow row : rows) {
            boolean isEnded = row.state() == TcpState.TIME_WAIT;
            if (kept.size() < TraceEvent.KernelSample.ROWS_AT_MOST && (!isEnded || ended < ENDED_AT_MOST)) {
                kept.add(row);
                ended += isEnded ? 1 : 0;
            }
        }
        return kept;
    }

    private static boolean isOtherEnd(SocketRow row, Set<Place> ours, Set<Place> peers) {
        return switch (row.transport()) {
            case TCP -> row.state() != TcpState.LISTEN && ours.contains(place(row, row.remote()));
            case UDP -> ours.contains(place(row, row.remote())) || peers.contains(place(row, row.local()));
            // The table does not show the peer.
            case UNIX_STREAM, UNIX_DATAGRAM -> false;
        };
    }

    private static boolean isConnection(SocketRow row) {
        return row.transport() == Transport.TCP && row.state() != TcpState.LISTEN;
    }

    private static Place place(SocketRow row, SocketAddress address) {
        return new Place(row.transport(), address.unmapped());
    }

    /** The key that a listener and its connections share: for TCP the port, since a listener can be on any address. */
    private static Place reached(SocketRow row) {
        return new Place(row.transport(), row.local() instanceof SocketAddress.Inet inet
                ? new SocketAddress.Inet4(0, inet.port()) : row.local());
    }

    /** Whether a socket conflicts with another that wants this address. */
    private static boolean isAt(SocketAddress local, SocketAddress asked) {
        return local instanceof SocketAddress.Inet one && asked instanceof SocketAddress.Inet other
                ? one.port() == other.port()
                : local.equals(asked);
    }
}
