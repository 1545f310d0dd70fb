package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.explain.Story.ADDRESS;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.CLIENTS_OWN;
import static org.socketworkbench.explain.Story.SERVER;
import static org.socketworkbench.explain.Story.at;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.failed;
import static org.socketworkbench.explain.Story.opened;
import static org.socketworkbench.explain.Story.send;
import static org.socketworkbench.explain.Story.udp;

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

/** Datagrams in words: no connection, no end, whole or cut. */
class DatagramWordsTest {
    private final Story story =
            new Story().did(SERVER, udp(), opened(4)).did(SERVER, new Call.Bind(4, ADDRESS), done(0))
                    .did(CLIENT, udp(), opened(5));

    private void happened(String expected, int participant, Call call, Outcome outcome) {
        assertEquals(expected, story.tell(participant, call, outcome).happened());
    }

    private void concluded(String expected, int participant, Call call, Errno errno) {
        Trouble trouble = story.trouble(participant, call, errno);
        assertEquals(expected, trouble.cause());
        assertEquals(false, trouble.causeWasRead());
    }

    private static Call.SendTo sendTo(String text, SocketAddress address) {
        return new Call.SendTo(5, Bytes.utf8(text), 0, address);
    }

    private static Call.RecvFrom recvFrom(int length) {
        return new Call.RecvFrom(4, length, 0);
    }

    private static Outcome from(String text, SocketAddress sender) {
        return new Outcome.ReceivedFrom(Bytes.utf8(text), Optional.of(sender));
    }

    private static Errno errno(int number) {
        return new Errno(number);
    }

    @Test
    void aSendtoInFull() {
        Explanation told = story.tell(CLIENT, sendTo("Hello", ADDRESS), done(5));
        assertEquals("sendto(5, \"Hello\", 5, 0, 127.0.0.1:8080) = 5", told.title());
        assertEquals(
                "Sends one datagram to the address that the call names. No connection is needed. It goes as a whole, "
                        + "and nothing shows whether it arrives.",
                told.does());
        assertEquals(
                "5 bytes were handed over as one datagram: \"Hello\". It is for 127.0.0.1:8080. server has a socket "
                        + "there, descriptor 4. If its receive buffer is full, the datagram is lost without notice. "
                        + "The socket had no port of its own, so the kernel has picked one: the receiver sees it as "
                        + "the sender's address.",
                told.happened());
        assertEquals("Post a card with an address on it. Nothing shows whether it arrives.", told.telephone());
        assertEquals("sendto(2)", told.manualPage());
    }

    @Test
    void aDatagramToNobodySucceedsAllTheSame() {
        story.did(CLIENT, new Call.Bind(5, CLIENTS_OWN), done(0));
        happened(
                "5 bytes were handed over as one datagram: \"Hello\". It is for 127.0.0.1:9999. As far as the calls "
                        + "show, no socket has the address 127.0.0.1:9999: then the datagram is thrown away, but the "
                        + "call succeeds all the same. Only a socket whose peer was set with connect() learns of it: "
                        + "its next call fails with ECONNREFUSED.",
                CLIENT, sendTo("Hello", at("127.0.0.1", 9999)), done(5));
    }

    @Test
    void whereASocketMayBeWhosePortNobodyToldNothingIsConcluded() {
        story.did(CLIENT, new Call.Bind(5, CLIENTS_OWN), done(0)).did(SERVER, udp(), opened(6))
                .did(SERVER, new Call.Bind(6, at("127.0.0.1", 0)), done(0));
        happened(
                "5 bytes were handed over as one datagram: \"Hello\". It is for 127.0.0.1:9999. Nothing shows whether "
                        + "it arrives: a datagram can get lost, and none is sent again.",
                CLIENT, sendTo("Hello", at("127.0.0.1", 9999)), done(5));
    }

    @Test
    void anEmptyDatagramIsOneAndNoEnd() {
        story.did(CLIENT, sendTo("", ADDRESS), done(0));
        happened(
                "An empty datagram came: 0 bytes. That is not an end, because datagrams have none: the next one may "
                        + "come at any time. It was sent from 127.0.0.1:41204: most likely by client 1.",
                SERVER, recvFrom(10), from("", CLIENTS_OWN));
    }

    @Test
    void aDatagramThatLeavesRoomCameWhole() {
        happened(
                "5 bytes came, as one datagram: \"Hello\". It was sent from 127.0.0.1:41204. There was room for 100 "
                        + "bytes, so it came whole.",
                SERVER, recvFrom(100), from("Hello", CLIENTS_OWN));
    }

