package org.socketworkbench.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.socketworkbench.socket.Bytes;

/**
 * The append-only log of everything that happened. Any thread appends and reads; events never change or move.
 *
 * <p>Memory is bounded: there is room for {@link #CAPACITY} events, and payloads are kept whole until {@link #PAYLOAD_BYTES}
 * are spent, from then on only their first {@link #EXCERPT_BYTES}. The last {@link #RESERVE} places are for calls on their
 * way: whoever begins something new asks {@link #isFull} first.
 */
public final class TraceLog {
    /** How many events there is room for. */
    public static final int CAPACITY = 1_000_000;
    /** How many bytes of payload are kept in all before payloads are cut. */
    public static final long PAYLOAD_BYTES = 64 << 20;
    /** How many bytes of a payload are kept in any case. */
    public static final int EXCERPT_BYTES = 64;

    private static final int RESERVE = 10_000;
    private static final int CHUNK = 1 << 12;

    private final long origin = System.nanoTime();
    private final List<TraceEvent[]> chunks = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong payload = new AtomicLong();
    private final int capacity;
    private volatile int size;

    public TraceLog() {
        this(CAPACITY);
    }

    /** A log with room for {@code capacity} events, at least 20,000. */
    public TraceLog(int capacity) {
        if (capacity < 2 * RESERVE) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        this.capacity = capacity;
    }

    /** Nanoseconds since the log began: the time to put into an event. */
    public long now() {
        return System.nanoTime() - origin;
    }

    /** Appends an event and answers its number. Never waits for a reader. */
    public int append(TraceEvent event) {
        int number;
        synchronized (chunks) {
            number = size;
            if (number % CHUNK == 0) {
                chunks.add(new TraceEvent[CHUNK]);
            }
            chunks.get(number / CHUNK)[number % CHUNK] = event;
            size = number + 1;
        }
        for (Runnable listener : listeners) {
            listener.run();
        }
        return number;
    }

    /** How many events there are. Those with numbers below it can be read by the thread that asked. */
    public int size() {
        return size;
    }

    /** The event with a number from 0 to {@code size() - 1}. */
    public TraceEvent get(int number) {
        if (number >= size) {
            throw new IndexOutOfBoundsException(number);
        }
        return chunks.get(number / CHUNK)[number % CHUNK];
    }

    /** The events from one number up to, not including, another, as they are now. */
    public List<TraceEvent> range(int from, int to) {
        List<TraceEvent> events = new ArrayList<>(to - from);
        for (int number = from; number < to; number++) {
            events.add(get(number));
        }
        return events;
    }

    /** Whether no new call should begin, because there is room only for those on their way. */
    public boolean isFull() {
        return size >= capacity - RESERVE;
    }

    /** The payload as it may be kept in an event: whole while there is room, else its first bytes. */
    public Bytes keep(Bytes bytes) {
        if (bytes.kept() <= EXCERPT_BYTES) {
            return bytes;
        }
        if (payload.addAndGet(bytes.kept()) > PAYLOAD_BYTES) {
            payload.addAndGet(-bytes.kept());
            return bytes.keeping(EXCERPT_BYTES);
        }
        return bytes;
    }

    /**
     * Calls the listener after every append, on the thread that appended: it must only take note and return.
     *
     * @return what ends it
     */
    public Runnable onAppend(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
