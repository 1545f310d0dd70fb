package org.socketworkbench.socket.libc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open TCP descriptors: MSG_TRUNC has another meaning for them than for datagrams. Thread-safe. */
final class TcpDescriptors {
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();

    void made(int fd, boolean tcp) {
        if (tcp) {
            open.add(fd);
        }
    }

    /** Called before the kernel closes it: afterwards another socket may get the number. */
    void closed(int fd) {
        open.remove(fd);
    }

    boolean has(int fd) {
        return open.contains(fd);
    }
}
