package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.model.Fact;
import org.socketworkbench.model.Peer;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * The content of the sequence diagram, built from the trace and from what the model finds in it: lifelines, calls from
 * start to return, and what went between them, one thing per row. For one thread.
 */
public final class SequenceModel {
    /**
     * How many programs outside get a lifeline of their own. Later ones share one on each side, so that a flood of
     * callers stays readable.
     */
    static final int OWN_OUTSIDE_LIFELINES = 6;

    private final List<Lifeline> lifelines = new ArrayList<>();
    private final Map<Integer, Lifeline> participants = new HashMap<>();
    private final Map<String, Lifeline> outside = new HashMap<>();
    /** The calls that have not returned, by number; each thread of a participant is in at most one. */
    private final SequencedMap<Integer, Activation> running = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    /** The number of the event that added each row. */
    private int[] rowEvents = new int[16];
    /** The number of the current event. */
    private int now = -1;
    /** The call that the current event is about; null if it is about none. */
    private @Nullable Activation current;

    /** The library calls that have not returned, by number. */
    private final Map<Integer, Call.LibraryCall> parents = new HashMap<>();
    private final FactArrows arrows = new FactArrows(new Appender());

    /** All of a trace up to a moment: its first {@code count} events. */
    public static SequenceModel of(TraceLog log, int count) {
        SequenceModel model = new SequenceModel();
        Picture picture = new Picture();
        for (int number = 0; number < count; number++) {
            TraceEvent event = log.get(number);
            model.apply(number, event, picture.apply(number, event));
        }
        return model;
    }

    /**
     * Takes in the event with this number. Events come in the order of their numbers, without gaps.
     *
     * @param facts what the event has revealed, see {@link Picture#apply}
     */
    public void apply(int number, TraceEvent event, List<Fact> facts) {
        current = null;
        now = number;
        switch (event) {
            case TraceEvent.ParticipantCame e -> came(e);
            case TraceEvent.ParticipantWent e -> went(lifeline(e.participant()));
            // A library call is drawn as its system calls: they are what happens.
            case TraceEvent.CallEntered e when e.call() instanceof Call.LibraryCall call ->
                parents.put(number, call);
            case TraceEvent.CallEntered e -> entered(number, e);
            case TraceEvent.CallBlocked e -> blocked(e);
            case TraceEvent.CallReturned e when e.call() instanceof Call.LibraryCall -> parents.remove(e.number());
            case TraceEvent.CallReturned e -> {
                // What a call has brought about is drawn before its return.
                current = running.get(e.number());
                arrows.returning(e.outcome());
                draw(facts);
                returned(e);
                return;
            }
            case TraceEvent.KernelSample e -> {}
            case TraceEvent.Unknown e -> {}
            case TraceEvent.CallWaiting e -> {}
            case TraceEvent.Note e -> noted(lifeline(e.participant()), e);
        }
        draw(facts);
    }

    private void draw(List<Fact> facts) {
        facts.forEach(arrows::draw);
    }

    private void noted(Lifeline lifeline, TraceEvent.Note e) {
        int thread = e.origin().thread();
        switch (e.kind()) {
            case THREAD_STARTED -> {
                ThreadSpan span = lifeline.started(thread, e.text(), rows.size(), now);
                show(new Row.ThreadStart(span), lifeline, DiagramText.start(span));
            }
            case THREAD_ENDED -> lifeline.ended(thread, rows.size(), now);
            case SLEEPS -> {
                Row.Sleep sleep = new Row.Sleep(lifeline.track(thread, rows.size(), now), thread, e.text());
                show(sleep, lifeline, DiagramText.sleep(sleep));
            }
            case PROGRAM_ENDED, PROGRAM_FAILED, PROGRAM_STOPPED -> lifeline.programEnded(rows.size(), now);
            case SOURCE, PROGRAM_STARTED, OUTPUT, ERROR_OUTPUT, WAITS_FOR_INPUT, INPUT, INPUT_ENDED, PREDICTION,
                    TAKEN_BACK, WAITS_AT_LINE, VARIABLES,
                    WAKES, TRACE_FULL, EXIT, MAIN_ENDED, FORGOTTEN -> {}
            // With this case, the compiler demands a case for every kind.
            case null -> throw new NullPointerException("a note without a kind");
        }
    }

    /** The columns in the order in which they were created. */
    public List<Lifeline> lifelines() {
        return Collections.unmodifiableList(lifelines);
    }

    /** How many events were taken in. */
    int count() {
        return now + 1;
    }

    /** How many rows there were after the first {@code count} events. */
    int rowsAt(int count) {
        int found = Arrays.binarySearch(rowEvents, 0, rows.size(), count);
        int at = found < 0 ? -1 - found : found;
        while (at > 0 && rowEvents[at - 1] >= count) {
            at--; // An event can bring several rows.
        }
        return at;
    }

