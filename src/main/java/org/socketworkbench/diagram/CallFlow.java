package org.socketworkbench.diagram;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.diagram.CallMap.Stop;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.trace.Role;

/** The textbook's order of calls on both sides, and the arrows between them. */
public enum CallFlow {
    /** A server that listens, and a client that connects. */
    CONNECTIONS(
            List.of(new Stop(Role.SERVER, 0, CallName.SOCKET), new Stop(Role.SERVER, 1, CallName.SETSOCKOPT),
                    new Stop(Role.SERVER, 2, CallName.BIND),
                    new Stop(Role.SERVER, 3, CallName.LISTEN), new Stop(Role.SERVER, 4, CallName.ACCEPT),
                    new Stop(Role.SERVER, 5, CallName.RECV),
                    new Stop(Role.SERVER, 6, CallName.SEND), new Stop(Role.SERVER, 7, CallName.CLOSE),
                    new Stop(Role.CLIENT, 3, CallName.SOCKET),
                    new Stop(Role.CLIENT, 4, CallName.CONNECT), new Stop(Role.CLIENT, 5, CallName.SEND),
                    new Stop(Role.CLIENT, 6, CallName.RECV), new Stop(Role.CLIENT, 7, CallName.CLOSE)),
            List.of(new Crossing(4, Role.CLIENT), new Crossing(5, Role.CLIENT), new Crossing(6, Role.SERVER),
                    new Crossing(7, Role.CLIENT)),
            List.of(new Loop(Role.SERVER, 6, 5, 1), new Loop(Role.SERVER, 7, 4, 2), new Loop(Role.CLIENT, 6, 5, 1))),
    /** Nobody listens or connects: datagrams can be sent to any socket with an address. */
    DATAGRAMS(
            List.of(new Stop(Role.SERVER, 0, CallName.SOCKET), new Stop(Role.SERVER, 1, CallName.BIND),
                    new Stop(Role.SERVER, 2, CallName.RECVFROM),
                    new Stop(Role.SERVER, 3, CallName.SENDTO), new Stop(Role.SERVER, 4, CallName.CLOSE),
                    new Stop(Role.CLIENT, 1, CallName.SOCKET),
                    new Stop(Role.CLIENT, 2, CallName.SENDTO), new Stop(Role.CLIENT, 3, CallName.RECVFROM),
                    new Stop(Role.CLIENT, 4, CallName.CLOSE)),
            List.of(new Crossing(2, Role.CLIENT), new Crossing(3, Role.SERVER)),
            List.of(new Loop(Role.SERVER, 3, 2, 1), new Loop(Role.CLIENT, 3, 2, 1)));

    private final List<Stop> stops;
    private final List<Crossing> crossings;
    private final List<Loop> loops;

    /** Something that goes from one side to the other, on a line. */
    record Crossing(int line, Role from) {}

    /**
     * A way back from a call to an earlier one.
     *
     * @param depth 1 for the inner loop of a side, 2 for the outer one
     */
    record Loop(Role side, int from, int to, int depth) {}

    CallFlow(List<Stop> stops, List<Crossing> crossings, List<Loop> loops) {
        this.stops = stops;
        this.crossings = crossings;
        this.loops = loops;
    }

    /** The calls from top to bottom, the server's first. */
    public List<Stop> stops() {
        return stops;
    }

    List<Crossing> crossings() {
        return crossings;
    }

    List<Loop> loops() {
        return loops;
    }

    /** The first line below the flow. */
    int linesUsed() {
        return stops.stream().mapToInt(Stop::line).max().orElseThrow() + 1;
    }

    /** The stop of a call: on the participant's own side if the call is there, else on the other side. */
    Optional<Stop> stop(CallName call, Role own) {
        return stops.stream().filter(s -> s.call() == call && s.side() == own).findFirst()
                .or(() -> stops.stream().filter(s -> s.call() == call).findFirst());
    }
}
