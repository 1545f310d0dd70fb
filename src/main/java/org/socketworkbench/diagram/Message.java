package org.socketworkbench.diagram;

import org.socketworkbench.socket.Bytes;

/**
 * What went from one lifeline to another.
 *
 * @param fromTrack the track of the thread that sent it; the main one's if that is not known
 * @param toTrack   the track of the thread that takes it; the main one's if that is not known
 * @param row       the row on which it arrives
 * @param fromRow   the row of the call that sent it, at most {@code row}
 * @param call      the number of the call that it belongs to
 * @param count     how many bytes of data it carries
 * @param glance    the first of those bytes
 * @param concluded whether no call has reported it: it is concluded from what the calls did report
 */
public record Message(Kind kind, Track fromTrack, Track toTrack, int row, int fromRow, int call, int count,
        Bytes glance, boolean concluded) {
    public Lifeline from() {
        return fromTrack.lifeline();
    }

    public Lifeline to() {
        return toTrack.lifeline();
    }

    /** What it is. */
    public enum Kind {
        SYN, SYN_ACK, ACK,
        /** A connection between UNIX sockets: there is no handshake. */
        CONNECT,
        DATA,
        /** The beginning of a datagram; the rest did not fit and is lost. */
        CUT,
        /** Data that had arrived when the receiver closed, and that nobody will read. */
        UNREAD,
        /** A datagram to an address that no participant has: nothing reports whether it arrives. */
        UNTOLD,
        FIN,
        /** The end of one direction of a connection between UNIX sockets. */
        END,
        RST,
        /** A connection between UNIX sockets is reset. */
        BREAK,
        /** A datagram found no receiver, and the sender's kernel was told so (ICMP: port unreachable). */
        NOBODY
    }
}
