package org.socketworkbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.Farewells;
import org.socketworkbench.trace.SocketRow;

/** What the real kernel's tables tell of real sockets, as it stands in the trace. */
class KernelsOwnViewTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final Bench bench = new Bench();
    private final Participant server = bench.server();
    private final Participant client = bench.client();

    /** Where a listener is, and how a client calls it. */
    enum Line {
        TCP4(Family.AF_INET, Family.AF_INET),
        TCP6(Family.AF_INET6, Family.AF_INET6),
        /** A listener on every address takes IPv4 calls as well. */
        DUAL(Family.AF_INET6, Family.AF_INET),
        UNIX(Family.AF_UNIX, Family.AF_UNIX);

        private final Family listener;
        private final Family caller;

        Line(Family listener, Family caller) {
            this.listener = listener;
            this.caller = caller;
        }

        SocketAddress home(Path folder) {
            return switch (this) {
                case TCP4 -> SocketAddress.Inet4.loopback(0);
                case TCP6 -> SocketAddress.Inet6.loopback(0);
                case DUAL -> SocketAddress.Inet6.of("::", 0).orElseThrow();
                case UNIX -> SocketAddress.Unix.of(folder.resolve("phone").toString());
            };
        }

        SocketAddress called(SocketAddress home) {
            return this == DUAL ? SocketAddress.Inet4.loopback(((SocketAddress.Inet) home).port()) : home;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsForAcceptIsInTheQueueUntilAcceptTakesIt(Line line) {
        int listener = listener(line, 1);
        SocketAddress address = line.called(bench.nameOf(server, listener));
        int first = connected(client, line, address);
        int second = connected(client, line, address);
        awaitPicture("two wait", p -> queue(p, listener).size() == 2);
        Picture before = bench.picture();
        assertEquals(2, row(before, server, listener).receiveQueue());
        assertTrue(before.waitsForAccept(state(before, client, first)));
        assertTrue(before.waitsForAccept(state(before, client, second)));

        int taken = bench.accept(server, listener);
        Picture after = bench.picture();
        assertEquals(1, row(after, server, listener).receiveQueue());
        assertFalse(after.waitsForAccept(state(after, client, first)));
        assertTrue(after.waitsForAccept(state(after, client, second)));
        assertEquals(Optional.of(TcpState.ESTABLISHED), state(after, server, taken).tcpState());
        if (line != Line.UNIX) {
            SocketAddress waiting = state(after, client, second).local().orElseThrow();
            assertEquals(List.of(waiting), queue(after, listener).stream().map(SocketAddress::unmapped).toList());
            assertTrue(
                    after.hasWaited(state(after, client, first).local().orElseThrow(), state(after, server, listener)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP4", "TCP6", "UNIX"})
    void oneMoreThanTheQueueHoldsIsKeptWaitingInConnect(Line line) {
        int listener = listener(line, 1);
        SocketAddress address = line.called(bench.nameOf(server, listener));
        connected(client, line, address);
        connected(client, line, address);
        int third = socket(client, line.caller, SocketType.SOCK_STREAM);
        int from = bench.block(client, new Call.Connect(third, address));
        awaitPicture("the queue is full", p -> row(p, server, listener).receiveQueue() == 2);
        assertEquals(2, queue(bench.picture(), listener).size());
        if (line != Line.UNIX) {
            awaitPicture("it is in SYN_SENT",
                    p -> state(p, client, third).tcpState().equals(Optional.of(TcpState.SYN_SENT)));
            assertEquals(1, info(client, third).unacked());
            assertEquals(OptionalLong.of(0), row(bench.picture(), client, third).unacknowledged());
            // Nobody makes a call, and yet something changes.
            awaitPicture("the SYN is sent again",
                    p -> row(p, client, third).info().orElseThrow().retransmissions() > 0);
        }
        client.interrupt();
        assertInstanceOf(Outcome.Failed.class, bench.returned(client, from).outcome());
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatWereNotReadAreInTheReceiversQueue(Line line) {
        Pair pair = conversation(line);
        bench.send(client, pair.client, "Hello");
        awaitPicture("five bytes wait", p -> row(p, server, pair.server).unread().equals(OptionalLong.of(5)));
        bench.call(server, new Call.Recv(pair.server, 2, 0));
        assertEquals(OptionalLong.of(3), row(bench.picture(), server, pair.server).unread());
        bench.recv(server, pair.server);
        assertEquals(OptionalLong.of(0), row(bench.picture(), server, pair.server).unread());
    }

    @Test
    void bytesThatThePeersKernelCannotTakeWaitInTheSendersQueue() {
        Pair pair = conversation(Line.TCP4);
        Outcome sent =
                bench.call(client, new Call.Send(pair.client, Bytes.of(new byte[16 << 20]), MessageFlags.MSG_DONTWAIT));
        awaitPicture("every byte is in one of the queues",
                p -> row(p, client, pair.client).unacknowledged().orElseThrow()
                        + row(p, server, pair.server).unread().orElseThrow() == sent.value());
        assertTrue(row(bench.picture(), client, pair.client).unacknowledged().orElseThrow() > 0);
        assertTrue(info(client, pair.client).notSentBytes() > 0);
    }

    @Test
    void aFinIsNoByteOfData() {
        Pair pair = conversation(Line.TCP4);
        bench.send(client, pair.client, "Hello");
        bench.call(client, new Call.Shutdown(pair.client, Call.Shutdown.How.SHUT_WR));
        awaitPicture("the FIN has arrived", p -> isIn(p, server, pair.server, TcpState.CLOSE_WAIT));
        SocketRow row = row(bench.picture(), server, pair.server);
        assertEquals(6, row.receiveQueue());
        assertEquals(OptionalLong.of(5), row.unread());
    }

    @Test
    void whatTcpKnowsOfAConnectionIsThere() {
        Pair pair = conversation(Line.TCP6);
        bench.send(client, pair.client, "Hello");
        awaitPicture("all is acknowledged",
                p -> row(p, client, pair.client).info().orElseThrow().bytesAcknowledged() >= 5);
        TcpInfo sender = info(client, pair.client);
        assertEquals(TcpState.ESTABLISHED, sender.state());
        assertTrue(sender.rttMicros() > 0);
        assertTrue(sender.congestionWindow() > 0);
        assertEquals(0, sender.unacked());
        awaitPicture("the receiver counts them",
                p -> row(p, server, pair.server).info().orElseThrow().bytesReceived() == 5);
    }

    @Test
    void ofAListenerTcpTellsTheQueueAndTheBacklog() {
        int listener = listener(Line.TCP4, 7);
        connected(client, Line.TCP4, bench.nameOf(server, listener));
        awaitPicture("one waits", p -> row(p, server, listener).receiveQueue() == 1);
        assertEquals(7, info(server, listener).sacked());
        assertEquals(1, info(server, listener).unacked());
    }

    @Test
    void theSideThatClosesFirstGoesThroughFinWait2ToTimeWait() {
        Pair pair = conversation(Line.TCP4);
        SocketAddress caller = bench.nameOf(client, pair.client);
        SocketAddress called = bench.nameOf(server, pair.server);
        bench.call(client, new Call.Close(pair.client));
        awaitPicture("the caller is in FIN_WAIT_2", p -> left(p, caller, TcpState.FIN_WAIT_2).isPresent());
        awaitPicture("the other end is in CLOSE_WAIT", p -> isIn(p, server, pair.server, TcpState.CLOSE_WAIT));
        assertEquals(OptionalLong.of(0), row(bench.picture(), server, pair.server).unread());
        Farewells.awaitAcknowledged(caller, called);
        bench.call(server, new Call.Close(pair.server));
        bench.call(server, new Call.Close(pair.listener));
        awaitPicture("the caller is in TIME_WAIT", p -> left(p, caller, TcpState.TIME_WAIT).isPresent());
    }

    @Test
    void aConnectionThatThePeerHasBrokenOffIsClosedThoughNoCallHasToldIt() {
        Pair pair = conversation(Line.TCP4);
        bench.send(client, pair.client, "Hello");
        awaitPicture("five bytes wait", p -> row(p, server, pair.server).receiveQueue() == 5);
        bench.call(server, new Call.Close(pair.server));
        awaitPicture("the reset has arrived", p -> isIn(p, client, pair.client, TcpState.CLOSED));
    }

    @ParameterizedTest
    @EnumSource(names = {"AF_INET", "AF_INET6"})
    void ofWaitingDatagramsTheFirstOnesLengthIsToldAndTheMemoryOfAll(Family family) {
        int receiver = socket(server, family, SocketType.SOCK_DGRAM);
        bench.call(server, new Call.Bind(receiver, loopback(family)));
        SocketAddress address = bench.nameOf(server, receiver);
        assertEquals(0, row(bench.picture(), server, receiver).udp().orElseThrow().memory());
        int sender = socket(client, family, SocketType.SOCK_DGRAM);
        bench.call(client, new Call.SendTo(sender, Bytes.utf8("0123456789"), 0, address));
        bench.call(client, new Call.SendTo(sender, Bytes.utf8("abc"), 0, address));
        awaitPicture("both wait", p -> row(p, server, receiver).udp().orElseThrow().memory() > 2 * 13);
        SocketRow both = row(bench.picture(), server, receiver);
        assertEquals(10, both.receiveQueue());
        assertEquals(OptionalLong.empty(), both.unread());
        bench.recv(server, receiver);
        SocketRow one = row(bench.picture(), server, receiver);
        assertEquals(3, one.receiveQueue());
        assertTrue(one.udp().orElseThrow().memory() < both.udp().orElseThrow().memory());
        // sendto has had the kernel choose a port.
        assertTrue(state(bench.picture(), client, sender).local().isPresent());
    }

    @Test
    void anEmptyDatagramTakesMemoryToo() {
        int receiver = udpReceiver();
        int sender = socket(client, Family.AF_INET, SocketType.SOCK_DGRAM);
        bench.call(client, new Call.SendTo(sender, Bytes.EMPTY, 0, bench.nameOf(server, receiver)));
        awaitPicture("it waits", p -> row(p, server, receiver).udp().orElseThrow().memory() > 0);
        assertEquals(0, row(bench.picture(), server, receiver).receiveQueue());
    }

    @Test
    void datagramsThatTheKernelThrowsAwayAreCounted() {
        int receiver = udpReceiver();
        bench.call(server, new Call.SetSockOpt(receiver, SocketOption.SO_RCVBUF, 1));
        int sender = socket(client, Family.AF_INET, SocketType.SOCK_DGRAM);
        SocketAddress address = bench.nameOf(server, receiver);
        for (int i = 0; i < 20; i++) {
            bench.call(client, new Call.SendTo(sender, Bytes.of(new byte[100]), 0, address));
        }
        awaitPicture("some are lost", p -> row(p, server, receiver).udp().orElseThrow().dropped() > 0);
    }

    @Test
    void aConnectedUdpSocketHasAPeerInTheTable() {
        int receiver = udpReceiver();
        SocketAddress address = bench.nameOf(server, receiver);
        int sender = socket(client, Family.AF_INET, SocketType.SOCK_DGRAM);
        bench.call(client, new Call.Connect(sender, address));
        SocketRow row = row(bench.picture(), client, sender);
        assertEquals(address, row.remote());
        assertEquals(TcpState.ESTABLISHED, row.state());
        assertEquals(Optional.empty(), state(bench.picture(), client, sender).tcpState());
    }

    @Test
    void ofDatagramsOfTheUnixFamilyTheFirstOnesLengthIsTold() {
        int receiver = socket(server, Family.AF_UNIX, SocketType.SOCK_DGRAM);
        SocketAddress post = SocketAddress.Unix.of(folder.resolve("post").toString());
        bench.call(server, new Call.Bind(receiver, post));
        int sender = socket(client, Family.AF_UNIX, SocketType.SOCK_DGRAM);
        bench.call(client, new Call.SendTo(sender, Bytes.utf8("0123456789"), 0, post));
        bench.call(client, new Call.SendTo(sender, Bytes.utf8("abc"), 0, post));
        awaitPicture("the first waits", p -> row(p, server, receiver).receiveQueue() == 10);
        bench.recv(server, receiver);
        assertEquals(3, row(bench.picture(), server, receiver).receiveQueue());
        assertEquals(OptionalLong.empty(), row(bench.picture(), server, receiver).unread());
    }

    @Test
    void aUnixSocketThatAskedForAnyNameLearnsItFromTheTable() {
        int fd = socket(server, Family.AF_UNIX, SocketType.SOCK_STREAM);
        bench.call(server, new Call.Bind(fd, SocketAddress.Unix.UNNAMED));
        Optional<SocketAddress> told = state(bench.picture(), server, fd).local();
        assertEquals(Optional.of(bench.nameOf(server, fd)), told);
    }

    @Test
    void aUnixNameWithZeroBytesIsRecognised() {
        SocketAddress.Unix name = new SocketAddress.Unix(Bytes.utf8("\0" + folder.getFileName() + "\0phone"));
        int listener = socket(server, Family.AF_UNIX, SocketType.SOCK_STREAM);
        bench.call(server, new Call.Bind(listener, name));
        bench.call(server, new Call.Listen(listener, 5));
        int caller = socket(client, Family.AF_UNIX, SocketType.SOCK_STREAM);
        bench.call(client, new Call.Connect(caller, name));
        Picture picture = bench.picture();
        assertEquals(Optional.of(name), state(picture, server, listener).local());
        assertEquals(1, row(picture, server, listener).receiveQueue());
        assertEquals(1, queue(picture, listener).size());
    }

    private record Pair(int listener, int client, int server) {}

    private Pair conversation(Line line) {
        int listener = listener(line, 5);
        int calling = connected(client, line, line.called(bench.nameOf(server, listener)));
        return new Pair(listener, calling, bench.accept(server, listener));
    }

    private int listener(Line line, int backlog) {
        int fd = socket(server, line.listener, SocketType.SOCK_STREAM);
        assertInstanceOf(Outcome.Done.class, bench.call(server, new Call.Bind(fd, line.home(folder))));
        assertInstanceOf(Outcome.Done.class, bench.call(server, new Call.Listen(fd, backlog)));
        return fd;
    }

    private int connected(Participant who, Line line, SocketAddress to) {
        int fd = socket(who, line.caller, SocketType.SOCK_STREAM);
        assertInstanceOf(Outcome.Done.class, bench.call(who, new Call.Connect(fd, to)));
        return fd;
    }

    private int udpReceiver() {
        int fd = socket(server, Family.AF_INET, SocketType.SOCK_DGRAM);
        assertInstanceOf(Outcome.Done.class, bench.call(server, new Call.Bind(fd, Bench.ANY_PORT)));
        return fd;
    }

    private int socket(Participant who, Family family, SocketType type) {
        return (int) assertInstanceOf(Outcome.Opened.class, bench.call(who, new Call.Socket(family, type, 0))).value();
    }

    private static SocketAddress loopback(Family family) {
        return family == Family.AF_INET6 ? SocketAddress.Inet6.loopback(0) : SocketAddress.Inet4.loopback(0);
    }

    private void awaitPicture(String what, Predicate<Picture> condition) {
        Await.until(what, () -> condition.test(bench.picture()));
    }

    private List<SocketAddress> queue(Picture picture, int listener) {
        return picture.acceptQueue(state(picture, server, listener));
    }

    private static DescriptorState state(Picture picture, Participant who, int fd) {
        return picture.participant(who.id()).orElseThrow().open(fd).orElseThrow();
    }

    private static SocketRow row(Picture picture, Participant who, int fd) {
        return state(picture, who, fd).row().orElseThrow();
    }

    private static boolean isIn(Picture picture, Participant who, int fd, TcpState state) {
        return state(picture, who, fd).tcpState().equals(Optional.of(state));
    }

    private TcpInfo info(Participant who, int fd) {
        return row(bench.picture(), who, fd).info().orElseThrow();
    }

    /** The line of a connection that no process holds any more. */
    private static Optional<SocketRow> left(Picture picture, SocketAddress local, TcpState state) {
        return picture.rows().stream()
                .filter(row -> row.local().equals(local) && row.state() == state && !row.held())
                .findFirst();
    }
}
