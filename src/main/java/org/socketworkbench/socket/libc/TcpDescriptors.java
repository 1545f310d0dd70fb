package org.socketworkbench.socket.libc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open descriptors of TCP: there MSG_TRUNC means something else than with datagrams. Any thread may ask and tell.
 */
final class TcpDescriptors {
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();

    void made(int fd, boolean tcp) {
        if (tcp) {
            open.add(fd);
        }
    }

    /** Told before the kernel is asked to close it: afterwards the number can be another socket's. */
    void closed(int fd) {
        open.remove(fd);
    }

    boolean has(int fd) {
        return open.contains(fd);
    }
}
