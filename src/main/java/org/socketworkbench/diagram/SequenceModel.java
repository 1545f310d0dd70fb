package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;

/**
 * The content of the sequence diagram, folded from the trace: lifelines, calls from start to return, and what went
 * between them, one thing a row. For one thread.
 */
public final class SequenceModel {
    /**
     * So many programs outside get a lifeline each; later ones share one, so that a flood of callers stays readable.
     */
    static final int OWN_OUTSIDE_LIFELINES = 6;

    private final List<Lifeline> lifelines = new ArrayList<>();
    private final Map<Integer, Lifeline> participants = new HashMap<>();
    private final Map<String, Lifeline> outside = new HashMap<>();
    /** The calls that have not returned, by number; a thread of a participant is in one at most. */
    private final SequencedMap<Integer, Activation> running = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    /** The number of the event that each row came with. */
    private int[] rowEvents = new int[16];
    /** The number of the event that is taken in. */
    private int now = -1;
    /** The call that the event now taken in is about; null if it is about none. */
    private Activation current;

    /** The library calls that have not returned, by number. */
    private final Map<Integer, Call.LibraryCall> parents = new HashMap<>();
    private final Endpoints endpoints = new Endpoints();
    private final StreamTraffic streams;
    private final DatagramTraffic datagrams;

    public SequenceModel() {
        Arrows arrows = new Appender();
        streams = new StreamTraffic(endpoints, arrows);
        datagrams = new DatagramTraffic(endpoints, arrows);
    }

