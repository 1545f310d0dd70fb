package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * What was known at any moment of a trace. Copies of the picture are kept along the way, so that only some ten thousand
 * events need to be folded from the nearest one. For any thread, unless a method says otherwise.
 */
public final class Moments {
    /** The minimum number of events between two copies. Folding them takes a few hundredths of a second. */
    private static final int APART = 1 << 15;
    /**
     * The minimum number of events between two copies for each socket to copy: many copies of a large picture would
     * fill the memory.
     */
    private static final int APART_A_SOCKET = 8;

    private final TraceLog log;
    private final int apart;
    private final List<Kept> kept = new ArrayList<>();
    /** Folded from all events that were followed. Only for the thread that follows the trace. */
    private final Picture newest = new Picture();
    private int followed;

    private record Kept(int count, Picture picture) {}

    public Moments(TraceLog log) {
        this(log, APART);
    }

    /** @param apart the minimum number of events between two copies */
    Moments(TraceLog log, int apart) {
        this.log = log;
        this.apart = apart;
    }

    /**
     * Takes in the next event of the trace. For one thread at a time. Returns what the event has revealed, see
     * {@link Picture#apply}.
     */
    public List<Fact> follow(TraceEvent event) {
        List<Fact> facts = newest.apply(followed, event);
        followed++;
        int last = kept.isEmpty() ? 0 : kept.getLast().count;
        if ((followed - last) % apart == 0
                && followed - last >= APART_A_SOCKET * newest.unsettled()) {
            Kept copy = new Kept(followed, newest.copy());
            synchronized (kept) {
                kept.add(copy);
            }
        }
        return facts;
    }

    /**
     * The picture of all events that were followed. Only for the thread that follows the trace, and only for reading.
     */
    public Picture newest() {
        return newest;
    }

    /** How many events were followed. Only for the thread that follows the trace. */
    public int followed() {
        return followed;
    }

    /** A new picture of the first {@code count} events, from 0 to the size of the log. */
    public Picture at(int count) {
        return from(nearest(count), count);
    }

    /**
     * The same, but continues from another moment's picture if that is nearer.
     *
     * @param shown   a picture that is no longer needed: it may be changed and returned
     * @param already how many events are in it
     */
    public Picture at(int count, Picture shown, int already) {
        Kept nearest = nearest(count);
        return already <= count && already >= nearest.count ? fold(shown, already, count) : from(nearest, count);
    }

    private Picture from(Kept start, int count) {
        return fold(start.picture.copy(), start.count, count);
    }

    private Picture fold(Picture picture, int from, int to) {
        for (int number = from; number < to; number++) {
            picture.apply(number, log.get(number));
        }
        return picture;
    }

    private Kept nearest(int count) {
        synchronized (kept) {
            return kept.reversed().stream().filter(one -> one.count <= count).findFirst()
                    .orElseGet(() -> new Kept(0, new Picture()));
        }
    }
}
