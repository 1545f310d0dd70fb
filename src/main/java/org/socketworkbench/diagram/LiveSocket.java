package org.socketworkbench.diagram;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

/**
 * A socket that exists at the moment that is looked at, whoever has it.
 *
 * @param standing its state; empty for what is not TCP
 * @param queues   as read from the kernel; empty of a listener, and where the kernel lists none
 * @param callers  of a listener that the kernel lists: who waits for accept
 * @param info     what TCP knows of the connection, where that was read
 */
public record LiveSocket(Key key, Transport transport, Holder holder, Optional<Standing> standing, Optional<SocketAddress> local,
        Optional<SocketAddress> remote, Optional<Queues> queues, Optional<AcceptQueue> callers, Optional<TcpInfo> info) {

    /** What makes it the same socket from one moment to the next. */
    public sealed interface Key {
        /** A participant's descriptor from the call that made it on. */
        record Descriptor(int participant, int fd, long bornNanos) implements Key {}

        /** A line of one of the kernel's tables. */
        record Line(Transport transport, SocketAddress local, SocketAddress remote) implements Key {}
    }

    /**
     * Who has it.
     *
     * @param participant the number of the participant that has it, had it, or at whose listener it waits; {@link #NOBODY} if none
     * @param name        that participant's name, or ""
     * @param fd          its descriptor, that which it had before close, or {@link SocketRow#NOT_OURS}
     */
    public record Holder(Hold hold, int participant, String name, int fd) {
        public static final int NOBODY = -1;

        static Holder nobody(Hold hold) {
            return new Holder(hold, NOBODY, "", SocketRow.NOT_OURS);
        }
    }

    /** How somebody has it. */
    public enum Hold {
        /** A participant, by its descriptor. */
        HELD,
        /** The kernel: its handshake is on its way. */
        ARRIVING,
        /** The kernel: it is connected and waits for accept. */
        WAITING,
        /** The kernel: its program has closed it, and the connection is not over yet. */
        KEPT,
        /** Another program on this machine. */
        FOREIGN
    }

    /**
     * The state of a TCP socket.
     *
     * @param concluded whether it follows from the calls and was not read from the kernel
     */
    public record Standing(TcpState state, boolean concluded) {
        /** The state of {@link StateDiagram#STATES} that it is: Linux has a name of its own for one of them. */
        public TcpState box() {
            return state == TcpState.NEW_SYN_RECV ? TcpState.SYN_RECEIVED : state;
        }
    }

    /**
     * Its two queues, in bytes.
     *
     * @param unacknowledged sent, and not yet acknowledged by the peer's kernel
     * @param unread         received, and not yet read by the program
     */
    public record Queues(long unacknowledged, long unread) {
        /** Fills a bar: about what the kernel buffers at the most on one side of a connection. */
        private static final double FULL = 4 << 20;

        /** TCP counts a SYN or a FIN in a queue as one byte; here only bytes of data count. */
        static Queues of(SocketRow row) {
            if (row.transport() != Transport.TCP) {
                return new Queues(row.sendQueue(), row.receiveQueue());
            }
            boolean sentSignal = switch (row.state()) {
                case SYN_SENT, SYN_RECEIVED, NEW_SYN_RECV, FIN_WAIT_1, CLOSING, LAST_ACK -> true;
                case ESTABLISHED, FIN_WAIT_2, TIME_WAIT, CLOSED, CLOSE_WAIT, LISTEN -> false;
            };
            boolean receivedSignal = switch (row.state()) {
                case CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> true;
                case ESTABLISHED, SYN_SENT, SYN_RECEIVED, NEW_SYN_RECV, FIN_WAIT_1, FIN_WAIT_2, CLOSED, LISTEN -> false;
            };
            return new Queues(data(row.sendQueue(), sentSignal), data(row.receiveQueue(), receivedSignal));
        }

        private static long data(long counted, boolean withSignal) {
            return Math.max(0, withSignal ? counted - 1 : counted);
        }

        /**
         * How much of a bar so many bytes fill, 0 to 1. Five bytes are to be seen and four million to fit, so the bar grows by
         * the same length for each tenfold.
         */
        public static double filled(long bytes) {
            return Math.min(1, Math.log1p(bytes) / Math.log1p(FULL));
        }
    }

    /**
     * Who waits for accept.
     *
     * @param waiting   how many, as the kernel counts them
     * @param addresses their addresses, as far as they are known
     * @param backlog   what listen was given
     */
    public record AcceptQueue(long waiting, List<SocketAddress> addresses, int backlog) {
        /** What Linux cuts a backlog to, unless it is told otherwise (/proc/sys/net/core/somaxconn). */
        private static final int LINUX_LIMIT = 4096;

        public AcceptQueue {
            addresses = List.copyOf(addresses);
        }

        /** How many can wait: Linux takes one more than the backlog. Empty for a backlog that Linux may have cut. */
        public OptionalInt places() {
            return backlog < 0 || backlog > LINUX_LIMIT ? OptionalInt.empty() : OptionalInt.of(backlog + 1);
        }
    }

    /** Whether it stands in this state. */
    public boolean isIn(TcpState state) {
        return standing.filter(standing -> standing.box() == state).isPresent();
    }

    /** The same socket at another moment: the same key if there is one, else the same end of the connection. */
    public Optional<LiveSocket> in(List<LiveSocket> others) {
        return others.stream().filter(other -> other.key.equals(key)).findFirst()
                .or(() -> others.stream().filter(this::isSameEnd).findFirst());
    }

    private boolean isSameEnd(LiveSocket other) {
        return transport == other.transport && local.isPresent() && remote.isPresent() && local.equals(other.local)
                && remote.equals(other.remote);
    }
}
