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
import static org.socketworkbench.explain.Story.received;
import static org.socketworkbench.explain.Story.recv;
import static org.socketworkbench.explain.Story.row;
import static org.socketworkbench.explain.Story.send;
import static org.socketworkbench.explain.Story.socket;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketAddress.Unix;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

class CausesTest {
    private static final SocketAddress NOBODY = at("0.0.0.0", 0);
    private final Story story = new Story();

    private static void concluded(String cause, Trouble trouble) {
        assertEquals(cause, trouble.cause());
        assertEquals(false, trouble.causeWasRead(), "concluded");
    }

    private static void read(String cause, Trouble trouble) {
        assertEquals(cause, trouble.cause());
        assertEquals(true, trouble.causeWasRead(), "read");
    }

    private Trouble refused(SocketAddress address) {
        return story.did(CLIENT, socket(), opened(9)).trouble(CLIENT, new Call.Connect(9, address), Errno.ECONNREFUSED);
    }

    private Trouble inUse() {
        return story.did(CLIENT, socket(), opened(9)).trouble(CLIENT, new Call.Bind(9, ADDRESS), Errno.EADDRINUSE);
    }

    @Test
    void nobodyListens() {
        Trouble trouble = refused(ADDRESS);
        assertEquals("ECONNREFUSED (111)", trouble.name());
        assertEquals("Connection refused: the machine answered, and said that nobody listens on this port.",
                trouble.meaning());
        concluded("Nothing is listening on 127.0.0.1:8080.", trouble);
        assertEquals("Has the server called listen()? Start it, then connect() again.", trouble.tryThis());
    }

    @Test
    void inOneLineTheErrorItsCauseAndWhatToTry() {
        story.did(CLIENT, socket(), opened(9));
        assertEquals("ECONNREFUSED (111): Nothing is listening on 127.0.0.1:8080. "
                + "Has the server called listen()? Start it, then connect() again.",
                story.inOneLine(CLIENT, new Call.Connect(9, ADDRESS), Errno.ECONNREFUSED));
    }

    @Test
    void inOneLineKnowsWhoIsInTheCall() {
        assertEquals("EBADF (9): server has no socket yet, so the call was made on descriptor -1. Call socket() first.",
                story.inOneLine(SERVER, new Call.Accept(-1), Errno.EBADF));
    }

    @Test
    void theServerHasBoundButDoesNotListen() {
        story.serverBinds();
        Trouble trouble = refused(ADDRESS);
        concluded("server has bound 127.0.0.1:8080 (descriptor 4) but has not called listen().", trouble);
        assertEquals("Call listen() on server, then connect() again.", trouble.tryThis());
    }

    @Test
    void theServerListensOnAnotherPort() {
        story.serverListens();
        Trouble trouble = refused(at("127.0.0.1", 8081));
        concluded("Nothing is listening on 127.0.0.1:8081. server listens on 127.0.0.1:8080, another port.", trouble);
        assertEquals("Connect to 127.0.0.1:8080, or bind the server to the port that the client calls.",
                trouble.tryThis());
    }

    @Test
    void theServerWasReadToListenOnAnotherPort() {
        story.serverListens().table(row(ADDRESS, NOBODY, TcpState.LISTEN, 4, true));
        read("Nothing is listening on 127.0.0.1:8081. server listens on 127.0.0.1:8080, another port.",
                refused(at("127.0.0.1", 8081)));
    }

    @Test
    void theServerListensOnAnotherAddress() {
        story.serverListens();
        Trouble trouble = refused(at("127.0.0.2", 8080));
        concluded("Nothing is listening on 127.0.0.2:8080. server listens on the same port at another address, "
                + "127.0.0.1:8080.", trouble);
        assertEquals("Connect to 127.0.0.1:8080.", trouble.tryThis());
    }

    @Test
    void theServerHasClosed() {
        story.serverListens().did(SERVER, new Call.Close(4), done(0));
        concluded("server has closed the socket that had the address 127.0.0.1:8080.", refused(ADDRESS));
    }

    @Test
    void anotherMachineRefuses() {
        concluded("Nothing is listening on 192.0.2.7:80, or a firewall on the way refuses the call.",
                refused(at("192.0.2.7", 80)));
    }

    @Test
    void portZeroCannotBeCalled() {
        concluded("Port 0 means \"any free port\" in bind(); nobody can be called there.",
                refused(at("127.0.0.1", 0)));
    }

    @Test
    void aParticipantListensThere() {
        story.serverListens().table(row(ADDRESS, NOBODY, TcpState.LISTEN, 4, true));
        Trouble trouble = inUse();
        read("server is already listening on 127.0.0.1:8080, with descriptor 4.", trouble);
        assertEquals(
                "Close that socket first, or use another port. SO_REUSEADDR does not help against a listening socket.",
                trouble.tryThis());
    }

