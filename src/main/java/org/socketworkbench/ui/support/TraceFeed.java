package org.socketworkbench.ui.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.socketworkbench.model.Fact;
import org.socketworkbench.model.Moments;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.Cursor;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * The only bridge from the trace to the FX thread. Any thread appends to the log; the feed passes each event to the
 * views once, in batches short enough that the window stays responsive. The moment that views show is passed
 * separately, so that going back repeats no events.
 *
 * <p>For the FX thread only, except for the log's wake-up call and {@link #moments}.
 */
public final class TraceFeed {
    private static final long BATCH_NANOS = 8_000_000;
    /** After a flood of events, the views catch up in longer batches and are updated less often. */
    private static final long LONG_BATCH_NANOS = 40_000_000;
    private static final long SHOW_EVERY_NANOS = 250_000_000;
    private static final int FAR_BEHIND = 10_000;
    private static final int CLOCK_EVERY = 64;

    private final TraceLog log;
    private final Cursor cursor;
    private final Moments moments;
    private final List<Listener> listeners = new ArrayList<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AnimationTimer frames = new AnimationTimer() {
        @Override
        public void handle(long now) {
            drain();
        }
    };
    private final ReadOnlyIntegerWrapper position = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper size = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(true);
    private final Runnable unsubscribe;
    private Picture picture = new Picture();
    private int shown;
    private long shownNanos;
    private boolean closed;

    /** A view of the trace. */
    public interface Listener {
        /** The next event of the trace. Each event comes once, whatever moment is shown. */
        default void event(int number, TraceEvent event) {}

        /** The same, for a view that draws what the event has made known, see {@link Picture#apply}. */
        default void event(int number, TraceEvent event, List<Fact> facts) {
            event(number, event);
        }

        /**
         * Shows a moment: the trace after its first {@code count} events, which may be fewer than have arrived.
         *
         * @param picture what was known then; must not be kept
         */
        void show(int count, Picture picture);
    }

    public TraceFeed(TraceLog log) {
        this.log = log;
        cursor = new Cursor(log);
        moments = new Moments(log);
        unsubscribe = log.onAppend(this::wake);
        wake();
    }

    /** Adds a view; before this returns, the view gets all events that the others have got, and the moment shown. */
    public void add(Listener listener) {
        add(listener, 0);
    }

    /** Adds a view that wants no events before {@code first}. */
    public void add(Listener listener, int first) {
        if (first < moments.followed()) {
            Picture past = moments.at(first);
            for (int number = first; number < moments.followed(); number++) {
                TraceEvent event = log.get(number);
                listener.event(number, event, past.apply(number, event));
            }
        }
        listeners.add(listener);
        listener.show(shown, picture);
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** Ends the subscriptions to the log and of the views. */
    public void close() {
        closed = true;
        unsubscribe.run();
        frames.stop();
        listeners.clear();
    }

    /** Shows the state after the first {@code count} events; the end is live. */
    public void moveTo(int count) {
        cursor.moveTo(count);
        wake();
    }

    /** Follows the newest event again. */
    public void follow() {
        cursor.follow();
        wake();
    }

    public TraceLog log() {
        return log;
    }

    /** What was known at any moment. Any thread may call {@link Moments#at(int)}. */
    public Moments moments() {
        return moments;
    }

    /** The state at the cursor. */
    public Picture picture() {
        return picture;
    }

    /**
     * The time at the cursor, in nanoseconds since the log began. It runs while the newest event is shown; otherwise,
     * also while the views catch up with a flood of events, it is the time of the last event shown.
     */
    public long now() {
        return shown == 0 || live.get() && shown == log.size() ? log.now() : log.get(shown - 1).nanos();
    }

    /** The number of events shown. */
    public ReadOnlyIntegerProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /** The number of events in total. */
    public ReadOnlyIntegerProperty sizeProperty() {
        return size.getReadOnlyProperty();
    }

    /** Whether so many events have come that the views catch up, and another moment is shown soon. */
    public boolean isFarBehind() {
        return log.size() - moments.followed() > FAR_BEHIND;
    }

    /** Whether the newest event is followed. */
    public ReadOnlyBooleanProperty liveProperty() {
        return live.getReadOnlyProperty();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            Platform.runLater(this::start);
        }
    }

    private void start() {
        if (!closed) {
            frames.start();
        }
    }

    /** Runs once a frame while there is something to show. */
    private void drain() {
        int end = log.size();
        long begin = System.nanoTime();
        boolean farBehind = isFarBehind();
        long due = begin + (farBehind ? LONG_BATCH_NANOS : BATCH_NANOS);
        while (moments.followed() < end
                && (moments.followed() % CLOCK_EVERY != 0 || System.nanoTime() < due)) {
            take(moments.followed());
        }
        boolean caughtUp = moments.followed() == end;
        if (caughtUp || !farBehind || begin - shownNanos > SHOW_EVERY_NANOS) {
            show(Math.min(cursor.position(), moments.followed()));
        }
        if (caughtUp && shown == cursor.position()) {
            frames.stop();
            awake.set(false);
            if (cursor.position() != shown || log.size() != size.get()) {
                wake();
            }
        }
    }

    private void take(int number) {
        TraceEvent event = log.get(number);
        List<Fact> facts = moments.follow(event);
        for (Listener listener : listeners) {
            listener.event(number, event, facts);
        }
    }

    private void show(int count) {
        if (count == moments.followed()) {
            picture = moments.newest();
        } else {
            // Looking back must not change the newest picture.
            boolean own = picture != moments.newest();
            picture = own ? moments.at(count, picture, shown) : moments.at(count);
        }
        shown = count;
        shownNanos = System.nanoTime();
        size.set(log.size());
        live.set(cursor.isLive());
        position.set(count);
        listeners.forEach(listener -> listener.show(count, picture));
    }
}
