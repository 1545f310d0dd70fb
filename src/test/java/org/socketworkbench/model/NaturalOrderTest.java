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
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

class NaturalOrderTest {
    private static final Call DATAGRAMS = new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0);

    private Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);

    private Optional<CallName> next(int participant) {
        return NaturalOrder.next(script.picture().participant(participant).orElseThrow());
    }

    private void assertNext(int participant, CallName call) {
        assertEquals(Optional.of(call), next(participant));
    }

    @Test
    void everyoneBeginsWithASocket() {
        assertNext(SERVER, CallName.SOCKET);
        assertNext(CLIENT, CallName.SOCKET);
    }

    @Test
    void aServerBindsListensAndAccepts() {
        script.call(SERVER, Script.SOCKET, new Outcome.Opened(3));
        assertNext(SERVER, CallName.BIND);
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        assertNext(SERVER, CallName.LISTEN);
        script.call(SERVER, new Call.Listen(3, 5), OK);
        assertNext(SERVER, CallName.ACCEPT);
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        assertNext(SERVER, CallName.RECV);
    }

    @Test
    void aServerOfDatagramsBindsAndAnswersOneAfterTheOther() {
        script.call(SERVER, DATAGRAMS, new Outcome.Opened(3));
        assertNext(SERVER, CallName.BIND);
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        assertNext(SERVER, CallName.RECVFROM);
        script.call(SERVER, new Call.RecvFrom(3, 100, 0), new Outcome.ReceivedFrom(Bytes.EMPTY, Optional.of(CALLER)));
        assertNext(SERVER, CallName.SENDTO);
        script.call(SERVER, new Call.SendTo(3, Bytes.utf8("Hello"), 0, CALLER), new Outcome.Done(5));
        assertNext(SERVER, CallName.RECVFROM);
    }

    @Test
    void aClientOfDatagramsSendsAtOnceAndWaitsForTheAnswer() {
        script.call(CLIENT, DATAGRAMS, new Outcome.Opened(4));
        assertNext(CLIENT, CallName.SENDTO);
        script.call(CLIENT, new Call.SendTo(4, Bytes.EMPTY, 0, PORT), OK);
        assertNext(CLIENT, CallName.RECVFROM);
        script.call(CLIENT, new Call.RecvFrom(4, 100, 0),
                new Outcome.ReceivedFrom(Bytes.utf8("HELLO"), Optional.of(PORT)));
        assertNext(CLIENT, CallName.CLOSE);
    }

    @Test
    void aFailedBindIsToBeMadeAgain() {
        script.call(SERVER, Script.SOCKET, new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PORT), Script.failed(Errno.EADDRINUSE));
        assertNext(SERVER, CallName.BIND);
    }

    @Test
    void aClientConnectsSpeaksListensAndHangsUp() {
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        assertNext(CLIENT, CallName.CONNECT);
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        assertNext(CLIENT, CallName.SEND);
        script.send(CLIENT, 4, "Hello");
        assertNext(CLIENT, CallName.RECV);
        script.recv(CLIENT, 4, "HELLO");
        assertNext(CLIENT, CallName.CLOSE);
        script.close(CLIENT, 4);
        assertNext(CLIENT, CallName.SOCKET);
    }

    @Test
    void aServerAnswersHangsUpAndAcceptsTheNext() {
        script = Script.connected();
        script.recv(SERVER, 5, "Hello");
        assertNext(SERVER, CallName.SEND);
        script.send(SERVER, 5, "HELLO");
        assertNext(SERVER, CallName.RECV);
        script.recv(SERVER, 5, "");
        assertNext(SERVER, CallName.CLOSE);
        script.close(SERVER, 5);
        assertNext(SERVER, CallName.ACCEPT);
    }

    @Test
    void anAnswerMayBeShorterThanTheQuestion() {
        script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.recv(SERVER, 5, "Hello");
        script.send(SERVER, 5, "OK");
        assertNext(SERVER, CallName.RECV);
        script.recv(CLIENT, 4, "OK");
        assertNext(CLIENT, CallName.CLOSE);
    }

    @Test
    void anInterruptedRecvIsToBeMadeAgain() {
        script = Script.connected();
        script.send(CLIENT, 4, "Hello");
        script.call(CLIENT, new Call.Recv(4, 10, 0), Script.failed(Errno.EINTR));
        assertNext(CLIENT, CallName.RECV);
    }

    @Test
    void aGreetingIsAnsweredByTheClient() {
        script = Script.connected();
        script.send(SERVER, 5, "Welcome");
        script.recv(CLIENT, 4, "Welcome");
        assertNext(CLIENT, CallName.SEND);
    }

    @Test
    void aResetConnectionIsToBeClosed() {
        script = Script.connected();
        script.call(CLIENT, new Call.Recv(4, 10, 0), Script.failed(Errno.ECONNRESET));
        assertNext(CLIENT, CallName.CLOSE);
    }

    @Test
    void afterEndingItsOwnDirectionItListens() {
        script = Script.connected();
        script.call(CLIENT, new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR), OK);
        assertNext(CLIENT, CallName.RECV);
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
        assertNext(SERVER, CallName.CLOSE);
    }

    @Test
    void whoHasLeftMakesNone() {
        script.add(new TraceEvent.ParticipantWent(script.now(), CLIENT));
        assertEquals(Optional.empty(), next(CLIENT));
    }
}