    @Test
    void aParticipantIsOnlyBoundThere() {
        story.serverBinds();
        concluded("server already has the address 127.0.0.1:8080, with descriptor 4.", inUse());
    }

    @Test
    void aParticipantIsBoundToAllAddresses() {
        story.did(SERVER, socket(), opened(4)).did(SERVER, new Call.Bind(4, at("0.0.0.0", 8080)), done(0));
        concluded("server already has the address 0.0.0.0:8080, with descriptor 4.", inUse());
    }

    @Test
    void aParticipantStillHasAConnectionThere() {
        story.conversation().did(SERVER, new Call.Close(4), done(0));
        concluded("server still has a connection on 127.0.0.1:8080, with descriptor 6.", inUse());
    }

    @Test
    void anotherProgramListensThere() {
        story.table(row(CLIENTS_OWN, ADDRESS, TcpState.TIME_WAIT, SocketRow.NOT_OURS, false),
                row(ADDRESS, NOBODY, TcpState.LISTEN, SocketRow.NOT_OURS, true));
        Trouble trouble = inUse();
        read("Another program on this machine listens on 127.0.0.1:8080.", trouble);
        assertEquals("Use another port, or end that program: \"ss -ltnp\" in a terminal shows which one it is.",
                trouble.tryThis());
    }

