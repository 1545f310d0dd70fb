package org.socketworkbench.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;

/**
 * What a program's calls pass before they are made: at once, after a set delay, or one step at a time. All participants
 * share it. A call that a user makes by hand comes here only to be held until its outcome is predicted; otherwise the
 * click is the step.
 *
 * <p>Any thread may call any method; only {@link #pass} waits.
 */
public final class StepGate {
    /** The longest delay before a call that can be set. */
    public static final Duration MAX_DELAY = Duration.ofSeconds(3);

    /** Stands for the thread of a participant that waits before a line: it is released with whatever waits longest. */
    private static final int NO_CALL = -1;

    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private boolean stepping;
    private long delayNanos;
    private Set<CallName> breakpoints = Set.of();
    /** Whether calls pass without a look at anything else: this is all that the call of a running program reads. */
    private volatile boolean open = true;

    /**
     * What waits at the gate.
     *
     * @param thread  the number of the participant's thread; it means nothing before a line
     * @param call    the call that is to be made; empty before a line that has a breakpoint
     * @param isAsked whether it is held for a prediction, so that no step releases it
     */
    public record Waiting(int participant, int thread, Optional<Call> call, boolean isAsked) {
        /** What waits for a step or a time. */
        public Waiting(int participant, int thread, Optional<Call> call) {
            this(participant, thread, call, false);
        }
    }

    /** One call that waits here. */
    private static final class Ticket {
        final int participant;
        final int thread;
        final @Nullable Call call;
        final long came = System.nanoTime();
        boolean mayGo;
        boolean stopped;
        boolean needsStep;
        /** It is held for a prediction; then it needs no step. */
        boolean isAsked;

        /** @param call null before a line */
        Ticket(int participant, int thread, @Nullable Call call) {
            this.participant = participant;
            this.thread = thread;
            this.call = call;
        }

        Waiting told() {
            return new Waiting(participant, thread, Optional.ofNullable(call), isAsked);
        }

        boolean awaitsStep() {
            return !mayGo && !stopped && !isAsked;
        }
    }

    /** Whether calls pass at once: then the caller need not prepare what {@link #pass} takes. */
    boolean isOpen() {
        return open;
    }

