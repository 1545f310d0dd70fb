package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.socketworkbench.diagram.CallMap.Presence.Kind;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

class CallMapTest {
    private static CallMap.Moment moment(Script script) {
        return CallMap.moment(script.picture());
    }

    private static String where(Script script, int participant, Kind kind) {
        return moment(script).presences().entrySet().stream()
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

    private static final Call.Socket UDP = new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0);

    private static Script datagrams() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, UDP, new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, Script.PORT), Script.OK);
        script.call(CLIENT, UDP, new Outcome.Opened(4));
        return script;
    }

    @Test
    void datagramsHaveAFlowOfTheirOwn() {
        Script script = datagrams();
        assertEquals(CallFlow.DATAGRAMS, moment(script).flow());
        assertEquals("SERVER bind", where(script, SERVER, Kind.STANDS));
        assertEquals("SERVER recvfrom", where(script, SERVER, Kind.NEXT));
        assertEquals("CLIENT sendto", where(script, CLIENT, Kind.NEXT));
        script.call(CLIENT, new Call.SendTo(4, Bytes.utf8("Hello"), 0, Script.PORT), new Outcome.Done(5));
        assertEquals("CLIENT sendto", where(script, CLIENT, Kind.STANDS));
        assertEquals("CLIENT recvfrom", where(script, CLIENT, Kind.NEXT));
        script.call(CLIENT, new Call.Connect(4, Script.PORT), Script.OK);
        assertEquals("CLIENT connect", where(script, CLIENT, Kind.STANDS));
    }

    @Test
    void whereSomebodyConnectsTheFlowIsThatOfConnections() {
        Script script = datagrams();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(5));
        assertEquals(CallFlow.CONNECTIONS, moment(script).flow());
        assertEquals(CallFlow.CONNECTIONS, moment(new Script()).flow());
    }

    @Test
    void whoIsInALibraryCallStandsWhereItsSystemCallIs() {
        Script script = Script.connected();
        Call sendAll = new Call.SendAll(4, Bytes.utf8("Hello"), 0);
        int number = script.entered(CLIENT, sendAll);
        assertEquals("CLIENT sendall", where(script, CLIENT, Kind.STANDS));
        int send = script.add(
                new TraceEvent.CallEntered(script.now(), CLIENT, number, new Call.Send(4, Bytes.utf8("Hello"), 0)));
        script.blocked(CLIENT, send);
        assertEquals("CLIENT send", where(script, CLIENT, Kind.BLOCKED));
        script.returned(CLIENT, send, new Outcome.Done(5));
        script.returned(CLIENT, number, Script.OK);
        assertEquals("CLIENT send", where(script, CLIENT, Kind.STANDS));
    }

    @Test
    void aTimeoutIsNoted() {
        Script script = Script.connected();
        Call timed = new Call.Timed(new Call.Recv(5, 9, 0), 1_000_000_000);
        int number = script.entered(SERVER, timed);
        script.step(SERVER, number, new Call.Poll(List.of(new PollEntry(5, PollEntry.POLLIN)), 1000),
                new Outcome.Polled(List.of()));
        script.returned(SERVER, number, new Outcome.TimedOut());
        assertEquals("SERVER recv", where(script, SERVER, Kind.STANDS));
        assertEquals(List.of("timed out"), moment(script).presences().values().stream().flatMap(List::stream)
                .filter(p -> p.participant() == SERVER && p.kind() == Kind.STANDS).map(CallMap.Presence::note)
                .toList());
    }

    @Test
    void theFlowOfDatagramsIsDrawnWithItsWays() {
        CallMapLayout layout = new CallMapLayout(moment(datagrams()));
        long arrows = layout.shapes().stream().filter(Shape.Arrow.class::isInstance).count();
        // Four ways down on the server's side, three on the client's, two across, two back.
        assertEquals(4 + 3 + 2 + 2, arrows);
    }

    @Test
    void aCrowdFitsAndNothingOverlaps() {
        Script script = Script.connected();
        for (int i = 2; i < 12; i++) {
            script.came(i, "a client with a long name " + i, Role.CLIENT);
            script.call(i, Script.SOCKET, new Outcome.Failed(Errno.EACCES));
        }
        CallMapLayout layout = new CallMapLayout(moment(script));
        List<Shape.Text> texts =
                layout.shapes().stream().filter(Shape.Text.class::isInstance).map(Shape.Text.class::cast).toList();
        for (Shape.Text a : texts) {
            assertTrue(a.x() >= 0 && a.x() + a.width() <= layout.width() && a.bottom() <= layout.height(),
                    a.toString());
            for (Shape.Text b : texts) {
                assertTrue(a == b || a.x() + a.width() <= b.x() || b.x() + b.width() <= a.x() || a.bottom() <= b.top()
                        || b.bottom() <= a.top(), a + " overlaps " + b);
            }
        }
    }
}
