package org.socketworkbench.diagram;

import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketAddress;

/** What the fold over connections asks of the diagram. */
interface Arrows {
    /**
     * Appends a row with an arrow that comes from the row {@code fromRow}, or from its own if that is
     * {@link Lifeline#NEVER}.
     */
    void arrow(Message.Kind kind, Lifeline from, Lifeline to, int fromRow, int call, int count, Bytes glance,
            boolean concluded);

    /** An arrow without data, on a row of its own. */
    default void signal(Message.Kind kind, Lifeline from, Lifeline to, int call, boolean concluded) {
        arrow(kind, from, to, Lifeline.NEVER, call, 0, Bytes.EMPTY, concluded);
    }

    /** The number of the event that is taken in. */
    int event();

    /** The lifeline of a program outside. */
    Lifeline outside(SocketAddress address, Lifeline.Place place);

    /** The calls that a lifeline's participant is in now: at most one a thread. */
    Stream<Activation> running(Lifeline lifeline);
}
