package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A place for bars on a lifeline. The first track is the main thread's and lies on the line itself. Each other track
 * lies beside the one before it and holds one thread at a time. When that thread has ended, the next one that starts
 * may have the track.
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

    /** Its position counted from the lifeline: 0 is on the lifeline itself, 1 is the first beside it. */
    public int index() {
        return index;
    }

    /** The threads that had it, in order; empty for the main thread's track. */
    public List<ThreadSpan> threads() {
        return Collections.unmodifiableList(threads);
    }

    /** Its calls in order: each begins after the previous one has ended. */
    public List<Activation> activations() {
        return Collections.unmodifiableList(activations);
    }

    /** Whether a new thread can have it. A call that a defect ended has no return, and its bar goes on. */
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
