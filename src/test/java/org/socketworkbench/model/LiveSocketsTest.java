package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.model.Script.CALLER;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.PORT;
import static org.socketworkbench.model.Script.SERVER;
import static org.socketworkbench.model.Script.SOCKET;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.model.LiveSocket.AcceptQueue;
import org.socketworkbench.model.LiveSocket.Hold;
import org.socketworkbench.model.LiveSocket.Holder;
import org.socketworkbench.model.LiveSocket.Queue;
import org.socketworkbench.model.LiveSocket.Queue.Kind;
import org.socketworkbench.model.LiveSocket.Standing;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.UdpBuffer;

class LiveSocketsTest {
    private static final SocketAddress NOBODY = new SocketAddress.Inet4(0, 0);
    private static final SocketAddress PATH = SocketAddress.Unix.of("/run/test");
    private static final SocketAddress SECOND = SocketAddress.Inet4.loopback(41_206);

    @Test
    void aNewSocketIsConcludedToBeClosed() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, SOCKET, new Outcome.Opened(3));
        assertEquals(List.of("server fd 3 HELD CLOSED concluded"), told(script));
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        assertEquals(List.of("server fd 3 HELD CLOSED concluded"), told(script));
        assertEquals(Optional.of(PORT), sockets(script).getFirst().local());
    }

    @Test
    void aListenerIsReadOnceTheKernelListsIt() {
        Script script = Script.listening();
        assertEquals(List.of("server fd 3 HELD LISTEN concluded"), told(script));
        sample(script, listener(0));
        assertEquals(List.of("server fd 3 HELD LISTEN"), told(script));
    }

    @Test
    void whoWaitsForAcceptStandsBehindTheListenerAndIsCountedThere() {
        Script script = Script.listening();
        sample(script, listener(2), queued(CALLER, TcpState.ESTABLISHED, 5), queued(SECOND, TcpState.CLOSE_WAIT, 1));
        assertEquals(List.of("server fd 3 HELD LISTEN", "server WAITING ESTABLISHED", "server WAITING CLOSE_WAIT"),
                told(script));
        AcceptQueue queue = sockets(script).getFirst().callers().orElseThrow();
        assertEquals(new AcceptQueue(2, List.of(CALLER, SECOND), 5), queue);
        assertEquals(OptionalInt.of(6), queue.places());
        assertEquals(ofTcp(0, 5), sockets(script).get(1).queues());
        assertEquals(ofTcp(0, 0), sockets(script).get(2).queues(), "a FIN is no byte of data");
    }

    @Test
    void aHandshakeOnItsWayStandsAtTheListener() {
        Script script = Script.listening();
        sample(script, listener(0), queued(CALLER, TcpState.NEW_SYN_RECV, 0));
        assertEquals("server ARRIVING NEW_SYN_RECV", told(script).get(1));
        assertTrue(sockets(script).get(1).isIn(TcpState.SYN_RECEIVED));
    }

    @Test
    void aConnectOnItsWayIsConcludedAndThenRead() {
        Script script = Script.listening();
        script.call(CLIENT, SOCKET, new Outcome.Opened(4));
        script.entered(CLIENT, new Call.Connect(4, PORT));
        assertEquals("client fd 4 HELD SYN_SENT concluded", told(script).get(1));
        sample(script, row(CALLER, PORT, TcpState.SYN_SENT, 1, 0, 4, true));
        assertEquals("client fd 4 HELD SYN_SENT", told(script).get(1));
        assertEquals(ofTcp(0, 0), sockets(script).get(1).queues(), "a SYN is no byte of data");
    }

    @Test
    void aConnectThatDoesNotBlockIsOnItsWayUntilItsEndIsAskedFor() {
        Script script = Script.listening();
        script.call(CLIENT, SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.EINPROGRESS));
        assertEquals("client fd 4 HELD SYN_SENT concluded", told(script).get(1));
    }

    @Test
    void aRefusedConnectLeavesTheSocketClosed() {
        Script script = Script.listening();
        script.call(CLIENT, SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.ECONNREFUSED));
        assertEquals("client fd 4 HELD CLOSED concluded", told(script).get(1));
    }

    @Test
    void theLineOfACallerThatWasJustAcceptedIsTheNewSockets() {
        Script script = Script.connected();
        sample(script, listener(1), row(CALLER, PORT, TcpState.ESTABLISHED, 0, 0, 4, true),
                queued(CALLER, TcpState.ESTABLISHED, 7));
        assertEquals(List.of("server fd 3 HELD LISTEN", "server fd 5 HELD ESTABLISHED", "client fd 4 HELD ESTABLISHED"),
                told(script));
        assertEquals(ofTcp(0, 7), sockets(script).get(1).queues());
    }

    @Test
    void whatTheKernelKeepsAfterCloseStaysTheSocketOfWhoClosedIt() {
        Script script = Script.connected();
        LiveSocket before = sockets(script).getLast();
        script.close(CLIENT, 4);
        sample(script, listener(0), row(CALLER, PORT, TcpState.FIN_WAIT_2, 0, 0, SocketRow.NOT_OURS, false),
                row(PORT, CALLER, TcpState.CLOSE_WAIT, 0, 1, 5, true));
        assertEquals(List.of("server fd 3 HELD LISTEN", "server fd 5 HELD CLOSE_WAIT", "client fd 4 KEPT FIN_WAIT_2"),
                told(script));
        assertEquals(Optional.of(sockets(script).getLast()), before.in(sockets(script)));
    }

    @Test
    void timeWaitIsTheKernelsEvenIfTheDescriptorIsStillOpen() {
        Script script = Script.connected();
        sample(script, row(CALLER, PORT, TcpState.FIN_WAIT_2, 0, 0, 4, true));
        script.call(CLIENT, new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR), OK);
        sample(script, row(CALLER, PORT, TcpState.TIME_WAIT, 0, 0, SocketRow.NOT_OURS, false));
        assertEquals(List.of("client fd 4 HELD CLOSED concluded", "client fd 4 KEPT TIME_WAIT"),
                told(script).stream().filter(line -> line.startsWith("client")).toList());
        LiveSocket open = sockets(script).stream().filter(s -> s.holder().hold() == Hold.HELD).toList().getLast();
        assertEquals(Optional.of(open), open.in(sockets(script)));
    }

    @Test
    void aConnectionThatTheKernelNoLongerListsIsConcludedToBeClosed() {
        Script script = Script.connected();
        sample(script, row(PORT, CALLER, TcpState.ESTABLISHED, 0, 0, 5, true));
        assertEquals("server fd 5 HELD ESTABLISHED", told(script).get(1));
        sample(script, listener(0));
        assertEquals("server fd 5 HELD CLOSED concluded", told(script).get(1));
    }

    @Test
    void whatIsMissingInATableThatIsCutStandsWhereItWasLastRead() {
        Script script = Script.connected();
        sample(script, row(PORT, CALLER, TcpState.CLOSE_WAIT, 0, 0, 5, true));
        SocketRow[] full = IntStream.range(0, TraceEvent.KernelSample.ROWS_AT_MOST)
                .mapToObj(i -> row(PORT, SocketAddress.Inet4.loopback(50_000 + i), TcpState.TIME_WAIT, 0, 0,
                        SocketRow.NOT_OURS, false))
                .toArray(SocketRow[]::new);
        sample(script, full);
        assertEquals("server fd 5 HELD CLOSE_WAIT concluded", told(script).get(1));
    }

    @ParameterizedTest
    @CsvSource({"false, false, ESTABLISHED", "false, true, CLOSE_WAIT", "true, false, FIN_WAIT_2",
            "true, true, CLOSED"})
    void beforeTheFirstLookTheCallsTellHowAConnectionStands(boolean ended, boolean peerEnded, TcpState state) {
        Script script = Script.connected();
        if (ended) {
            script.call(SERVER, new Call.Shutdown(5, Call.Shutdown.How.SHUT_WR), OK);
        }
        if (peerEnded) {
            script.call(SERVER, new Call.Recv(5, 10, 0), new Outcome.Received(Bytes.EMPTY));
        }
        assertEquals("server fd 5 HELD " + state + " concluded", told(script).get(1));
    }

    @Test
    void aResetIsTheEnd() {
        Script script = Script.connected();
        script.call(SERVER, new Call.Recv(5, 10, 0), Script.failed(Errno.ECONNRESET));
        assertEquals("server fd 5 HELD CLOSED concluded", told(script).get(1));
    }

    @Test
    void otherProgramsSocketsComeLastAndAreNobodys() {
        Script script = Script.listening();
        sample(script, listener(0), row(CALLER, PORT, TcpState.ESTABLISHED, 0, 0, SocketRow.NOT_OURS, true),
                row(PORT, SECOND, TcpState.TIME_WAIT, 0, 0, SocketRow.NOT_OURS, false));
        assertEquals(List.of("server fd 3 HELD LISTEN", " KEPT TIME_WAIT", " FOREIGN ESTABLISHED"), told(script));
        assertEquals(Holder.NOBODY, sockets(script).getLast().holder().participant());
    }

    @Test
    void udpHasMemoryForDatagramsButNoState() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        sample(script, new SocketRow(Transport.UDP, PORT, NOBODY, TcpState.CLOSED, 0, 5, 3, true, Optional.empty(),
                Optional.of(new UdpBuffer(768, 0))));
        assertEquals(List.of("server fd 3 HELD"), told(script));
        assertEquals(Transport.UDP, sockets(script).getFirst().transport());
        assertEquals(List.of(new Queue(Kind.MEMORY, 768)), sockets(script).getFirst().queues());
    }

    @Test
    void aUnixStreamHasAReceiveQueueAndNoState() {
        Script script = unixServer(SocketType.SOCK_STREAM);
        sample(script, unixRow(Transport.UNIX_STREAM, TcpState.CLOSED, 7));
        assertEquals(List.of("server fd 3 HELD"), told(script));
        assertEquals(List.of(new Queue(Kind.UNREAD, 7)), sockets(script).getFirst().queues());
    }

    @Test
    void ofUnixDatagramsOnlyTheFirstIsTold() {
        Script script = unixServer(SocketType.SOCK_DGRAM);
        sample(script, unixRow(Transport.UNIX_DATAGRAM, TcpState.CLOSED, 7));
        assertEquals(List.of(new Queue(Kind.FIRST_DATAGRAM, 7)), sockets(script).getFirst().queues());
    }

    @Test
    void aUnixListenerCountsItsCallersAndNamesNone() {
        Script script = unixServer(SocketType.SOCK_STREAM);
        script.call(SERVER, new Call.Listen(3, 1), OK);
        SocketRow waits =
                new SocketRow(Transport.UNIX_STREAM, PATH, SocketAddress.Unix.UNNAMED, TcpState.ESTABLISHED, 0, 0,
                        SocketRow.NOT_OURS, false, Optional.empty());
        sample(script, unixRow(Transport.UNIX_STREAM, TcpState.LISTEN, 2), waits, waits);
        assertEquals(List.of("server fd 3 HELD"), told(script));
        assertEquals(Optional.of(new AcceptQueue(2, List.of(), 1)), sockets(script).getFirst().callers());
        assertEquals(List.of(), sockets(script).getFirst().queues());
    }

    private static Script unixServer(SocketType type) {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        script.call(SERVER, new Call.Socket(Family.AF_UNIX, type, 0), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PATH), OK);
        return script;
    }

    private static SocketRow unixRow(Transport transport, TcpState state, long receive) {
        return new SocketRow(transport, PATH, SocketAddress.Unix.UNNAMED, state, 0, receive, 3, true, Optional.empty());
    }

    @Test
    void whatIsClosedAndOverIsGone() {
        Script script = Script.connected();
        script.close(CLIENT, 4);
        script.close(SERVER, 5);
        script.close(SERVER, 3);
        sample(script);
        assertEquals(List.of(), told(script));
    }

    @Test
    void aConnectionFromAnIpv4CallerToAnIpv6ListenerIsFoundInTheTable() {
        Script script = new Script().came(SERVER, "server", Role.SERVER);
        SocketAddress mapped = SocketAddress.Inet6.of("::ffff:127.0.0.1", 41_204).orElseThrow();
        script.call(SERVER, new Call.Socket(Family.AF_INET6, SocketType.SOCK_STREAM, 0), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, SocketAddress.Inet6.of("::ffff:127.0.0.1", 8080).orElseThrow()), OK);
        script.call(SERVER, new Call.Listen(3, 5), OK);
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, mapped));
        sample(script, queued(CALLER, TcpState.ESTABLISHED, 0));
        assertEquals("server fd 5 HELD ESTABLISHED", told(script).getLast());
    }

    @Test
    void aBacklogThatLinuxMayHaveCutTellsNoPlaces() {
        assertEquals(OptionalInt.of(1), new AcceptQueue(0, List.of(), 0).places());
        assertEquals(OptionalInt.empty(), new AcceptQueue(0, List.of(), -1).places());
        assertEquals(OptionalInt.empty(), new AcceptQueue(0, List.of(), 100_000).places());
    }

    @Test
    void aBarShowsFiveBytesAndHoldsFourMillion() {
        assertEquals(0, new Queue(Kind.UNREAD, 0).filled());
        assertTrue(new Queue(Kind.UNREAD, 5).filled() > 0.1);
        assertTrue(new Queue(Kind.UNREAD, 1 << 20).filled() < 1);
        assertEquals(1, new Queue(Kind.UNREAD, 100 << 20).filled());
    }

    @Test
    void aFinThatIsNotAcknowledgedIsNoByteOfData() {
        Script script = Script.connected();
        script.close(CLIENT, 4);
        sample(script, row(CALLER, PORT, TcpState.FIN_WAIT_1, 101, 0, SocketRow.NOT_OURS, false));
        assertEquals(ofTcp(100, 0), sockets(script).getLast().queues());
        assertFalse(sockets(script).getLast().standing().map(Standing::concluded).orElseThrow());
    }

    private static List<Queue> ofTcp(long unacknowledged, long unread) {
        return List.of(new Queue(Kind.UNACKNOWLEDGED, unacknowledged), new Queue(Kind.UNREAD, unread));
    }

    private static List<LiveSocket> sockets(Script script) {
        return LiveSockets.of(script.picture());
    }

    /** Each socket in a line: name, fd if there is one, hold, state, "concluded". */
    private static List<String> told(Script script) {
        return sockets(script).stream().map(socket -> {
            Holder holder = socket.holder();
            return holder.name() + (holder.fd() == SocketRow.NOT_OURS ? "" : " fd " + holder.fd()) + " " + holder.hold()
                    + socket.standing().map(s -> " " + s.state() + (s.concluded() ? " concluded" : "")).orElse("");
        }).toList();
    }

    private static void sample(Script script, SocketRow... rows) {
        script.add(new TraceEvent.KernelSample(script.now(), List.of(rows)));
    }

    private static SocketRow listener(int waiting) {
        return row(PORT, NOBODY, TcpState.LISTEN, 0, waiting, 3, true);
    }

    private static SocketRow queued(SocketAddress caller, TcpState state, long unread) {
        return row(PORT, caller, state, 0, unread, SocketRow.NOT_OURS, false);
    }

    private static SocketRow row(SocketAddress local, SocketAddress remote, TcpState state, long send, long receive,
            int fd, boolean held) {
        return new SocketRow(local, remote, state, send, receive, fd, held);
    }
}
