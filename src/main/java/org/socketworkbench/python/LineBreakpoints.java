package org.socketworkbench.python;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The lines before which a program waits for a step: some whenever it comes to them, others a number of times. Any
 * thread may change them, even while the program runs.
 */
public final class LineBreakpoints {
    private Set<Integer> lines = Set.of();
    private Map<Integer, Integer> times = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** The lines before which it always waits, from 1, in order. */
    public synchronized Set<Integer> lines() {
        return lines;
    }

    public void set(Set<Integer> wanted) {
        synchronized (this) {
            lines = Set.copyOf(new TreeSet<>(wanted));
        }
        listeners.forEach(Runnable::run);
    }

    /** Has the program wait before these lines as often as each is in the list, whatever {@link #set} says. */
    public void setTimes(List<Integer> wanted) {
        synchronized (this) {
            times = new HashMap<>();
            wanted.forEach(line -> times.merge(line, 1, Integer::sum));
        }
        listeners.forEach(Runnable::run);
    }

    /** All lines before which it may wait. */
    synchronized Set<Integer> all() {
        Set<Integer> all = new TreeSet<>(lines);
        all.addAll(times.keySet());
        return all;
    }

    /** The program has come to a line: returns whether it waits there. */
    boolean meets(int line) {
        boolean wasLast;
        synchronized (this) {
            if (lines.contains(line)) {
                return true;
            }
            Integer left = times.get(line);
            if (left == null) {
                return false;
            }
            wasLast = left == 1;
            if (wasLast) {
                times.remove(line);
            } else {
                times.put(line, left - 1);
            }
        }
        if (wasLast) {
            listeners.forEach(Runnable::run);
        }
        return true;
    }

    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
