package org.socketworkbench.diagram;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.SocketRow;

/** What calls on one kind of sockets bring into the diagram. */
interface Traffic {
    /** A call was entered: its own row is there. */
    void entered(Endpoint endpoint, Activation activation, Call.OnSocket call);

    /** A call has returned: its row is not there yet. */
    void returned(Endpoint endpoint, Activation activation, Call.OnSocket call, Outcome outcome);

    /** A call was entered that is about to close a socket: it takes the last number away that stands for it. */
    void closing(Endpoint endpoint, Activation activation);

    /** That call has returned: its row is not there yet. */
    void closed(Endpoint endpoint, Activation activation);

    /** The kernel's table has a line about a socket. */
    void sampled(Endpoint endpoint, SocketRow row);
}
