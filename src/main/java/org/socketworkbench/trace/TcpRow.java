package org.socketworkbench.trace;

import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;

/**
 * A line of the kernel's table of TCP sockets.
 *
 * @param sendQueue    bytes sent and not yet acknowledged; of a listener 0
 * @param receiveQueue bytes received and not yet read; of a listener the count of connections that wait for accept
 * @param fd           our descriptor for it, or {@link #NOT_OURS}
 * @param held         whether some process holds it: a connection that waits for accept, or one in TIME_WAIT, is held by none
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
public record TcpRow(SocketAddress local, SocketAddress remote, TcpState state, long sendQueue, long receiveQueue, int fd,
        boolean held) {
    /** The fd of a socket that no participant owns. */
    public static final int NOT_OURS = -1;
}
