package org.socketworkbench.trace;

import java.util.Locale;
import java.util.function.IntFunction;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Events of the trace. A call that has returned is not repeated: its number leads to it. */
final class EventCodec implements Codec<TraceEvent> {
    private static final Kind[] KINDS = Kind.values();
    private static final Role[] ROLES = Role.values();
    private static final TraceEvent.Note.Kind[] NOTES = TraceEvent.Note.Kind.values();

    private final IntFunction<TraceEvent.CallEntered> calls;
    private final Codec<SocketRow> rows;

    private enum Kind {
        PARTICIPANT_CAME, PARTICIPANT_WENT, CALL_WAITING, CALL_ENTERED, CALL_BLOCKED, CALL_RETURNED, KERNEL_SAMPLE,
        NOTE,
        UNKNOWN;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * @param calls the call with a number, asked for when its return is read; it throws {@link Unreadable} if there is
     *              none
     * @param rows  how the rows of the kernel's tables are written
     */
    EventCodec(IntFunction<TraceEvent.CallEntered> calls, Codec<SocketRow> rows) {
        this.calls = calls;
        this.rows = rows;
    }

    @Override
    public void write(FieldWriter to, TraceEvent event) {
        switch (event) {
            case TraceEvent.CallEntered e -> entered(to, e.nanos(), e.participant(), e.origin(), e.parent(), e.call());
            case TraceEvent.CallReturned e -> {
                returned(to, e.nanos(), e.participant(), e.number());
                if (to.spellsOut()) {
                    to.number("entered", e.entered());
                    to.string("text", CText.of(e.call(), e.outcome()));
                    to.object("call", e.call(), CallCodec.INSTANCE);
                }
                outcome(to, e.outcome());
            }
            case TraceEvent.ParticipantCame e -> {
                begin(to, e.nanos(), Kind.PARTICIPANT_CAME, e.participant());
                to.string("name", e.name());
                to.symbol("role", e.role());
            }
            case TraceEvent.ParticipantWent e -> begin(to, e.nanos(), Kind.PARTICIPANT_WENT, e.participant());
            case TraceEvent.CallWaiting e -> {
                begin(to, e.nanos(), Kind.CALL_WAITING, e.participant());
                origin(to, e.origin());
                call(to, e.call());
            }
            case TraceEvent.CallBlocked e -> {
                begin(to, e.nanos(), Kind.CALL_BLOCKED, e.participant());
                to.number("number", e.call());
            }
            case TraceEvent.KernelSample e -> {
                begin(to, e.nanos(), Kind.KERNEL_SAMPLE);
                to.list("rows", e.rows(), rows);
            }
            case TraceEvent.Unknown e -> {
                begin(to, e.nanos(), Kind.UNKNOWN);
                to.string("was", e.kind());
            }
            case TraceEvent.Note e -> {
                begin(to, e.nanos(), Kind.NOTE, e.participant());
                origin(to, e.origin());
                to.symbol("note", e.kind());
                to.string("text", e.text());
            }
        }
    }

    /** Writes a {@link TraceEvent.CallEntered} without the object. */
    static void entered(FieldWriter to, long nanos, int participant, Origin origin, int parent, Call call) {
        begin(to, nanos, Kind.CALL_ENTERED, participant);
        origin(to, origin);
        to.number("parent", parent, TraceEvent.CallEntered.NO_PARENT);
        call(to, call);
    }

    /**
     * Writes a {@link TraceEvent.CallReturned} without the object, and without what its reader knows from the call's
     * beginning.
     */
    static void returned(FieldWriter to, long nanos, int participant, int number, Outcome outcome) {
        returned(to, nanos, participant, number);
        outcome(to, outcome);
    }

    private static void returned(FieldWriter to, long nanos, int participant, int number) {
        begin(to, nanos, Kind.CALL_RETURNED, participant);
        to.number("number", number);
    }

    private static void outcome(FieldWriter to, Outcome outcome) {
        to.object("outcome", outcome, OutcomeCodec.INSTANCE);
    }

