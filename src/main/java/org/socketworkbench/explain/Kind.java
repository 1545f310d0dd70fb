package org.socketworkbench.explain;

import java.util.Locale;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;

/** What a socket carries, as far as the words for it differ. */
enum Kind {
    /** Connections between hosts. */
    TCP,
    /** Connections by a path of this machine: no packets, no ports, nothing lingers. */
    UNIX,
    /** Datagrams of any family. */
    DATAGRAM;

    static Kind of(Family family, SocketType type) {
        if (type == SocketType.SOCK_DGRAM) {
            return DATAGRAM;
        }
        return family == Family.AF_UNIX ? UNIX : TCP;
    }

    /** What is behind a text's key if this kind has a text of its own. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
