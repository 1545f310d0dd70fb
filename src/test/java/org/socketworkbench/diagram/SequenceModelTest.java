package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.diagram.Drawn.arrows;
import static org.socketworkbench.diagram.Drawn.model;
import static org.socketworkbench.diagram.Drawn.rows;
import static org.socketworkbench.model.Script.CALLER;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.PORT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;

class SequenceModelTest {
    private static final int SOME_CALL = 1024;

    /** The arrows after those of the handshake. */
    private static List<String> afterHandshake(Script script) {
        List<String> all = arrows(script);
        assertEquals(List.of("(client > server: SYN)", "(server > client: SYN + ACK)", "(client > server: ACK)"),
                all.subList(0, 3));
        return all.subList(3, all.size());
    }

    @Test
    void aCallThatReturnsAtOnceIsOneRow() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, new Call.Listen(3, 5), OK);
        assertEquals(List.of("listen(3, 5) = 0"), rows(script));
    }

    @Test
    void aBlockedCallTellsItsStartHowLongAndItsReturn() {
        Script script = Script.listening();
        int accept = script.entered(SERVER, new Call.Accept(3));
        script.blocked(SERVER, accept);
        script.returned(SERVER, accept, Script.failed(Errno.EINTR));
        assertEquals(List.of("accept(3)", "blocked 2 ms", "= -1 EINTR"), rows(script).subList(3, 6));
    }

    @Test
    void aLateWordThatACallIsBlockedIsIgnored() {
        Script script = Script.listening();
        int accept = script.call(SERVER, new Call.Accept(3), Script.failed(Errno.EINTR));
        script.blocked(SERVER, accept);
        assertEquals("accept(3) = -1 EINTR", rows(script).getLast());
    }

    @Test
    void theHandshakeIsConcludedFromConnectAndLiesInside() {
        Script script = Script.connected();
        assertEquals(
                List.of("connect(4, 127.0.0.1:8080)", "SYN", "SYN + ACK", "ACK", "= 0",
                        "accept(3) = 5 127.0.0.1:41204"),
                rows(script).subList(4, 10));
    }

    @Test
    void acceptMayReturnBeforeTheConnectItAnswers() {
        Script script = Script.listening();
        int accept = script.entered(SERVER, new Call.Accept(3));
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        int connect = script.entered(CLIENT, new Call.Connect(4, PORT));
        script.returned(SERVER, accept, new Outcome.Accepted(5, CALLER));
        int recv = script.entered(SERVER, new Call.Recv(5, 10, 0));
        script.returned(CLIENT, connect, OK);
        script.sample(4, CALLER, PORT);
        int send = script.entered(CLIENT, new Call.Send(4, Bytes.utf8("Hi"), 0));
        script.returned(SERVER, recv, new Outcome.Received(Bytes.utf8("Hi")));
        script.returned(CLIENT, send, new Outcome.Done(2));
        assertEquals(List.of("client > server: 2 bytes \"Hi\""), afterHandshake(script));
        assertEquals(2, model(script).lifelines().size());
    }

    @Test
    void twoSendsReadTogetherAreTwoArrowsIntoOneRecv() {
        Script script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.send(CLIENT, 4, "World");
        script.recv(SERVER, 5, "HelloWorld");
        assertEquals(List.of("client > server: 5 bytes \"Hello\"", "client > server: 5 bytes \"World\""),
                afterHandshake(script));
    }

    @Test
    void oneSendReadInPartsIsAnArrowForEach() {
        Script script = Script.connected();
        int send = script.send(CLIENT, 4, "HelloWorld");
        script.recv(SERVER, 5, "Hell");
        script.recv(SERVER, 5, "oWorld");
        assertEquals(List.of("client > server: 4 bytes \"Hell\"", "client > server: 6 bytes \"oWorld\""),
                afterHandshake(script));
        assertEquals(List.of(send, send), model(script).rows().stream().filter(Row.Arrow.class::isInstance)
                .map(row -> ((Row.Arrow) row).message().call()).skip(3).toList());
    }

    @Test
    void aSendThatTookOnlyAPartIsCorrectedByItsCount() {
        Script script = Script.connected();
        script.call(CLIENT, new Call.Send(4, Bytes.utf8("HelloWorld"), 0), new Outcome.Done(5));
        script.send(CLIENT, 4, "World");
        script.recv(SERVER, 5, "HelloWor");
        script.recv(SERVER, 5, "ld");
        assertEquals(List.of("client > server: 5 bytes \"Hello\"", "client > server: 3 bytes \"Wor\"",
                "client > server: 2 bytes \"ld\""), afterHandshake(script));
    }

    @Test
    void moreReadThanSentIsDrawnAsItWasTold() {
        Script script = Script.connected();
        int send = script.entered(CLIENT, new Call.Send(4, Bytes.utf8("HelloWorld"), 0));
        script.recv(SERVER, 5, "HelloWo");
        script.returned(CLIENT, send, new Outcome.Done(5));
        script.recv(SERVER, 5, "!");
        assertEquals(List.of("client > server: 7 bytes \"HelloWo\"", "client > server: 1 byte \"!\""),
                afterHandshake(script));
    }

    @Test
    void peekingTakesNothing() {
        Script script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.call(SERVER, new Call.Recv(5, SOME_CALL, 2), new Outcome.Received(Bytes.utf8("Hello")));
        script.recv(SERVER, 5, "Hello");
        assertEquals(List.of("client > server: 5 bytes \"Hello\""), afterHandshake(script));
    }

    @Test
    void longDataIsGlancedAtAndHostileBytesAreEscaped() {
        Script script = Script.connected();
        script.send(CLIENT, 4, "\u001b[2J\n0123456789abc");
        script.recv(SERVER, 5, "\u001b[2J\n0123456789abc");
        assertEquals(List.of("client > server: 18 bytes \"\\x1b[2J\\n0123456\"..."), afterHandshake(script));
    }

    @Test
    void theFinThatARecvWaitsForArrivesWithItsReturn() {
        Script script = Script.connected();
        int recv = script.entered(SERVER, new Call.Recv(5, 10, 0));
        int close = script.entered(CLIENT, new Call.Close(4));
        script.returned(SERVER, recv, new Outcome.Received(Bytes.EMPTY));
        script.returned(CLIENT, close, OK);
        assertEquals(List.of("client > server: FIN"), afterHandshake(script));
    }

    @Test
    void aFinThatNobodyWaitsForIsConcluded() {
        Script script = Script.connected();
        script.close(CLIENT, 4);
        script.recv(SERVER, 5, "");
        assertEquals(List.of("(client > server: FIN)"), afterHandshake(script));
    }

    @Test
    void shutdownEndsOneDirectionOnlyOnce() {
        Script script = Script.connected();
        script.call(CLIENT, new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR), OK);
        script.send(SERVER, 5, "bye");
        script.recv(CLIENT, 4, "bye");
        script.close(CLIENT, 4);
        script.close(SERVER, 5);
        assertEquals(List.of("(client > server: FIN)", "server > client: 3 bytes \"bye\"", "(server > client: FIN)"),
                afterHandshake(script));
    }

    @Test
    void closingWithUnreadDataResets() {
        Script script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.close(SERVER, 5);
        script.call(CLIENT, new Call.Recv(4, 10, 0), Script.failed(Errno.ECONNRESET));
        assertEquals(List.of("(client > server: 5 bytes \"Hello\", never read)", "(server > client: RST)"),
                afterHandshake(script));
    }

    @Test
    void sendingToWhoHasClosedIsAnsweredWithAReset() {
        Script script = Script.connected();
        script.close(SERVER, 5);
        script.send(CLIENT, 4, "Hello");
        script.call(CLIENT, new Call.Send(4, Bytes.utf8("again"), 0), Script.failed(Errno.EPIPE));
        assertEquals(List.of("(server > client: FIN)", "(client > server: 5 bytes \"Hello\", never read)",
                "(server > client: RST)"), afterHandshake(script));
    }

    @Test
    void aResetFromOutsideIsReadFromErrno() {
        Script script = Script.listening();
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        script.call(SERVER, new Call.Recv(5, 10, 0), Script.failed(Errno.ECONNRESET));
        assertEquals("127.0.0.1:41204 > server: RST", arrows(script).getLast());
    }

    @Test
    void aRefusedConnectGoesToItsAddressAndIsSentBack() {
        Script script = new Script().came(CLIENT, "client", Role.CLIENT);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.ECONNREFUSED));
        assertEquals(List.of("(client > 127.0.0.1:8080: SYN)", "127.0.0.1:8080 > client: RST"), arrows(script));
    }

    @Test
    void aServerThatIsOnlyBoundRefuses() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, Script.SOCKET, new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.ECONNREFUSED));
        assertEquals(List.of("(client > server: SYN)", "server > client: RST"), arrows(script));
    }

    @Test
    void aCallerFromOutsideHasALifelineNamedByItsAddress() {
        Script script = Script.listening();
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        script.recv(SERVER, 5, "Hi");
        script.send(SERVER, 5, "HI");
        script.recv(SERVER, 5, "");
        script.close(SERVER, 5);
        assertEquals(List.of("(127.0.0.1:41204 > server: SYN)", "(server > 127.0.0.1:41204: SYN + ACK)",
                "(127.0.0.1:41204 > server: ACK)", "127.0.0.1:41204 > server: 2 bytes \"Hi\"",
                "server > 127.0.0.1:41204: 2 bytes \"HI\"", "127.0.0.1:41204 > server: FIN",
                "(server > 127.0.0.1:41204: FIN)"), arrows(script));
        Lifeline outside = model(script).lifelines().getLast();
        assertEquals(Lifeline.Place.OUTSIDE_CLIENT, outside.place());
    }

    @Test
    void aFloodFromOutsideSharesALifeline() {
        Script script = Script.listening();
        for (int i = 0; i < 50; i++) {
            script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, SocketAddress.Inet4.loopback(50_000 + i)));
            script.close(SERVER, 5);
        }
        List<Lifeline> lifelines = model(script).lifelines();
        assertEquals(2 + SequenceModel.OWN_OUTSIDE_LIFELINES + 1, lifelines.size());
        assertEquals("other callers", lifelines.getLast().name());
    }

    @Test
    void twoCallersAtOnceAreToldApartByTheirAddresses() {
        SocketAddress second = SocketAddress.Inet4.loopback(41205);
        Script script = Script.listening().came(2, "second", Role.CLIENT);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(2, Script.SOCKET, new Outcome.Opened(6));
        int one = script.entered(CLIENT, new Call.Connect(4, PORT));
        int two = script.entered(2, new Call.Connect(6, PORT));
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, second));
        script.returned(CLIENT, one, OK);
        script.sample(4, CALLER, PORT);
        script.returned(2, two, OK);
        script.sample(6, second, PORT);
        script.send(2, 6, "two");
        script.recv(SERVER, 5, "two");
        assertEquals("second > server: 3 bytes \"two\"", arrows(script).getLast());
    }

    @Test
    void aDescriptorThatIsUsedAgainIsAnotherConnection() {
        Script script = Script.connected();
        script.send(CLIENT, 4, "old");
        script.close(CLIENT, 4);
        script.close(SERVER, 5);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.sample(4, SocketAddress.Inet4.loopback(41206), PORT);
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, SocketAddress.Inet4.loopback(41206)));
        script.send(CLIENT, 4, "new");
        script.recv(SERVER, 5, "new");
        assertEquals("client > server: 3 bytes \"new\"", arrows(script).getLast());
    }

    @Test
    void foldingTheSameTraceAgainGivesTheSameRows() {
        Script script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.recv(SERVER, 5, "Hello");
        assertEquals(rows(script), rows(script));
        assertEquals(arrows(script), arrows(script));
    }
}