    /** Takes in the event with this number; events come in the order of their numbers, without a gap. */
    public void apply(int number, TraceEvent event) {
        current = null;
        now = number;
        switch (event) {
            case TraceEvent.ParticipantCame e -> came(e);
            case TraceEvent.ParticipantWent e -> went(participants.get(e.participant()));
            // Of a library call its system calls are drawn: they are what happens.
            case TraceEvent.CallEntered e when e.call() instanceof Call.LibraryCall call ->
                parents.put(number, call);
            case TraceEvent.CallEntered e -> entered(number, e);
            case TraceEvent.CallBlocked e -> blocked(e);
            case TraceEvent.CallReturned e when e.call() instanceof Call.LibraryCall -> parents.remove(e.number());
            case TraceEvent.CallReturned e -> returned(e);
            case TraceEvent.KernelSample e -> sampled(e);
            case TraceEvent.Unknown e -> {}
            case TraceEvent.CallWaiting e -> {}
            case TraceEvent.Note e -> noted(participants.get(e.participant()), e);
        }
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
            case SOURCE, PROGRAM_STARTED, OUTPUT, ERROR_OUTPUT, WAITS_FOR_INPUT, INPUT, INPUT_ENDED, WAITS_AT_LINE,
                    WAKES, TRACE_FULL, EXIT, MAIN_ENDED, FORGOTTEN -> {}
            // With this case, the compiler asks for an answer to every kind.
            case null -> throw new NullPointerException("a note without a kind");
        }
    }

    /** The columns in the order in which they came to be. */
    public List<Lifeline> lifelines() {
        return Collections.unmodifiableList(lifelines);
    }

    /** How many events were taken in. */
    int count() {
        return now + 1;
    }

    /** How many of the rows there were after so many events. */
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

    /** The lines from top to bottom. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
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
        Lifeline lifeline = participants.get(e.participant());
        int thread = e.origin().thread();
        Track track = lifeline.track(thread, rows.size(), now);
        Activation activation =
                new Activation(track, thread, number, e.call(), parents.get(e.parent()), e.nanos(), rows.size());
        track.add(activation);
        current = activation;
        running.put(number, activation);
        show(new Row.Entry(activation), lifeline, DiagramText.call(activation));
        if (e.call() instanceof Call.OnSocket call) {
            Endpoint endpoint = endpoints.of(lifeline, call.fd());
            if (endpoint != null) {
                activation.isOn(endpoint);
                traffic(endpoint).entered(endpoint, activation, call);
                closes(endpoint, call).map(fd -> endpoints.of(lifeline, fd)).filter(Endpoint::hasOneNumber)
                        .ifPresent(gone -> traffic(gone).closing(gone, activation));
            }
        }
    }

    /** The number that a call on a socket takes away from what it stands for: close its own, dup2 its target. */
    private Optional<Integer> closes(Endpoint endpoint, Call.OnSocket call) {
        return switch (call) {
            case Call.Close c -> Optional.of(c.fd());
            case Call.Dup2 c when endpoints.of(endpoint.owner, c.target()) != endpoint -> Optional.of(c.target());
            default -> Optional.empty();
        };
    }

    private Traffic traffic(Endpoint endpoint) {
        return endpoint.isDatagram() ? datagrams : streams;
    }

    private void sampled(TraceEvent.KernelSample e) {
        for (SocketRow row : e.rows()) {
            Endpoint endpoint = row.isOurs() ? endpoints.of(row) : null;
            if (endpoint != null) {
                traffic(endpoint).sampled(endpoint, row);
            }
        }
        streams.sampled();
    }

    private void blocked(TraceEvent.CallBlocked e) {
        Lifeline lifeline = participants.get(e.participant());
        Activation activation = running.get(e.call());
        if (activation == null || activation.blockedRow() != Lifeline.NEVER) {
            return; // It had returned before it was looked at, or is known to be held.
        }
        current = activation;
        activation.block(rows.size());
        show(new Row.Blocked(activation), lifeline, DiagramText.blockedRoom(activation));
        if (activation.call() instanceof Call.Connect connect) {
            streams.blocked(activation, connect);
        }
    }

    private void returned(TraceEvent.CallReturned e) {
        Lifeline lifeline = participants.get(e.participant());
        Activation activation = running.remove(e.number());
        current = activation;
        arrowsBeforeReturn(activation, e);
        boolean nothingBetween = activation.entryRow() == rows.size() - 1;
        activation.end(nothingBetween ? activation.entryRow() : rows.size(), now, e.nanos(), e.outcome());
        String label = nothingBetween ? DiagramText.callAndOutcome(activation) : DiagramText.outcome(activation);
        if (nothingBetween) {
            lifeline.makeRoomForLabel(label);
        } else {
            show(new Row.Return(activation), lifeline, label);
        }
        opened(lifeline, e.call(), e.outcome());
    }

    private void opened(Lifeline lifeline, Call call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Opened opened when call instanceof Call.Socket made ->
                endpoints.add(lifeline, opened, made.family(), made.type());
            case Outcome.Opened opened when call instanceof Call.OnSocket on -> {
                Endpoint endpoint = endpoints.of(lifeline, on.fd());
                // dup2 of a number to itself, or to another of the same socket, changes nothing.
                if (endpoint != null && endpoints.of(lifeline, opened.fd()) == null) {
                    endpoints.duplicated(endpoint, opened);
                }
            }
            case Outcome.PairOpened(Outcome.Opened first, Outcome.Opened second) when call instanceof Call.SocketPair c ->
                endpoints.paired(endpoints.add(lifeline, first, c.family(), c.type()),
                        endpoints.add(lifeline, second, c.family(), c.type()));
            default -> {}
        }
    }

    private void arrowsBeforeReturn(Activation activation, TraceEvent.CallReturned e) {
        if (e.call() instanceof Call.OnSocket call) {
            Endpoint endpoint = endpoints.of(activation.lifeline(), call.fd());
            if (endpoint != null) {
                traffic(endpoint).returned(endpoint, activation, call, e.outcome());
                // Linux gives the descriptor back whatever close answers.
                if (call instanceof Call.Close || e.outcome() instanceof Outcome.Opened) {
                    closes(endpoint, call).ifPresent(fd -> closed(activation, fd));
                }
            }
        }
    }

    private void closed(Activation activation, int fd) {
        Endpoint gone = endpoints.of(activation.lifeline(), fd);
        if (gone != null && endpoints.takeAway(activation.lifeline(), fd)) {
            traffic(gone).closed(gone, activation);
        }
    }

    private void show(Row row, Lifeline lifeline, String label) {
        lifeline.makeRoomForLabel(label);
        add(row);
    }

    /** Appends what the fold over connections finds. */
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
         * The track of the call with which an arrow begins or ends on a lifeline: the one at hand, or the one that
         * began on its row.
         */
        private Track trackAt(Lifeline lifeline, int row) {
            if (row < rows.size() && rows.get(row) instanceof Row.Entry(Activation begun)
                    && begun.lifeline() == lifeline) {
                return begun.track();
            }
            return current != null && current.lifeline() == lifeline ? current.track() : lifeline.tracks().getFirst();
        }

        @Override
        public int event() {
            return now;
        }

        @Override
        public Lifeline outside(SocketAddress address, Lifeline.Place place) {
            String name = address.toString();
            Lifeline own = outside.get(name);
            if (own != null) {
                return own;
            }
            boolean named = !address.equals(SocketAddress.Unix.UNNAMED);
            String key = named && outside.size() < OWN_OUTSIDE_LIFELINES ? name : place.name();
            return outside.computeIfAbsent(key, k -> {
                Lifeline lifeline =
                        new Lifeline(k.equals(name) ? name : DiagramText.others(place), place, Lifeline.OUTSIDE,
                                lifelines.size(), rows.size(), now);
                lifelines.add(lifeline);
                return lifeline;
            });
        }

        @Override
        public Stream<Activation> running(Lifeline lifeline) {
            return running.values().stream().filter(activation -> activation.lifeline() == lifeline);
        }
    }
}
