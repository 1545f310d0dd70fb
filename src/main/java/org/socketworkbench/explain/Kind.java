package org.socketworkbench.explain;

import java.util.Locale;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;

/** The kinds of socket that the texts distinguish. */
enum Kind {
    /** Connections between hosts. */
    TCP,
    /** Connections by a path of this machine: no packets, no ports, no TIME_WAIT. */
    UNIX,
    /** Datagrams of any family. */
    DATAGRAM;

    static Kind of(Family family, SocketType type) {
        if (type == SocketType.SOCK_DGRAM) {
            return DATAGRAM;
        }
        return family == Family.AF_UNIX ? UNIX : TCP;
    }

    /** The suffix of a text's key if this kind has its own text. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
