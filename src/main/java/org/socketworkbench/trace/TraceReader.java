package org.socketworkbench.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a trace from a file that cannot be trusted. For one thread, and for one file. */
final class TraceReader {
    /**
     * The memory that a file may take, per event of the capacity. Real traces take less, even with payloads, and a
     * larger file is not worth the memory.
     */
    private static final long BYTES_AN_EVENT = 512;

    private final int capacity;
    private final AtomicLong end = new AtomicLong();
    private final TraceLog log;
    private final EventCodec codec = new EventCodec(this::call, RowCodec.FORM);
    private int version = TraceFormat.WITHOUT_HEADER;
    private final EventOrder order = new EventOrder(this::call);

    /** @param capacity how many events are read at most */
    TraceReader(int capacity) {
        this.capacity = capacity;
        log = new TraceLog(capacity, end::get);
    }

    /**
     * Reads the file to its end.
     *
     * @throws TraceFormatException if the file is not a trace, or not a whole one
     * @throws IOException          if the file cannot be read
     */
    TraceLog read(InputStream in) throws IOException {
        try (JsonObjects objects = new JsonObjects(in)) {
            try {
                Optional<JsonObjects.Fields> next = objects.next();
                if (next.filter(TraceFormat::isHeader).isPresent()) {
                    version = TraceFormat.version(new JsonFieldReader(next.get()));
                    next = objects.next();
                }
                for (; next.isPresent(); next = objects.next()) {
                    TraceFormat.bringUpToDate(next.get(), version);
                    take(new JsonFieldReader(next.get()));
                }
                return log;
            } catch (Unreadable e) {
                throw new TraceFormatException(objects.line(), e, log);
            }
        }
    }

    private void take(FieldReader from) {
        int number = log.size();
        if (number == capacity) {
            throw new Unreadable("file.events", Integer.toString(capacity));
        }
        if (from.integer("event") != number) {
            throw new Unreadable("file.event", Integer.toString(number));
        }
        TraceEvent event = event(number, from);
        log.append(event);
        end.accumulateAndGet(event.nanos(), Math::max);
        if (log.bytes() > BYTES_AN_EVENT * capacity) {
            throw new Unreadable("file.bytes", Long.toString(BYTES_AN_EVENT * capacity >> 20));
        }
    }

    /** Skips what a later version has added, and what belongs to it, such as the return of a call. */
    private TraceEvent event(int number, FieldReader from) {
        try {
            TraceEvent event = codec.read(from);
            order.check(number, event);
            return event;
        } catch (Unreadable e) {
            if (version > TraceFormat.VERSION) {
                return EventCodec.unknown(from);
            }
            throw e;
        }
    }

    private TraceEvent.CallEntered call(int number) {
        if (number < log.size() && log.get(number) instanceof TraceEvent.CallEntered call) {
            return call;
        }
        throw new Unreadable("order.call", Integer.toString(number));
    }
}
