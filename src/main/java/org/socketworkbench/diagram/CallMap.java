package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

/**
 * The classic flow of server and client calls side by side: in which call each participant is or was last, and which
 * comes next by nature. Folded from the trace; laid out by {@link CallMapLayout}. For one thread.
 */
public final class CallMap {
    private final Map<Integer, Standing> standings = new HashMap<>();

    /** A call's place in one of the flows. */
    public record Stop(Role side, int line, String call) {}

    /**
     * One moment: the flow that is shown, and every stop with who is there; those of the flow first, then those beside
     * it.
     */
    public record Moment(CallFlow flow, Map<Stop, List<Presence>> presences) {}

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

    /**
     * Where somebody stands.
     *
     * @param number  the number of the call that a program or a user made
     * @param step    the number of the system call that this makes, or made last; its own if it is one
     * @param call    the name that the stop has: that of a step if this is in a flow
     * @param blocked whether the kernel was seen to hold it
     */
    private record Standing(int number, int step, String call, boolean blocked, String note) {
        Standing with(int nextStep, String name) {
            return new Standing(number, nextStep, isInAFlow(name) ? name : call, false, "");
        }

        private static boolean isInAFlow(String name) {
            return Stream.of(CallFlow.values()).flatMap(flow -> flow.stops().stream())
                    .anyMatch(stop -> stop.call().equals(name));
        }
    }

    /** Takes in the event with this number. */
    public void apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.CallEntered e when e.parent() != TraceEvent.CallEntered.NO_PARENT ->
                standings.computeIfPresent(e.participant(), (participant, was) -> was.with(number, e.call().name()));
            case TraceEvent.CallEntered e ->
                standings.put(e.participant(), new Standing(number, number, e.call().name(), false, ""));
            case TraceEvent.CallBlocked e -> standings.computeIfPresent(e.participant(), (participant,
                    was) -> was.step == e.call() ? new Standing(was.number, was.step, was.call, true, "") : was);
            case TraceEvent.CallReturned e ->
                standings.computeIfPresent(e.participant(), (participant, was) -> was.number == e.number()
                        ? new Standing(was.number, was.step, was.call, false, note(e)) : was);
            case TraceEvent.ParticipantWent e -> standings.remove(e.participant());
            case TraceEvent.ParticipantCame e -> {}
            case TraceEvent.CallWaiting e -> {}
            case TraceEvent.KernelSample e -> {}
            case TraceEvent.Unknown e -> {}
            case TraceEvent.Note e -> {}
        }
    }

    private static String note(TraceEvent.CallReturned e) {
        return switch (e.outcome()) {
            case Outcome.Failed failed -> failed.errno().symbol();
            case Outcome.TimedOut timedOut -> DiagramText.text("map.timedOut");
            case Outcome.Done done when e.call() instanceof Call.ConnectEx && done.value() != 0 ->
                new Errno((int) done.value()).symbol();
            default -> "";
        };
    }

    /** Who is where at the moment of a picture. */
    public Moment moment(Picture picture) {
        CallFlow flow = flow(picture);
        Map<Stop, List<Presence>> all = new LinkedHashMap<>();
        flow.stops().forEach(stop -> all.put(stop, new ArrayList<>()));
        for (ParticipantState participant : picture.participants()) {
            if (participant.isPresent()) {
                Standing standing = standings.get(participant.id());
                if (standing != null) {
                    at(flow, all, participant, standing.call).add(presence(participant, standing));
                }
                NaturalOrder.next(participant)
                        .ifPresent(call -> at(flow, all, participant, call).add(new Presence(participant.id(),
                                participant.name(), Presence.Kind.NEXT, Ink.NO_CALL, "")));
            }
        }
        return new Moment(flow, all);
    }

    /** That of datagrams if nobody's last socket was made for connections. */
    private static CallFlow flow(Picture picture) {
        Set<SocketType> types = picture.participants().stream().filter(ParticipantState::isPresent)
                .flatMap(participant -> participant.lastMade().stream()).map(DescriptorState::type)
                .collect(Collectors.toSet());
        return types.equals(Set.of(SocketType.SOCK_DGRAM)) ? CallFlow.DATAGRAMS : CallFlow.CONNECTIONS;
    }

    private static Presence presence(ParticipantState participant, Standing standing) {
        // A late word that a call is blocked changes nothing: the number is then that of a call that has returned.
        boolean blocked = standing.blocked && participant.pending().isPresent();
        return new Presence(participant.id(), participant.name(),
                blocked ? Presence.Kind.BLOCKED : Presence.Kind.STANDS, standing.number, standing.note);
    }

    /** Who stands at a stop: one of the flow if that has the call, else one beside. */
    private static List<Presence> at(CallFlow flow, Map<Stop, List<Presence>> all, ParticipantState participant,
            String call) {
        Role own = participant.role();
        Stop stop = flow.stop(call, own).orElseGet(() -> new Stop(own, beside(flow, all, own, call), call));
        return all.computeIfAbsent(stop, s -> new ArrayList<>());
    }

    private static int beside(CallFlow flow, Map<Stop, List<Presence>> all, Role side, String call) {
        int line = flow.linesUsed();
        for (Stop stop : all.keySet()) {
            if (stop.side == side && stop.line >= flow.linesUsed()) {
                if (stop.call.equals(call)) {
                    return stop.line;
                }
                line = stop.line + 1;
            }
        }
        return line;
    }
}
