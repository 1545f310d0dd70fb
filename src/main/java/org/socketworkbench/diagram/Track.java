package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A place for bars on a lifeline: the first is the main thread's and lies on the line itself, each other one lies
 * beside the one before and holds one thread at a time; when that has ended, the next that starts may have it.
 */
public final class Track {
    private final Lifeline lifeline;
    private final int index;
    private final List<ThreadSpan> threads = new ArrayList<>();
    private final List<Activation> activations = new ArrayList<>();

    Track(Lifeline lifeline, int index) {
        this.lifeline = lifeline;
        this.index = index;
    }

    public Lifeline lifeline() {
        return lifeline;
    }

    /** How many tracks lie between it and the lifeline, and one: 0 is the lifeline itself. */
    public int index() {
        return index;
    }

    /** The threads that had it, in order; none on the main thread's. */
    public List<ThreadSpan> threads() {
        return Collections.unmodifiableList(threads);
    }

    /** Its calls in order: each begins after the one before has ended. */
    public List<Activation> activations() {
        return Collections.unmodifiableList(activations);
    }

    /** Whether a thread that starts can have it. A call that a defect ended has no return, and its bar goes on. */
    boolean isFree() {
        return (threads.isEmpty() || threads.getLast().hasEnded())
                && (activations.isEmpty() || activations.getLast().hasReturned());
    }

    void add(ThreadSpan thread) {
        threads.add(thread);
    }

    void add(Activation activation) {
        activations.add(activation);
    }
}
