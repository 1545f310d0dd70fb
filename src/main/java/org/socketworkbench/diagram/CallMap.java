package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.NaturalOrder;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

/**
 * The classic flow of server and client calls side by side: which call each participant is in or was in last, and which
 * one naturally comes next. {@link CallMapLayout} lays it out.
 */
public final class CallMap {
    private CallMap() {}

    /** A call's place in one of the flows. */
    public record Stop(Role side, int line, CallName call) {}

    /**
     * One moment: the flow that is shown, and who is at each stop. The stops of the flow come first, then those beside
     * it.
     */
    public record Moment(CallFlow flow, Map<Stop, List<Presence>> presences) {}

    /**
     * Somebody at a stop.
     *
     * @param call the number of the call that is or was made there, {@link Ink#NO_CALL} for the call that comes next
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

    /** The name under which a call is shown: that of its last system call that is in a flow, else its own. */
    private static CallName name(ParticipantState participant, ParticipantState.LastCall last) {
        Stream<CallName> steps = participant.steps().reversed().stream().map(step -> step.call().name());
        return Stream.concat(Stream.of(last.stepped().name()), last.number() == last.step() ? Stream.empty() : steps)
                .filter(CallMap::isInAFlow).findFirst().orElse(last.call().name());
    }

    private static boolean isInAFlow(CallName name) {
        return Stream.of(CallFlow.values()).flatMap(flow -> flow.stops().stream())
                .anyMatch(stop -> stop.call() == name);
    }

    private static String note(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> failed.errno().symbol();
            case Outcome.TimedOut timedOut -> DiagramText.text("map.timedOut");
            case Outcome.Done done when call instanceof Call.ConnectEx && done.value() != 0 ->
                new Errno((int) done.value()).symbol();
            default -> "";
        };
    }

    /** Who is where at the moment of a picture. */
    public static Moment moment(Picture picture) {
        CallFlow flow = flow(picture);
        Map<Stop, List<Presence>> all = new LinkedHashMap<>();
        flow.stops().forEach(stop -> all.put(stop, new ArrayList<>()));
        for (ParticipantState participant : picture.participants()) {
            if (participant.isPresent()) {
                participant.lastCall().ifPresent(last -> at(flow, all, participant, name(participant, last))
                        .add(presence(participant, last)));
                NaturalOrder.next(participant)
                        .ifPresent(call -> at(flow, all, participant, call).add(new Presence(participant.id(),
                                participant.name(), Presence.Kind.NEXT, Ink.NO_CALL, "")));
            }
        }
        return new Moment(flow, all);
    }

    /** The flow of datagrams if the participants' last sockets are all datagram sockets, else that of connections. */
    private static CallFlow flow(Picture picture) {
        Set<SocketType> types = picture.participants().stream().filter(ParticipantState::isPresent)
                .flatMap(participant -> participant.lastMade().stream()).map(DescriptorState::type)
                .collect(Collectors.toSet());
        return types.equals(Set.of(SocketType.SOCK_DGRAM)) ? CallFlow.DATAGRAMS : CallFlow.CONNECTIONS;
    }

    private static Presence presence(ParticipantState participant, ParticipantState.LastCall last) {
        // A late report that a call is blocked changes nothing: that call has already returned.
        boolean blocked = last.blocked() && participant.pending().isPresent();
        return new Presence(participant.id(), participant.name(),
                blocked ? Presence.Kind.BLOCKED : Presence.Kind.STANDS, last.number(),
                last.outcome().map(outcome -> note(last.call(), outcome)).orElse(""));
    }

    /** The list of those at a call's stop: a stop of the flow if that has the call, else one beside it. */
    private static List<Presence> at(CallFlow flow, Map<Stop, List<Presence>> all, ParticipantState participant,
            CallName call) {
        Role own = participant.role();
        Stop stop = flow.stop(call, own).orElseGet(() -> new Stop(own, beside(flow, all, own, call), call));
        return all.computeIfAbsent(stop, s -> new ArrayList<>());
    }

    private static int beside(CallFlow flow, Map<Stop, List<Presence>> all, Role side, CallName call) {
        int line = flow.linesUsed();
        for (Stop stop : all.keySet()) {
            if (stop.side == side && stop.line >= flow.linesUsed()) {
                if (stop.call == call) {
                    return stop.line;
                }
                line = stop.line + 1;
            }
        }
        return line;
    }
}
