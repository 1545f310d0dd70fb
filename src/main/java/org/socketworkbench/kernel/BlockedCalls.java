package org.socketworkbench.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.platform.Threads;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** Reports each call whose thread the kernel has blocked, once. Any thread may call it. */
final class BlockedCalls {
    private final TraceLog log;
    private final Threads threads;
    private final long afterNanos;
    /** The calls in progress that have already been reported. */
    private final Set<Integer> reported = new HashSet<>();

    /** @param afterNanos a call that has not returned after this long is checked */
    BlockedCalls(TraceLog log, Threads threads, long afterNanos) {
        this.log = log;
        this.threads = threads;
        this.afterNanos = afterNanos;
    }

    synchronized void report(int participant, int call) {
        if (reported.add(call)) {
            log.append(new TraceEvent.CallBlocked(log.now(), participant, call));
        }
    }

    synchronized void look(List<Participant> cast) {
        Set<Integer> beingMade = new HashSet<>();
        for (Participant participant : cast) {
            participant.inCall().forEach(call -> {
                beingMade.add(call.number());
                boolean late = log.now() - call.enteredNanos() > afterNanos;
                if (late && !reported.contains(call.number()) && threads.isHeld(call.threadId())) {
                    report(participant.id(), call.number());
                }
            });
        }
        reported.retainAll(beingMade);
    }
}
