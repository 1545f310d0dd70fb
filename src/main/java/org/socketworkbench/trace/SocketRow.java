package org.socketworkbench.trace;

import java.util.Optional;
import java.util.OptionalLong;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;

/**
 * A line of one of the kernel's tables of sockets. The numbers are the kernel's own; {@link #unread} and
 * {@link #unacknowledged} tell what they say about bytes.
 *
 * @param local        its own address. Of IPv6 the table tells no interface; of a UNIX socket it tells {@code @} for
 *                     each zero byte, and of a path only the first line
 * @param remote       whom it is connected to; the address of nobody if it is not, and of UNIX sockets always: there is
 *                     no peer in that table
 * @param state        the kernel's word for it: for TCP a state of RFC 9293; Linux uses the same words for other
 *                     sockets, of which ESTABLISHED says that it is connected (of UNIX datagrams: or that another is
 *                     connected to it), LISTEN that it listens, and CLOSED neither
 * @param sendQueue    of TCP how far sending is ahead of the peer's acknowledgements, in sequence numbers: bytes, and
 *                     one for a SYN or FIN; else 0, since a datagram leaves at once and what a UNIX stream sends lies
 *                     in its peer's receive queue
 * @param receiveQueue of a listener the count of connections that wait for accept; of another TCP socket how far what
 *                     arrived is ahead of what was read, in sequence numbers: bytes, and one for a FIN; of our own UNIX
 *                     streams the bytes that wait; of our own sockets of datagrams the bytes of the first that waits.
 *                     Else 0: of others' sockets the kernel does not tell it
 * @param fd           the workbench's own, real descriptor for it, or {@link #NOT_OURS}
 * @param held         whether some process holds it: a connection that waits for accept, or one in TIME_WAIT, is held
 *                     by none
 * @param info         of our own TCP sockets, what TCP knows of the connection
 * @param udp          of UDP sockets, what waits in them
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
public record SocketRow(Transport transport, SocketAddress local, SocketAddress remote, TcpState state, long sendQueue,
        long receiveQueue, int fd, boolean held, Optional<TcpInfo> info, Optional<UdpBuffer> udp) {
    /** The fd of a socket that no participant owns. */
    public static final int NOT_OURS = -1;

    /** Which of the kernel's tables it stands in. */
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

    /** What makes two lines, read at two moments, those of the same connection. */
    public record Connection(Transport transport, SocketAddress local, SocketAddress remote) {}

    /** A line of a socket that is none of UDP. */
    public SocketRow(Transport transport, SocketAddress local, SocketAddress remote, TcpState state, long sendQueue,
            long receiveQueue, int fd, boolean held, Optional<TcpInfo> info) {
        this(transport, local, remote, state, sendQueue, receiveQueue, fd, held, info, Optional.empty());
    }

    /** A line of a table of TCP, without what TCP knows of the connection. */
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

    /** Whether it is a connection that waits for accept: all is done but that a process takes it. */
    public boolean isQueued() {
        return !held && (state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT);
    }

    /**
     * How many bytes of data have arrived and were not read; empty of a listener, where the kernel does not tell it,
     * and of datagrams, of which it tells only the first.
     */
    public OptionalLong unread() {
        return switch (transport) {
            case TCP -> switch (state) {
                case LISTEN -> OptionalLong.empty();
                // The peer's FIN is the last to have arrived: whatever waits, it is in it (tcp_inq in Linux's
                // net/tcp.h).
                case CLOSE_WAIT, LAST_ACK, CLOSING, TIME_WAIT -> data(receiveQueue);
                case ESTABLISHED, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, FIN_WAIT_2, CLOSED, NEW_SYN_RECV ->
                    OptionalLong.of(receiveQueue);
            };
            case UNIX_STREAM ->
                isOurs() && state != TcpState.LISTEN ? OptionalLong.of(receiveQueue) : OptionalLong.empty();
            case UDP, UNIX_DATAGRAM -> OptionalLong.empty();
        };
    }

    /** How many bytes of data were handed over and not acknowledged by the peer's kernel; of TCP connections only. */
    public OptionalLong unacknowledged() {
        if (transport != Transport.TCP) {
            return OptionalLong.empty();
        }
        return switch (state) {
            case LISTEN -> OptionalLong.empty();
            // The own SYN or FIN is not acknowledged either: in these states that is what they wait for.
            case SYN_SENT, SYN_RECEIVED, NEW_SYN_RECV, FIN_WAIT_1, CLOSING, LAST_ACK -> data(sendQueue);
            case ESTABLISHED, FIN_WAIT_2, TIME_WAIT, CLOSED, CLOSE_WAIT -> OptionalLong.of(sendQueue);
        };
    }

    private static OptionalLong data(long sequenceNumbers) {
        return OptionalLong.of(Math.max(0, sequenceNumbers - 1));
    }
}
