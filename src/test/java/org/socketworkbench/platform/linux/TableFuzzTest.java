package org.socketworkbench.platform.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Mutations;
import org.socketworkbench.testing.Rounds;
import org.socketworkbench.trace.SocketRow.Transport;

/** Tables as no kernel should write them: the lines that can be read are, and nothing else happens. */
class TableFuzzTest {
    private static final int MUTATIONS = Rounds.of(4_000);
    private static final Map<Long, Integer> OURS = Map.of(4711L, 5);
    private static final String INET = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0
              10: 0100007F:A0F4 0100007F:1F90 01 0000A000:0027FF4B 01:00000014 00000000  1000        0 99 2 0000000000000000 20 4 30 10 -1
               1: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 0 2 0000000000000000 7
            """;
    private static final String UNIX = """
            Num       RefCount Protocol Flags    Type St Inode Path
            000000004b904783: 00000003 00000000 00010000 0001 01 4711 /run/phone
            00000000f1e305a9: 00000003 00000000 00000000 0001 02     0 /run/phone
            00000000f12a140b: 00000003 00000000 00000000 0002 03 1155031 @post
            000000006a1977ec: 00000003 00000000 00000000 0001 03 1155026
            """;

    @Test
    void noTableIsTooOddToBeRead() {
        int rows = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Mutations mutations = new Mutations(seed);
            String table = mutations.of(seed % 2 == 0 ? INET : UNIX);
            try {
                rows += seed % 2 != 0 ? UnixTable.parse(table, OURS).size()
                        : InetTable.parse(seed % 4 == 0 ? Transport.TCP : Transport.UDP, table, OURS).size();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + table, e);
            }
        }
        System.out.println(MUTATIONS + " changed tables of the kernel: " + rows + " rows are still read");
        assertTrue(rows > MUTATIONS, "most rows are still read: " + rows);
    }
}
