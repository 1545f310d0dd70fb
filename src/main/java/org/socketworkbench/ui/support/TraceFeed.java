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
import org.socketworkbench.trace.Cursor;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * The one bridge from the trace to the FX thread. Any thread appends to the log; here the events up to the cursor are
 * handed to the views in batches, each batch short enough that the window goes on answering.
 *
 * <p>For the FX thread only, but for the wake-up that the log sends.
 */
public final class TraceFeed {
    private static final long BATCH_NANOS = 8_000_000;
    /** Behind a flood the views catch up in longer batches: fewer frames, but still several a second. */
    private static final long LONG_BATCH_NANOS = 40_000_000;
    private static final int FAR_BEHIND = 10_000;
    private static final int CLOCK_EVERY = 64;

    private final TraceLog log;
    private final Cursor cursor;
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
    private int applied;
    private boolean closed;

    /** A view of the trace. */
    public interface Listener {
        /** Forget everything: the events come again from the first. */
        void reset();

        /** The next event. */
        void event(int number, TraceEvent event);

        /** A batch is over: show it. The picture is that of the events so far. */
        void settled(Picture picture);
    }

    public TraceFeed(TraceLog log) {
        this.log = log;
        cursor = new Cursor(log);
        unsubscribe = log.onAppend(this::wake);
        wake();
    }

    /** Adds a view; before this returns, it gets everything that is shown so far. */
    public void add(Listener listener) {
        listener.reset();
        for (int number = 0; number < applied; number++) {
            listener.event(number, log.get(number));
        }
        listeners.add(listener);
        listener.settled(picture);
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** Ends the subscription to the log, and the views'. */
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

    /** The state at the cursor. */
    public Picture picture() {
        return picture;
    }

    /**
     * The time at the cursor, in nanoseconds since the log began. It runs while the newest event is shown; else, also
     * while the views catch up with a flood, it is that of the last event shown.
     */
    public long now() {
        return applied == 0 || live.get() && applied == log.size() ? log.now() : log.get(applied - 1).nanos();
    }

    /** How many events are shown. */
    public ReadOnlyIntegerProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /** How many events there are. */
    public ReadOnlyIntegerProperty sizeProperty() {
        return size.getReadOnlyProperty();
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

    /** Once a frame while there is something to show. */
    private void drain() {
        int target = cursor.position();
        if (target < applied) {
            picture = new Picture();
            applied = 0;
            listeners.forEach(Listener::reset);
        }
        long due = System.nanoTime() + (target - applied > FAR_BEHIND ? LONG_BATCH_NANOS : BATCH_NANOS);
        while (applied < target && (applied % CLOCK_EVERY != 0 || System.nanoTime() < due)) {
            int number = applied;
            applied++;
            apply(number, log.get(number));
        }
        size.set(log.size());
        live.set(cursor.isLive());
        position.set(applied);
        listeners.forEach(listener -> listener.settled(picture));
        if (applied == target) {
            frames.stop();
            awake.set(false);
            if (cursor.position() != applied || log.size() != size.get()) {
                wake();
            }
        }
    }

    private void apply(int number, TraceEvent event) {
        picture.apply(number, event);
        for (Listener listener : listeners) {
            listener.event(number, event);
        }
    }
}
