package org.socketworkbench.trace;

import java.util.Locale;
import java.util.function.IntFunction;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Events of the trace. The return of a call does not repeat the call: its number leads to it. */
final class EventCodec implements Codec<TraceEvent> {
    private static final Field<Kind> KIND = Field.symbol("kind", Kind.values());
    private static final Field.Nanos NANOS = new Field.Nanos("nanos");
    private static final Field.Int PARTICIPANT = new Field.Int("participant", 0, Integer.MAX_VALUE);
    private static final Field<Origin> ORIGIN = new Field<>(EventCodec::write, EventCodec::origin);
    private static final Field.UnusualInt THREAD = new Field.UnusualInt("thread", 0, Integer.MAX_VALUE, 0);
    private static final Field.UnusualInt LINE = new Field.UnusualInt("line", 0, Integer.MAX_VALUE, 0);
    private static final Field<String> FILE = Field.string("file", Bounds.NAME);
    private static final Field.UnusualInt PARENT =
            new Field.UnusualInt("parent", 0, Integer.MAX_VALUE, TraceEvent.CallEntered.NO_PARENT);
    private static final Field.Int NUMBER = new Field.Int("number", 0, Integer.MAX_VALUE);
    private static final Field<String> TEXT = Field.string("text", Bounds.TEXT);
    private static final Field<Call> CALL = Field.object("call", CallCodec.INSTANCE);
    private static final Field<Outcome> OUTCOME = Field.object("outcome", OutcomeCodec.INSTANCE);

    private static final Part<TraceEvent, Long> WHEN = NANOS.of(TraceEvent::nanos);
    private static final Part<TraceEvent.OfParticipant, Integer> WHO =
            PARTICIPANT.of(TraceEvent.OfParticipant::participant);

    private static final Form<TraceEvent.ParticipantCame> PARTICIPANT_CAME = Form.of(TraceEvent.ParticipantCame::new,
            WHEN, WHO, Field.string("name", Bounds.NAME).of(TraceEvent.ParticipantCame::name),
            Field.symbol("role", Role.values()).of(TraceEvent.ParticipantCame::role));
    private static final Form<TraceEvent.ParticipantWent> PARTICIPANT_WENT =
            Form.of(TraceEvent.ParticipantWent::new, WHEN, WHO);
    private static final Form<TraceEvent.CallWaiting> CALL_WAITING = Form.of(TraceEvent.CallWaiting::new, WHEN, WHO,
            ORIGIN.of(TraceEvent.CallWaiting::origin).telling((to, e) -> TEXT.write(to, CText.of(e.call()))),
            CALL.of(TraceEvent.CallWaiting::call));
    private static final Form<TraceEvent.CallBlocked> CALL_BLOCKED =
            Form.of(TraceEvent.CallBlocked::new, WHEN, WHO, NUMBER.of(TraceEvent.CallBlocked::call));
    private static final Form<TraceEvent.Unknown> UNKNOWN = Form.of(TraceEvent.Unknown::new, WHEN,
            Field.string("was", Bounds.NAME).of(TraceEvent.Unknown::kind));
    private static final Form<TraceEvent.Note> NOTE = Form.of(TraceEvent.Note::new, WHEN, WHO,
            ORIGIN.of(TraceEvent.Note::origin),
            Field.symbol("note", TraceEvent.Note.Kind.values()).of(TraceEvent.Note::kind),
            TEXT.of(TraceEvent.Note::text));

    private final Form<TraceEvent.CallReturned> returns;
    private final Form<TraceEvent.KernelSample> samples;

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
     * @param calls finds the call with a number when its return is read; throws {@link Unreadable} if there is none
     * @param rows  how the rows of the kernel's tables are written
     */
    EventCodec(IntFunction<TraceEvent.CallEntered> calls, Codec<SocketRow> rows) {
        returns = Form.of(
                (nanos, participant, number, outcome) -> returned(nanos, participant, number, calls.apply(number),
                        outcome),
                WHEN, WHO, NUMBER.of(TraceEvent.CallReturned::number).telling(EventCodec::tellCall),
                OUTCOME.of(TraceEvent.CallReturned::outcome));
        samples = Form.of(TraceEvent.KernelSample::new, WHEN,
                Field.list("rows", rows).of(TraceEvent.KernelSample::rows));
    }

