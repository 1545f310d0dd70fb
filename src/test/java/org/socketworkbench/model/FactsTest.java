package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.model.Script.CALLER;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.PORT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

/** What a picture finds between sockets: much of this the call list and the diagram once found differently. */
class FactsTest {
    private static final Call.Socket UDP = new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0);

    private static <F extends Fact> List<F> facts(Script script, Class<F> kind) {
        List<F> facts = new ArrayList<>();
        Picture picture = new Picture();
        for (int number = 0; number < script.events().size(); number++) {
            picture.apply(number, script.events().get(number)).stream().filter(kind::isInstance).map(kind::cast)
                    .forEach(facts::add);
        }
        return facts;
    }

    private static DescriptorState socket(Picture picture, int participant, int fd) {
        return picture.participant(participant).orElseThrow().open(fd).orElseThrow();
    }

    private static List<String> delivered(Script script) {
        return facts(script, Fact.Delivered.class).stream().map(f -> f.send() + "[" + f.inSend() + ","
                + (f.inSend() + f.count()) + ") " + f.recv() + "[" + f.inRecv() + "," + (f.inRecv() + f.count()) + ")")
                .toList();
    }

    private static Call.Send send(String text) {
        return new Call.Send(4, Bytes.utf8(text), 0);
    }

    @Test
    void theBytesOfARecvComeFromThePartsOfSends() {
        Script script = Script.connected();
        int one = script.send(CLIENT, 4, "Hello");
        int two = script.send(CLIENT, 4, "World");
        int first = script.recv(SERVER, 5, "HelloWo");
        int second = script.recv(SERVER, 5, "rld");
        assertEquals(List.of(one + "[0,5) " + first + "[0,5)", two + "[0,2) " + first + "[5,7)",
                two + "[2,5) " + second + "[0,3)"), delivered(script));
        assertEquals(List.of(0L, 5L, 7L), facts(script, Fact.Delivered.class).stream().map(Fact.Delivered::position)
                .toList());
    }

    @Test
    void theBuffersOfAMessageAreOneSequenceOfBytes() {
        Script script = Script.connected();
        int one = script.call(CLIENT, Call.WriteV.of(4, Bytes.utf8("Hel"), Bytes.utf8("lo")), new Outcome.Done(5));
        int two = script.call(CLIENT, message(4, "World", Optional.empty()), new Outcome.Done(4));
        int first = script.call(SERVER, new Call.ReadV(5, List.of(2, 4)), new Outcome.Received(Bytes.utf8("HelloW")));
        int second = script.call(SERVER, new Call.RecvMsg(5, List.of(100), 0, 0),
                new Outcome.ReceivedMessage(Bytes.utf8("orl"), Optional.empty(), List.of(), 0));
        assertEquals(List.of(one + "[0,5) " + first + "[0,5)", two + "[0,1) " + first + "[5,6)",
                two + "[1,4) " + second + "[0,3)"), delivered(script));
        assertEquals(List.of(), script.picture().unread(socket(script.picture(), CLIENT, 4)));
    }

    @Test
    void aMessageIsTheDatagramThatAnotherTakes() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, UDP, new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        script.call(CLIENT, UDP, new Outcome.Opened(4));
        script.call(CLIENT, Call.WriteV.of(4), OK);
        int send = script.call(CLIENT, message(4, "Hello", Optional.of(PORT)), new Outcome.Done(5));
        int recv = script.call(SERVER, new Call.RecvMsg(3, List.of(2, 1), 0, 0),
                new Outcome.ReceivedMessage(Bytes.utf8("Hel"), Optional.of(CALLER), List.of(),
                        MessageFlags.MSG_TRUNC));
        List<Fact.DatagramTaken> taken = facts(script, Fact.DatagramTaken.class);
        assertEquals(List.of(List.of(send, recv, 3)),
                taken.stream().map(fact -> List.of(fact.send(), fact.recv(), fact.count())).toList());
        assertTrue(taken.getFirst().cut());
    }

    private static Call.SendMsg message(int fd, String text, Optional<SocketAddress> to) {
        return new Call.SendMsg(fd, Bytes.utf8(text), List.of(1, text.length() - 1), List.of(), 0, to);
    }

    @Test
    void whatIsSentAndNotTakenIsUnread() {
        Script script = Script.connected();
        int one = script.send(CLIENT, 4, "Hello");
        script.recv(SERVER, 5, "Hel");
        int two = script.entered(CLIENT, send("World"));
        Picture picture = script.picture();
        assertEquals(List.of(new Picture.Unread(one, 3, 2, true), new Picture.Unread(two, 0, 5, false)),
                picture.unread(socket(picture, CLIENT, 4)));
        assertEquals(List.of(), picture.unread(socket(picture, SERVER, 5)));
    }

    @Test
    void twoThreadsCanSendOnOneSocketAtOnce() {
        Script script = Script.connected();
        int one = script.entered(CLIENT, 1, send("Hello"));
        int two = script.entered(CLIENT, 2, send("World"));
        script.returned(CLIENT, one, new Outcome.Done(4));
        script.returned(CLIENT, two, Script.failed(Errno.EAGAIN));
        int recv = script.recv(SERVER, 5, "Hell");
        assertEquals(List.of(one + "[0,4) " + recv + "[0,4)"), delivered(script));
        assertEquals(List.of(), script.picture().unread(socket(script.picture(), CLIENT, 4)));
    }

    @Test
    void whoWaitsForAcceptIsACallerOfTheListener() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        int connect = script.entered(CLIENT, new Call.Connect(4, PORT));
        assertEquals(List.of(), script.picture().callers(socket(script.picture(), SERVER, 3)));
        script.returned(CLIENT, connect, OK);
        Picture picture = script.picture();
        assertEquals(List.of(socket(picture, CLIENT, 4)), picture.callers(socket(picture, SERVER, 3)));
        int accept = script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        assertEquals(List.of(), facts(script, Fact.Accepted.class), "it may be another, as long as no address is told");
        script.sample(4, CALLER, PORT);
        assertEquals(List.of(accept), facts(script, Fact.Accepted.class).stream().map(Fact.Accepted::accept).toList());
        assertEquals(List.of(), script.picture().callers(socket(script.picture(), SERVER, 3)));
    }

    @Test
    void getsocknameTellsWhoseCallAnAcceptHasTaken() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        script.call(CLIENT, new Call.GetSockName(4), new Outcome.Named(CALLER));
        assertEquals(1, facts(script, Fact.Accepted.class).size());
        assertEquals(Optional.of(socket(script.picture(), SERVER, 5)),
                script.picture().otherEnd(socket(script.picture(), CLIENT, 4)));
    }

    @Test
    void aListenerThatIsClosedAtOnceHadTheCallerThatItTook() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        script.close(SERVER, 3);
        int send = script.call(SERVER, new Call.Send(5, Bytes.utf8("Hi"), 0), new Outcome.Done(2));
        int recv = script.recv(CLIENT, 4, "Hi");
        assertEquals(List.of(send + "[0,2) " + recv + "[0,2)"), delivered(script));
    }

    @Test
    void aCallerThatReceivesFirstIsTheOneThatWasAccepted() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        int send = script.send(SERVER, 5, "220 ready");
        int recv = script.recv(CLIENT, 4, "220 ready");
        assertEquals(List.of(send + "[0,9) " + recv + "[0,9)"), delivered(script));
    }

    @Test
    void aListenThatIsTracedAfterTheConnectThatItAnswersIsFound() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(SERVER, Script.SOCKET, new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        int listen = script.entered(SERVER, new Call.Listen(3, 5));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.returned(SERVER, listen, OK);
        Picture picture = script.picture();
        assertEquals(List.of(socket(picture, CLIENT, 4)), picture.callers(socket(picture, SERVER, 3)));
    }

    @Test
    void anotherProgramsCallIsNotTakenForOneFromThisMachine() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.call(SERVER, new Call.Accept(3),
                new Outcome.Accepted(5, SocketAddress.Inet4.of("192.0.2.7", 50_000).orElseThrow()));
        assertEquals(1, facts(script, Fact.AcceptedFromOutside.class).size());
        assertEquals(List.of(socket(script.picture(), CLIENT, 4)),
                script.picture().callers(socket(script.picture(), SERVER, 3)));
    }

    @Test
    void anInterruptedConnectGoesOn() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.EINTR));
        assertTrue(socket(script.picture(), CLIENT, 4).isConnecting());
        script.send(CLIENT, 4, "Hi");
        assertEquals(DescriptorState.Phase.CONNECTED, socket(script.picture(), CLIENT, 4).phase());
        assertEquals(Optional.of(PORT), socket(script.picture(), CLIENT, 4).peer());
    }

    @Test
    void aNumberThatIsGivenOutAgainBeforeItsCloseHasReturnedStaysOpen() {
        Script script = Script.connected();
        int close = script.entered(SERVER, 1, new Call.Close(5));
        script.call(SERVER, 2, Script.SOCKET, new Outcome.Opened(5));
        script.returned(SERVER, close, OK);
        assertEquals(DescriptorState.Phase.NEW, socket(script.picture(), SERVER, 5).phase());
        assertEquals(List.of(close), facts(script, Fact.Ended.class).stream().map(Fact.Ended::by).toList());
    }

    @Test
    void anAnswerThatThereIsNoNameDoesNotTakeOneAway() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, Script.SOCKET, new Outcome.Opened(3));
        int name = script.entered(SERVER, 1, new Call.GetSockName(3));
        script.call(SERVER, 2, new Call.Bind(3, PORT), OK);
        script.returned(SERVER, name, new Outcome.Named(new SocketAddress.Inet4(0, 0)));
        assertEquals(Optional.of(PORT), socket(script.picture(), SERVER, 3).local());
    }

    @Test
    void afterItsOwnEndOfReadingASocketLearnsNothingOfThePeer() {
        Script script = Script.connected();
        script.call(SERVER, new Call.Shutdown(5, Call.Shutdown.How.SHUT_RD), OK);
        script.recv(SERVER, 5, "");
        assertEquals(List.of(), facts(script, Fact.Ended.class));
        assertTrue(!socket(script.picture(), SERVER, 5).peerEnded());
    }

    @Test
    void aRecvOfAnotherThreadPutsNothingIntoTheFile() {
        Script script = Script.connected();
        script.entered(SERVER, 1, new Call.ReadLine(5));
        script.recv(SERVER, 5, "past it");
        assertEquals(0, socket(script.picture(), SERVER, 5).unreadInFile());
    }

    @Test
    void anUrgentByteIsTheLastOfItsSend() {
        Script script = Script.connected();
        int send = script.call(CLIENT, new Call.Send(4, Bytes.utf8("ab!"), MessageFlags.MSG_OOB), new Outcome.Done(3));
        int urgent = script.call(SERVER, new Call.Recv(5, 9, MessageFlags.MSG_OOB),
                new Outcome.Received(Bytes.utf8("!")));
        int rest = script.recv(SERVER, 5, "ab");
        assertEquals(List.of(send + "[2,3) " + urgent + "[0,1)", send + "[0,2) " + rest + "[0,2)"), delivered(script));
    }

    @Test
    void anEndOfAPairThatIsBoundHasTwoAddresses() {
        SocketAddress path = SocketAddress.Unix.of("/run/x");
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_DGRAM, 0, true),
                new Outcome.PairOpened(new Outcome.Opened(3, 31), new Outcome.Opened(4, 32)));
        script.call(SERVER, new Call.Bind(3, path), OK);
        script.call(CLIENT, new Call.Socket(Family.AF_UNIX, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(3, 33));
        int outer = script.call(CLIENT, new Call.SendTo(3, Bytes.utf8("outer"), 0, path), new Outcome.Done(5));
        int inner = script.send(SERVER, 4, "inner");
        script.recv(SERVER, 3, "outer");
        script.recv(SERVER, 3, "inner");
        assertEquals(List.of(outer, inner),
                facts(script, Fact.DatagramTaken.class).stream().map(Fact.DatagramTaken::send).toList());
    }

    @Test
    void twoThreadsCanSendDatagramsFromOneSocketAtOnce() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, UDP, new Outcome.Opened(3, 31));
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        script.call(CLIENT, UDP, new Outcome.Opened(4, 32));
        int one = script.entered(CLIENT, 1, new Call.SendTo(4, Bytes.utf8("one"), 0, PORT));
        int two = script.entered(CLIENT, 2, new Call.SendTo(4, Bytes.utf8("two"), 0, PORT));
        script.returned(CLIENT, one, new Outcome.Done(3));
        script.returned(CLIENT, two, new Outcome.Done(3));
        assertEquals(List.of(one, two), facts(script, Fact.DatagramWaits.class).stream()
                .map(fact -> fact.datagram().call()).toList());
    }

    @Test
    void aConnectionThatIsOverIsSharedByCopies() {
        Script script = Script.connected();
        script.close(CLIENT, 4);
        DescriptorState server = socket(script.picture(), SERVER, 5);
        assertTrue(!server.partner.isSettled() && !server.isSettled());
        script.close(SERVER, 5);
        Picture picture = script.picture();
        assertEquals(1, picture.unsettled(), "the listener");
        List<DescriptorState> copies = picture.copy().descriptors().toList();
        List<DescriptorState> all = picture.descriptors().toList();
        for (int i = 0; i < all.size(); i++) {
            assertEquals(all.get(i).isSettled(), all.get(i) == copies.get(i));
        }
    }
}
