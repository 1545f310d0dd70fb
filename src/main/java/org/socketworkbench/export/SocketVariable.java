package org.socketworkbench.export;

import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;

/**
 * The variable that holds a socket in a program written from calls.
 *
 * @param name a lower-case word, followed by a number from the second socket on: {@code connection2}
 * @param kind what the calls made of the socket
 */
record SocketVariable(String name, Kind kind, Family family, SocketType type) {
    /** What a socket is for; Java has a class for each. */
    enum Kind {
        LISTENER("listener"),
        CONNECTION("connection"),
        CLIENT("client"),
        /** A datagram socket. */
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