    @Test
    void whetherADatagramThatFillsTheRoomWasCutIsNotKnown() {
        happened(
                "5 bytes came, as one datagram: \"Hello\". It was sent from 127.0.0.1:41204. It fills the room of 5 "
                        + "bytes exactly. Without MSG_TRUNC, the call does not say whether it was longer; if it was, "
                        + "the rest is lost.",
                SERVER, recvFrom(5), from("Hello", CLIENTS_OWN));
    }

    @Test
    void aDatagramThatAParticipantSentLongerWasCut() {
        story.did(CLIENT, sendTo("Hello World", ADDRESS), done(11));
        happened(
                "5 bytes came, as one datagram: \"Hello\". It was sent from 127.0.0.1:41204: most likely by client 1. "
                        + "What was sent had 11 bytes: the datagram was cut, and the rest, 6 bytes, is lost. It does "
                        + "not come with the next call.",
                SERVER, recvFrom(5), from("Hello", CLIENTS_OWN));
    }

    @Test
    void aDatagramThatAParticipantSentSoCameWhole() {
        story.did(CLIENT, sendTo("Hello", ADDRESS), done(5));
        happened(
                "5 bytes came, as one datagram: \"Hello\". It was sent from 127.0.0.1:41204: most likely by client 1. "
                        + "It fills the room of 5 bytes exactly. According to what was sent, it came whole.",
                SERVER, recvFrom(5), from("Hello", CLIENTS_OWN));
    }

    @Test
    void withMsgTruncTheTrueLengthIsTold() {
        happened(
                "11 bytes came, as one datagram: \"Hello\".... MSG_TRUNC gives its true length. There was room for "
                        + "only 5 bytes: the rest, 6 bytes, is lost.",
                SERVER, new Call.Recv(4, 5, MessageFlags.MSG_TRUNC),
                new Outcome.Received(Bytes.utf8("Hello").outOf(11)));
    }

    @Test
    void aDatagramThatWasOnlyLookedAtIsStillThere() {
        happened(
                "5 bytes came, as one datagram: \"Hello\". There was room for 9 bytes, so it came whole. MSG_PEEK only "
                        + "looks: the datagram is still there, and the next call returns it again.",
                SERVER, new Call.Recv(4, 9, MessageFlags.MSG_PEEK), new Outcome.Received(Bytes.utf8("Hello")));
    }

    @Test
    void connectOnlySetsThePeer() {
        happened(
                "127.0.0.1:9999 is now the peer of this socket: send() goes there, and only what comes from there is "
                        + "received. Nothing was sent, and nobody was asked: this succeeds whether or not a socket is "
                        + "there.",
                CLIENT, new Call.Connect(5, at("127.0.0.1", 9999)), done(0));
    }

    @Test
    void aPeerThatIsNotThereIsToldByTheNextCall() {
        story.did(CLIENT, new Call.Connect(5, at("127.0.0.1", 9999)), done(0));
        happened(
                "5 bytes were handed over as one datagram: \"Hello\". It is for 127.0.0.1:9999. As far as the calls "
                        + "show, no socket has the address 127.0.0.1:9999: then the datagram is thrown away, but the "
                        + "call succeeds all the same. Because connect() has set this peer, the next call on this "
                        + "socket will fail with ECONNREFUSED.",
                CLIENT, send(5, "Hello"), done(5));
        concluded(
                "An earlier datagram from this socket found nobody at 127.0.0.1:9999: the kernel there has said so, "
                        + "and this call has only reported it.",
                CLIENT, send(5, "again"), Errno.ECONNREFUSED);
    }

    @Test
    void bindIsAllThatAReceiverNeeds() {
        story.did(SERVER, udp(), opened(6));
        happened(
                "The socket now has the address 127.0.0.1:8081. Only programs on this machine can send to it. "
                        + "Datagrams sent there wait in the receive buffer from now on: a datagram socket does not "
                        + "listen or accept.",
                SERVER, new Call.Bind(6, at("127.0.0.1", 8081)), done(0));
        concluded("This is a datagram socket: it has no callers to wait for. Datagrams arrive as soon as it is bound.",
                SERVER, new Call.Listen(4, 5), Errno.EOPNOTSUPP);
        concluded("This is a datagram socket: it has no connections to accept. Datagrams arrive as soon as it is "
                + "bound.",
                SERVER, new Call.Accept(4), Errno.EOPNOTSUPP);
    }

