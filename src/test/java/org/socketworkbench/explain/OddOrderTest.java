package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.explain.Stage.Told;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Await;

/** What the real kernel answers to calls in an odd order, and that the words for it are true. */
@Timeout(60)
class OddOrderTest {
    private static final SocketAddress ANY_PORT = SocketAddress.Inet4.loopback(0);
    private static final int MSG_DONTWAIT = 0x40;

    @AutoClose
    private final Stage stage = new Stage();
    private final Participant server = stage.server;
    private final Participant client = stage.client;

    private static Trouble named(String name, Told told) {
        assertInstanceOf(Outcome.Failed.class, told.outcome(), told.words().title());
        Trouble trouble = told.words().trouble().orElseThrow();
        assertEquals(name, trouble.name(), told.words().title());
        return trouble;
    }

    private void fails(Participant who, Call call, String name, String cause) throws InterruptedException {
        String told = named(name, stage.make(who, call)).cause();
        assertTrue(told.contains(cause), call + ": " + told);
    }

    private static Call send(int fd) {
        return Story.send(fd, "x");
    }

    private static Call recv(int fd) {
        return Story.recv(fd, 10);
    }

    private static Call shutdown(int fd) {
        return new Call.Shutdown(fd, Call.Shutdown.How.SHUT_RDWR);
    }

    @Test
    void everyCallWithoutASocketIsEbadf() throws InterruptedException {
        for (Call call : ErrorTextsTest.calls(-1)) {
            if (call instanceof Call.OnSocket) {
                fails(server, call, "EBADF (9)", "has no socket yet");
            }
        }
        stage.succeed(server, new Call.Close(stage.socket(server)));
        fails(server, new Call.Close(-1), "EBADF (9)", "has closed its socket");
    }

    @Test
    void onANewSocket() throws InterruptedException {
        int fd = stage.socket(client);
        fails(client, new Call.Accept(fd), "EINVAL (22)", "bind() and listen() have not been called");
        fails(client, send(fd), "EPIPE (32)", "has not been connected");
        fails(client, recv(fd), "ENOTCONN (107)", "has not been connected");
        fails(client, shutdown(fd), "ENOTCONN (107)", "has not been connected");
        fails(client, new Call.GetPeerName(fd), "ENOTCONN (107)", "has not been connected");
        fails(client, new Call.SetSockOpt(fd, SocketOption.SO_ERROR, 1), "ENOPROTOOPT (92)", "can only be read");
        assertTrue(
                stage.succeed(client, new Call.GetSockName(fd)).words().happened().contains("no port of its own yet"));
    }

    @Test
    void onABoundSocket() throws InterruptedException {
        int fd = stage.bound(server, ANY_PORT);
        fails(server, new Call.Bind(fd, ANY_PORT), "EINVAL (22)", "already has an address");
        fails(server, new Call.Bind(fd, stage.address(server, fd)), "EINVAL (22)",
                "already has the address 127.0.0.1:");
        fails(server, new Call.Accept(fd), "EINVAL (22)", "listen() has not been called");
        fails(server, send(fd), "EPIPE (32)", "has not been connected");
        fails(server, recv(fd), "ENOTCONN (107)", "has not been connected");
        fails(server, new Call.Connect(fd, Story.at("240.0.0.1", 80)), "EINVAL (22)",
                "only this machine can be reached");
    }

    @Test
    void onAListener() throws InterruptedException {
        int fd = stage.listener();
        SocketAddress address = stage.address(server, fd);
        fails(server, new Call.Bind(fd, ANY_PORT), "EINVAL (22)", "already has the address " + address);
        fails(server, new Call.Connect(fd, address), "EISCONN (106)", "This socket listens");
        fails(server, send(fd), "EPIPE (32)", "for listening");
        fails(server, recv(fd), "ENOTCONN (107)", "for listening");
        fails(server, new Call.GetPeerName(fd), "ENOTCONN (107)", "for listening");
        assertTrue(stage.succeed(server, new Call.Listen(fd, 1)).words().happened().contains("was already listening"));
        assertTrue(stage.succeed(server, shutdown(fd)).words().happened().contains("no longer listens"));
        fails(server, new Call.Accept(fd), "EINVAL (22)", "no longer does");
    }

