package org.socketworkbench.export;

import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;

/**
 * The variable in which a program written from calls keeps a socket.
 *
 * @param name a word of small letters, with a number behind it from the second on: {@code connection2}
 * @param kind what the calls made of the socket
 */
record SocketVariable(String name, Kind kind, Family family, SocketType type) {
    /** What a socket is for; Java has a class for each. */
    enum Kind {
        LISTENER("listener"),
        CONNECTION("connection"),
        CLIENT("client"),
        /** A socket for datagrams. */
        ENDPOINT("endpoint");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
