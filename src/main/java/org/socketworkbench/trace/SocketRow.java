package org.socketworkbench.trace;

import java.util.Optional;
import java.util.OptionalLong;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;

/**
 * A row of one of the kernel's tables of sockets. The numbers are the kernel's own; {@link #unread} and {@link
 * #unacknowledged} turn them into counts of bytes.
 *
 * @param local        its own address. For IPv6 the table gives no interface; for a UNIX socket it gives {@code @} for
 *                     each zero byte, and only the first line of a path
 * @param remote       the peer's address; the empty address, such as 0.0.0.0:0, if it is not connected, and for
 *                     every UNIX socket, because that table has no peers
 * @param state        the kernel's word for it. For TCP it is a state of RFC 9293. Linux uses the same words for other
 *                     sockets: ESTABLISHED means connected (for UNIX datagrams also: another is connected to it),
 *                     LISTEN means listening, and CLOSED means neither
 * @param sendQueue    for TCP, how far sending is ahead of the peer's acknowledgements, in sequence numbers: the bytes,
 *                     and one for a SYN or FIN. Otherwise 0, because a datagram leaves at once, and the bytes that a
 *                     UNIX stream sends lie in its peer's receive queue
 * @param receiveQueue for a listener, the number of connections that wait for accept. For another TCP socket, how far
 *                     arrival is ahead of reading, in sequence numbers: the bytes, and one for a FIN. For our own UNIX
 *                     streams, the bytes that wait; for our own datagram sockets, the bytes of the first waiting
 *                     datagram. Otherwise 0, because the kernel does not give it for other programs' sockets
 * @param fd           the workbench's own, real descriptor for it, or {@link #NOT_OURS}
 * @param held         whether some process holds it; none holds a connection that waits for accept or one in TIME_WAIT
 * @param info         for our own TCP sockets, what TCP knows about the connection
 * @param udp          for UDP sockets, what waits in them
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
public record SocketRow(Transport transport, SocketAddress local, SocketAddress remote, TcpState state, long sendQueue,
        long receiveQueue, int fd, boolean held, Optional<TcpInfo> info, Optional<UdpBuffer> udp) {
    /** The fd of a socket that no participant owns. */
    public static final int NOT_OURS = -1;

    /** Which of the kernel's tables the row is in. */
    public enum Transport {
        TCP,
        UDP,
        /** A stream of the UNIX family. */
        UNIX_STREAM,
        /** Datagrams of the UNIX family. */
        UNIX_DATAGRAM;

        /** The table in which the kernel lists the sockets of a family and type. */
        public static Transport of(Family family, SocketType type) {
            return switch (type) {
                case SOCK_STREAM -> family == Family.AF_UNIX ? UNIX_STREAM : TCP;
                case SOCK_DGRAM -> family == Family.AF_UNIX ? UNIX_DATAGRAM : UDP;
            };
        }
    }

    /** Identifies a connection: two rows, read at two moments, belong to the same connection if these are equal. */
    public record Connection(Transport transport, SocketAddress local, SocketAddress remote) {}

    /** The row of a socket other than UDP. */
    public SocketRow(Transport transport, SocketAddress local, SocketAddress remote, TcpState state, long sendQueue,
            long receiveQueue, int fd, boolean held, Optional<TcpInfo> info) {
        this(transport, local, remote, state, sendQueue, receiveQueue, fd, held, info, Optional.empty());
    }

    /** A row of the TCP table, without what TCP knows about the connection. */
    public SocketRow(SocketAddress local, SocketAddress remote, TcpState state, long sendQueue, long receiveQueue,
            int fd, boolean held) {
        this(Transport.TCP, local, remote, state, sendQueue, receiveQueue, fd, held, Optional.empty());
    }

    /** Whether a participant owns it. */
    public boolean isOurs() {
        return fd != NOT_OURS;
    }

    public Connection connection() {
        return new Connection(transport, local, remote);
    }

    /** Whether it is a connection that waits for accept: it is complete, but no process has taken it yet. */
    public boolean isQueued() {
        return !held && (state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT);
    }

    /**
     * How many bytes of data have arrived and were not read. Empty for a listener, for sockets where the kernel does
     * not give it, and for datagrams, where it gives only the first.
     */
    public OptionalLong unread() {
        return switch (transport) {
            case TCP -> switch (state) {
                case LISTEN -> OptionalLong.empty();
                // The peer's FIN arrived last, so whatever waits includes it (tcp_inq in Linux's net/tcp.h).
                case CLOSE_WAIT, LAST_ACK, CLOSING, TIME_WAIT -> data(receiveQueue);
                case ESTABLISHED, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, FIN_WAIT_2, CLOSED, NEW_SYN_RECV ->
                    OptionalLong.of(receiveQueue);
            };
            case UNIX_STREAM ->
                isOurs() && state != TcpState.LISTEN ? OptionalLong.of(receiveQueue) : OptionalLong.empty();
            case UDP, UNIX_DATAGRAM -> OptionalLong.empty();
        };
    }

    /** How many bytes of data were handed over and not acknowledged by the peer's kernel; for TCP connections only. */
    public OptionalLong unacknowledged() {
        if (transport != Transport.TCP) {
            return OptionalLong.empty();
        }
        return switch (state) {
            case LISTEN -> OptionalLong.empty();
            // Our own SYN or FIN is not acknowledged either: in these states the socket waits for just that.
            case SYN_SENT, SYN_RECEIVED, NEW_SYN_RECV, FIN_WAIT_1, CLOSING, LAST_ACK -> data(sendQueue);
            case ESTABLISHED, FIN_WAIT_2, TIME_WAIT, CLOSED, CLOSE_WAIT -> OptionalLong.of(sendQueue);
        };
    }

    private static OptionalLong data(long sequenceNumbers) {
        return OptionalLong.of(Math.max(0, sequenceNumbers - 1));
    }
}
