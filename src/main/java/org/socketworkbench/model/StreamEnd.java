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
 * A stream's socket as one end of a connection: whom it calls, who calls it, and what it has sent that nobody has taken
 * yet. A socket has it from when it is made until neither end can matter any more.
 */
final class StreamEnd {
    /** Whether it calls: from the entry of connect until it is known how that has ended. */
    boolean calling;
    /** The connect or the accept that makes it an end, or {@link Fact#NO_CALL}. */
    int call = Fact.NO_CALL;
    boolean callTold;
    boolean connectionTold;
    /**
     * Of a caller: the listener it calls, if a participant has it; of an accepted connection: the listener it came
     * from.
     */
    @Nullable DescriptorState listener;
    /** Of a listener: those who call it and whom accept has not yet taken, in the order of their calls. */
    final Set<DescriptorState> callers = new LinkedHashSet<>(0);
    /** Who is on the other side, as far as that is known: until accept has taken a caller, the listener. */
    @Nullable Peer across;

    /** What was sent and not taken. */
    final Deque<Chunk> outgoing = new ArrayDeque<>(0);
    /** What is being sent: the receiver may take it before the send has returned. */
    final List<Chunk> sending = new ArrayList<>(1);
    /** Of what was sent, the byte that MSG_OOB made urgent and that comes out of its turn. */
    @Nullable Chunk urgent;
    /** How many bytes were taken here in their turn. */
    long taken;
    @Nullable Ending ending;
    /** Whether this side ends reading, or has ended it, by shutdown. */
    boolean readingEnds;
    boolean outsideEnded;
    boolean resetTold;

    /** The same as it is now, about the copies of sockets. */
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

    /** Who is on the other side; only where that is known. */
    Peer across() {
        return Objects.requireNonNull(across, "nobody is known to be across");
    }

    boolean isOutsideAcross() {
        return across instanceof Peer.Outside;
    }

    /** Whether some sent bytes have surely arrived and are not read. */
    boolean hasUnread() {
        return outgoing.stream().anyMatch(chunk -> chunk.returned && chunk.left() > 0);
    }

    /** What one send handed over; until the send has returned its size is only what was asked for. */
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

        /** What is not taken yet; none also if a file tells that more was read than sent. */
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
