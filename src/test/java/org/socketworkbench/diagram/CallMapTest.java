package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.diagram.Script.CLIENT;
import static org.socketworkbench.diagram.Script.SERVER;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.socketworkbench.diagram.CallMap.Presence.Kind;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

class CallMapTest {
    private static Map<CallMap.Stop, List<CallMap.Presence>> presences(Script script) {
        CallMap map = new CallMap();
        for (int number = 0; number < script.events().size(); number++) {
            map.apply(number, script.events().get(number));
        }
        return map.presences(script.picture());
    }

    private static String where(Script script, int participant, Kind kind) {
        return presences(script).entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(p -> p.participant() == participant && p.kind() == kind))
                .map(e -> e.getKey().side() + " " + e.getKey().call())
                .collect(Collectors.joining(", "));
    }

    @Test
    void everyoneStandsAtTheLastCallAndIsShownTheNext() {
        Script script = Script.connected();
        assertEquals("SERVER accept", where(script, SERVER, Kind.STANDS));
        assertEquals("SERVER recv", where(script, SERVER, Kind.NEXT));
        assertEquals("CLIENT connect", where(script, CLIENT, Kind.STANDS));
        assertEquals("CLIENT send", where(script, CLIENT, Kind.NEXT));
    }

    @Test
    void whoIsBlockedStandsInTheCallAndHasNoNext() {
        Script script = Script.connected();
        int recv = script.entered(SERVER, new Call.Recv(5, 10, 0));
        script.blocked(SERVER, recv);
        assertEquals("SERVER recv", where(script, SERVER, Kind.BLOCKED));
        assertEquals("", where(script, SERVER, Kind.NEXT));
    }

    @Test
    void aLateWordThatACallIsBlockedIsIgnored() {
        Script script = Script.connected();
        script.blocked(SERVER, script.recv(SERVER, 5, "x"));
        assertEquals("", where(script, SERVER, Kind.BLOCKED));
    }

    @Test
    void aServerThatConnectsStandsInTheClientsFlow() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, new Call.Connect(3, Script.PORT), Script.failed(Errno.EBADF));
        assertEquals("CLIENT connect", where(script, SERVER, Kind.STANDS));
    }

    @Test
    void aCallBesideTheFlowHasAStopOfItsOwn() {
        Script script = Script.connected();
        script.call(CLIENT, new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR), Script.OK);
        assertEquals("CLIENT shutdown", where(script, CLIENT, Kind.STANDS));
    }

    @Test
    void whoHasLeftStandsNowhere() {
        Script script = Script.connected();
        script.add(new TraceEvent.ParticipantWent(script.now(), CLIENT));
        assertEquals("", where(script, CLIENT, Kind.STANDS) + where(script, CLIENT, Kind.NEXT));
    }

    @Test
    void aCrowdFitsAndNothingOverlaps() {
        Script script = Script.connected();
        for (int i = 2; i < 12; i++) {
            script.came(i, "a client with a long name " + i, Role.CLIENT);
            script.call(i, Script.SOCKET, new Outcome.Failed(Errno.EACCES));
        }
        CallMapLayout layout = new CallMapLayout(presences(script));
        List<Shape.Text> texts = layout.shapes().stream().filter(Shape.Text.class::isInstance).map(Shape.Text.class::cast).toList();
        for (Shape.Text a : texts) {
            assertTrue(a.x() >= 0 && a.x() + a.width() <= layout.width() && a.bottom() <= layout.height(), a.toString());
            for (Shape.Text b : texts) {
                assertTrue(a == b || a.x() + a.width() <= b.x() || b.x() + b.width() <= a.x() || a.bottom() <= b.top()
                        || b.bottom() <= a.top(), a + " overlaps " + b);
            }
        }
    }
}
