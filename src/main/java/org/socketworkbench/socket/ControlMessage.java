package org.socketworkbench.socket;

/**
 * Ancillary data, which travels beside the bytes of a message, such as a datagram's TTL.
 *
 * @param level the protocol that it belongs to, numbered as the levels of socket options are
 * @param type  which of that protocol's messages it is; the numbers are Linux's
 * @param data  the data without its header
 * @see <a href="https://man7.org/linux/man-pages/man3/cmsg.3.html">man 3 cmsg</a>
 */
public record ControlMessage(int level, int type, Bytes data) {
    /** Descriptors that one process passes to another, from {@code <bits/socket.h>}. */
    public static final int SCM_RIGHTS = 1;

    /**
     * Whether it carries descriptors. Those would be numbers of the workbench's own process, in which all participants
     * live, and would bypass the participants' own numbers. So such a message is neither sent nor received here.
     */
    public boolean isRights() {
        return level == SocketOption.SOL_SOCKET && type == SCM_RIGHTS;
    }

    /** As a C programmer reads it: {@code {SOL_SOCKET, 29, 16 bytes}}. */
    @Override
    public String toString() {
        return "{" + new SocketOption(level, type).levelName() + ", " + type + ", " + data.length() + " bytes}";
    }
}
