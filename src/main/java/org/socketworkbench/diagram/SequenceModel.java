package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

/**
 * The content of the sequence diagram, folded from the trace: lifelines, calls from start to return, and what went between
 * them, one thing a row. For one thread.
 */
public final class SequenceModel {
    /** So many programs outside get a lifeline each; later ones share one, so that a flood of callers stays readable. */
    static final int OWN_OUTSIDE_LIFELINES = 6;

    private final List<Lifeline> lifelines = new ArrayList<>();
    private final Map<Integer, Lifeline> participants = new HashMap<>();
    private final Map<String, Lifeline> outside = new HashMap<>();
    private final Map<Lifeline, Activation> running = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private final Endpoints endpoints = new Endpoints();
    private final Streams streams;
    private final Handshakes handshakes;

    public SequenceModel() {
        Arrows arrows = new Appender();
        streams = new Streams(arrows);
        handshakes = new Handshakes(endpoints, arrows, streams::flushOutside);
    }

    /** Takes in the event with this number; events come in the order of their numbers, without a gap. */
    public void apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e -> came(e);
            case TraceEvent.ParticipantWent e -> participants.get(e.participant()).end(rows.size());
            // Of a library call its system calls are drawn: they are what happens.
            case TraceEvent.CallEntered e when e.call() instanceof Call.LibraryCall -> { }
            case TraceEvent.CallEntered e -> entered(number, e);
            case TraceEvent.CallBlocked e -> blocked(e);
            case TraceEvent.CallReturned e when e.call() instanceof Call.LibraryCall -> { }
            case TraceEvent.CallReturned e -> returned(e);
            case TraceEvent.KernelSample e -> handshakes.sampled(e.rows());
            case TraceEvent.CallWaiting e -> { }
            case TraceEvent.Note e -> { }
        }
    }

    /** The columns in the order in which they came to be. */
    public List<Lifeline> lifelines() {
        return Collections.unmodifiableList(lifelines);
    }

    /** The lines from top to bottom. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    private void came(TraceEvent.ParticipantCame e) {
        Lifeline.Place place = e.role() == Role.SERVER ? Lifeline.Place.SERVER : Lifeline.Place.CLIENT;
        Lifeline lifeline = new Lifeline(e.name(), place, e.participant(), lifelines.size(), rows.size());
        participants.put(e.participant(), lifeline);
        lifelines.add(lifeline);
    }

    private void entered(int number, TraceEvent.CallEntered e) {
        Lifeline lifeline = participants.get(e.participant());
        Activation activation = new Activation(lifeline, number, e.call(), e.nanos(), rows.size());
        lifeline.add(activation);
        running.put(lifeline, activation);
        show(new Row.Entry(activation), lifeline, DiagramText.call(activation));
        if (!(e.call() instanceof Call.OnSocket call)) {
            return;
        }
        Endpoint endpoint = endpoints.of(lifeline, call.fd());
        if (endpoint == null) {
            return;
        }
        switch (call) {
            case Call.Connect c -> handshakes.connectEntered(activation, c);
            case Call.Send c -> streams.sendEntered(endpoint, activation, c);
            case Call.Shutdown c -> streams.shutdownEntered(endpoint, activation, c.how());
            case Call.Close c -> streams.closeEntered(endpoint, activation);
            case Call.SendTo c -> { }
            case Call.Bind c -> { }
            case Call.Listen c -> { }
            case Call.Accept c -> { }
            case Call.Receiving c -> { }
            case Call.SetNonBlocking c -> { }
            case Call.SetSockOpt c -> { }
            case Call.GetSockOpt c -> { }
            case Call.GetSockName c -> { }
            case Call.GetPeerName c -> { }
        }
    }

    private void blocked(TraceEvent.CallBlocked e) {
        Lifeline lifeline = participants.get(e.participant());
        Activation activation = running.get(lifeline);
        if (activation == null || activation.number() != e.call()) {
            return; // It had returned before it was looked at.
        }
        activation.block(rows.size());
        show(new Row.Blocked(activation), lifeline, DiagramText.blockedRoom());
        if (activation.call() instanceof Call.Connect connect) {
            handshakes.connectBlocked(activation, connect);
        }
    }

    private void returned(TraceEvent.CallReturned e) {
        Lifeline lifeline = participants.get(e.participant());
        Activation activation = running.remove(lifeline);
        arrowsBeforeReturn(activation, e);
        boolean nothingBetween = activation.entryRow() == rows.size() - 1;
        activation.end(nothingBetween ? activation.entryRow() : rows.size(), e.nanos(), e.outcome());
        String label = nothingBetween ? DiagramText.callAndOutcome(activation) : DiagramText.outcome(activation);
        if (nothingBetween) {
            lifeline.makeRoomForLabel(label);
        } else {
            show(new Row.Return(activation), lifeline, label);
        }
        if (e.call() instanceof Call.Socket && e.outcome() instanceof Outcome.Done done) {
            endpoints.add(lifeline, (int) done.value());
        }
    }

    private void arrowsBeforeReturn(Activation activation, TraceEvent.CallReturned e) {
        if (!(e.call() instanceof Call.OnSocket call)) {
            return;
        }
        Endpoint endpoint = endpoints.of(activation.lifeline(), call.fd());
        if (endpoint == null) {
            return;
        }
        boolean done = !(e.outcome() instanceof Outcome.Failed);
        switch (call) {
            case Call.Connect c -> handshakes.connectReturned(activation, c, e.outcome());
            case Call.Accept c -> {
                if (e.outcome() instanceof Outcome.Accepted accepted) {
                    handshakes.accepted(activation, c, accepted);
                }
            }
            case Call.Send c -> streams.sendReturned(endpoint, activation, e.outcome());
            case Call.Receiving c -> {
                handshakes.decide(endpoint);
                streams.recvReturned(endpoint, activation, c, e.outcome());
            }
            case Call.SendTo c -> { }
            case Call.SetNonBlocking c -> { }
            case Call.Shutdown c -> {
                handshakes.decide(endpoint);
                streams.endReturned(endpoint, activation);
            }
            case Call.Close c -> closed(endpoint, activation);
            case Call.Bind c -> {
                if (done) {
                    endpoint.local = c.address();
                    endpoints.bound(endpoint);
                }
            }
            case Call.Listen c -> {
                if (done) {
                    endpoint.stage = Endpoint.Stage.LISTENING;
                    endpoints.bound(endpoint);
                }
            }
            case Call.SetSockOpt c -> { }
            case Call.GetSockOpt c -> { }
            case Call.GetSockName c -> { }
            case Call.GetPeerName c -> { }
        }
    }

    private void closed(Endpoint endpoint, Activation activation) {
        handshakes.decide(endpoint);
        streams.closed(endpoint);
        streams.endReturned(endpoint, activation);
        streams.listenerClosed(endpoint, activation);
        endpoints.closed(endpoint);
    }

    private void show(Row row, Lifeline lifeline, String label) {
        lifeline.makeRoomForLabel(label);
        rows.add(row);
    }

    /** Appends what the fold over connections finds. */
    private final class Appender implements Arrows {
        @Override
        public void arrow(Message.Kind kind, Lifeline from, Lifeline to, int fromRow, int call, int count, Bytes glance,
                boolean concluded) {
            int row = rows.size();
            Message message = new Message(kind, from, to, row, fromRow == Lifeline.NEVER ? row : fromRow, call, count, glance,
                    concluded);
            String label = DiagramText.message(message);
            from.makeRoomForArrow(to, label);
            rows.add(new Row.Arrow(message));
        }

        @Override
        public Lifeline outside(SocketAddress address, Lifeline.Place place) {
            String name = address.toString();
            Lifeline own = outside.get(name);
            if (own != null) {
                return own;
            }
            String key = outside.size() < OWN_OUTSIDE_LIFELINES ? name : place.name();
            return outside.computeIfAbsent(key, k -> {
                Lifeline lifeline = new Lifeline(k.equals(name) ? name : DiagramText.others(place), place, Lifeline.OUTSIDE,
                        lifelines.size(), rows.size());
                lifelines.add(lifeline);
                return lifeline;
            });
        }

        @Override
        public Activation running(Lifeline lifeline) {
            return running.get(lifeline);
        }
    }
}
