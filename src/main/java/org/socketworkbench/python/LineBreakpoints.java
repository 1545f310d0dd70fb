package org.socketworkbench.python;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** The lines before which a program waits for a step. Any thread may change them, even while the program runs. */
public final class LineBreakpoints {
    private Set<Integer> lines = Set.of();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** The lines, from 1, in order. */
    public synchronized Set<Integer> lines() {
        return lines;
    }

    public void set(Set<Integer> wanted) {
        synchronized (this) {
            lines = Set.copyOf(new TreeSet<>(wanted));
        }
        listeners.forEach(Runnable::run);
    }

    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
