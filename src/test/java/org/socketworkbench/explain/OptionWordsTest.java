package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.SERVER;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.failed;
import static org.socketworkbench.explain.Story.opened;
import static org.socketworkbench.explain.Story.recv;
import static org.socketworkbench.explain.Story.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketOption;

/** Options, flags, calls that do not wait, and waiting for several descriptors. */
class OptionWordsTest {
    private static final String AGAIN = "EAGAIN (11)";

    private final Story story = new Story().conversation();

    private void happened(String expected, Call call, Outcome outcome) {
        assertEquals(expected, story.tell(CLIENT, call, outcome).happened());
    }

    private void read(String expected, SocketOption option, OptionValue value) {
        happened(expected, new Call.GetSockOpt(5, option), new Outcome.OptionRead(value));
    }

    private void set(String expected, SocketOption option, OptionValue value) {
        happened(expected, new Call.SetSockOpt(5, option, value), done(0));
    }

    @Test
    void everyNamedOptionSaysWhatItDoes() {
        for (SocketOption option : SocketOption.NAMED.values()) {
            String read =
                    story.tell(CLIENT, new Call.GetSockOpt(5, option), new Outcome.OptionRead(new OptionValue.Int(7)))
                            .happened();
            String set = story.tell(CLIENT, new Call.SetSockOpt(5, option, 7), done(0)).happened();
            assertTrue(set.contains(option.name()) && set.length() > 50, set);
            assertTrue(option.equals(SocketOption.SO_ERROR) || read.contains(option.name()), read);
        }
    }

    @Test
    void aSwitchIsOnOrOff() {
        set("TCP_NODELAY is on. While it is on, small segments are sent at once; otherwise TCP holds a small one back "
                + "while earlier data is not yet acknowledged (Nagle's algorithm).", SocketOption.TCP_NODELAY,
                new OptionValue.Int(1));
        read("SO_BROADCAST is off. While it is on, datagrams may go to a broadcast address; otherwise that fails with "
                + "EACCES.",
                SocketOption.SO_BROADCAST, new OptionValue.Int(0));
    }

    @Test
    void lingeringForNoTimeResets() {
        OptionValue.Linger reset = new OptionValue.Linger(true, 0);
        set("SO_LINGER was set to {on, 0 s}. With 0 seconds, close() throws away what is left and resets the "
                + "connection: the peer gets ECONNRESET, and nothing lingers in TIME_WAIT.", SocketOption.SO_LINGER,
                reset);
        set("SO_LINGER was set to {on, 5 s}. close() waits until the peer's kernel has acknowledged everything, but "
                + "at most this many seconds: 5.", SocketOption.SO_LINGER, new OptionValue.Linger(true, 5));
        story.did(CLIENT, new Call.SetSockOpt(5, SocketOption.SO_LINGER, reset), done(0));
        happened(
                "The descriptor is free again; the next socket() or accept() may get the same number. SO_LINGER is on "
                        + "with 0 seconds, so the kernel resets the connection instead of closing it normally: the "
                        + "peer gets ECONNRESET. Nothing lingers.",
                new Call.Close(5), done(0));
        story.did(CLIENT, new Call.Close(5), done(0));
        assertEquals(
                "client 1 closed its socket with SO_LINGER on and 0 seconds: then the kernel resets the connection "
                        + "instead of closing it normally.",
                story.trouble(SERVER, recv(6, 9), Errno.ECONNRESET).cause());
    }

    @Test
    void numbersThatStandForSomethingAreNamed() {
        read("SO_TYPE is 1 (SOCK_STREAM). It is the type that the socket was made with.", SocketOption.SO_TYPE,
                new OptionValue.Int(1));
        read("SO_DOMAIN is 10 (AF_INET6). It is the family that the socket was made with.", SocketOption.SO_DOMAIN,
                new OptionValue.Int(10));
        read("SO_PROTOCOL is 6 (IPPROTO_TCP). It is the protocol that the socket uses.", SocketOption.SO_PROTOCOL,
                new OptionValue.Int(6));
    }

    @Test
    void anOptionWithoutANameIsToldByItsNumber() {
        set("4 was set to 60. It is option number 4 of IPPROTO_TCP: its manual page says what it does.",
                new SocketOption(6, 4), new OptionValue.Int(60));
    }

    @Test
    void aTimeoutOfTheKernel() {
        set("SO_RCVTIMEO was set to 1.500000 s. accept() and recv() wait at most this long; then they fail with "
                + "EAGAIN.",
                SocketOption.SO_RCVTIMEO, new OptionValue.Time(1, 500_000));
        Trouble trouble = story.trouble(CLIENT, recv(5, 9), Errno.EAGAIN);
        assertEquals(AGAIN, trouble.name());
        assertEquals("No bytes have arrived yet, and the timeout of SO_RCVTIMEO has expired.", trouble.cause());
    }

