package org.socketworkbench.diagram;

import org.socketworkbench.model.Peer;
import org.socketworkbench.socket.Bytes;

/** Where facts are drawn. */
interface Arrows {
    /**
     * Appends a row with an arrow that starts on the row {@code fromRow}, or on its own row if that is
     * {@link Lifeline#NEVER}.
     */
    void arrow(Message.Kind kind, Lifeline from, Lifeline to, int fromRow, int call, int count, Bytes glance,
            boolean concluded);

    /** An arrow without data, on a row of its own. */
    default void signal(Message.Kind kind, Lifeline from, Lifeline to, int call, boolean concluded) {
        arrow(kind, from, to, Lifeline.NEVER, call, 0, Bytes.EMPTY, concluded);
    }

    /** The call with this number. It is already drawn. */
    Activation call(int number);

    /** The number of the current event. */
    int event();

    Lifeline participant(int number);

    /** The lifeline of a program outside. */
    Lifeline outside(Peer.Outside peer);
}
