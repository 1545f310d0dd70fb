package org.socketworkbench.diagram;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.diagram.CallMap.Stop;
import org.socketworkbench.trace.Role;

/** The textbook's order of calls on both sides, and the ways between them. */
public enum CallFlow {
    /** A server that listens, and a client that connects. */
    CONNECTIONS(
            List.of(new Stop(Role.SERVER, 0, "socket"), new Stop(Role.SERVER, 1, "setsockopt"),
                    new Stop(Role.SERVER, 2, "bind"),
                    new Stop(Role.SERVER, 3, "listen"), new Stop(Role.SERVER, 4, "accept"),
                    new Stop(Role.SERVER, 5, "recv"),
                    new Stop(Role.SERVER, 6, "send"), new Stop(Role.SERVER, 7, "close"),
                    new Stop(Role.CLIENT, 3, "socket"),
                    new Stop(Role.CLIENT, 4, "connect"), new Stop(Role.CLIENT, 5, "send"),
                    new Stop(Role.CLIENT, 6, "recv"), new Stop(Role.CLIENT, 7, "close")),
            List.of(new Crossing(4, Role.CLIENT), new Crossing(5, Role.CLIENT), new Crossing(6, Role.SERVER),
                    new Crossing(7, Role.CLIENT)),
            List.of(new Loop(Role.SERVER, 6, 5, 1), new Loop(Role.SERVER, 7, 4, 2), new Loop(Role.CLIENT, 6, 5, 1))),
    /** Nobody listens or connects: who has an address can be sent datagrams. */
    DATAGRAMS(
            List.of(new Stop(Role.SERVER, 0, "socket"), new Stop(Role.SERVER, 1, "bind"),
                    new Stop(Role.SERVER, 2, "recvfrom"),
                    new Stop(Role.SERVER, 3, "sendto"), new Stop(Role.SERVER, 4, "close"),
                    new Stop(Role.CLIENT, 1, "socket"),
                    new Stop(Role.CLIENT, 2, "sendto"), new Stop(Role.CLIENT, 3, "recvfrom"),
                    new Stop(Role.CLIENT, 4, "close")),
            List.of(new Crossing(2, Role.CLIENT), new Crossing(3, Role.SERVER)),
            List.of(new Loop(Role.SERVER, 3, 2, 1), new Loop(Role.CLIENT, 3, 2, 1)));

    private final List<Stop> stops;
    private final List<Crossing> crossings;
    private final List<Loop> loops;

    /** What goes from a side to the other, on a line. */
    record Crossing(int line, Role from) {}

    /**
     * Back from a call to an earlier one.
     *
     * @param depth 1 for the inner loop of a side, 2 for the outer one
     */
    record Loop(Role side, int from, int to, int depth) {}

    CallFlow(List<Stop> stops, List<Crossing> crossings, List<Loop> loops) {
        this.stops = stops;
        this.crossings = crossings;
        this.loops = loops;
    }

    /** The calls from top to bottom, first the server's. */
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

    /** Where a call stands: on its maker's own side if it is there, else on the other. */
    Optional<Stop> stop(String call, Role own) {
        return stops.stream().filter(s -> s.call().equals(call) && s.side() == own).findFirst()
                .or(() -> stops.stream().filter(s -> s.call().equals(call)).findFirst());
    }
}