    @Override
    public void write(FieldWriter to, TraceEvent event) {
        switch (event) {
            case TraceEvent.CallEntered e -> entered(to, e.nanos(), e.participant(), e.origin(), e.parent(), e.call());
            case TraceEvent.CallReturned e -> write(to, Kind.CALL_RETURNED, returns, e);
            case TraceEvent.ParticipantCame e -> write(to, Kind.PARTICIPANT_CAME, PARTICIPANT_CAME, e);
            case TraceEvent.ParticipantWent e -> write(to, Kind.PARTICIPANT_WENT, PARTICIPANT_WENT, e);
            case TraceEvent.CallWaiting e -> write(to, Kind.CALL_WAITING, CALL_WAITING, e);
            case TraceEvent.CallBlocked e -> write(to, Kind.CALL_BLOCKED, CALL_BLOCKED, e);
            case TraceEvent.KernelSample e -> write(to, Kind.KERNEL_SAMPLE, samples, e);
            case TraceEvent.Unknown e -> write(to, Kind.UNKNOWN, UNKNOWN, e);
            case TraceEvent.Note e -> write(to, Kind.NOTE, NOTE, e);
        }
    }

    private static <T extends TraceEvent> void write(FieldWriter to, Kind kind, Form<T> form, T event) {
        KIND.write(to, kind);
        form.write(to, event);
    }

    /** Writes a {@link TraceEvent.CallEntered} without creating the object. */
    static void entered(FieldWriter to, long nanos, int participant, Origin origin, int parent, Call call) {
        KIND.write(to, Kind.CALL_ENTERED);
        NANOS.write(to, nanos);
        PARTICIPANT.write(to, participant);
        ORIGIN.write(to, origin);
        PARENT.write(to, parent);
        if (to.spellsOut()) {
            TEXT.write(to, CText.of(call));
        }
        CALL.write(to, call);
    }

    private static TraceEvent.CallEntered entered(FieldReader from) {
        return new TraceEvent.CallEntered(NANOS.read(from), PARTICIPANT.read(from), ORIGIN.read(from),
                PARENT.read(from), CALL.read(from));
    }

    /**
     * Writes a {@link TraceEvent.CallReturned} without creating the object, and without what the reader knows from the
     * call's beginning.
     */
    static void returned(FieldWriter to, long nanos, int participant, int number, Outcome outcome) {
        KIND.write(to, Kind.CALL_RETURNED);
        NANOS.write(to, nanos);
        PARTICIPANT.write(to, participant);
        NUMBER.write(to, number);
        OUTCOME.write(to, outcome);
    }

    private static void tellCall(FieldWriter to, TraceEvent.CallReturned returned) {
        to.number("entered", returned.entered());
        TEXT.write(to, CText.of(returned.call(), returned.outcome()));
        CALL.write(to, returned.call());
    }

    private static void write(FieldWriter to, Origin origin) {
        THREAD.write(to, origin.thread());
        LINE.write(to, origin.line());
        if (origin.hasLine()) {
            FILE.write(to, origin.file());
        }
    }

    private static Origin origin(FieldReader from) {
        int thread = THREAD.read(from);
        int line = LINE.read(from);
        return line == 0 ? Origin.of(thread) : new Origin(thread, FILE.read(from), line);
    }

    /** The part of an unknown event that can still be understood. */
    static TraceEvent.Unknown unknown(FieldReader from) {
        return new TraceEvent.Unknown(NANOS.read(from), from.string("kind", Bounds.NAME));
    }

    @Override
    public TraceEvent read(FieldReader from) {
        return switch (KIND.read(from)) {
            case PARTICIPANT_CAME -> PARTICIPANT_CAME.read(from);
            case PARTICIPANT_WENT -> PARTICIPANT_WENT.read(from);
            case CALL_WAITING -> CALL_WAITING.read(from);
            case CALL_ENTERED -> entered(from);
            case CALL_BLOCKED -> CALL_BLOCKED.read(from);
            case CALL_RETURNED -> returns.read(from);
            case KERNEL_SAMPLE -> samples.read(from);
            case NOTE -> NOTE.read(from);
            case UNKNOWN -> UNKNOWN.read(from);
        };
    }

    private static TraceEvent.CallReturned returned(long nanos, int participant, int number,
            TraceEvent.CallEntered entered, Outcome outcome) {
        return new TraceEvent.CallReturned(nanos, participant, number, entered.nanos(), entered.call(),
                asAnswered(entered.call(), outcome));
    }

    /** A trace of version 1 gives the descriptor that socket() made as a plain number. */
    private static Outcome asAnswered(Call call, Outcome outcome) {
        return call instanceof Call.Socket && outcome instanceof Outcome.Done(long value) && value >= 0
                && value <= Integer.MAX_VALUE
                        ? new Outcome.Opened((int) value) : outcome;
    }

    /**
     * Whether an event is the beginning of the call that has returned: the same participant entered it at that time.
     */
    static boolean isBeginning(FieldReader event, TraceEvent.CallReturned returned) {
        return KIND.read(event) == Kind.CALL_ENTERED && NANOS.read(event) == returned.entered()
                && PARTICIPANT.read(event) == returned.participant();
    }
}
