package org.socketworkbench.diagram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketAddress;

/** A participant's socket, as far as arrows depend on it. */
final class Endpoint {
    enum Stage { FRESH, LISTENING, CALLING, CONNECTED, CLOSED }

    final Lifeline owner;
    final int fd;
    Stage stage = Stage.FRESH;
    SocketAddress local;
    SocketAddress peer;

    /** Of a caller: the listener it calls, if a participant has it; of an accepted connection: the listener it came from. */
    Endpoint listener;
    /** Of a listener: those who call it and whom accept has not yet taken. */
    final Set<Endpoint> callers = new LinkedHashSet<>();
    /** Of a caller: its connect, and how much of the handshake is drawn. */
    Activation connect;
    boolean synDrawn;
    boolean handshakeDrawn;

    /** The other end, if a participant has it and it is known. */
    Endpoint other;
    /** Where its arrows go; null while that is not known. */
    Lifeline peerLine;

    final Deque<Chunk> outgoing = new ArrayDeque<>();
    Chunk sending;
    End end;
    boolean readingEnded;
    boolean outsideEnded;
    boolean resetDrawn;

    Endpoint(Lifeline owner, int fd) {
        this.owner = owner;
        this.fd = fd;
    }

    boolean isStream() {
        return stage == Stage.CONNECTED;
    }

    boolean isPeerOutside() {
        return peerLine != null && peerLine.isOutside();
    }

    /** Whether some sent bytes have surely arrived and are not read. */
    boolean hasUnread() {
        return outgoing.stream().anyMatch(chunk -> chunk.returned && chunk.left() > 0);
    }

    /** What one send handed over; until the send has returned its size is only what was asked for. */
    static final class Chunk {
        final Activation send;
        final Bytes data;
        int size;
        int taken;
        boolean returned;

        Chunk(Activation send, Bytes data) {
            this.send = send;
            this.data = data;
            size = data.length();
        }

        /** What is not read yet; none also if a file tells that more was read than sent. */
        int left() {
            return Math.max(0, size - taken);
        }
    }

    /** How this side ended its direction. */
    static final class End {
        final Activation by;
        final Message.Kind kind;
        boolean returned;
        boolean drawn;

        End(Activation by, Message.Kind kind) {
            this.by = by;
            this.kind = kind;
        }
    }
}
