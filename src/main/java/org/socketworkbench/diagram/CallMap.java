package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

/**
 * The classic flow of server and client calls side by side: in which call each participant is or was last, and which comes
 * next by nature. Folded from the trace; laid out by {@link CallMapLayout}. For one thread.
 */
public final class CallMap {
    /** The calls of the two flows from top to bottom; those on one line meet each other. */
    private static final List<Stop> FLOW = List.of(
            new Stop(Role.SERVER, 0, "socket"), new Stop(Role.SERVER, 1, "setsockopt"), new Stop(Role.SERVER, 2, "bind"),
            new Stop(Role.SERVER, 3, "listen"), new Stop(Role.SERVER, 4, "accept"), new Stop(Role.SERVER, 5, "recv"),
            new Stop(Role.SERVER, 6, "send"), new Stop(Role.SERVER, 7, "close"), new Stop(Role.CLIENT, 3, "socket"),
            new Stop(Role.CLIENT, 4, "connect"), new Stop(Role.CLIENT, 5, "send"), new Stop(Role.CLIENT, 6, "recv"),
            new Stop(Role.CLIENT, 7, "close"));
    private static final int BESIDE_THE_FLOW = 8;

    private final Map<Integer, Standing> standings = new HashMap<>();

    /** A call's place in one of the flows. */
    public record Stop(Role side, int line, String call) {}

    /**
     * Somebody at a stop.
     *
     * @param call the number of the call that is or was made there, {@link Ink#NO_CALL} for what comes next
     * @param note an errno's name, or empty
     */
    public record Presence(int participant, String name, Kind kind, int call, String note) {
        /** How somebody is at a stop. */
        public enum Kind {
            /** The last call, returned or on its way. */
            STANDS,
            /** The kernel holds it in this call. */
            BLOCKED,
            /** This call comes next. */
            NEXT
        }
    }

    private record Standing(int number, Call call, boolean blocked, String note) {}

    /** Takes in the event with this number. */
    public void apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.CallEntered e -> standings.put(e.participant(), new Standing(number, e.call(), false, ""));
            case TraceEvent.CallBlocked e -> standings.computeIfPresent(e.participant(), (participant, was) ->
                    was.number == e.call() ? new Standing(was.number, was.call, true, "") : was);
            case TraceEvent.CallReturned e -> standings.put(e.participant(), new Standing(e.number(), e.call(), false,
                    e.outcome() instanceof Outcome.Failed failed ? failed.errno().symbol() : ""));
            case TraceEvent.ParticipantWent e -> standings.remove(e.participant());
            case TraceEvent.ParticipantCame e -> { }
            case TraceEvent.CallWaiting e -> { }
            case TraceEvent.KernelSample e -> { }
            case TraceEvent.Note e -> { }
        }
    }

    /** Every stop with who is there, those of the flow first; then the stops beside the flow where somebody is. */
    public Map<Stop, List<Presence>> presences(Picture picture) {
        Map<Stop, List<Presence>> all = new LinkedHashMap<>();
        FLOW.forEach(stop -> all.put(stop, new ArrayList<>()));
        for (ParticipantState participant : picture.participants()) {
            if (participant.isPresent()) {
                Standing standing = standings.get(participant.id());
                if (standing != null) {
                    at(all, participant, standing.call.name()).add(presence(participant, standing));
                }
                NaturalOrder.next(participant).ifPresent(call -> at(all, participant, call).add(new Presence(participant.id(),
                        participant.name(), Presence.Kind.NEXT, Ink.NO_CALL, "")));
            }
        }
        return all;
    }

    private static Presence presence(ParticipantState participant, Standing standing) {
        // A late word that a call is blocked changes nothing: the number is then that of a call that has returned.
        boolean blocked = standing.blocked && participant.pending().isPresent();
        return new Presence(participant.id(), participant.name(), blocked ? Presence.Kind.BLOCKED : Presence.Kind.STANDS,
                standing.number, standing.note);
    }

    /** Who stands at a stop: in the own flow if that has the call, else in the other, else beside. */
    private static List<Presence> at(Map<Stop, List<Presence>> all, ParticipantState participant, String call) {
        Role own = participant.role();
        Stop stop = FLOW.stream().filter(s -> s.call.equals(call) && s.side == own).findFirst()
                .or(() -> FLOW.stream().filter(s -> s.call.equals(call)).findFirst())
                .orElseGet(() -> new Stop(own, beside(all, own, call), call));
        return all.computeIfAbsent(stop, s -> new ArrayList<>());
    }

    private static int beside(Map<Stop, List<Presence>> all, Role side, String call) {
        int line = BESIDE_THE_FLOW;
        for (Stop stop : all.keySet()) {
            if (stop.side == side && stop.line >= BESIDE_THE_FLOW) {
                if (stop.call.equals(call)) {
                    return stop.line;
                }
                line = stop.line + 1;
            }
        }
        return line;
    }
}
