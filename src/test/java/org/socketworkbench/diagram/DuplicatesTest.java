package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.diagram.Drawn.arrows;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

/** Several numbers for one socket, and pairs of sockets, in the sequence diagram. */
class DuplicatesTest {
    private static List<String> afterHandshake(Script script) {
        List<String> all = arrows(script);
        return all.subList(3, all.size());
    }

    private static Script duplicated() {
        Script script = Script.connected();
        script.call(CLIENT, new Call.Dup(4, false), new Outcome.Opened(7));
        return script;
    }

    private static Script paired(SocketType type) {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, new Call.SocketPair(Family.AF_UNIX, type, 0, false),
                new Outcome.PairOpened(new Outcome.Opened(3), new Outcome.Opened(4)));
        return script;
    }

    @Test
    void onlyTheLastOfTwoNumbersEndsTheConnection() {
        Script script = duplicated();
        script.close(CLIENT, 4);
        script.send(CLIENT, 7, "Hi");
        script.recv(SERVER, 5, "Hi");
        assertEquals(List.of("client > server: 2 bytes \"Hi\""), afterHandshake(script));
        script.close(CLIENT, 7);
        script.recv(SERVER, 5, "");
        assertEquals(List.of("client > server: 2 bytes \"Hi\"", "(client > server: FIN)"), afterHandshake(script));
    }

    @Test
    void ofTwoNumbersThatAreClosedAtOnceTheOneThatReturnsLastEndsTheConnection() {
        Script script = duplicated();
        int one = script.entered(CLIENT, new Call.Close(4));
        int other = script.entered(CLIENT, 1, new Call.Close(7));
        script.returned(CLIENT, one, OK);
        script.returned(CLIENT, other, OK);
        assertEquals(List.of("(client > server: FIN)"), afterHandshake(script));
    }

    @Test
    void aPeerWhoReceivesOnAnotherNumberTellsOfTheEnd() {
        Script script = duplicated();
        int recv = script.entered(CLIENT, new Call.Recv(7, 10, 0));
        script.close(SERVER, 5);
        script.returned(CLIENT, recv, new Outcome.Received(Bytes.EMPTY));
        assertEquals(List.of("server > client: FIN"), afterHandshake(script));
    }

    @Test
    void dup2EndsTheConnectionThatTheNumberStoodFor() {
        Script script = Script.connected();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(7));
        script.call(CLIENT, new Call.Dup2(7, 4), new Outcome.Opened(4));
        assertEquals(List.of("(client > server: FIN)"), afterHandshake(script));
    }

    @Test
    void dup2BetweenTheNumbersOfOneSocketEndsNothing() {
        Script script = duplicated();
        script.call(CLIENT, new Call.Dup2(4, 7), new Outcome.Opened(7));
        script.call(CLIENT, new Call.Dup2(7, 7), new Outcome.Opened(7));
        script.close(CLIENT, 4);
        assertEquals(List.of(), afterHandshake(script));
        script.close(CLIENT, 7);
        assertEquals(List.of("(client > server: FIN)"), afterHandshake(script));
    }

    @Test
    void theBytesOfAPairGoFromOneEndToTheOther() {
        Script script = paired(SocketType.SOCK_STREAM);
        script.send(SERVER, 3, "Hello");
        script.recv(SERVER, 4, "Hello");
        script.close(SERVER, 3);
        script.recv(SERVER, 4, "");
        assertEquals(List.of("server > server: 5 bytes \"Hello\"", "(server > server: end)"), arrows(script));
        assertEquals(1, Drawn.model(script).lifelines().size());
    }

    @Test
    void theBytesOfAPairGoFromThreadToThread() {
        Script script = paired(SocketType.SOCK_STREAM);
        script.threadStarted(SERVER, 1, "Thread-1");
        int recv = script.entered(SERVER, 1, new Call.Recv(4, 10, 0));
        script.send(SERVER, 3, "Hello");
        script.returned(SERVER, recv, new Outcome.Received(Bytes.utf8("Hello")));
        Message message = Drawn.model(script).rows().stream().filter(Row.Arrow.class::isInstance)
                .map(row -> ((Row.Arrow) row).message()).findFirst().orElseThrow();
        assertEquals(0, message.fromTrack().index());
        assertEquals(1, message.toTrack().index());
    }

    @Test
    void theDatagramsOfAPairGoFromOneEndToTheOther() {
        Script script = paired(SocketType.SOCK_DGRAM);
        script.send(SERVER, 3, "one");
        script.send(SERVER, 3, "two");
        script.recv(SERVER, 4, "one");
        script.send(SERVER, 4, "three");
        script.close(SERVER, 4);
        assertEquals(List.of("server > server: 3 bytes \"one\"", "(server > server: 3 bytes \"two\", never read)"),
                arrows(script));
        script.recv(SERVER, 3, "three");
        assertEquals("server > server: 5 bytes \"three\"", arrows(script).getLast());
        assertEquals(1, Drawn.model(script).lifelines().size());
    }
}
