package org.socketworkbench.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.SocketAddress.Inet6;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.UdpBuffer;

/** Lines as Linux 6.18 wrote them; x86-64 and aarch64 are little-endian both. */
class InetTableTest {
    private static final String TCP =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     \n";
    private static final String TCP6 =
            "  sl  local_address                         remote_address                        "
                    + "st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String UDP =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops            \n";
    private static final String LISTENER =
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0\n";

    @Test
    void aListenersReceiveQueueIsItsAcceptQueueAndItsSendQueueNothing() {
        assertEquals(List.of(new SocketRow(Inet4.loopback(8080), any(), TcpState.LISTEN, 0, 2, 5, true)),
                tcp(TCP + LISTENER, Map.of(4711L, 5)));
    }

    @Test
    void queuesAreHexadecimal() {
        SocketRow row = tcp(TCP
                + "  10: 0100007F:A0F4 0100007F:1F90 01 0000A000:0027FF4B 01:00000014 00000000  1000        0 99 2 0000000000000000 20 4 30 10 -1\n",
                Map.of(99L, 7)).getFirst();
        assertEquals(0xa000, row.sendQueue());
        assertEquals(0x27ff4b, row.receiveQueue());
        assertEquals(Inet4.loopback(41_204), row.local());
        assertEquals(Inet4.loopback(8080), row.remote());
    }

    @Test
    void aSocketOfNobodyIsHeldByNone() {
        SocketRow row = tcp(TCP
                + "   1: 0100007F:1F90 0100007F:A0F4 06 00000000:00000000 03:000016D3 00000000     0        0 0 3 0000000000000000\n",
                Map.of()).getFirst();
        assertEquals(TcpState.TIME_WAIT, row.state());
        assertFalse(row.held());
        assertFalse(row.isOurs());
    }

    @Test
    void anotherProcessesSocketIsHeldButNotOurs() {
        SocketRow row = tcp(TCP
                + "   1: 0A01A8C0:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 33 1 0000000000000000 100 0 0 10 0\n",
                Map.of(34L, 5)).getFirst();
        assertEquals(true, row.held());
        assertFalse(row.isOurs());
        assertEquals(Inet4.of("192.168.1.10", 22).orElseThrow(), row.local());
    }

    @Test
    void theTableOfIpv6HasAnAddressInFourWords() {
        SocketRow row = tcp(TCP6
                + "   1: 00000000000000000000000001000000:CFDC B80D0120000000000000000001000000:90F5 06 00000000:00000000 03:0000029C 00000000     0        0 0 3 00000000ef79c52e\n",
                Map.of()).getFirst();
        assertEquals(Inet6.loopback(53_212), row.local());
        assertEquals(Inet6.of("2001:db8::1", 37_109).orElseThrow(), row.remote());
    }

    @Test
    void anIpv4CallToASocketOfIpv6IsMappedThere() {
        List<SocketRow> rows = tcp(TCP6
                + "   0: 00000000000000000000000000000000:8DBB 00000000000000000000000000000000:0000 0A 00000000:00000001 00:00000000 00000000     0        0 1175019 2 000000009cc9bf0c 100 0 0 10 0\n"
                + "  22: 0000000000000000FFFF00000100007F:8DBB 0000000000000000FFFF00000100007F:A954 01 00000000:00000000 00:00000000 00000000     0        0 0 1 000000009d553e9c 20 0 0 10 -1\n",
                Map.of(1_175_019L, 9));
        assertEquals(
                new SocketRow(new Inet6(0, 0, 36_283, 0, 0), new Inet6(0, 0, 0, 0, 0), TcpState.LISTEN, 0, 1, 9, true),
                rows.getFirst());
        SocketRow queued = rows.getLast();
        assertEquals("[::ffff:127.0.0.1]:36283", queued.local().toString());
        assertEquals(Inet4.loopback(43_348), queued.remote().unmapped());
        assertEquals(true, queued.isQueued());
    }

    @Test
    void whatTheTableOfUdpHasInThePlaceOfQueuesIsMemory() {
        SocketRow row = InetTable.parse(Transport.UDP, UDP
                + "12552: 0100007F:DF60 00000000:0000 07 00000000:00000680 00:00000000 00000000     0        0 1175010 2 000000006b2cf255 98      \n",
                Map.of(1_175_010L, 6)).getFirst();
        assertEquals(new SocketRow(Transport.UDP, Inet4.loopback(57_184), any(), TcpState.CLOSED, 0, 0, 6, true,
                Optional.empty(), Optional.of(new UdpBuffer(0x680, 98))), row);
    }

    @Test
    void aConnectedUdpSocketOfIpv6HasAPeer() {
        SocketRow row = InetTable.parse(Transport.UDP, TCP6
                + "12089: 0000000000000000FFFF00000100007F:9D91 0000000000000000FFFF00000100007F:DF60 01 00000000:00000340 00:00000000 00000000     0        0 1175014 2 0000000063b80e22 0\n",
                Map.of()).getFirst();
        assertEquals(TcpState.ESTABLISHED, row.state());
        assertEquals(Inet4.loopback(57_184), row.remote().unmapped());
        assertEquals(Optional.of(new UdpBuffer(0x340, 0)), row.udp());
    }

    @Test
    void aTableWithoutSocketsHasNoRows() {
        assertEquals(List.of(), tcp(TCP, Map.of()));
        assertEquals(List.of(), tcp("", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "\n",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000002",
            "   0: 0100007F:1F90 00000000:0000 0D 00000000:00000002 00:00000000 00000000     0        0 4711 1",
            "   0: 0100007F:1F90 00000000:0000 00 00000000:00000002 00:00000000 00000000     0        0 4711 1",
            "   0: 0100007F:1F90 00000000:0000 FF 00000000:00000002 00:00000000 00000000     0        0 4711 1",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 99999999999999999999 1",
            "   0: 0100007F:99999 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 4711 1",
            "   0: 0100007F0100007F:1F90 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 4711 1",
            "   x: 0100007F:1F90 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 4711 1",
            "   0: 0100007F:1F90 00000000:0000 0A -0000001:00000002 00:00000000 00000000     0        0 4711 1"})
    void aLineOfAnotherFormIsPassedOverAndTheNextIsRead(String line) {
        assertEquals(1, tcp(TCP + line + "\n" + LISTENER, Map.of()).size());
    }

    @Test
    void aDescriptorThatIsNotOpenHasNoInode() {
        assertEquals(true, LinuxTables.inode(1_000_000).isEmpty());
    }

    private static List<SocketRow> tcp(String table, Map<Long, Integer> ours) {
        return InetTable.parse(Transport.TCP, table, ours);
    }

    private static SocketAddress any() {
        return new Inet4(0, 0);
    }
}
