package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Farewells;

/** What Linux answers to TCP calls, seen through the real C library: the behaviours that lessons are made of. */
class KernelAnswersTest {
    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final SocketAddress ANY_PORT = SocketAddress.Inet4.loopback(0);

    private final Sockets.Caller kernel = new LinuxSockets().caller();
    private final List<Integer> open = new ArrayList<>();

    @AfterEach
    void closeEverything() {
        open.forEach(fd -> kernel.make(new Call.Close(fd)));
        kernel.close();
    }

    // 1. TCP knows no messages.

    @Test
    void twoSendsCanArriveAsOneRecv() {
        Pair pair = connect();
        send(pair.client, "Hello");
        send(pair.client, "World");
        awaitReadable(pair.server, 10);
        assertEquals("HelloWorld", text(recv(pair.server, 100)));
    }

    @Test
    void oneSendCanBeReadInTwoParts() {
        Pair pair = connect();
        send(pair.client, "HelloWorld");
        awaitReadable(pair.server, 10);
        assertEquals("Hell", text(recv(pair.server, 4)));
        assertEquals("oWorld", text(recv(pair.server, 100)));
    }

    // 2. A send is short when the buffers are full.

    @Test
    void aSendThatMayNotWaitIsShortAndThenFailsWithEagain() {
        Pair pair = connect();
        long sent = 0;
        Outcome outcome = send(pair.client, new byte[64 << 20], MSG_DONTWAIT);
        long first = outcome.value();
        assertTrue(first > 0 && first < 64 << 20, "sent " + first);
        while (outcome instanceof Outcome.Done done) {
            sent += done.value();
            outcome = send(pair.client, new byte[64 << 20], MSG_DONTWAIT);
        }
        assertFailed(Errno.EAGAIN, outcome);
        done(new Call.Shutdown(pair.client, Call.Shutdown.How.SHUT_WR));
        assertEquals(sent, drain(pair.server));
    }

    // 3. The orderly end.

    @Test
    void afterThePeersCloseRecvGivesNothingEveryTime() {
        Pair pair = connect();
        close(pair.client);
        assertEquals(0, recv(pair.server, 100).value());
        assertEquals(0, recv(pair.server, 100).value());
    }

    @Test
    void afterThePeersCloseTheFirstSendSucceedsAndTheSecondFailsWithEpipe() {
        Pair pair = connect();
        close(pair.client);
        assertEquals(0, recv(pair.server, 100).value());
        assertEquals(5, send(pair.server, "Hello").value());
        awaitReset(pair.server);
        assertFailed(Errno.EPIPE, send(pair.server, "Hello"));
        assertFailed(Errno.EPIPE, send(pair.server, "Hello"));
    }

    // 4. Breaking off.

    @Test
    void aPeerThatClosesWithUnreadDataResetsTheConnection() {
        Pair pair = connect();
        send(pair.client, "unread");
        awaitReadable(pair.server, 6);
        close(pair.server);
        assertFailed(Errno.ECONNRESET, recv(pair.client, 100));
        assertEquals(0, recv(pair.client, 100).value());
    }

    // 5. Half-close.

    @Test
    void afterShutdownThePeerReadsTheRestAndCanStillAnswer() {
        Pair pair = connect();
        send(pair.client, "Hello");
        done(new Call.Shutdown(pair.client, Call.Shutdown.How.SHUT_WR));
        assertEquals("Hello", text(recv(pair.server, 100)));
        assertEquals(0, recv(pair.server, 100).value());
        send(pair.server, "HELLO");
        assertEquals("HELLO", text(recv(pair.client, 100)));
        assertFailed(Errno.EPIPE, send(pair.client, "more"));
    }

    // 6. The order of calls.

    @Test
    void listenWithoutBindGetsAPortFromTheSystem() {
        int fd = socket();
        done(new Call.Listen(fd, 1));
        SocketAddress.Inet4 name = (SocketAddress.Inet4) name(fd);
        assertNotEquals(0, name.port());
        assertTrue(name.isAny());
    }