    private static void begin(FieldWriter to, long nanos, Kind kind, int participant) {
        begin(to, nanos, kind);
        to.number("participant", participant);
    }

    private static void begin(FieldWriter to, long nanos, Kind kind) {
        to.nanos("nanos", nanos);
        to.symbol("kind", kind);
    }

    private static void origin(FieldWriter to, Origin origin) {
        to.number("thread", origin.thread(), 0);
        to.number("line", origin.line(), 0);
        if (origin.hasLine()) {
            to.string("file", origin.file());
        }
    }

    private static void call(FieldWriter to, Call call) {
        if (to.spellsOut()) {
            to.string("text", CText.of(call));
        }
        to.object("call", call, CallCodec.INSTANCE);
    }

    /** What is left of an event of which more cannot be understood. */
    static TraceEvent.Unknown unknown(FieldReader from) {
        return new TraceEvent.Unknown(from.nanos("nanos"), from.string("kind", Bounds.NAME));
    }

    @Override
    public TraceEvent read(FieldReader from) {
        long nanos = from.nanos("nanos");
        return switch (from.symbol("kind", KINDS)) {
            case PARTICIPANT_CAME ->
                new TraceEvent.ParticipantCame(nanos, participant(from), from.string("name", Bounds.NAME),
                        from.symbol("role", ROLES));
            case PARTICIPANT_WENT -> new TraceEvent.ParticipantWent(nanos, participant(from));
            case CALL_WAITING -> new TraceEvent.CallWaiting(nanos, participant(from), origin(from), call(from));
            case CALL_ENTERED -> new TraceEvent.CallEntered(nanos, participant(from), origin(from),
                    (int) from.number("parent", 0, Integer.MAX_VALUE, TraceEvent.CallEntered.NO_PARENT), call(from));
            case CALL_BLOCKED -> new TraceEvent.CallBlocked(nanos, participant(from), number(from));
            case CALL_RETURNED -> returned(nanos, from);
            case KERNEL_SAMPLE -> new TraceEvent.KernelSample(nanos, from.list("rows", rows));
            case NOTE -> new TraceEvent.Note(nanos, participant(from), origin(from), from.symbol("note", NOTES),
                    from.string("text", Bounds.TEXT));
            case UNKNOWN -> new TraceEvent.Unknown(nanos, from.string("was", Bounds.NAME));
        };
    }

    private TraceEvent returned(long nanos, FieldReader from) {
        int participant = participant(from);
        int number = number(from);
        TraceEvent.CallEntered entered = calls.apply(number);
        return new TraceEvent.CallReturned(nanos, participant, number, entered.nanos(), entered.call(),
                asAnswered(entered.call(), from.object("outcome", OutcomeCodec.INSTANCE)));
    }

    /** A trace of the first form tells what socket() made as it tells any number. */
    private static Outcome asAnswered(Call call, Outcome outcome) {
        return call instanceof Call.Socket && outcome instanceof Outcome.Done(long value) && value >= 0
                && value <= Integer.MAX_VALUE
                        ? new Outcome.Opened((int) value) : outcome;
    }

    /**
     * Whether an event is the beginning of the call that has returned: the same participant entered it at that time.
     */
    static boolean isBeginning(FieldReader event, TraceEvent.CallReturned returned) {
        return event.nanos("nanos") == returned.entered()
                && event.symbol("kind", KINDS) == Kind.CALL_ENTERED
                && participant(event) == returned.participant();
    }

    private static Origin origin(FieldReader from) {
        int thread = (int) from.number("thread", 0, Integer.MAX_VALUE, 0);
        int line = (int) from.number("line", 0, Integer.MAX_VALUE, 0);
        return line == 0 ? Origin.of(thread) : new Origin(thread, from.string("file", Bounds.NAME), line);
    }

    private static Call call(FieldReader from) {
        return from.object("call", CallCodec.INSTANCE);
    }

    private static int participant(FieldReader from) {
        return from.integer("participant", 0, Integer.MAX_VALUE);
    }

    private static int number(FieldReader from) {
        return from.integer("number", 0, Integer.MAX_VALUE);
    }
}
