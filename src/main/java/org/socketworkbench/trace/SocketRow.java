package org.socketworkbench.trace;

import java.util.Optional;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;

/**
 * A line of one of the kernel's tables of sockets.
 *
 * @param state        the kernel's word for it: for TCP a state of RFC 9293; Linux uses the same words for other sockets, of which
 *                     ESTABLISHED says that there is a peer, LISTEN that it listens, and CLOSED neither
 * @param sendQueue    bytes sent and, of TCP, not yet acknowledged; of a listener 0
 * @param receiveQueue bytes received and not yet read; of a listener the count of connections that wait for accept
 * @param fd           our descriptor for it, or {@link #NOT_OURS}
 * @param held         whether some process holds it: a connection that waits for accept, or one in TIME_WAIT, is held by none
 * @param info         of our own TCP sockets, what TCP knows of the connection
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
public record SocketRow(Transport transport, SocketAddress local, SocketAddress remote, TcpState state, long sendQueue,
        long receiveQueue, int fd, boolean held, Optional<TcpInfo> info) {
    /** The fd of a socket that no participant owns. */
    public static final int NOT_OURS = -1;

    /** Which of the kernel's tables it stands in. */
    public enum Transport {
        TCP,
        UDP,
        /** A stream of the UNIX family. */
        UNIX_STREAM,
        /** Datagrams of the UNIX family. */
        UNIX_DATAGRAM
    }

    /** A line of a table of TCP, without what TCP knows of the connection. */
    public SocketRow(SocketAddress local, SocketAddress remote, TcpState state, long sendQueue, long receiveQueue, int fd,
            boolean held) {
        this(Transport.TCP, local, remote, state, sendQueue, receiveQueue, fd, held, Optional.empty());
    }
}
