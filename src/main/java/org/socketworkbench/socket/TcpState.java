package org.socketworkbench.socket;

import java.util.Optional;

/**
 * The state of a TCP connection (RFC 9293, section 3.3.2), in the order of Linux's numbers from 1 on
 * ({@code <net/tcp_states.h>}). NEW_SYN_RECV is Linux's own name for a request that has not become a socket yet.
 */
public enum TcpState {
    ESTABLISHED, SYN_SENT, SYN_RECEIVED, FIN_WAIT_1, FIN_WAIT_2, TIME_WAIT, CLOSED, CLOSE_WAIT, LAST_ACK, LISTEN,
    CLOSING, NEW_SYN_RECV;

    /** The state with Linux's number, 1 to 12; empty for a number that has no state here. */
    public static Optional<TcpState> of(int number) {
        TcpState[] states = values();
        return number >= 1 && number <= states.length ? Optional.of(states[number - 1]) : Optional.empty();
    }
}
