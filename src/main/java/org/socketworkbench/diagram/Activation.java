package org.socketworkbench.diagram;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** A call from its start to its return. */
public final class Activation {
    private final Track track;
    private final int thread;
    private final int number;
    private final Call call;
    private final Call.@Nullable LibraryCall parent;
    private final long enteredNanos;
    private final int entryRow;
    private int blockedRow = Lifeline.NEVER;
    private int returnRow = Lifeline.NEVER;
    private int returnEvent = Lifeline.NEVER;
    private long returnedNanos;
    private @Nullable Outcome outcome;
    private @Nullable Lifeline receiver;
    private int waitsFrom;
    private int waitsUntil = Integer.MAX_VALUE;

    /**
     * @param thread the thread that makes it: 0 is the main one
     * @param parent the library call that makes it; null if a program or a user does
     */
    Activation(Track track, int thread, int number, Call call, Call.@Nullable LibraryCall parent, long enteredNanos,
            int entryRow) {
        this.track = track;
        this.thread = thread;
        this.number = number;
        this.call = call;
        this.parent = parent;
        this.enteredNanos = enteredNanos;
        this.entryRow = entryRow;
    }

    public Lifeline lifeline() {
        return track.lifeline();
    }

    /** The track of the lifeline that its bar is on. */
    public Track track() {
        return track;
    }

    /** The thread that makes it: 0 is the main one. */
    public int thread() {
        return thread;
    }

    /** The call's number in the log. */
    public int number() {
        return number;
    }

    public Call call() {
        return call;
    }

    /** The library call that makes it. */
    public Optional<Call.LibraryCall> parent() {
        return Optional.ofNullable(parent);
    }

    public int entryRow() {
        return entryRow;
    }

    /** The row that says that the kernel holds its thread, or {@link Lifeline#NEVER}. */
    public int blockedRow() {
        return blockedRow;
    }

    /**
     * The row of its return; the same as {@link #entryRow} if nothing happened in between, {@link Lifeline#NEVER} until
     * it returns.
     */
    public int returnRow() {
        return returnRow;
    }

    public boolean hasReturned() {
        return returnRow != Lifeline.NEVER;
    }

    /** Whether it had returned after the first {@code count} events of the trace. */
    boolean hasReturnedBy(int count) {
        return hasReturned() && returnEvent < count;
    }

    public boolean hasFailed() {
        return outcome instanceof Outcome.Failed;
    }

    /** Its outcome. Only for a call that has returned. */
    public Outcome outcome() {
        return Objects.requireNonNull(outcome, "it has not returned");
    }

    /** When it was entered, in nanoseconds since the trace began. */
    long enteredNanos() {
        return enteredNanos;
    }

    /** When it returned, in nanoseconds since the trace began. Only for a call that has returned. */
    long returnedNanos() {
        return returnedNanos;
    }

    /** How long it took, in nanoseconds. Only for a call that has returned. */
    public long durationNanos() {
        return returnedNanos - enteredNanos;
    }

    /** The lifeline at which what it sent waited to be taken, after the first {@code count} events. */
    Optional<Lifeline> receiver(int count) {
        return Optional.ofNullable(receiver).filter(at -> waitsFrom < count && count <= waitsUntil);
    }

    /** From an event on, what it sends waits to be taken. */
    void waitsAt(Lifeline lifeline, int event) {
        receiver = lifeline;
        waitsFrom = event;
    }

    /** From an event on, what it sent no longer waits, or only a part of it does. */
    void isTaken(int event) {
        waitsUntil = Math.min(waitsUntil, event);
    }

    void block(int row) {
        blockedRow = row;
    }

    void end(int row, int event, long nanos, Outcome what) {
        returnRow = row;
        returnEvent = event;
        returnedNanos = nanos;
        outcome = what;
    }
}
