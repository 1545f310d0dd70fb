package org.socketworkbench.turns;

import java.util.Comparator;

/** One thread of one participant, ordered by arrival. */
public record Actor(int participant, int thread) implements Comparable<Actor> {
    private static final Comparator<Actor> AS_THEY_CAME =
            Comparator.comparingInt(Actor::participant).thenComparingInt(Actor::thread);

    @Override
    public int compareTo(Actor other) {
        return AS_THEY_CAME.compare(this, other);
    }
}
