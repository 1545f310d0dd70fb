package org.socketworkbench.trace;

import java.util.Locale;
import java.util.function.IntFunction;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;

/** Events of the trace. A call that has returned is not repeated: its number leads to it. */
final class EventCodec implements Codec<TraceEvent> {
    private static final Kind[] KINDS = Kind.values();
    private static final Role[] ROLES = Role.values();
    private static final TraceEvent.Note.Kind[] NOTES = TraceEvent.Note.Kind.values();

    private final IntFunction<TraceEvent.CallEntered> calls;
    private final Codec<SocketRow> rows;

    private enum Kind {
        PARTICIPANT_CAME, PARTICIPANT_WENT, CALL_WAITING, CALL_ENTERED, CALL_BLOCKED, CALL_RETURNED, KERNEL_SAMPLE, NOTE;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        static Kind of(TraceEvent event) {
            return switch (event) {
                case TraceEvent.CallEntered e -> CALL_ENTERED;
                case TraceEvent.CallReturned e -> CALL_RETURNED;
                case TraceEvent.ParticipantCame e -> PARTICIPANT_CAME;
                case TraceEvent.ParticipantWent e -> PARTICIPANT_WENT;
                case TraceEvent.CallWaiting e -> CALL_WAITING;
                case TraceEvent.CallBlocked e -> CALL_BLOCKED;
                case TraceEvent.KernelSample e -> KERNEL_SAMPLE;
                case TraceEvent.Note e -> NOTE;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * @param calls the call with a number, asked for when its return is read; it throws {@link Unreadable} if there is none
     * @param rows  how the rows of the kernel's tables are written
     */
    EventCodec(IntFunction<TraceEvent.CallEntered> calls, Codec<SocketRow> rows) {
        this.calls = calls;
        this.rows = rows;
    }

    @Override
    public void write(FieldWriter to, TraceEvent event) {
        to.number("nanos", event.nanos());
        to.symbol("kind", Kind.of(event));
        if (event instanceof TraceEvent.OfParticipant e) {
            to.number("participant", e.participant());
        }
        switch (event) {
            case TraceEvent.CallEntered e -> {
                origin(to, e.origin());
                to.number("parent", e.parent(), TraceEvent.CallEntered.NO_PARENT);
                call(to, e.call());
            }
            case TraceEvent.CallReturned e -> {
                to.number("number", e.number());
                if (to.spellsOut()) {
                    to.number("entered", e.entered());
                    to.string("text", CText.of(e.call(), e.outcome()));
                    to.object("call", e.call(), CallCodec.INSTANCE);
                }
                to.object("outcome", e.outcome(), OutcomeCodec.INSTANCE);
            }
            case TraceEvent.ParticipantCame e -> {
                to.string("name", e.name());
                to.symbol("role", e.role());
            }
            case TraceEvent.ParticipantWent e -> { }
            case TraceEvent.CallWaiting e -> {
                origin(to, e.origin());
                call(to, e.call());
            }
            case TraceEvent.CallBlocked e -> to.number("number", e.call());
            case TraceEvent.KernelSample e -> to.list("rows", e.rows(), rows);
            case TraceEvent.Note e -> {
                origin(to, e.origin());
                to.symbol("note", e.kind());
                to.string("text", e.text());
            }
        }
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

    @Override
    public TraceEvent read(FieldReader from) {
        long nanos = from.number("nanos", 0, Long.MAX_VALUE);
        return switch (from.symbol("kind", KINDS)) {
            case PARTICIPANT_CAME -> new TraceEvent.ParticipantCame(nanos, participant(from), from.string("name", Bounds.NAME),
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
        };
    }

    private TraceEvent returned(long nanos, FieldReader from) {
        int participant = participant(from);
        int number = number(from);
        TraceEvent.CallEntered entered = calls.apply(number);
        return new TraceEvent.CallReturned(nanos, participant, number, entered.nanos(), entered.call(),
                from.object("outcome", OutcomeCodec.INSTANCE));
    }

    /** Whether an event is the beginning of the call that has returned: the same participant entered it at that time. */
    static boolean isBeginning(FieldReader event, TraceEvent.CallReturned returned) {
        return event.number("nanos", 0, Long.MAX_VALUE) == returned.entered()
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