    @Test
    void onAConnection() throws InterruptedException {
        int listener = stage.listener();
        SocketAddress address = stage.address(server, listener);
        int[] ends = stage.conversation(listener);
        fails(client, new Call.Bind(ends[0], ANY_PORT), "EINVAL (22)", "when it was connected");
        fails(client, new Call.Listen(ends[0], 5), "EINVAL (22)", "is, or was, a connection");
        fails(client, new Call.Accept(ends[0]), "EINVAL (22)", "is a connection");
        fails(server, new Call.Accept(ends[1]), "EINVAL (22)", "is a connection");
        fails(client, new Call.Connect(ends[0], address), "EISCONN (106)", "to " + address);
        fails(client, new Call.Recv(ends[0], 10, MSG_DONTWAIT), "EAGAIN (11)", "No bytes have arrived");
        fails(client, new Call.Recv(ends[0], 10, 1), "EINVAL (22)", "MSG_OOB");
        stage.succeed(client, new Call.Shutdown(ends[0], Call.Shutdown.How.SHUT_WR));
        fails(client, send(ends[0]), "EPIPE (32)", "shutdown()");
        assertTrue(stage.succeed(server, recv(ends[1])).words().happened()
                .contains("client 1 has ended its sending direction"));
    }

    @Test
    void afterThePeerHasClosedInOrder() throws InterruptedException {
        int[] ends = stage.conversation(stage.listener());
        stage.succeed(server, new Call.Close(ends[1]));
        assertTrue(stage.succeed(client, recv(ends[0])).words().happened().contains("server has closed its socket"));
        stage.succeed(client, send(ends[0]));
        fails(client, send(ends[0]), "EPIPE (32)", "server has closed its socket");
        fails(client, shutdown(ends[0]), "ENOTCONN (107)", "the connection is over");
        fails(client, new Call.GetPeerName(ends[0]), "ENOTCONN (107)", "the connection is over");
        fails(client, new Call.Connect(ends[0], Story.ADDRESS), "EISCONN (106)", "even after that has ended");
    }

    @Test
    void afterThePeerHasClosedWithUnreadBytes() throws InterruptedException {
        int[] ends = stage.conversation(stage.listener());
        stage.succeed(client, send(ends[0]));
        assertTrue(stage.succeed(server, new Call.Close(ends[1])).words().happened().contains("resets the connection"));
        fails(client, recv(ends[0]), "ECONNRESET (104)", "before it had read everything");
        assertTrue(stage.succeed(client, recv(ends[0])).words().happened().contains("was reset before"));
        fails(client, send(ends[0]), "EPIPE (32)", "was reset, as an earlier call reported");
    }

    @Test
    void afterTheListenerHasClosedOnAWaitingCaller() throws InterruptedException {
        int listener = stage.listener();
        int fd = stage.socket(client);
        Told connected = stage.succeed(client, new Call.Connect(fd, stage.address(server, listener)));
        assertTrue(connected.words().happened().contains("not accepted yet"), connected.words().happened());
        stage.succeed(server, new Call.Close(listener));
        fails(client, recv(fd), "ECONNRESET (104)", "while this connection was still waiting in the queue");
    }

    @Test
    void nobodyListens() throws InterruptedException {
        int bound = stage.bound(server, ANY_PORT);
        SocketAddress address = stage.address(server, bound);
        int fd = stage.socket(client);
        fails(client, new Call.Connect(fd, address), "ECONNREFUSED (111)", "server has bound " + address);
        stage.succeed(server, new Call.Close(bound));
        fails(client, new Call.Connect(fd, address), "ECONNREFUSED (111)", "server has closed");
        SocketAddress listening = stage.address(server, stage.listener());
        fails(client, new Call.Connect(fd, address), "ECONNREFUSED (111)", "server listens on " + listening);
        fails(client, new Call.Connect(fd, ANY_PORT), "ECONNREFUSED (111)", "Port 0");
    }