    @Test
    void sendWithoutAPeerNeedsAnAddress() {
        Trouble trouble = story.trouble(CLIENT, send(5, "x"), errno(89));
        assertEquals("EDESTADDRREQ (89)", trouble.name());
        assertEquals("This socket has no peer, and send() names no receiver.", trouble.cause());
        assertEquals("Call sendto() with an address, or connect() first.", trouble.tryThis());
    }

    @Test
    void aDatagramCanBeTooLong() {
        Bytes long4 = Bytes.owning(new byte[65_508]);
        concluded("The datagram has 65508 bytes; UDP can carry at most 65507 here.",
                CLIENT, new Call.SendTo(5, long4, 0, ADDRESS), Errno.EMSGSIZE);
        story.did(CLIENT, new Call.Socket(Family.AF_INET6, SocketType.SOCK_DGRAM, 0), opened(6));
        concluded("The datagram has 65508 bytes; UDP can carry at most 65507 here.",
                CLIENT, new Call.SendTo(6, long4, 0, ADDRESS), Errno.EMSGSIZE);
        concluded("The datagram has 65528 bytes; UDP can carry at most 65527 here.",
                CLIENT, new Call.SendTo(6, Bytes.owning(new byte[65_528]), 0, SocketAddress.Inet6.loopback(9)),
                Errno.EMSGSIZE);
    }

    @Test
    void aBroadcastHasToBeAllowed() {
        concluded(
                "255.255.255.255 is a broadcast address, for all machines of a network at once, and SO_BROADCAST is "
                        + "not on.",
                CLIENT, sendTo("x", at("255.255.255.255", 9)), Errno.EACCES);
    }

    @Test
    void closeTellsNobody() {
        happened(
                "The descriptor is free again; the next socket() or accept() may get the same number. Datagrams that "
                        + "were waiting here are thrown away, and nobody is told.",
                SERVER, new Call.Close(4), done(0));
        assertEquals("Take the letter box down.", story.tell(SERVER, new Call.Close(4), done(0)).telephone());
    }

    @Test
    void recvWaitsForADatagram() {
        story.isHeld(SERVER, recvFrom(9));
        assertEquals("The kernel holds the call until a datagram arrives. Interrupt ends the wait.",
                story.onItsWay(SERVER, recvFrom(9), true).happened());
    }

    @Test
    void nothingThereIsNoFailure() {
        Trouble trouble = story.trouble(SERVER, new Call.RecvFrom(4, 9, MessageFlags.MSG_DONTWAIT), Errno.EAGAIN);
        assertEquals(
                "Try again: this cannot be done at once, and the call must not wait, or not any longer. Nothing is "
                        + "broken, and nothing is lost.",
                trouble.meaning());
        assertEquals("No datagram has arrived yet, and the flag MSG_DONTWAIT says not to wait.", trouble.cause());
    }

    @Test
    void aPortIsTakenByDatagramsOnlyForDatagrams() {
        concluded("server already has the address 127.0.0.1:8080, with descriptor "
                + "4.", CLIENT, new Call.Bind(5, ADDRESS),
                Errno.EADDRINUSE);
        story.did(CLIENT, Story.socket(), opened(6));
        concluded("Another socket on this machine has 127.0.0.1:8080; the kernel's table did not show which.",
                CLIENT, new Call.Bind(6, ADDRESS), Errno.EADDRINUSE);
    }

    @Test
    void shutdownOfADatagramSocketTellsNobody() {
        story.did(CLIENT, new Call.Connect(5, ADDRESS), done(0));
        happened(
                "This side has finished sending: send() fails with EPIPE. The peer is not told, because datagrams have "
                        + "no end. Receiving goes on.",
                CLIENT, new Call.Shutdown(5, Call.Shutdown.How.SHUT_WR), done(0));
        story.did(CLIENT, new Call.Shutdown(5, Call.Shutdown.How.SHUT_RDWR), done(0));
        happened("0 bytes: this side has ended reading with shutdown().", CLIENT, Story.recv(5, 9), Story.received(""));
        concluded("This side has ended sending with shutdown().", CLIENT, send(5, "x"), Errno.EPIPE);
    }

    @Test
    void aFailureOfADatagramSocketHasItsNumber() {
        happened("The call returned -1, and errno says EMSGSIZE (90).", CLIENT, sendTo("x", ADDRESS),
                failed(Errno.EMSGSIZE));
    }
}