    private void add(Row row) {
        if (rows.size() == rowEvents.length) {
            rowEvents = Arrays.copyOf(rowEvents, 2 * rowEvents.length);
        }
        rowEvents[rows.size()] = now;
        rows.add(row);
    }

    /** The rows from top to bottom. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    private Lifeline lifeline(int participant) {
        return Objects.requireNonNull(participants.get(participant), "nobody has come with this number");
    }

    private void came(TraceEvent.ParticipantCame e) {
        Lifeline.Place place = e.role() == Role.SERVER ? Lifeline.Place.SERVER : Lifeline.Place.CLIENT;
        Lifeline lifeline = new Lifeline(e.name(), place, e.participant(), lifelines.size(), rows.size(), now);
        participants.put(e.participant(), lifeline);
        lifelines.add(lifeline);
    }

    private void went(Lifeline lifeline) {
        lifeline.end(rows.size(), now);
        // A call that a defect ended has no return.
        running.values().removeIf(activation -> activation.lifeline() == lifeline);
    }

    private void entered(int number, TraceEvent.CallEntered e) {
        Lifeline lifeline = lifeline(e.participant());
        int thread = e.origin().thread();
        Track track = lifeline.track(thread, rows.size(), now);
        Activation activation =
                new Activation(track, thread, number, e.call(), parents.get(e.parent()), e.nanos(), rows.size());
        track.add(activation);
        current = activation;
        running.put(number, activation);
        show(new Row.Entry(activation), lifeline, DiagramText.call(activation));
    }

    private void blocked(TraceEvent.CallBlocked e) {
        Lifeline lifeline = lifeline(e.participant());
        Activation activation = running.get(e.call());
        if (activation == null || activation.blockedRow() != Lifeline.NEVER) {
            return; // The call had returned before the kernel was asked about it, or is already known to be held.
        }
        current = activation;
        activation.block(rows.size());
        show(new Row.Blocked(activation), lifeline, DiagramText.blockedRoom(activation));
    }

    private void returned(TraceEvent.CallReturned e) {
        Lifeline lifeline = lifeline(e.participant());
        Activation activation = Objects.requireNonNull(running.remove(e.number()), "a return without its call");
        boolean nothingBetween = activation.entryRow() == rows.size() - 1;
        activation.end(nothingBetween ? activation.entryRow() : rows.size(), now, e.nanos(), e.outcome());
        String label = nothingBetween ? DiagramText.callAndOutcome(activation) : DiagramText.outcome(activation);
        if (nothingBetween) {
            lifeline.makeRoomForLabel(label);
        } else {
            show(new Row.Return(activation), lifeline, label);
        }
    }

    private void show(Row row, Lifeline lifeline, String label) {
        lifeline.makeRoomForLabel(label);
        add(row);
    }

    /** Appends the arrows for facts. */
    private final class Appender implements Arrows {
        @Override
        public void arrow(Message.Kind kind, Lifeline from, Lifeline to, int fromRow, int call, int count, Bytes glance,
                boolean concluded) {
            int row = rows.size();
            int start = fromRow == Lifeline.NEVER ? row : fromRow;
            Message message = new Message(kind, trackAt(from, start), trackAt(to, row), row, start, call, count, glance,
                    concluded);
            String label = DiagramText.message(message);
            from.makeRoomForArrow(to, label);
            add(new Row.Arrow(message));
        }

        /**
         * The track of the call at which an arrow begins or ends on a lifeline: the call that began on that row, else
         * the current call, else the main thread's track.
         */
        private Track trackAt(Lifeline lifeline, int row) {
            if (row < rows.size() && rows.get(row) instanceof Row.Entry(Activation begun)
                    && begun.lifeline() == lifeline) {
                return begun.track();
            }
            return current != null && current.lifeline() == lifeline ? current.track() : lifeline.tracks().getFirst();
        }

        @Override
        public Activation call(int number) {
            return ((Row.Entry) rows.get(rowsAt(number))).activation();
        }

        @Override
        public int event() {
            return now;
        }

        @Override
        public Lifeline participant(int number) {
            return lifeline(number);
        }

        @Override
        public Lifeline outside(Peer.Outside peer) {
            Lifeline.Place place =
                    peer.role() == Role.SERVER ? Lifeline.Place.OUTSIDE_SERVER : Lifeline.Place.OUTSIDE_CLIENT;
            String name = peer.address().toString();
            Lifeline own = outside.get(name);
            if (own != null) {
                return own;
            }
            boolean named = !peer.address().equals(SocketAddress.Unix.UNNAMED);
            String key = named && outside.size() < OWN_OUTSIDE_LIFELINES ? name : place.name();
            return outside.computeIfAbsent(key, k -> {
                Lifeline lifeline =
                        new Lifeline(k.equals(name) ? name : DiagramText.others(place), place, Lifeline.OUTSIDE,
                                lifelines.size(), rows.size(), now);
                lifelines.add(lifeline);
                return lifeline;
            });
        }
    }
}
