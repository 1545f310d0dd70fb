package org.socketworkbench.diagram;

/** A thread of a participant's program, other than the main one, from its start to its end. */
public final class ThreadSpan {
    private final Track track;
    private final int number;
    private final String name;
    private final int firstRow;
    private final int firstEvent;
    private int endRow = Lifeline.NEVER;
    private int endEvent = Lifeline.NEVER;

    /** @param name as the program names it; "" if the trace began after its start */
    ThreadSpan(Track track, int number, String name, int firstRow, int firstEvent) {
        this.track = track;
        this.number = number;
        this.name = name;
        this.firstRow = firstRow;
        this.firstEvent = firstEvent;
    }

    public Track track() {
        return track;
    }

    /** Its number among the program's threads, from 1. */
    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    public int firstRow() {
        return firstRow;
    }

    /** The row before which it ended, or {@link Lifeline#NEVER}. */
    public int endRow() {
        return endRow;
    }

    boolean hasEnded() {
        return endRow != Lifeline.NEVER;
    }

    /** Whether it had started after the first {@code count} events of the trace. */
    boolean hasStartedBy(int count) {
        return firstEvent < count;
    }

    /** Whether it had ended after the first {@code count} events of the trace. */
    boolean hasEndedBy(int count) {
        return hasEnded() && endEvent < count;
    }

    void end(int row, int event) {
        endRow = row;
        endEvent = event;
    }
}
