package org.socketworkbench.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.kernel.ThreadLook;

/** The threads of a cast as the kernel sees them. For one thread. */
final class CastThreads implements Schedule.Threads {
    private final List<Participant> cast;
    private final Map<Long, String> switches = new HashMap<>();

    /** @param cast by their numbers */
    CastThreads(List<Participant> cast) {
        this.cast = cast;
    }

    @Override
    public boolean holds(int participant, int call) {
        return cast.get(participant).inCall().stream().anyMatch(one -> one.number() == call && ThreadLook.isHeld(one.threadId()));
    }

    @Override
    public boolean rests(Actor actor) {
        Long thread = cast.get(actor.participant()).threadIds().get(actor.thread());
        if (thread == null) {
            return false;
        }
        boolean sleeps = ThreadLook.sleeps(thread);
        String now = ThreadLook.switches(thread);
        return now.equals(switches.put(thread, now)) && sleeps;
    }
}
