package org.socketworkbench.engine;

import java.util.List;
import org.socketworkbench.socket.Call;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * Closes the sockets that a participant's program has forgotten. It runs on the calling thread, which the trace shows
 * as a thread of the program.
 */
final class Collector {
    private static final String NAME = "collector";

    private final Participant participant;
    private final TracedCalls calls;
    private final TraceLog log;

    Collector(Participant participant, TracedCalls calls, TraceLog log) {
        this.participant = participant;
        this.calls = calls;
        this.log = log;
    }

    /** Closes those of these descriptors that are open and that no call uses; returns whether there were any. */
    boolean close(List<Integer> forgotten) {
        List<Integer> open = participant.descriptors();
        List<Participant.InCall> now = participant.inCall();
        List<Integer> closed = forgotten.stream().filter(open::contains)
                .filter(fd -> now.stream().noneMatch(one -> isOn(one.call(), fd))).distinct().sorted().toList();
        if (!closed.isEmpty()) {
            CallLane lane = participant.newLane();
            Origin origin = Origin.of(lane.thread());
            note(origin, Note.Kind.THREAD_STARTED, NAME);
            for (int fd : closed) {
                note(origin, Note.Kind.FORGOTTEN, Integer.toString(fd));
                calls.make(lane, origin, new Call.Close(fd), false);
            }
            note(origin, Note.Kind.THREAD_ENDED, NAME);
            participant.endThread(lane);
        }
        return !closed.isEmpty();
    }

    private static boolean isOn(Call call, int fd) {
        return call instanceof Call.OnDescriptor one && one.fd() == fd
                || call instanceof Call.OnDescriptors many && many.fds().contains(fd);
    }

    private void note(Origin origin, Note.Kind kind, String text) {
        log.append(new Note(log.now(), participant.id(), origin, kind, text));
    }
}
