package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * What was known at any moment of a trace. Copies of the picture are kept on the way, so that from the nearest one only
 * some ten thousand events need to be folded. Any thread.
 */
public final class Moments {
    /** So many events lie between two copies at least: to fold them takes some hundredths of a second. */
    private static final int APART = 1 << 15;
    /** Of a picture with many sockets to copy, fewer copies are kept: they would fill the memory. */
    private static final int APART_A_SOCKET = 8;

    private final TraceLog log;
    private final int apart;
    private final List<Kept> kept = new ArrayList<>();
    /** Folded as far as the trace was followed; only for the thread that follows it. */
    private final Picture newest = new Picture();
    private int followed;

    private record Kept(int count, Picture picture) {}

    public Moments(TraceLog log) {
        this(log, APART);
    }

    /** @param apart how many events lie between two copies at least */
    Moments(TraceLog log, int apart) {
        this.log = log;
        this.apart = apart;
    }

    /**
     * Takes in the next event, which whoever follows the trace has read; for one thread at a time. Answers what it has
     * made known, see {@link Picture#apply}.
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

    /** The picture of all events that were followed; for the thread that follows, and to be read only. */
    public Picture newest() {
        return newest;
    }

    /** How many events were followed. */
    public int followed() {
        return followed;
    }

    /** A picture of its own of the first {@code count} events, from 0 to the size of the log. */
    public Picture at(int count) {
        return from(nearest(count), count);
    }

    /**
     * The same, if it is near to go on from another moment.
     *
     * @param shown   a picture that is not needed any more
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