    @Test
    void aDescriptorThatDoesNotBlock() {
        story.did(CLIENT, new Call.SetNonBlocking(5, true), done(0));
        assertEquals("No bytes have arrived yet, and the descriptor is non-blocking.",
                story.trouble(CLIENT, recv(5, 9), Errno.EAGAIN).cause());
        assertEquals(
                "The send buffer has no room, because the peer has not read what was sent before, and the descriptor "
                        + "is non-blocking.",
                story.trouble(CLIENT, Story.send(5, "x"), Errno.EAGAIN).cause());
    }

    @Test
    void aConnectThatDoesNotWaitIsOnItsWay() {
        story.did(CLIENT, socket(), opened(9)).did(CLIENT, new Call.SetNonBlocking(9, true), done(0));
        Call.Connect connect = new Call.Connect(9, Story.ADDRESS);
        Trouble begun = story.trouble(CLIENT, connect, Errno.EINPROGRESS);
        assertEquals(
                "The socket does not wait, or has stopped waiting, and the connection to 127.0.0.1:8080 is not "
                        + "established yet: the kernel goes on opening it.",
                begun.cause());
        assertEquals(
                "This is not a failure: wait with poll() until the socket can be written to, then getsockopt() with "
                        + "SO_ERROR shows how it ended.",
                begun.tryThis());
        story.did(CLIENT, connect, failed(Errno.EINPROGRESS));
        assertEquals(
                "The kernel is still opening the connection to 127.0.0.1:8080 that an earlier connect() began.",
                story.trouble(CLIENT, connect, Errno.EALREADY).cause());
        assertEquals("The connection is not established yet, and the descriptor is non-blocking.",
                story.trouble(CLIENT, Story.send(9, "x"), Errno.EAGAIN).cause());
        happened(
                "The connection that was being opened is now established. The connection to 127.0.0.1:8080 is "
                        + "established. The kernels have shaken hands. This does not show whether the program at "
                        + "127.0.0.1:8080 has called accept() yet.",
                connect, done(0));
    }

    @Test
    void howAConnectEndedIsToldWithItsCause() {
        story.did(CLIENT, socket(), opened(9))
                .did(CLIENT, new Call.Connect(9, Story.at("127.0.0.1", 8081)), failed(Errno.EINPROGRESS));
        Explanation told = story.tell(CLIENT, new Call.GetSockOpt(9, SocketOption.SO_ERROR),
                new Outcome.OptionRead(new OptionValue.Int(111)));
        assertEquals("The connection that was being opened has failed: ECONNREFUSED (111). Reading the error has "
                + "cleared it.",
                told.happened());
        assertEquals("Nothing is listening on 127.0.0.1:8081. server listens on 127.0.0.1:8080, another port.",
                told.trouble().orElseThrow().cause());
    }

    @Test
    void tcpInfoIsTold() {
        ByteBuffer info = ByteBuffer.allocate(232).order(ByteOrder.nativeOrder());
        info.put(0, (byte) 1).putInt(16, 32_768).putInt(24, 2).putInt(68, 40).putInt(80, 10).putInt(100, 1)
                .putLong(120, 500)
                .putLong(128, 600).putInt(144, 7);
        read("TCP says that the connection is in the state ESTABLISHED. The round trip takes about 40 microseconds; a "
                + "segment carries at most 32768 bytes; the number of segments that may be in flight at a time is 10. "
                + "Acknowledged by the peer: 500 bytes. Received from it: 600 bytes. Not sent yet: 7 bytes. Segments "
                + "not acknowledged yet: 2; sent again so far: 1.",
                SocketOption.TCP_INFO, new OptionValue.Raw(Bytes.owning(info.array())));
    }

    @Test
    void whatWasOnlyLookedAtIsStillThere() {
        happened(
                "5 bytes came: \"Hello\". MSG_PEEK only looks: the bytes are still there, and the next recv() returns "
                        + "them again.",
                new Call.Recv(5, 9, MessageFlags.MSG_PEEK), Story.received("Hello"));
    }

    @Test
    void msgWaitallWaitsForAll() {
        happened("5 bytes came: \"Hello\". MSG_WAITALL has waited until all 5 bytes were there.",
                new Call.Recv(5, 5, MessageFlags.MSG_WAITALL), Story.received("Hello"));
        happened(
                "2 bytes came: \"He\". MSG_WAITALL waits for all 5 bytes, but the end of the stream, an error or a "
                        + "signal came first.",
                new Call.Recv(5, 5, MessageFlags.MSG_WAITALL), Story.received("He"));
    }

    @Test
    void onTcpMsgTruncThrowsAway() {
        happened("On TCP, MSG_TRUNC throws bytes away and only counts them: 6 bytes. None of them was handed over.",
                new Call.Recv(5, 9, MessageFlags.MSG_TRUNC), new Outcome.Received(Bytes.EMPTY.outOf(6)));
    }

