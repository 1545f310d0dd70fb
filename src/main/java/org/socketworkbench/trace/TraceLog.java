package org.socketworkbench.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.socketworkbench.socket.Bytes;

/**
 * The append-only log of everything that happened. Any thread appends and reads; events never change or move.
 *
 * <p>Memory is bounded: there is room for {@link #CAPACITY} events and {@link #TABLE_BYTES} of the kernel's tables.
 * Payloads are kept whole until {@link #PAYLOAD_BYTES} are used up; after that, only their first {@link #EXCERPT_BYTES}
 * are kept. The last {@link #RESERVE} places are for calls in progress: ask {@link #isFull} before you begin something
 * new.
 *
 * <p>Events are kept as bytes, about twenty per event beside its payload, and are built again whenever they are read.
 */
public final class TraceLog {
    /** How many events there is room for. */
    public static final int CAPACITY = 1_000_000;
    /** How many bytes of payload are kept in all before payloads are cut. */
    public static final long PAYLOAD_BYTES = 64 << 20;
    /** How many bytes of each payload are always kept. */
    public static final int EXCERPT_BYTES = 64;
    /**
     * How many bytes the kernel's tables may take. They can change without any call, so the number of events alone
     * would not bound them.
     */
    static final long TABLE_BYTES = 128 << 20;

    private static final int RESERVE = 10_000;

    private final LongSupplier clock;
    private final int capacity;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong payload = new AtomicLong();

    private final Records events = new Records();
    /** The writers that no recorder uses any more: the next recorder continues where they ended. */
    private final Queue<CompactWriter> writers = new ConcurrentLinkedQueue<>();

    /** Held by {@link #append}: the writers below are for one thread at a time. */
    private final Object appending = new Object();
    private final CompactWriter writer = new CompactWriter(events);
    private final RecentRows rows = new RecentRows();
    private final EventCodec codec = new EventCodec(this::call, rows);
    private long samples;
    private volatile long tables;

    public TraceLog() {
        this(CAPACITY);
    }

    /** A log with room for {@code capacity} events, at least 20,000. */
    public TraceLog(int capacity) {
        this(capacity, sinceNow());
    }

    /** @param clock the nanoseconds since the log began */
    TraceLog(int capacity, LongSupplier clock) {
        if (capacity < 2 * RESERVE) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        this.capacity = capacity;
        this.clock = clock;
    }

    private static LongSupplier sinceNow() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }

    /**
     * Nanoseconds since the log began: the time to put into an event. For a trace that was read, the time of its end.
     */
    public long now() {
        return clock.getAsLong();
    }

    /** A way to append the calls of one participant's thread; the thread closes it before it ends. */
    public CallRecorder recorder(int participant) {
        CompactWriter free = writers.poll();
        return new CallRecorder(this, participant, free == null ? new CompactWriter(events) : free);
    }

    /** Takes a recorder's writer back. */
    void closed(CompactWriter free) {
        writers.add(free);
    }

    /**
     * Appends an event and returns its number. Never waits for a reader.
     *
     * @throws IllegalArgumentException if a call returns that this participant did not enter at that time; then nothing
     *                                  is appended
     */
    public int append(TraceEvent event) {
        int number;
        synchronized (appending) {
            // A return is kept without its call; the call is found by its number.
            if (event instanceof TraceEvent.CallReturned e && !isEntered(e)) {
                throw new IllegalArgumentException("there is no such call: " + e);
            }
            writer.begin();
            codec.write(writer, event);
            if (event instanceof TraceEvent.KernelSample) {
                samples += writer.length();
                tables = samples + rows.bytes();
            }
            number = writer.append();
        }
        tellListeners();
        return number;
    }

    /** To be called after each append. */
    void tellListeners() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    private boolean isEntered(TraceEvent.CallReturned e) {
        return e.number() >= 0 && e.number() < events.count() && EventCodec.isBeginning(events.at(e.number()), e);
    }

    /** How many events there are. The thread that asked can read those with smaller numbers. */
    public int size() {
        return events.count();
    }

    /** The event with a number from 0 to {@code size() - 1}: equal to the one that was appended. */
    public TraceEvent get(int number) {
        return codec.read(events.at(number));
    }

    /** The call with a number. */
    TraceEvent.CallEntered call(int number) {
        return (TraceEvent.CallEntered) get(number);
    }

    /** The events from one number up to, not including, another, as they are now. */
    public List<TraceEvent> range(int from, int to) {
        List<TraceEvent> range = new ArrayList<>(to - from);
        for (int number = from; number < to; number++) {
            range.add(get(number));
        }
        return range;
    }

    /** Whether no new call should begin, because only the calls in progress still have room. */
    public boolean isFull() {
        return size() >= capacity - RESERVE || tables >= TABLE_BYTES;
    }

    /** How many bytes of memory the events take, with their payloads. */
    long bytes() {
        return events.bytes() + rows.bytes();
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
     * Calls the listener after every append, on the thread that appended: it must only take note and return at once.
     *
     * @return what removes the listener
     */
    public Runnable onAppend(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
