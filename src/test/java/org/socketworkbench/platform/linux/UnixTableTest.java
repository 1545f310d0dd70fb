package org.socketworkbench.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.socket.SocketAddress.Unix;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

/** Lines as Linux 6.18 wrote them. */
class UnixTableTest {
    private static final String HEADING = "Num       RefCount Protocol Flags    Type St Inode Path\n";
    private static final String LISTENER = "000000004b904783: 00000003 00000000 00010000 0001 01 1155024 /run/phone\n";
    private static final String QUEUED = "00000000f1e305a9: 00000003 00000000 00000000 0001 02     0 /run/phone\n";
    private static final Unix PHONE = Unix.of("/run/phone");

    @Test
    void whoWaitsForAcceptIsCountedAtTheListener() {
        List<SocketRow> rows = UnixTable.parse(HEADING + QUEUED + LISTENER + QUEUED, Map.of(1_155_024L, 5));
        assertEquals(stream(PHONE, TcpState.LISTEN, 2, 5, true), rows.get(1));
        assertEquals(stream(PHONE, TcpState.ESTABLISHED, 0, SocketRow.NOT_OURS, false), rows.getFirst());
        assertTrue(rows.getFirst().isQueued());
    }

    @Test
    void aWaitingConnectionCountsAtItsOwnListenerOnly() {
        List<SocketRow> rows = UnixTable.parse(HEADING + QUEUED
                + "000000004b904784: 00000002 00000000 00010000 0001 01 1155025 /run/other\n", Map.of());
        assertEquals(0, rows.getLast().receiveQueue());
    }

    @Test
    void anAcceptedConnectionHasItsListenersPathAndTheCallerNone() {
        List<SocketRow> rows = UnixTable.parse(HEADING
                + "00000000f1e305a9: 00000003 00000000 00000000 0001 03 1159400 /run/phone\n"
                + "000000006a1977ec: 00000003 00000000 00000000 0001 03 1155026\n",
                Map.of(1_159_400L, 7, 1_155_026L, 6));
        assertEquals(List.of(stream(PHONE, TcpState.ESTABLISHED, 0, 7, true),
                stream(Unix.UNNAMED, TcpState.ESTABLISHED, 0, 6, true)), rows);
        assertFalse(rows.getFirst().isQueued());
    }

    @Test
    void aSocketThatIsNotConnectedIsClosed() {
        SocketRow row = UnixTable.parse(
                HEADING + "000000002d9dafac: 00000002 00000000 00000000 0001 01 1155028\n", Map.of()).getFirst();
        assertEquals(TcpState.CLOSED, row.state());
    }

    @Test
    void datagramsStandInTheSameTable() {
        SocketRow row = UnixTable.parse(
                HEADING + "00000000f12a140b: 00000003 00000000 00000000 0002 03 1155031 /run/post\n", Map.of())
                .getFirst();
        assertEquals(Transport.UNIX_DATAGRAM, row.transport());
        assertEquals(Unix.of("/run/post"), row.local());
    }

    @Test
    void aSocketOfAnotherTypeIsPassedOver() {
        assertEquals(List.of(),
                UnixTable.parse(HEADING + "000000002e8544c9: 00000002 00000000 00000000 0005 01 1155036\n", Map.of()));
    }

    @Test
    void anAbstractNameBeginsWithAnAt() {
        SocketRow row = UnixTable.parse(
                HEADING + "00000000dc755e73: 00000002 00000000 00000000 0001 01 1155030 @c2e79\n", Map.of())
                .getFirst();
        assertEquals(Unix.of("@c2e79"), row.local());
        assertTrue(((Unix) row.local()).isAbstract());
    }

    @Test
    void aPathIsWhateverBytesItIs() {
        SocketRow row =
                UnixTable.parse(HEADING + "00000000dc755e73: 00000002 00000000 00000000 0001 01 1155030 a b\r \u00ff\n",
                        Map.of()).getFirst();
        assertEquals(List.of(0x61, 0x20, 0x62, 0x0d, 0x20, 0xff), bytes((Unix) row.local()));
    }

    @Test
    void ofAPathWithALinesEndOnlyTheFirstLineIsKnown() {
        List<SocketRow> rows = UnixTable.parse(
                HEADING + "0000000002ef6267: 00000002 00000000 00000000 0001 01 1155033 a b\nc\n" + LISTENER, Map.of());
        assertEquals(List.of(Unix.of("a b"), PHONE), rows.stream().map(SocketRow::local).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "0000: 0", "000000004b904783: 00000003 00000000 00010000 0001 01",
            "000000004b904783: 00000003 00000000 00010000 0001 0G 1155024 /run/phone",
            "000000004b904783: 00000003 00000000 00010000 0001 01 99999999999999999999 /run/phone",
            "000000004b904783: 00000003 00000000 00010000 00000001 01 1155024 /run/phone"})
    void aLineOfAnotherFormIsPassedOverAndTheNextIsRead(String line) {
        assertEquals(1, UnixTable.parse(HEADING + line + "\n" + LISTENER, Map.of()).size());
    }

    private static SocketRow stream(Unix local, TcpState state, long queue, int fd, boolean held) {
        return new SocketRow(Transport.UNIX_STREAM, local, Unix.UNNAMED, state, 0, queue, fd, held, Optional.empty());
    }

    private static List<Integer> bytes(Unix address) {
        return IntStream.range(0, address.path().kept()).map(address.path()::at).boxed().toList();
    }
}
