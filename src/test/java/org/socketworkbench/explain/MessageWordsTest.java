package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.SERVER;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.opened;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.ControlMessage;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** Calls with several buffers and with ancillary data, in words. */
class MessageWordsTest {
    private static final ControlMessage TTL =
            new ControlMessage(0, 2, Bytes.of((byte) 64, (byte) 0, (byte) 0, (byte) 0));

    private final Story story = new Story();

    private static Call.SendMsg message(int fd, List<ControlMessage> control, SocketAddress to) {
        return new Call.SendMsg(fd, Bytes.utf8("Hello"), List.of(2, 3), control, 0, Optional.ofNullable(to));
    }

    private static Outcome received(String text, int flags, ControlMessage... control) {
        return new Outcome.ReceivedMessage(Bytes.utf8(text), Optional.empty(), List.of(control), flags);
    }

    @Test
    void theBuffersOfAWritevAreOneSequence() {
        Explanation told = story.conversation().tell(CLIENT, Call.WriteV.of(5, Bytes.utf8("Hel"), Bytes.utf8("lo")),
                done(5));
        assertEquals("writev(5, [\"Hel\", \"lo\"], 2) = 5", told.title());
        assertEquals(
                "The kernel took all 5 bytes: \"Hello\". This does not mean that the peer has read them. The bytes lay "
                        + "in 2 buffers and went as one sequence: the receiver does not see where one buffer ended and "
                        + "the next began.",
                told.happened());
    }

    @Test
    void aReadvFillsItsBuffersInOrder() {
        Explanation told = story.conversation().tell(CLIENT, new Call.ReadV(5, List.of(3, 0, 10)),
                new Outcome.Received(Bytes.utf8("Hello")));
        assertEquals("readv(5, [3, 0, 10], 3) = 5 \"Hello\"", told.title());
        assertTrue(told.happened().endsWith("They lie in 3 buffers, in this order, with these numbers of bytes: 3, 0 "
                + "and 2."),
                told.happened());
    }

    @Test
    void anEmptyWritevSendsNoDatagram() {
        assertEquals("There were no bytes to send, and nothing was sent: writev() does not send even an empty "
                + "datagram.",
                story.did(CLIENT, Story.udp(), opened(3)).tell(CLIENT, Call.WriteV.of(3, Bytes.EMPTY), done(0))
                        .happened());
    }

    @Test
    void aMessageNamesItsReceiverAndCarriesAncillaryData() {
        Explanation told = story.did(CLIENT, Story.udp(), opened(3)).tell(CLIENT,
                message(3, List.of(TTL), Story.ADDRESS), done(5));
        assertEquals("sendmsg(3, {" + Story.ADDRESS + ", [\"He\", \"llo\"], [{IPPROTO_IP, 2, 4 bytes}]}, 0) = 5",
                told.title());
        assertTrue(told.happened().startsWith("5 bytes were handed over as one datagram: \"Hello\". It is for "
                + Story.ADDRESS), told.happened());
        assertTrue(told.happened().endsWith("The bytes lay in 2 buffers and went as one datagram. Ancillary data went "
                + "with them: {IPPROTO_IP, 2, 4 bytes}."), told.happened());
    }

    @Test
    void recvmsgTellsWhatWasCut() {
        Explanation told = story.did(SERVER, Story.udp(), opened(3)).tell(SERVER,
                new Call.RecvMsg(3, List.of(2, 3), 20, 0),
                received("Hello", MessageFlags.MSG_TRUNC | MessageFlags.MSG_CTRUNC, TTL));
        assertEquals("recvmsg(3, {[2, 3], 20}, 0) = 5 \"Hello\" [{IPPROTO_IP, 2, 4 bytes}] MSG_CTRUNC|MSG_TRUNC",
                told.title());
        assertEquals("5 bytes came, as one datagram: \"Hello\". It fills the room of 5 bytes exactly. MSG_TRUNC in the "
                + "answer: the datagram was longer than the buffers, and the rest is lost. They lie in 2 buffers, in "
                + "this order, with these numbers of bytes: 2 and 3. Ancillary data came with it: {IPPROTO_IP, 2, 4 "
                + "bytes}. First comes its level, then its type: see the manual page cmsg(3). MSG_CTRUNC: there was "
                + "more ancillary data than fits into 20 bytes, the room for it. The kernel has thrown the rest away.",
                told.happened());
    }

    @Test
    void aDatagramThatFillsTheBuffersIsWhole() {
        String told = story.did(SERVER, Story.udp(), opened(3)).tell(SERVER, new Call.RecvMsg(3, List.of(5), 0, 0),
                received("Hello", 0)).happened();
        assertEquals(
                "5 bytes came, as one datagram: \"Hello\". It fills the room of 5 bytes exactly. Had it been longer, "
                        + "MSG_TRUNC in the answer would say so.",
                told);
    }

    @Test
    void anErrorHasTheCausesOfTheCallWithOneBuffer() {
        assertEquals("No peer is set on this datagram socket, and writev() needs one.",
                story.did(CLIENT, Story.udp(), opened(3))
                        .trouble(CLIENT, Call.WriteV.of(3, Bytes.EMPTY), Errno.ENOTCONN)
                        .cause());
        assertEquals("This socket is connected, so the call must not name a receiver.",
                story.conversation().trouble(CLIENT, message(5, List.of(), Story.ADDRESS), Errno.EISCONN).cause());
    }
}