    @Test
    void acceptOnASocketThatDoesNotListenIsEinval() {
        assertFailed(Errno.EINVAL, kernel.make(new Call.Accept(socket())));
    }

    @Test
    void connectToABoundSocketThatDoesNotListenIsEconnrefused() {
        int server = socket();
        done(new Call.Bind(server, ANY_PORT));
        assertFailed(Errno.ECONNREFUSED, kernel.make(new Call.Connect(socket(), name(server))));
    }

    // 7. The backlog. (A third connect blocks: see InterruptionTest.)

    @Test
    void twoConnectsFitIntoABacklogOfOneAndMaySendBeforeAnyAccept() {
        int listener = listener(1);
        int one = socket();
        int two = socket();
        done(new Call.Connect(one, name(listener)));
        done(new Call.Connect(two, name(listener)));
        assertEquals(5, send(one, "first").value());
        assertEquals(6, send(two, "second").value());
        assertEquals("first", text(recv(accept(listener), 100)));
        assertEquals("second", text(recv(accept(listener), 100)));
    }

    // 8. TIME_WAIT.

    @Test
    void whereTheServerClosedFirstItsPortIsInUseForAWhile() {
        SocketAddress address = callThatTheServerEnds(false);
        int again = socket();
        assertFailed(Errno.EADDRINUSE, kernel.make(new Call.Bind(again, address)));
        done(new Call.SetSockOpt(again, SocketOption.SO_REUSEADDR, 1));
        assertFailed(Errno.EADDRINUSE, kernel.make(new Call.Bind(again, address)));
    }

    @Test
    void ifTheOldAndTheNewListenerReuseTheAddressThePortIsFreeAtOnce() {
        SocketAddress address = callThatTheServerEnds(true);
        int without = socket();
        assertFailed(Errno.EADDRINUSE, kernel.make(new Call.Bind(without, address)));
        int again = socket();
        done(new Call.SetSockOpt(again, SocketOption.SO_REUSEADDR, 1));
        done(new Call.Bind(again, address));
        done(new Call.Listen(again, 1));
    }

    @Test
    void whereTheClientClosedFirstThePortIsFree() {
        int listener = listener(1);
        SocketAddress address = name(listener);
        Pair pair = connect(listener);
        close(pair.client);
        assertEquals(0, recv(pair.server, 1).value());
        close(pair.server);
        close(listener);
        int again = socket();
        // The last acknowledgement may still be on its way.
        Await.until("the port is free", () -> kernel.make(new Call.Bind(again, address)) instanceof Outcome.Done);
    }

    // 9. The limits of reuse.

    @Test
    void aLiveListenersPortIsInUseEvenIfBothReuseIt() {
        int one = socket();
        done(new Call.SetSockOpt(one, SocketOption.SO_REUSEADDR, 1));
        done(new Call.Bind(one, ANY_PORT));
        done(new Call.Listen(one, 1));
        int two = socket();
        done(new Call.SetSockOpt(two, SocketOption.SO_REUSEADDR, 1));
        assertFailed(Errno.EADDRINUSE, kernel.make(new Call.Bind(two, name(one))));
    }

    @Test
    void twoThatReuseCanBothBindButOnlyTheFirstCanListen() {
        int one = socket();
        int two = socket();
        done(new Call.SetSockOpt(one, SocketOption.SO_REUSEADDR, 1));
        done(new Call.SetSockOpt(two, SocketOption.SO_REUSEADDR, 1));
        done(new Call.Bind(one, ANY_PORT));
        done(new Call.Bind(two, name(one)));
        done(new Call.Listen(one, 1));
        assertFailed(Errno.EADDRINUSE, kernel.make(new Call.Listen(two, 1)));
    }

    // 10. connect.

    @Test
    void connectToAClosedPortIsEconnrefused() {
        int once = listener(1);
        SocketAddress address = name(once);
        close(once);
        assertFailed(Errno.ECONNREFUSED, kernel.make(new Call.Connect(socket(), address)));
    }

