package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.model.Script.CALLER;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.PORT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

class NaturalOrderTest {
    private static final Call DATAGRAMS = new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0);

    private Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);

    private Optional<String> next(int participant) {
        return NaturalOrder.next(script.picture().participant(participant).orElseThrow());
    }

    private void assertNext(int participant, String call) {
        assertEquals(Optional.of(call), next(participant));
    }

    @Test
    void everyoneBeginsWithASocket() {
        assertNext(SERVER, "socket");
        assertNext(CLIENT, "socket");
    }

    @Test
    void aServerBindsListensAndAccepts() {
        script.call(SERVER, Script.SOCKET, new Outcome.Opened(3));
        assertNext(SERVER, "bind");
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        assertNext(SERVER, "listen");
        script.call(SERVER, new Call.Listen(3, 5), OK);
        assertNext(SERVER, "accept");
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        assertNext(SERVER, "recv");
    }

    @Test
    void aServerOfDatagramsBindsAndAnswersOneAfterTheOther() {
        script.call(SERVER, DATAGRAMS, new Outcome.Opened(3));
        assertNext(SERVER, "bind");
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        assertNext(SERVER, "recvfrom");
        script.call(SERVER, new Call.RecvFrom(3, 100, 0), new Outcome.ReceivedFrom(Bytes.EMPTY, Optional.of(CALLER)));
        assertNext(SERVER, "sendto");
        script.call(SERVER, new Call.SendTo(3, Bytes.utf8("Hello"), 0, CALLER), new Outcome.Done(5));
        assertNext(SERVER, "recvfrom");
    }

    @Test
    void aClientOfDatagramsSendsAtOnceAndWaitsForTheAnswer() {
        script.call(CLIENT, DATAGRAMS, new Outcome.Opened(4));
        assertNext(CLIENT, "sendto");
        script.call(CLIENT, new Call.SendTo(4, Bytes.EMPTY, 0, PORT), OK);
        assertNext(CLIENT, "recvfrom");
        script.call(CLIENT, new Call.RecvFrom(4, 100, 0),
                new Outcome.ReceivedFrom(Bytes.utf8("HELLO"), Optional.of(PORT)));
        assertNext(CLIENT, "close");
    }

    @Test
    void aFailedBindIsToBeMadeAgain() {
        script.call(SERVER, Script.SOCKET, new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PORT), Script.failed(Errno.EADDRINUSE));
        assertNext(SERVER, "bind");
    }

    @Test
    void aClientConnectsSpeaksListensAndHangsUp() {
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        assertNext(CLIENT, "connect");
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        assertNext(CLIENT, "send");
        script.send(CLIENT, 4, "Hello");
        assertNext(CLIENT, "recv");
        script.recv(CLIENT, 4, "HELLO");
        assertNext(CLIENT, "close");
        script.close(CLIENT, 4);
        assertNext(CLIENT, "socket");
    }

    @Test
    void aServerAnswersHangsUpAndAcceptsTheNext() {
        script = Script.connected();
        script.recv(SERVER, 5, "Hello");
        assertNext(SERVER, "send");
        script.send(SERVER, 5, "HELLO");
        assertNext(SERVER, "recv");
        script.recv(SERVER, 5, "");
        assertNext(SERVER, "close");
        script.close(SERVER, 5);
        assertNext(SERVER, "accept");
    }

    @Test
    void anAnswerMayBeShorterThanTheQuestion() {
        script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.recv(SERVER, 5, "Hello");
        script.send(SERVER, 5, "OK");
        assertNext(SERVER, "recv");
        script.recv(CLIENT, 4, "OK");
        assertNext(CLIENT, "close");
    }

    @Test
    void anInterruptedRecvIsToBeMadeAgain() {
        script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.call(CLIENT, new Call.Recv(4, 10, 0), Script.failed(Errno.EINTR));
        assertNext(CLIENT, "recv");
    }

    @Test
    void aGreetingIsAnsweredByTheClient() {
        script = Script.connected();
        script.send(SERVER, 5, "Welcome");
        script.recv(CLIENT, 4, "Welcome");
        assertNext(CLIENT, "send");
    }

    @Test
    void aResetConnectionIsToBeClosed() {
        script = Script.connected();
        script.call(CLIENT, new Call.Recv(4, 10, 0), Script.failed(Errno.ECONNRESET));
        assertNext(CLIENT, "close");
    }

    @Test
    void afterEndingItsOwnDirectionItListens() {
        script = Script.connected();
        script.call(CLIENT, new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR), OK);
        assertNext(CLIENT, "recv");
    }

    @Test
    void insideACallThereIsNoNext() {
        script = Script.connected();
        script.entered(SERVER, new Call.Recv(5, 10, 0));
        assertEquals(Optional.empty(), next(SERVER));
    }

    @Test
    void theCallAtTheGateIsTheNext() {
        script = Script.connected();
        script.add(new TraceEvent.CallWaiting(script.now(), SERVER, new Call.Close(5)));
        assertNext(SERVER, "close");
    }

    @Test
    void whoHasLeftMakesNone() {
        script.add(new TraceEvent.ParticipantWent(script.now(), CLIENT));
        assertEquals(Optional.empty(), next(CLIENT));
    }
}
