package org.socketworkbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;

/** Literals as x86-64 and aarch64, little-endian both, write them. */
class TcpTableTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @Test
    void aListenersReceiveQueueIsItsAcceptQueueAndItsSendQueueNothing() {
        assertEquals(List.of(new SocketRow(Inet4.loopback(8080), any(), TcpState.LISTEN, 0, 2, 5, true)), TcpTable.parse(HEADING
                + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0\n",
                Map.of(4711L, 5)));
    }

    @Test
    void queuesAreHexadecimal() {
        SocketRow row = TcpTable.parse(HEADING
                + "  10: 0100007F:A0F4 0100007F:1F90 01 0000A000:0027FF4B 01:00000014 00000000  1000        0 99 2 0000000000000000 20 4 30 10 -1\n",
                Map.of(99L, 7)).getFirst();
        assertEquals(0xa000, row.sendQueue());
        assertEquals(0x27ff4b, row.receiveQueue());
        assertEquals(Inet4.loopback(41_204), row.local());
        assertEquals(Inet4.loopback(8080), row.remote());
    }

    @Test
    void aSocketOfNobodyIsHeldByNone() {
        SocketRow row = TcpTable.parse(HEADING
                + "   1: 0100007F:1F90 0100007F:A0F4 06 00000000:00000000 03:000016D3 00000000     0        0 0 3 0000000000000000\n",
                Map.of()).getFirst();
        assertEquals(TcpState.TIME_WAIT, row.state());
        assertEquals(false, row.held());
        assertEquals(SocketRow.NOT_OURS, row.fd());
    }

    @Test
    void anotherProcessesSocketIsHeldButNotOurs() {
        SocketRow row = TcpTable.parse(HEADING
                + "   1: 0A01A8C0:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 33 1 0000000000000000 100 0 0 10 0\n",
                Map.of(34L, 5)).getFirst();
        assertEquals(true, row.held());
        assertEquals(SocketRow.NOT_OURS, row.fd());
        assertEquals(Inet4.of("192.168.1.10", 22).orElseThrow(), row.local());
    }

    @Test
    void aTableWithoutSocketsHasNoRows() {
        assertEquals(List.of(), TcpTable.parse(HEADING, Map.of()));
    }

    @Test
    void aDescriptorThatIsNotOpenHasNoInode() {
        assertEquals(-1, TcpTable.inode(1_000_000));
    }

    private static Inet4 any() {
        return new Inet4(0, 0);
    }
}