    @Test
    void aUdpSocketHasNoTcpPort() {
        story.did(SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0), opened(4))
                .did(SERVER, new Call.Bind(4, ADDRESS), done(0))
                .table(other(Transport.UDP, ADDRESS, TcpState.CLOSED),
                        row(ADDRESS, NOBODY, TcpState.LISTEN, SocketRow.NOT_OURS, true));
        read("Another program on this machine listens on 127.0.0.1:8080.", boundBy(SocketType.SOCK_STREAM));
    }

    @Test
    void aTcpSocketHasNoUdpPort() {
        story.serverListens().table(row(ADDRESS, CLIENTS_OWN, TcpState.TIME_WAIT, SocketRow.NOT_OURS, false),
                other(Transport.UDP, ADDRESS, TcpState.CLOSED));
        Trouble trouble = boundBy(SocketType.SOCK_DGRAM);
        read("Another program on this machine receives datagrams at 127.0.0.1:8080.", trouble);
        assertEquals("Use another port, or end that program: \"ss -lunp\" in a terminal shows which one it is.",
                trouble.tryThis());
    }

    @Test
    void anotherProgramHasASocketAtThePath() {
        Unix path = Unix.of("/phone");
        story.table(other(Transport.UNIX_STREAM, path, TcpState.LISTEN));
        read("Another program on this machine has a socket at /phone.",
                story.trouble(SERVER, new Call.Bind(4, path), Errno.EADDRINUSE));
    }

    @Test
    void anotherProgramsSocketOfIpv6IsShownWithTheAddressThatWasAskedFor() {
        story.table(row(SocketAddress.Inet6.of("::ffff:127.0.0.1", 8080).orElseThrow(), NOBODY, TcpState.LISTEN,
                SocketRow.NOT_OURS, true));
        read("Another program on this machine listens on 127.0.0.1:8080.", inUse());
    }

    @Test
    void nobodyListensWhereOnlyAUdpSocketIs() {
        story.did(SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0), opened(4))
                .did(SERVER, new Call.Bind(4, ADDRESS), done(0))
                .did(CLIENT, socket(), opened(5));
        concluded("Nothing is listening on 127.0.0.1:8080.",
                story.trouble(CLIENT, new Call.Connect(5, ADDRESS), Errno.ECONNREFUSED));
    }

    /** Why a new socket of this type cannot have {@link Story#ADDRESS}. */
    private Trouble boundBy(SocketType type) {
        story.did(CLIENT, new Call.Socket(Family.AF_INET, type, 0), opened(9));
        return story.trouble(CLIENT, new Call.Bind(9, ADDRESS), Errno.EADDRINUSE);
    }

    private static SocketRow other(Transport transport, SocketAddress local, TcpState state) {
        return new SocketRow(transport, local, transport == Transport.UDP ? NOBODY : Unix.UNNAMED, state, 0, 0,
                SocketRow.NOT_OURS, true, Optional.empty());
    }

    @Test
    void aCallerWhoWaitsAtAPathHasNoSocketThere() {
        story.did(SERVER, Story.unix(SocketType.SOCK_STREAM), opened(4))
                .table(new SocketRow(Transport.UNIX_STREAM, Story.PATH,
                        Unix.UNNAMED, TcpState.ESTABLISHED, 0, 0, SocketRow.NOT_OURS, false, Optional.empty()));
        concluded(
                "There is already a file at /run/story.sock: perhaps a closed socket has left it behind, perhaps a "
                        + "program still uses it.",
                story.trouble(SERVER, new Call.Bind(4, Story.PATH), Errno.EADDRINUSE));
    }

    @Test
    void theServerListensOnTheOtherFamilysLoopback() {
        SocketAddress six = SocketAddress.Inet6.loopback(8080);
        story.did(SERVER, new Call.Socket(Family.AF_INET6, SocketType.SOCK_STREAM, 0), opened(4))
                .did(SERVER, new Call.Bind(4, six), done(0)).did(SERVER, new Call.Listen(4, 5), done(0));
        concluded(
                "Nothing is listening on 0.0.0.0:8080. server listens on the same port over IPv6, on [::1]:8080. That "
                        + "is another address: the name localhost can mean 127.0.0.1 as well as ::1.",
                refused(at("0.0.0.0", 8080)));
    }

    @Test
    void anEarlierConnectionLingers() {
        story.table(row(ADDRESS, CLIENTS_OWN, TcpState.TIME_WAIT, SocketRow.NOT_OURS, false));
        Trouble trouble = inUse();
        read("An earlier connection, 127.0.0.1:8080 with 127.0.0.1:41204, lingers in TIME_WAIT. The side that hangs up "
                + "first keeps its address for a minute, so that late packets do no harm.", trouble);
        assertEquals("Wait a minute, or use another port. To avoid it, set SO_REUSEADDR before bind(), every time: it "
                + "helps only if the earlier server had set it as well.", trouble.tryThis());
    }

    @Test
    void anEarlierConnectionLingersThatDidNotReuse() {
        story.did(SERVER, socket(), opened(4))
                .did(SERVER, new Call.SetSockOpt(4, SocketOption.SO_REUSEADDR, 1), done(0))
                .table(row(ADDRESS, CLIENTS_OWN, TcpState.TIME_WAIT, SocketRow.NOT_OURS, false));
        read("An earlier connection, 127.0.0.1:8080 with 127.0.0.1:41204, lingers in TIME_WAIT. "
                + "SO_REUSEADDR is on here, but the earlier server had not set it.",
                story.trouble(SERVER, new Call.Bind(4, ADDRESS), Errno.EADDRINUSE));
    }

    @Test
    void anEarlierConnectionIsNotOver() {
        story.table(row(ADDRESS, CLIENTS_OWN, TcpState.FIN_WAIT_2, SocketRow.NOT_OURS, false));
        read("An earlier connection, 127.0.0.1:8080 with 127.0.0.1:41204, is not over yet: it is in the state "
                + "FIN_WAIT_2, and no program holds it any more.", inUse());
    }

    @Test
    void nothingIsKnownOfTheHolder() {
        concluded("Another socket on this machine has 127.0.0.1:8080; the kernel's table did not show which.", inUse());
    }

    @Test
    void onlyOneOfTwoBoundSocketsMayListen() {
        story.serverListens().did(CLIENT, socket(), opened(9)).did(CLIENT, new Call.Bind(9, ADDRESS), done(0));
        concluded("server is already listening on 127.0.0.1:8080, with descriptor 4. SO_REUSEADDR let both sockets "
                + "bind the address, but only one may "
                + "listen.", story.trouble(CLIENT, new Call.Listen(9, 5), Errno.EADDRINUSE));
    }

    @Test
    void bindTwice() {
        story.serverBinds();
        concluded("This socket already has the address 127.0.0.1:8080, and bind() works only once.",
                story.trouble(SERVER, new Call.Bind(4, at("127.0.0.1", 8081)), Errno.EINVAL));
    }

    @Test
    void bindToAnAddressOfAnotherMachine() {
        story.did(SERVER, socket(), opened(4));
        concluded("192.0.2.7 is not an address of this machine, and a socket can be bound only to one that is.",
                story.trouble(SERVER, new Call.Bind(4, at("192.0.2.7", 80)), Errno.EADDRNOTAVAIL));
    }

    @Test
    void bindToAPortBelow1024() {
        story.did(SERVER, socket(), opened(4));
        Trouble trouble = story.trouble(SERVER, new Call.Bind(4, at("127.0.0.1", 80)), Errno.EACCES);
        concluded("Port 80 is below 1024. Such ports are reserved for privileged programs (ports from "
                + "net.ipv4.ip_unprivileged_port_start up are free for all).", trouble);
        assertEquals("Use a port from 1024 to 65535, for example 8080.", trouble.tryThis());
    }

    @Test
    void acceptBeforeListen() {
        story.serverBinds();
        concluded("This socket has an address but does not listen: listen() has not been called on it.",
                story.trouble(SERVER, new Call.Accept(4), Errno.EINVAL));
    }

    @Test
    void noSocketYet() {
        concluded("server has no socket yet, so the call was made on descriptor -1.",
                story.trouble(SERVER, new Call.Bind(-1, ADDRESS), Errno.EBADF));
    }

    @Test
    void theSocketIsClosed() {
        story.serverBinds().did(SERVER, new Call.Close(4), done(0));
        Trouble trouble = story.trouble(SERVER, new Call.Listen(-1, 5), Errno.EBADF);
        concluded("server has closed its socket, so the call was made on descriptor -1.", trouble);
        assertEquals("Call socket() for a new one: a closed socket does not come back.", trouble.tryThis());
    }

    @Test
    void recvOnTheListener() {
        story.serverListens();
        Trouble trouble = story.trouble(SERVER, recv(4, 10), Errno.ENOTCONN);
        concluded("This socket is for listening. Each caller gets a socket of its own from accept().", trouble);
        assertEquals("Call recv() on a descriptor that accept() has returned.", trouble.tryThis());
    }

    @Test
    void sendAfterShutdown() {
        story.conversation().did(CLIENT, new Call.Shutdown(5, Call.Shutdown.How.SHUT_WR), done(0));
        concluded("This side has ended its sending direction with shutdown().",
                story.trouble(CLIENT, send(5, "x"), Errno.EPIPE));
    }

    @Test
    void sendAfterThePeerHasClosed() {
        story.conversation().did(SERVER, new Call.Close(6), done(0)).did(CLIENT, send(5, "x"), done(1));
        concluded(
                "server has closed its socket, and the connection has since been reset: nobody takes the bytes any "
                        + "more. (The first send() after a peer's close() often still succeeds.)",
                story.trouble(CLIENT, send(5, "x"), Errno.EPIPE));
    }

    @Test
    void thePeerClosedWithUnreadBytes() {
        story.conversation().did(CLIENT, send(5, "Hello"), done(5)).did(SERVER, recv(6, 2), received("He"))
                .did(SERVER, new Call.Close(6), done(0));
        concluded(
                "server closed its socket before it had read everything that was sent to it (unread bytes, as far as "
                        + "the calls show: 3). Then the kernel resets the connection instead of closing it normally.",
                story.trouble(CLIENT, recv(5, 10), Errno.ECONNRESET));
    }

    @Test
    void afterAResetSendSaysSo() {
        story.conversation().did(CLIENT, recv(5, 10), failed(Errno.ECONNRESET));
        concluded("The connection was reset, as an earlier call reported.",
                story.trouble(CLIENT, send(5, "x"), Errno.EPIPE));
    }

    @Test
    void theListenerClosedWhileTheConnectionWaited() {
        story.serverListens().did(CLIENT, socket(), opened(5)).did(CLIENT, new Call.Connect(5, ADDRESS), done(0))
                .table(row(CLIENTS_OWN, ADDRESS, TcpState.ESTABLISHED, 5, true))
                .did(SERVER, new Call.Close(4), done(0));
        concluded("server closed its listening socket while this connection was still waiting in the queue: nobody had "
                + "accepted it.", story.trouble(CLIENT, recv(5, 10), Errno.ECONNRESET));
    }

    @Test
    void connectOnAListener() {
        story.serverListens();
        concluded(
                "This socket listens. A listening socket cannot call anybody, and Linux answers as if it were "
                        + "connected.",
                story.trouble(SERVER, new Call.Connect(4, ADDRESS), Errno.EISCONN));
    }

    @Test
    void connectTwice() {
        story.conversation();
        concluded(
                "This socket has already been connected, to 127.0.0.1:8080. A socket can have only one connection, "
                        + "even after that has ended.",
                story.trouble(CLIENT, new Call.Connect(5, ADDRESS), Errno.EISCONN));
    }

    @Test
    void anInterruptedConnectGoesOn() {
        story.did(CLIENT, socket(), opened(5));
        concluded("Interrupt or End came while connect() waited. The kernel goes on opening the connection in the "
                + "background.", story.trouble(CLIENT, new Call.Connect(5, ADDRESS), Errno.EINTR));
    }

    @Test
    void aSuccessHasNoTrouble() {
        assertEquals(true, story.tell(SERVER, socket(), new Outcome.Opened(4)).trouble().isEmpty());
    }
}
