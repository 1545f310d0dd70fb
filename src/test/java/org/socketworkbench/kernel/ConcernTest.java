package org.socketworkbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.SocketAddress.Inet6;
import org.socketworkbench.socket.SocketAddress.Unix;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;

class ConcernTest {
    private static final SocketAddress SERVER = Inet4.loopback(8080);
    private static final SocketAddress CLIENT = Inet4.loopback(41_204);
    private static final SocketAddress OTHER = Inet4.loopback(50_000);
    private static final SocketAddress NOWHERE = new Inet4(0, 0);

    private final Concern concern = new Concern();

    @Test
    void ofThousandsOfEndedConnectionsOnlySomeAreKeptAndOursAreAmongThem() {
        List<SocketRow> table = new ArrayList<>();
        for (int port = 10_000; port < 20_000; port++) {
            table.add(others(SERVER, Inet4.loopback(port), TcpState.TIME_WAIT));
        }
        SocketRow queued = others(SERVER, Inet4.loopback(9), TcpState.ESTABLISHED);
        SocketRow listener = ours(SERVER, NOWHERE, TcpState.LISTEN, 5);
        table.add(queued);
        table.add(listener);
        List<SocketRow> kept = of(table);
        assertEquals(2 + Concern.ENDED_AT_MOST, kept.size());
        assertEquals(List.of(listener, queued), kept.subList(0, 2));
    }

    @Test
    void ofThousandsOfCallersOnlySomeAreKept() {
        List<SocketRow> table = new ArrayList<>();
        for (int port = 10_000; port < 20_000; port++) {
            table.add(others(SERVER, Inet4.loopback(port), TcpState.SYN_RECEIVED));
        }
        table.add(ours(SERVER, NOWHERE, TcpState.LISTEN, 5));
        assertEquals(TraceEvent.KernelSample.ROWS_AT_MOST, of(table).size());
    }

    @Test
    void whatHasNothingToDoWithUsIsLeftOut() {
        assertEquals(List.of(),
                of(List.of(others(SERVER, CLIENT, TcpState.ESTABLISHED), others(OTHER, NOWHERE, TcpState.LISTEN))));
    }

    @Test
    void theOtherEndOfOurConnectionConcernsUsInWhateverTableItStands() {
        SocketRow client = ours(CLIENT, SERVER, TcpState.ESTABLISHED, 6);
        SocketRow server = others(SERVER, CLIENT, TcpState.ESTABLISHED);
        SocketRow mapped = others(mapped(8080), mapped(41_204), TcpState.ESTABLISHED);
        assertEquals(List.of(client, server, mapped), of(List.of(client, server, mapped)));
    }

    @Test
    void whoWaitsAtOurListenerConcernsUs() {
        SocketRow listener = ours(new Inet6(0, 0, 8080, 0, 0), new Inet6(0, 0, 0, 0, 0), TcpState.LISTEN, 5);
        SocketRow queued = others(mapped(8080), mapped(41_204), TcpState.ESTABLISHED);
        assertEquals(List.of(listener, queued), of(List.of(queued, listener)));
        SocketRow path = unix(Unix.of("/phone"), TcpState.LISTEN, 7);
        SocketRow waits = unix(Unix.of("/phone"), TcpState.ESTABLISHED, SocketRow.NOT_OURS);
        SocketRow elsewhere = unix(Unix.of("/other"), TcpState.ESTABLISHED, SocketRow.NOT_OURS);
        assertEquals(List.of(path, waits), of(List.of(path, waits, elsewhere)));
    }

    @Test
    void aUdpSocketOnAListenersPortIsAnothersAffair() {
        SocketRow listener = ours(SERVER, NOWHERE, TcpState.LISTEN, 5);
        assertEquals(List.of(listener), of(List.of(listener, udp(SERVER, NOWHERE, SocketRow.NOT_OURS))));
    }

    @Test
    void whomOurUdpSocketIsConnectedToConcernsUs() {
        SocketRow own = udp(CLIENT, SERVER, 6);
        SocketRow peer = udp(SERVER, NOWHERE, SocketRow.NOT_OURS);
        assertEquals(List.of(own, peer), of(List.of(own, peer, udp(OTHER, NOWHERE, SocketRow.NOT_OURS))));
    }

    @Test
    void aConnectionThatWeHaveClosedConcernsUsToItsEnd() {
        of(List.of(ours(CLIENT, SERVER, TcpState.ESTABLISHED, 6)));
        for (TcpState state : List.of(TcpState.FIN_WAIT_2, TcpState.TIME_WAIT, TcpState.TIME_WAIT)) {
            SocketRow left = others(CLIENT, SERVER, state);
            assertEquals(List.of(left), of(List.of(left, others(OTHER, SERVER, state))));
        }
        assertEquals(List.of(), of(List.of()));
        assertEquals(List.of(), of(List.of(others(CLIENT, SERVER, TcpState.ESTABLISHED))));
    }

    @Test
    void aConnectionThatWasNotReadFromATableConcernsUsToo() {
        concern.add(ours(CLIENT, SERVER, TcpState.ESTABLISHED, 6));
        SocketRow left = others(CLIENT, SERVER, TcpState.TIME_WAIT);
        assertEquals(List.of(left), of(List.of(left)));
    }

    @Test
    void whoHasTheAddressThatIsAskedForIsToldOnce() {
        List<SocketRow> table =
                List.of(others(SERVER, CLIENT, TcpState.TIME_WAIT), others(OTHER, CLIENT, TcpState.TIME_WAIT));
        assertEquals(List.of(table.getFirst()), concern.of(table, Optional.of(new Inet4(0, 8080))));
        assertEquals(List.of(), of(table));
        List<SocketRow> paths = List.of(unix(Unix.of("/phone"), TcpState.LISTEN, SocketRow.NOT_OURS),
                unix(Unix.of("/other"), TcpState.LISTEN, SocketRow.NOT_OURS));
        assertEquals(List.of(paths.getFirst()), concern.of(paths, Optional.of(Unix.of("/phone"))));
    }

    private List<SocketRow> of(List<SocketRow> table) {
        return concern.of(table, Optional.empty());
    }

    private static SocketAddress mapped(int port) {
        return Inet6.of("::ffff:127.0.0.1", port).orElseThrow();
    }

    private static SocketRow ours(SocketAddress local, SocketAddress remote, TcpState state, int fd) {
        return new SocketRow(local, remote, state, 0, 0, fd, true);
    }

    private static SocketRow others(SocketAddress local, SocketAddress remote, TcpState state) {
        return new SocketRow(local, remote, state, 0, 0, SocketRow.NOT_OURS, false);
    }

    private static SocketRow udp(SocketAddress local, SocketAddress remote, int fd) {
        return new SocketRow(Transport.UDP, local, remote, TcpState.CLOSED, 0, 0, fd, true, Optional.empty());
    }

    private static SocketRow unix(SocketAddress local, TcpState state, int fd) {
        return new SocketRow(Transport.UNIX_STREAM, local, Unix.UNNAMED, state, 0, 0, fd, fd != SocketRow.NOT_OURS,
                Optional.empty());
    }
}