    @Test
    void theAddressIsTakenByAParticipant() throws InterruptedException {
        int bound = stage.bound(server, ANY_PORT);
        SocketAddress address = stage.address(server, bound);
        int fd = stage.socket(client);
        fails(client, new Call.Bind(fd, address), "EADDRINUSE (98)", "server already has the address " + address);
        stage.succeed(server, new Call.Listen(bound, 5));
        Trouble trouble = named("EADDRINUSE (98)", stage.make(client, new Call.Bind(fd, address)));
        assertEquals("server is already listening on " + address + ", with descriptor " + bound + ".", trouble.cause());
        assertTrue(trouble.causeWasRead());
    }

    @Test
    void theAddressIsTakenByAnotherProgram() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            SocketAddress address = SocketAddress.Inet4.loopback(other.getLocalPort());
            Trouble trouble = named("EADDRINUSE (98)",
                    stage.make(server, new Call.Bind(stage.socket(server), address)));
            assertEquals("Another program on this machine listens on " + address + ".", trouble.cause());
            assertTrue(trouble.causeWasRead());
        }
    }

    @Test
    void theAddressIsTakenByAConnectionThatLingers() throws InterruptedException {
        int listener = stage.listener();
        SocketAddress address = stage.address(server, listener);
        int[] ends = stage.conversation(listener);
        for (int fd : List.of(ends[1], listener)) {
            stage.succeed(server, new Call.Close(fd));
        }
        int again = stage.socket(server);
        untilBindFailsFor("FIN_WAIT_2", again, address);
        stage.succeed(client, recv(ends[0]));
        stage.succeed(client, new Call.Close(ends[0]));
        Trouble trouble = untilBindFailsFor("lingers in TIME_WAIT", again, address);
        assertTrue(trouble.causeWasRead());
    }

    /** The kernels need a moment to carry a FIN over and back: binds until the table shows where they have got to. */
    private Trouble untilBindFailsFor(String words, int fd, SocketAddress address) {
        return Await.that("bind fails for " + words, () -> {
            try {
                Trouble trouble = named("EADDRINUSE (98)", stage.make(server, new Call.Bind(fd, address)));
                return trouble.cause().contains(words) ? Optional.of(trouble) : Optional.empty();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void twoMayBindButOnlyOneMayListen() throws InterruptedException {
        int one = stage.socket(server);
        int two = stage.socket(client);
        stage.succeed(server, new Call.SetSockOpt(one, SocketOption.SO_REUSEADDR, 1));
        stage.succeed(client, new Call.SetSockOpt(two, SocketOption.SO_REUSEADDR, 1));
        stage.succeed(server, new Call.Bind(one, ANY_PORT));
        stage.succeed(client, new Call.Bind(two, stage.address(server, one)));
        stage.succeed(server, new Call.Listen(one, 5));
        fails(client, new Call.Listen(two, 5), "EADDRINUSE (98)", "only one may listen");
    }

    @Test
    void anAddressOfAnotherMachine() throws InterruptedException {
        fails(server, new Call.Bind(stage.socket(server), Story.at("192.0.2.7", 0)), "EADDRNOTAVAIL (99)",
                "192.0.2.7 is not");
    }

    @Test
    void aProtocolThatDoesNotFit() throws InterruptedException {
        fails(server, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 17), "EPROTONOSUPPORT (93)",
                "does not fit");
        fails(server, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 999), "EINVAL (22)", "no protocol");
    }

    @Test
    void interruptedWaitsAreEintrAndTheSocketStaysUsable() throws InterruptedException {
        int listener = stage.listener();
        Told told = stage.interrupted(server, new Call.Accept(listener));
        assertTrue(named("EINTR (4)", told).cause().contains("while accept() waited"));
        int[] ends = stage.conversation(listener);
        named("EINTR (4)", stage.interrupted(client, recv(ends[0])));
        stage.succeed(server, send(ends[1]));
        assertEquals(1, stage.succeed(client, recv(ends[0])).outcome().value());
    }
}
