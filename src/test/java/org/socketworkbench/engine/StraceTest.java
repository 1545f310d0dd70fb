package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trace says happened is what strace, from outside, saw happen: no call more, none less, none otherwise. */
class StraceTest {

    @Test
    void theTraceSaysWhatStraceSees(@TempDir Path folder) throws Exception {
        Path seen = folder.resolve("strace.txt");
        String said = Strace.watch(seen, StraceSubject.class,
                "-e",
                "trace=network,read,write,readv,writev,close,poll,ppoll,epoll_create1,epoll_ctl,epoll_wait,select,pselect6,ioctl,unlink,fcntl,dup,dup2");

        Map<Long, List<String>> trace = new LinkedHashMap<>();
        Map<Long, String> names = new HashMap<>();
        for (String line : said.lines().toList()) {
            String[] column = line.split("\t");
            trace.computeIfAbsent(Long.valueOf(column[0]), thread -> new ArrayList<>()).add(column[3]);
            names.put(Long.valueOf(column[0]), column[1]);
        }
        int count = trace.values().stream().mapToInt(List::size).sum();
        Map<Long, List<String>> strace = StraceOutput.callsByThread(Files.readAllLines(seen));
        assertAll(trace.entrySet().stream().map(entry -> () -> {
            String seenThere = String.join("\n", StraceOutput.withoutFiles(strace.get(entry.getKey())));
            String toldThere = String.join("\n", entry.getValue());
            assertEquals(toldThere, StraceOutput.likeIn(toldThere, seenThere), names.get(entry.getKey()));
        }));
        System.out.println(
                "strace saw the same " + count + " system calls as the trace, on " + trace.size() + " threads");
        assertTrue(count > 2_000, () -> "only " + count);
    }

    @Test
    void readsAndWritesOfFilesAreLeftOut() {
        assertEquals(List.of("socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 6", "read(6, PTR, 10) = -1 ENOTCONN",
                "socketpair(AF_UNIX, SOCK_STREAM, 0, [7, 8]) = 0", "write(8, \"x\", 1) = 1", "close(6) = 0"),
                StraceOutput
                        .withoutFiles(List.of("socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 6", "read(9, \"\", 10) = 0",
                                "read(6, PTR, 10) = -1 ENOTCONN", "socketpair(AF_UNIX, SOCK_STREAM, 0, [7, 8]) = 0",
                                "write(8, \"x\", 1) = 1", "close(6) = 0", "read(6, \"\\312\\376\", 2) = 2")));
    }

    @Test
    void theTwoHalvesOfAnInterleavedCallAreJoined() {
        assertEquals(Map.of(
                7L, List.of("accept(5, {sa_family=AF_INET}, [128 => 16]) = 6", "close(5) = 0"),
                8L,
                List.of("connect(6, {}, 16) = -1 ECONNREFUSED", "recvfrom(6, PTR, 10, 0, NULL, NULL) = ? ERESTARTSYS")),
                StraceOutput.callsByThread(List.of(
                        "7     accept(5,  <unfinished ...>",
                        "8     connect(6, {}, 16) = -1 ECONNREFUSED (Connection refused)",
                        "7     <... accept resumed>{sa_family=AF_INET}, [128 => 16]) = 6",
                        "8     recvfrom(6,  <unfinished ...>",
                        "7     close(5)                          = 0",
                        "8     <... recvfrom resumed>0x7f12, 10, 0, NULL, NULL) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)",
                        "8     --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL} ---",
                        "8     +++ exited with 0 +++")));
    }
}
