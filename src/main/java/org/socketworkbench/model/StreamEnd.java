package org.socketworkbench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A stream socket as one end of a connection: which socket it calls, which sockets call it, and what it has sent that
 * nobody has taken yet. A socket has one from its creation until neither end can matter any more.
 */
final class StreamEnd {
    /** Whether it is calling: from the entry of connect until it is known how that has ended. */
    boolean calling;
    /** The connect or the accept that makes it an end, or {@link Fact#NO_CALL}. */
    int call = Fact.NO_CALL;
    boolean callTold;
    boolean connectionTold;
    /**
     * For a caller, the listener that it calls, if a participant has it. For an accepted connection, the listener that
     * it came from.
     */
    @Nullable DescriptorState listener;
    /** For a listener, the callers that accept has not taken yet, in the order of their calls. */
    final Set<DescriptorState> callers = new LinkedHashSet<>(0);
    /** The other side, if it is known. For a caller this is the listener until accept has taken the caller. */
    @Nullable Peer across;

    /** What was sent and not taken. */
    final Deque<Chunk> outgoing = new ArrayDeque<>(0);
    /** What is being sent: the receiver may take it before the send has returned. */
    final List<Chunk> sending = new ArrayList<>(1);
    /** The send whose last byte MSG_OOB made urgent: that byte is received out of order. */
    @Nullable Chunk urgent;
    /** How many bytes were taken here in order, without urgent bytes. */
    long taken;
    @Nullable Ending ending;
    /** Whether this side has ended reading by shutdown, or is in the call that does. */
    boolean readingEnds;
    boolean outsideEnded;
    boolean resetTold;

    /** A copy of its present state that refers to the copies of the sockets. */
    StreamEnd copy(UnaryOperator<DescriptorState> copyOf) {
        StreamEnd copy = new StreamEnd();
        copy.calling = calling;
        copy.call = call;
        copy.callTold = callTold;
        copy.connectionTold = connectionTold;
        copy.listener = listener == null ? null : copyOf.apply(listener);
        callers.forEach(caller -> copy.callers.add(copyOf.apply(caller)));
        copy.across = across instanceof DescriptorState socket ? copyOf.apply(socket) : across;
        Map<Chunk, Chunk> chunks = new IdentityHashMap<>(0);
        UnaryOperator<Chunk> again = chunk -> chunks.computeIfAbsent(chunk, Chunk::copy);
        outgoing.forEach(chunk -> copy.outgoing.add(again.apply(chunk)));
        sending.forEach(chunk -> copy.sending.add(again.apply(chunk)));
        copy.urgent = urgent == null ? null : again.apply(urgent);
        copy.taken = taken;
        copy.ending = ending == null ? null : ending.copy();
        copy.readingEnds = readingEnds;
        copy.outsideEnded = outsideEnded;
        copy.resetTold = resetTold;
        return copy;
    }

    /** The other side, which must be known. */
    Peer across() {
        return Objects.requireNonNull(across, "nobody is known to be across");
    }

    boolean isOutsideAcross() {
        return across instanceof Peer.Outside;
    }

    /** Whether some sent bytes have certainly arrived and are not read yet. */
    boolean hasUnread() {
        return outgoing.stream().anyMatch(chunk -> chunk.returned && chunk.left() > 0);
    }

    /** The bytes of one send. Until the send has returned, the size is only what was asked for. */
    static final class Chunk {
        final int send;
        int size;
        int taken;
        boolean returned;

        Chunk(int send, int size) {
            this.send = send;
            this.size = size;
        }

        private Chunk copy() {
            Chunk copy = new Chunk(send, size);
            copy.taken = taken;
            copy.returned = returned;
            return copy;
        }

        /** How many bytes are not taken yet; 0 too if a trace file says that more was read than sent. */
        int left() {
            return Math.max(0, size - taken);
        }
    }

    /** How this side ended its direction. */
    static final class Ending {
        final int by;
        final boolean broken;
        boolean returned;
        boolean told;

        Ending(int by, boolean broken) {
            this.by = by;
            this.broken = broken;
        }

        private Ending copy() {
            Ending copy = new Ending(by, broken);
            copy.returned = returned;
            copy.told = told;
            return copy;
        }
    }
}
