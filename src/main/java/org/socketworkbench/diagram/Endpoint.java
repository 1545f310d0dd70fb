package org.socketworkbench.diagram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.model.Datagrams;

/** A participant's socket, as far as arrows depend on it. */
final class Endpoint {
    enum Stage { FRESH, LISTENING, CALLING, CONNECTED, CLOSED }

    final Lifeline owner;
    /** How many numbers stand for it: it is closed with the last. */
    int numbers;
    final Family family;
    final SocketType type;
    Stage stage = Stage.FRESH;
    SocketAddress local;
    /** Whom it is connected to, or calls; of a datagram socket, whom connect has set. */
    SocketAddress peer;
    /** Whether it takes nothing over IPv4. */
    boolean v6Only;
    /** Whether it has an address of its own that was not told: the kernel has chosen it. */
    boolean hasUntoldAddress;

    /**
     * Of a caller: the listener it calls, if a participant has it; of an accepted connection: the listener it came
     * from.
     */
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
    /** Whether SO_LINGER has close break the connection off. */
    boolean resetsAtClose;
    boolean outsideEnded;
    boolean resetDrawn;
    /** Of what was sent, the byte that MSG_OOB made urgent and that comes out of its turn. */
    Chunk urgent;
    /** The datagram that a call is sending. */
    Datagrams.Sent<Endpoint> posting;

    Endpoint(Lifeline owner, Family family, SocketType type) {
        this.owner = owner;
        this.family = family;
        this.type = type;
    }

    /** Two sockets are the ends of one connection. */
    static void join(Endpoint one, Endpoint end) {
        one.other = end;
        one.peerLine = end.owner;
        end.other = one;
        end.peerLine = one.owner;
    }

    boolean hasOneNumber() {
        return numbers == 1;
    }

    boolean isUnix() {
        return family == Family.AF_UNIX;
    }

    boolean isDatagram() {
        return type == SocketType.SOCK_DGRAM;
    }

    /** Whether what is called or sent to an address arrives here. */
    boolean isReachedAt(SocketAddress address) {
        return local != null && address.reaches(local) && !(v6Only && address.unmapped().family() == Family.AF_INET);
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
