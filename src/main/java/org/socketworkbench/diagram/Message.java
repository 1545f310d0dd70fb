package org.socketworkbench.diagram;

import org.socketworkbench.socket.Bytes;

/**
 * What went from one lifeline to another.
 *
 * @param row       the row on which it arrives
 * @param fromRow   the row of the call that sent it, at most {@code row}
 * @param call      the number of the call that it belongs to
 * @param count     how many bytes of data it carries
 * @param glance    the first of them
 * @param concluded whether no call has told of it: it follows from what the calls did tell
 */
public record Message(Kind kind, Lifeline from, Lifeline to, int row, int fromRow, int call, int count, Bytes glance,
        boolean concluded) {
    /** What it is. */
    public enum Kind {
        SYN, SYN_ACK, ACK, DATA,
        /** Data that had arrived when the receiver closed, and that nobody will read. */
        UNREAD,
        FIN, RST
    }
}
