package org.socketworkbench.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** Reports each call whose thread the kernel holds, once. For one thread. */
final class BlockedCalls {
    private final TraceLog log;
    private final long afterNanos;
    /** Of the calls being made, those already reported. */
    private final Set<Integer> reported = new HashSet<>();

    /** @param afterNanos a call that has not returned after this long is looked at */
    BlockedCalls(TraceLog log, long afterNanos) {
        this.log = log;
        this.afterNanos = afterNanos;
    }

    void look(List<Participant> cast) {
        Set<Integer> beingMade = new HashSet<>();
        for (Participant participant : cast) {
            participant.inCall().forEach(call -> {
                beingMade.add(call.number());
                boolean late = log.now() - call.enteredNanos() > afterNanos;
                if (late && !reported.contains(call.number()) && sleeps(call.threadId())) {
                    reported.add(call.number());
                    log.append(new TraceEvent.CallBlocked(log.now(), participant.id(), call.number()));
                }
            });
        }
        reported.retainAll(beingMade);
    }

    /** Whether the kernel says that a thread of ours sleeps (man 5 proc_pid_stat: the state comes behind the name's last bracket). */
    private static boolean sleeps(long threadId) {
        try {
            // Linux cuts a thread's name after 15 bytes, in the middle of a character too: this need not be UTF-8.
            String stat = Files.readString(Path.of("/proc/self/task/" + threadId + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
        } catch (IOException e) {
            return false; // The thread has ended meanwhile.
        }
    }
}