    /**
     * Waits until the call may be made.
     *
     * @param thread  the number of the participant's thread that makes it
     * @param stopped whether the participant is stopped already. It is asked at most once; after that, {@link #stop}
     *                reaches the call. While all calls pass at once it is not asked, so a caller that was let through
     *                has to check for
     *                itself
     * @param onWait  run once, on this thread, if the call has to wait
     * @return false if the participant, or this thread of it, is stopped: then the call must not be made
     */
    public boolean pass(int participant, int thread, Call call, BooleanSupplier stopped, Runnable onWait) {
        if (open) {
            return true;
        }
        Ticket ticket = new Ticket(participant, thread, call);
        synchronized (this) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            ticket.needsStep = stepping || breakpoints.contains(call.name());
            if (!ticket.needsStep && delayNanos == 0) {
                return true;
            }
            waiting.add(ticket);
        }
        tell(ticket, onWait);
        return await(ticket);
    }

    /**
     * Waits for a step, whatever the gate's settings are.
     *
     * @param stopped whether the participant is stopped already
     * @param onWait  run once, on this thread, before it waits
     * @return false if the participant is stopped
     */
    public boolean hold(int participant, BooleanSupplier stopped, Runnable onWait) {
        Ticket ticket = new Ticket(participant, NO_CALL, null);
        synchronized (this) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            ticket.needsStep = true;
            waiting.add(ticket);
        }
        tell(ticket, onWait);
        return await(ticket);
    }

    /**
     * Waits until the call's outcome is predicted, whatever the gate's settings are.
     *
     * @param stopped whether the participant is stopped already
     * @param onWait  run once, on this thread, before it can be answered
     * @return false if the participant is stopped: the call is not to be made
     */
    public boolean ask(int participant, int thread, Call call, BooleanSupplier stopped, Runnable onWait) {
        Ticket ticket = new Ticket(participant, thread, call);
        ticket.isAsked = true;
        synchronized (this) {
            // Whoever sees in the trace that it waits can answer at once.
            onWait.run();
            if (stopped.getAsBoolean()) {
                return false;
            }
            waiting.add(ticket);
        }
        return await(ticket);
    }

    /** Whoever is ended while it tells that it waits, waits no more. */
    private void tell(Ticket ticket, Runnable onWait) {
        boolean told = false;
        try {
            onWait.run();
            told = true;
        } finally {
            if (!told) {
                leave(ticket);
            }
        }
    }

    private synchronized void leave(Ticket ticket) {
        waiting.remove(ticket);
    }

    private synchronized boolean await(Ticket ticket) {
        boolean interrupted = false;
        try {
            while (!ticket.mayGo && !ticket.stopped) {
                // The delay may change while the call waits.
                long left = ticket.came + delayNanos - System.nanoTime();
                boolean isHeld = ticket.needsStep || ticket.isAsked;
                long millis = isHeld ? 0 : (left + 999_999) / 1_000_000;
                if (!isHeld && millis <= 0) {
                    break;
                }
                try {
                    wait(millis);
                } catch (InterruptedException e) {
                    interrupted = true;
                    ticket.stopped = true;
                }
            }
            return !ticket.stopped;
        } finally {
            waiting.remove(ticket);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets programs run: calls that wait for a step go on at once, those under a delay when it is over. */
    public synchronized void run() {
        stepping = false;
        for (Ticket ticket : waiting) {
            ticket.mayGo |= ticket.needsStep;
        }
        settle();
    }

    /** Holds every program before its next call. */
    public synchronized void pause() {
        stepping = true;
        for (Ticket ticket : waiting) {
            ticket.needsStep = !ticket.isAsked;
        }
        settle();
    }

    /** What waits here; what has waited longest comes first. */
    public synchronized List<Waiting> waiting() {
        return waiting.stream().filter(ticket -> !ticket.mayGo && !ticket.stopped).map(Ticket::told).toList();
    }

    /** What {@link #step()} would release. */
    public Optional<Waiting> next() {
        return waiting().stream().filter(one -> !one.isAsked()).findFirst();
    }

    /** Releases the call that has waited longest; all others stay held. */
    public synchronized void step() {
        pause();
        release(waiting.stream().filter(Ticket::awaitsStep).findFirst());
    }

    /**
     * Lets go on what this participant holds for a prediction: a call, or a program that stands before a line.
     *
     * @param before run before the call can go, if there is one
     * @return whether there is one
     */
    public synchronized boolean answer(int participant, Runnable before) {
        Optional<Ticket> asked = waiting.stream()
                .filter(ticket -> ticket.participant == participant && (ticket.isAsked || ticket.call == null)
                        && !ticket.mayGo && !ticket.stopped)
                .findFirst();
        asked.ifPresent(ticket -> before.run());
        release(asked);
        return asked.isPresent();
    }

    /** Releases this participant's waiting call, if it has one. */
    public synchronized void step(int participant) {
        release(waiting.stream().filter(ticket -> ticket.participant == participant && ticket.awaitsStep())
                .findFirst());
    }

    /** Releases the waiting call of one of this participant's threads, if it has one. */
    public synchronized void step(int participant, int thread) {
        release(waiting.stream().filter(ticket -> ticket.participant == participant && ticket.thread == thread
                && ticket.awaitsStep()).findFirst());
    }

    /** Makes a participant's waiting call return without being made. */
    public synchronized void stop(int participant) {
        for (Ticket ticket : waiting) {
            ticket.stopped |= ticket.participant == participant;
        }
        notifyAll();
    }

    /** Makes the waiting call of one of a participant's threads return without being made. */
    public synchronized void stop(int participant, int thread) {
        for (Ticket ticket : waiting) {
            ticket.stopped |= ticket.participant == participant && ticket.thread == thread;
        }
        notifyAll();
    }

    /** Sets the delay before each call of a running program: zero to {@link #MAX_DELAY}. */
    public synchronized void setDelay(Duration delay) {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("delay " + delay);
        }
        delayNanos = delay.toNanos();
        settle();
    }

    /** Sets the calls before which every program stops. */
    public synchronized void setBreakpoints(Set<CallName> names) {
        breakpoints = Set.copyOf(names);
        settle();
    }

    /** Whether programs stop before every call. */
    public synchronized boolean isStepping() {
        return stepping;
    }

    private void release(Optional<Ticket> chosen) {
        chosen.ifPresent(ticket -> ticket.mayGo = true);
        notifyAll();
    }

    private void settle() {
        open = !stepping && delayNanos == 0 && breakpoints.isEmpty();
        notifyAll();
    }
}
