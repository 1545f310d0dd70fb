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
 * The running cast: the participants, the gate that they share, and the trace that they write. Any thread may call any
 * method.
 */
public final class Workbench {
    private final Sockets sockets;
    private final TraceLog log;
    private final Participant.Witness witness;
    private final Executor threads;
    private final Turns turns;
    private final StepGate gate = new StepGate();
    private final List<Participant> cast = new CopyOnWriteArrayList<>();
    /** Participants that were sent away and may still be on their way out. */
    private final List<Participant> leaving = new CopyOnWriteArrayList<>();
    private int added;
    private final Object collecting = new Object();
    /** The last event that was somebody's doing when memory was last collected. */
    private int collectedTo = -1;

    /**
     * @param witness looks at the kernel when a call has returned
     * @param threads runs every participant, which it gets as a {@link Participant}, on a thread of its own
     */
    public Workbench(Sockets sockets, TraceLog log, Participant.Witness witness, Executor threads) {
        this(sockets, log, witness, threads, Turns.NONE);
    }

    /**
     * @param witness looks at the kernel when a call has returned
     * @param threads runs every participant, which it gets as a {@link Participant}, on a thread of its own
     * @param turns   decides which program goes on
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

    /** The participants, in order of arrival. */
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

    /** Sends a participant away: ends what it does, and closes what it has open. */
    public void remove(Participant participant) {
        leaving.removeIf(Participant::isGone);
        if (cast.contains(participant)) {
            leaving.add(participant);
            cast.remove(participant);
            participant.leave();
        }
    }

    /**
     * Closes the open sockets that nothing in their program refers to any more, as {@link Program#takeForgotten} tells.
     * When all wait, this may let somebody go on. It collects memory, for which everything stands still for about a
     * tenth of a second; if nobody has done anything since the last request, it returns at once. Not for a thread that
     * must not wait; one request at a time.
     *
     * @return the participants that had forgotten any
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
     * The number of the last event that is somebody's doing, rather than something seen of the kernel; -1 if there is
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

    /**
     * Sends everybody away and waits until all sockets are closed; returns whether that was done in time. Clients go
     * first: who closes first keeps the address in TIME_WAIT, and a server's is to be free for the next session.
     */
    public boolean close(Duration atMost) throws InterruptedException {
        long due = System.nanoTime() + atMost.toNanos();
        cast().stream().filter(one -> one.role() == Role.CLIENT).forEach(this::remove);
        boolean clients = awaitLeaving(due);
        cast().forEach(this::remove);
        return awaitLeaving(due) && clients;
    }

    private boolean awaitLeaving(long due) throws InterruptedException {
        boolean all = true;
        for (Participant participant : leaving) {
            all &= participant.awaitGone(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
        return all;
    }
}
