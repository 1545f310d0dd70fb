package org.socketworkbench.ui.states;

import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.socket.TcpState;

/** The user's selection in this tab. */
sealed interface Chosen {
    /** Nothing in particular. */
    enum Nothing implements Chosen { NOTHING }

    /** A state, whichever sockets are in it. */
    record OfState(TcpState state) implements Chosen {}

    /** A socket. */
    record OfSocket(LiveSocket socket) implements Chosen {}
}
