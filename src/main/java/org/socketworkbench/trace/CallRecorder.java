package org.socketworkbench.trace;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/**
 * Appends the calls of one participant's thread to a log. It writes into memory of its own, so it makes no object for
 * an event and waits for nobody. For that thread only.
 */
public final class CallRecorder implements AutoCloseable {
    private final TraceLog log;
    private final int participant;
    private final CompactWriter writer;

    CallRecorder(TraceLog log, int participant, CompactWriter writer) {
        this.log = log;
        this.participant = participant;
        this.writer = writer;
    }

    /** Appends a {@link TraceEvent.CallEntered} and returns its number. */
    public int entered(long nanos, Origin origin, int parent, Call call) {
        writer.begin();
        EventCodec.entered(writer, nanos, participant, origin, parent, call);
        return append();
    }

    /**
     * Appends a {@link TraceEvent.CallReturned} and returns its number.
     *
     * @param number what {@link #entered} returned for this call
     */
    public int returned(long nanos, int number, Outcome outcome) {
        writer.begin();
        EventCodec.returned(writer, nanos, participant, number, outcome);
        return append();
    }

    private int append() {
        int number = writer.append();
        log.tellListeners();
        return number;
    }

    @Override
    public void close() {
        log.closed(writer);
    }
}