    @Test
    void anUrgentByteComesOutOfTurn() {
        happened(
                "The kernel took all 2 bytes: \"hi\". This does not mean that the peer has read them. MSG_OOB marks "
                        + "the last of these bytes as urgent: the peer gets it with MSG_OOB, out of turn.",
                new Call.Send(5, Bytes.utf8("hi"), MessageFlags.MSG_OOB), done(2));
        happened(
                "1 byte came: \"i\". It is the urgent byte that MSG_OOB asks for: it comes out of turn, and the "
                        + "others stay in their order.",
                new Call.Recv(5, 9, MessageFlags.MSG_OOB), Story.received("i"));
        assertEquals(
                "There is no urgent byte for MSG_OOB to take: none was sent, it was taken already, or SO_OOBINLINE "
                        + "leaves it among the others.",
                story.trouble(CLIENT, new Call.Recv(5, 9, MessageFlags.MSG_OOB), Errno.EINVAL).cause());
    }

    @Test
    void otherFlagsHaveASentenceEach() {
        happened(
                "The kernel took all 2 bytes: \"hi\". This does not mean that the peer has read them. MSG_DONTWAIT: "
                        + "instead of waiting, the call would have failed with EAGAIN. MSG_NOSIGNAL: on a broken "
                        + "connection the call would have failed with EPIPE, but without the signal SIGPIPE.",
                new Call.Send(5, Bytes.utf8("hi"), MessageFlags.MSG_DONTWAIT | MessageFlags.MSG_NOSIGNAL), done(2));
    }

    @Test
    void pollTellsWhatEachDescriptorIsReadyFor() {
        Call poll = new Call.Poll(
                List.of(new PollEntry(4, PollEntry.POLLIN), new PollEntry(6, PollEntry.POLLIN | PollEntry.POLLOUT)),
                2000);
        assertEquals(
                "Descriptor 4 is ready: POLLIN. POLLIN: a caller waits in the queue; accept() will not wait. "
                        + "Descriptor 6 is ready: POLLIN|POLLOUT|POLLHUP|POLLRDHUP. POLLIN: there is something to "
                        + "read, or the peer has ended; recv() will not wait. POLLOUT: there is room in the send "
                        + "buffer; send() will not wait. POLLRDHUP: the peer has ended its direction. POLLHUP: both "
                        + "directions have ended. This is always reported.",
                story.tell(SERVER, poll, new Outcome.Polled(List.of(new PollEntry(4, PollEntry.POLLIN), new PollEntry(6,
                        PollEntry.POLLIN | PollEntry.POLLOUT | PollEntry.POLLHUP | PollEntry.POLLRDHUP)))).happened());
    }

    @Test
    void pollOfNothingIsNoError() {
        Call poll = new Call.Poll(List.of(new PollEntry(5, PollEntry.POLLIN)), 2000);
        happened("Nothing was ready before the timeout of 2.0 s expired: poll() returns 0. That is not an error.", poll,
                new Outcome.Polled(List.of()));
        happened("Nothing is ready at this moment. With a timeout of 0, select() only looks and does not wait.",
                new Call.Select(List.of(5), List.of(), List.of(), 0),
                new Outcome.Selected(List.of(), List.of(), List.of()));
    }

    @Test
    void pollSaysThatADescriptorIsNotOpen() {
        happened(
                "POLLNVAL: the number 99 does not refer to an open descriptor. poll() does not fail because of that, "
                        + "but says so here.",
                new Call.Poll(List.of(new PollEntry(99, PollEntry.POLLIN)), 0),
                new Outcome.Polled(List.of(new PollEntry(99, PollEntry.POLLNVAL))));
    }

    @Test
    void pollOfAnErrorAndOfASocketThatWasNeverConnected() {
        story.did(CLIENT, socket(), opened(9));
        happened(
                "Descriptor 9 is ready: POLLERR|POLLHUP. POLLHUP: the socket is not connected. This is always "
                        + "reported. POLLERR: an error waits to be reported; the next call, or getsockopt() with "
                        + "SO_ERROR, reports it.",
                new Call.Poll(List.of(new PollEntry(9, 0)), 0),
                new Outcome.Polled(List.of(new PollEntry(9, PollEntry.POLLERR | PollEntry.POLLHUP))));
    }

    @Test
    void selectTellsItsThreeLists() {
        happened("Ready for reading: 5 and 7. Ready for writing: 5. With urgent data: 7.",
                new Call.Select(List.of(5, 7), List.of(5), List.of(7), Call.FOR_EVER),
                new Outcome.Selected(List.of(5, 7), List.of(5), List.of(7)));
    }

    @Test
    void selectOfAClosedDescriptorFails() {
        assertEquals("One of the numbers given to select() is not, or is no longer, an open socket of this process.",
                story.trouble(CLIENT, new Call.Select(List.of(-1), List.of(), List.of(), 0), Errno.EBADF).cause());
    }

    @Test
    void aHeldPollWaitsForOneOfThem() {
        Call poll = new Call.Poll(List.of(new PollEntry(5, PollEntry.POLLIN), new PollEntry(7, PollEntry.POLLIN)), -1);
        story.isHeld(CLIENT, poll);
        assertEquals(
                "The kernel holds the call until one of these descriptors is ready, without a time limit: 5 and 7. "
                        + "Interrupt ends the wait.",
                story.onItsWay(CLIENT, poll, true).happened());
    }
}
