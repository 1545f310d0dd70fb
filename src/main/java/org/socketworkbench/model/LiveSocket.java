package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

/**
 * A socket that exists at a given moment, whoever has it.
 *
 * @param standing its state; empty if it is not a TCP socket
 * @param line     the kernel's line for it, if it lists one
 * @param callers  the callers that wait for accept; only for a listener that the kernel lists
 */
public record LiveSocket(Key key, Transport transport, Holder holder, Optional<Standing> standing,
        Optional<SocketAddress> local, Optional<SocketAddress> remote, Optional<SocketRow> line,
        Optional<AcceptQueue> callers) {

    /** Identifies a socket from one moment to the next. */
    public sealed interface Key {
        /** A participant's descriptor, from the call that made it onwards. */
        record Descriptor(int participant, int fd, long bornNanos) implements Key {}

        /** A line of one of the kernel's tables. */
        record Line(SocketRow.Connection connection) implements Key {}
    }

    /**
     * Who has it.
     *
     * @param participant the number of the participant that has it, had it, or has the listener that it waits at;
     *                    {@link #NOBODY} if none
     * @param name        that participant's name, or ""
     * @param fd          its descriptor, the one that it had before close, or {@link SocketRow#NOT_OURS}
     */
    public record Holder(Hold hold, int participant, String name, int fd) {
        public static final int NOBODY = -1;

        static Holder nobody(Hold hold) {
            return new Holder(hold, NOBODY, "", SocketRow.NOT_OURS);
        }
    }

    /** Who has it, and how. */
    public enum Hold {
        /** A participant, by its descriptor. */
        HELD,
        /** The kernel: its handshake is on its way. */
        ARRIVING,
        /** The kernel: it is connected and waits for accept. */
        WAITING,
        /** The kernel: its program has closed it, but the connection is not over yet. */
        KEPT,
        /** Another program on this machine. */
        FOREIGN
    }

    /**
     * The state of a TCP socket.
     *
     * @param concluded whether it was concluded from the calls, not read from the kernel
     */
    public record Standing(TcpState state, boolean concluded) {
        /** The matching state of RFC 9293: Linux splits SYN_RECEIVED into two. */
        public TcpState box() {
            return state == TcpState.NEW_SYN_RECV ? TcpState.SYN_RECEIVED : state;
        }
    }

    /**
     * Bytes that wait in it.
     *
     * @param bytes how many, as the kernel reported
     */
    public record Queue(Kind kind, long bytes) {
        /** The number of bytes that fills a bar: about the most that the kernel buffers on one side of a connection. */
        private static final double FULL = 4 << 20;

        /** What is counted. */
        public enum Kind {
            /** Bytes that the program has handed over and the peer's kernel has not acknowledged. */
            UNACKNOWLEDGED,
            /** Bytes that have arrived and that the program has not read. */
            UNREAD,
            /** The bytes of the first datagram that waits: Linux does not report the others. */
            FIRST_DATAGRAM,
            /** The memory that waiting datagrams take. */
            MEMORY
        }

        /**
         * How much of a bar these bytes fill, 0 to 1. Five bytes must be visible and four million must fit, so the
         * scale is logarithmic.
         */
        public double filled() {
            return Math.min(1, Math.log1p(bytes) / Math.log1p(FULL));
        }
    }

    /**
     * The callers that wait for accept.
     *
     * @param waiting   how many, as the kernel counts them
     * @param addresses their addresses, as far as they are known
     * @param backlog   the backlog that listen was given
     */
    public record AcceptQueue(long waiting, List<SocketAddress> addresses, int backlog) {
        /** The limit to which Linux cuts a backlog unless it is configured otherwise (net.core.somaxconn). */
        private static final int LINUX_LIMIT = 4096;

        public AcceptQueue {
            addresses = List.copyOf(addresses);
        }

        /** How many can wait: Linux queues one more than the backlog. Empty for a backlog that Linux may have cut. */
        public OptionalInt places() {
            return backlog < 0 || backlog > LINUX_LIMIT ? OptionalInt.empty() : OptionalInt.of(backlog + 1);
        }
    }

    /** The bytes that wait in it, for each direction that the kernel reports; empty for a listener. */
    public List<Queue> queues() {
        return line.map(LiveSocket::queues).orElse(List.of());
    }

    private static List<Queue> queues(SocketRow line) {
        List<Queue> queues = new ArrayList<>();
        line.unacknowledged().ifPresent(bytes -> queues.add(new Queue(Queue.Kind.UNACKNOWLEDGED, bytes)));
        line.unread().ifPresent(bytes -> queues.add(new Queue(Queue.Kind.UNREAD, bytes)));
        line.udp().ifPresent(udp -> queues.add(new Queue(Queue.Kind.MEMORY, udp.memory())));
        if (line.transport() == Transport.UNIX_DATAGRAM && line.isOurs()) {
            queues.add(new Queue(Queue.Kind.FIRST_DATAGRAM, line.receiveQueue()));
        }
        return queues;
    }

    /** Whether it is in this state. */
    public boolean isIn(TcpState state) {
        return standing.filter(standing -> standing.box() == state).isPresent();
    }

    /** The same socket at another moment: the one with the same key, else the one at the same end of the connection. */
    public Optional<LiveSocket> in(List<LiveSocket> others) {
        return others.stream().filter(other -> other.key.equals(key)).findFirst()
                .or(() -> others.stream().filter(this::isSameEnd).findFirst());
    }

    private boolean isSameEnd(LiveSocket other) {
        return transport == other.transport && local.isPresent() && remote.isPresent() && local.equals(other.local)
                && remote.equals(other.remote);
    }
}