    @Test
    void aSecondConnectIsEisconnAndTheConnectionGoesOn() {
        int listener = listener(2);
        Pair pair = connect(listener);
        assertFailed(Errno.EISCONN, kernel.make(new Call.Connect(pair.client, name(listener))));
        send(pair.client, "Hello");
        assertEquals("Hello", text(recv(pair.server, 100)));
    }

    // 11. The wrong socket.

    @Test
    void anUnconnectedSocketCanNeitherRecvNorSend() {
        int fd = socket();
        assertFailed(Errno.ENOTCONN, recv(fd, 100));
        assertFailed(Errno.EPIPE, send(fd, "Hello"));
    }

    @Test
    void aListeningSocketCanNeitherRecvNorSend() {
        int listener = listener(1);
        assertFailed(Errno.ENOTCONN, recv(listener, 100));
        assertFailed(Errno.EPIPE, send(listener, "Hello"));
    }

    // The calls themselves.

    @Test
    void bothEndsKnowTheirNamesCrossed() {
        Pair pair = connect();
        assertEquals(name(pair.client), peer(pair.server));
        assertEquals(name(pair.server), peer(pair.client));
    }

    @Test
    void acceptTellsWhoCalled() {
        int listener = listener(1);
        int client = socket();
        done(new Call.Connect(client, name(listener)));
        Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, kernel.make(new Call.Accept(listener)));
        open.add(accepted.fd());
        assertEquals(name(client), accepted.peer());
    }

    @Test
    void linuxDoublesABufferSizeThatIsSet() {
        int fd = socket();
        done(new Call.SetSockOpt(fd, SocketOption.SO_RCVBUF, 50_000));
        assertEquals(new Outcome.OptionRead(new OptionValue.Int(100_000)),
                kernel.make(new Call.GetSockOpt(fd, SocketOption.SO_RCVBUF)));
    }

    @Test
    void noDescriptorIsEbadfForEveryCall() {
        int none = Call.NO_DESCRIPTOR;
        for (Call.SystemCall call : List.of(new Call.SetSockOpt(none, SocketOption.SO_REUSEADDR, 1),
                new Call.GetSockOpt(none, SocketOption.SO_ERROR), new Call.Bind(none, ANY_PORT),
                new Call.Listen(none, 1), new Call.Accept(none), new Call.Connect(none, ANY_PORT),
                new Call.Send(none, Bytes.utf8("x"), 0),
                new Call.Recv(none, 1, 0), new Call.Shutdown(none, Call.Shutdown.How.SHUT_RD),
                new Call.GetSockName(none), new Call.GetPeerName(none), new Call.Close(none))) {
            assertFailed(Errno.EBADF, kernel.make(call));
        }
    }

    @Test
    void aSocketOfAProtocolThatDoesNotFitFails() {
        Outcome outcome = kernel.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 17));
        assertEquals("EPROTONOSUPPORT", assertInstanceOf(Outcome.Failed.class, outcome).errno().symbol());
    }

    @Test
    void payloadsLargerThanTheScratchMemoryPassUnchanged() {
        Pair pair = connect();
        byte[] sent = new byte[300_000];
        new Random(1).nextBytes(sent);
        assertEquals(sent.length, send(pair.client, sent, 0).value());
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        while (arrived.size() < sent.length) {
            arrived.writeBytes(((Outcome.Received) recv(pair.server, 400_000)).data().toArray());
        }
        assertEquals(Bytes.of(sent), Bytes.of(arrived.toByteArray()));
    }

    @Test
    void bytesThatTcpThrowsAwayAreCountedAndNotShown() {
        Pair pair = connect();
        send(pair.client, "secret");
        awaitReadable(pair.server, 6);
        Bytes data = ((Outcome.Received) kernel.make(new Call.Recv(pair.server, 100, 0x20))).data();
        assertEquals(6, data.length());
        assertEquals(0, data.kept());
    }

    @Test
    void aDuplicateIsTheSameSocket() {
        int fd = socket();
        done(new Call.Bind(fd, ANY_PORT));
        for (boolean closeOnExec : new boolean[] {false, true}) {
            int second = assertInstanceOf(Outcome.Opened.class, kernel.make(new Call.Dup(fd, closeOnExec))).fd();
            open.add(second);
            assertEquals(kernel.make(new Call.GetSockName(fd)), kernel.make(new Call.GetSockName(second)));
        }
        assertEquals(new Outcome.Failed(Errno.EBADF), kernel.make(new Call.Dup(-1, true)));
        assertEquals(new Outcome.Failed(Errno.EBADF), kernel.make(new Call.Dup2(fd, Integer.MAX_VALUE)));
        assertEquals(new Outcome.Opened(fd), kernel.make(new Call.Dup2(fd, fd)));
    }

    private record Pair(int client, int server) {}

    private Pair connect() {
        return connect(listener(1));
    }

    private Pair connect(int listener) {
        int client = socket();
        done(new Call.Connect(client, name(listener)));
        return new Pair(client, accept(listener));
    }

    /**
     * A call that the server ends first, so that its end of the connection is in TIME_WAIT; the listener is closed too.
     */
    private SocketAddress callThatTheServerEnds(boolean reuse) {
        int listener = socket();
        done(new Call.SetSockOpt(listener, SocketOption.SO_REUSEADDR, reuse ? 1 : 0));
        done(new Call.Bind(listener, ANY_PORT));
        done(new Call.Listen(listener, 1));
        SocketAddress address = name(listener);
        Pair pair = connect(listener);
        SocketAddress caller = name(pair.client);
        close(pair.server);
        assertEquals(0, recv(pair.client, 1).value());
        Farewells.awaitAcknowledged(address, caller);
        close(pair.client);
        close(listener);
        return address;
    }

    private int socket() {
        int fd = assertInstanceOf(Outcome.Opened.class,
                kernel.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0))).fd();
        open.add(fd);
        return fd;
    }

    private int listener(int backlog) {
        int fd = socket();
        done(new Call.Bind(fd, ANY_PORT));
        done(new Call.Listen(fd, backlog));
        return fd;
    }

    private int accept(int listener) {
        int fd = assertInstanceOf(Outcome.Accepted.class, kernel.make(new Call.Accept(listener))).fd();
        open.add(fd);
        return fd;
    }

    private void close(int fd) {
        open.remove(Integer.valueOf(fd));
        done(new Call.Close(fd));
    }

    private SocketAddress name(int fd) {
        return assertInstanceOf(Outcome.Named.class, kernel.make(new Call.GetSockName(fd))).address();
    }

    private SocketAddress peer(int fd) {
        return assertInstanceOf(Outcome.Named.class, kernel.make(new Call.GetPeerName(fd))).address();
    }

    private long done(Call.SystemCall call) {
        return assertInstanceOf(Outcome.Done.class, kernel.make(call), call::toString).value();
    }

    private Outcome send(int fd, String text) {
        return kernel.make(new Call.Send(fd, Bytes.utf8(text), 0));
    }

    private Outcome send(int fd, byte[] bytes, int flags) {
        return kernel.make(new Call.Send(fd, Bytes.owning(bytes), flags));
    }

    private Outcome recv(int fd, int length) {
        return kernel.make(new Call.Recv(fd, length, 0));
    }

    private static String text(Outcome received) {
        return new String(assertInstanceOf(Outcome.Received.class, received).data().toArray(),
                StandardCharsets.UTF_8);
    }

    private long drain(int fd) {
        long sum = 0;
        while (recv(fd, 1 << 20) instanceof Outcome.Received some && some.value() > 0) {
            sum += some.value();
        }
        return sum;
    }

    /** What is sent on the loopback has arrived when send returns, or a little later. */
    private void awaitReadable(int fd, int count) {
        Await.until(count + " bytes have arrived",
                () -> kernel.make(new Call.Recv(fd, count, MSG_PEEK | MSG_DONTWAIT)).value() == count);
    }

    /** A connection that was reset has no peer any more. */
    private void awaitReset(int fd) {
        Await.until("the reset has arrived", () -> kernel.make(new Call.GetPeerName(fd)) instanceof Outcome.Failed);
    }

    private static void assertFailed(Errno errno, Outcome outcome) {
        assertEquals(new Outcome.Failed(errno), outcome);
    }
}
