package org.socketworkbench.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * The running cast: who takes part, the gate they share and the trace they write. All methods may be called by any
 * thread.
 */
public final class Workbench {
    private final Sockets sockets;
    private final TraceLog log;
    private final Participant.Witness witness;
    private final Executor threads;
    private final Turns turns;
    private final StepGate gate = new StepGate();
    private final List<Participant> cast = new CopyOnWriteArrayList<>();
    /** Those who were sent away and may still be on their way out. */
    private final List<Participant> leaving = new CopyOnWriteArrayList<>();
    private int added;
    private final Object collecting = new Object();
    /** The last thing that anybody had done when memory was last collected. */
    private int collectedTo = -1;

    /**
     * @param witness looks at the kernel when a call has returned
     * @param threads gives every participant, handed over as a {@link Participant}, a thread of its own
     */
    public Workbench(Sockets sockets, TraceLog log, Participant.Witness witness, Executor threads) {
        this(sockets, log, witness, threads, Turns.NONE);
    }

    /**
     * @param witness looks at the kernel when a call has returned
     * @param threads gives every participant, handed over as a {@link Participant}, a thread of its own
     * @param turns   who goes on among the programs
     */
    public Workbench(Sockets sockets, TraceLog log, Participant.Witness witness, Executor threads, Turns turns) {
        this.sockets = sockets;
        this.log = log;
        this.witness = witness;
        this.threads = threads;
        this.turns = turns;
    }

    public TraceLog log() {
        return log;
    }

    public StepGate gate() {
        return gate;
    }

    /** Those who take part, in the order in which they came. */
    public List<Participant> cast() {
        return List.copyOf(cast);
    }

    /** Adds a participant and starts its thread. */
    public synchronized Participant add(String name, Role role) {
        Participant participant = new Participant(added++, name, role, sockets, gate, turns, log, witness);
        cast.add(participant);
        threads.execute(participant);
        return participant;
    }

    /** Sends a participant away: what it does is ended, what it has open is closed. */
    public void remove(Participant participant) {
        leaving.removeIf(Participant::isGone);
        if (cast.contains(participant)) {
            leaving.add(participant);
            cast.remove(participant);
            participant.leave();
        }
    }

    /**
     * Closes the sockets that a program has open and that nothing in it refers to any more, as
     * {@link Program#takeForgotten} says: asked when all wait, it may let somebody go on. Collects memory, for which
     * everything stands still for a tenth of a second or so; answers at once if nobody has done anything since it was
     * last asked. Not for a thread that must not wait; one at a time.
     *
     * @return those who had forgotten any
     */
    public List<Participant> closeForgotten() {
        synchronized (collecting) {
            int last = lastDone();
            if (last == collectedTo || cast.stream().noneMatch(Participant::runsProgram)) {
                return List.of();
            }
            collectedTo = last;
            System.gc();
            return cast.stream().filter(Participant::closeForgotten).toList();
        }
    }

    /**
     * The number of the last event that is somebody's doing, and not only what was seen of the kernel; -1 if there is
     * none.
     */
    int lastDone() {
        int last = log.size() - 1;
        while (last >= 0 && (log.get(last) instanceof TraceEvent.KernelSample
                || log.get(last) instanceof TraceEvent.CallBlocked)) {
            last--;
        }
        return last;
    }

    /** Ends every program and every blocked call; the sockets stay open. */
    public void stop() {
        cast.forEach(Participant::interrupt);
    }

    /** Sends everybody away and waits until all sockets are closed; answers whether they were within the time. */
    public boolean close(Duration atMost) throws InterruptedException {
        long due = System.nanoTime() + atMost.toNanos();
        cast().forEach(this::remove);
        boolean all = true;
        for (Participant participant : leaving) {
            all &= participant.awaitGone(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
        return all;
    }
}
