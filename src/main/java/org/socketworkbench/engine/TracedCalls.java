package org.socketworkbench.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * One participant's calls: each made on its own descriptors only, and written into the trace before and after. Calls are
 * made by the participant's thread; any thread may look.
 */
final class TracedCalls {
    /** A number that no descriptor has: poll passes over negative ones, but answers POLLNVAL for this. */
    private static final int NEVER_OPEN = Integer.MAX_VALUE;

    private final int participant;
    private final TraceLog log;
    private final Participant.Witness witness;
    private final SocketLibrary library = new SocketLibrary();
    private final BoundPaths boundPaths = new BoundPaths();
    private final Set<Integer> descriptors = new ConcurrentSkipListSet<>();
    private volatile Participant.InCall inCall;

    TracedCalls(int participant, TraceLog log, Participant.Witness witness) {
        this.participant = participant;
        this.log = log;
        this.witness = witness;
    }

    /** The descriptors that are open, lowest first. */
    List<Integer> descriptors() {
        return List.copyOf(descriptors);
    }

    /** The call that is being made right now, if one is. */
    Optional<Participant.InCall> inCall() {
        return Optional.ofNullable(inCall);
    }

    /** Makes a call and waits, as the kernel does, until it returns; a library call's system calls are traced as its children. */
    Outcome make(Sockets.Caller caller, Call wanted) {
        return make(caller, TraceEvent.CallEntered.NO_PARENT, library.asMade(onOwnDescriptors(wanted)));
    }

    private Outcome make(Sockets.Caller caller, int parent, Call call) {
        Call kept = kept(call);
        long entered = log.now();
        int number = log.append(new TraceEvent.CallEntered(entered, participant, parent, kept));
        Participant.InCall outer = inCall;
        inCall = new Participant.InCall(number, kept, entered, caller.threadId());
        Outcome outcome;
        try {
            outcome = switch (call) {
                case Call.SystemCall system -> caller.make(system);
                case Call.LibraryCall library -> this.library.make(library, child -> make(caller, number, child));
            };
        } finally {
            inCall = outer;
        }
        long returned = log.now();
        if (call instanceof Call.SystemCall system) {
            witness.returned(system, outcome);
        }
        log.append(new TraceEvent.CallReturned(returned, participant, number, entered, kept, kept(outcome)));
        if (call instanceof Call.SystemCall system) {
            // Only now: a kernel sample that shows the new socket must not come before the event that made it.
            own(system, outcome);
        }
        return outcome;
    }

    /**
     * All participants share this JVM's descriptors, but each is to see only its own: a number that is not (or no longer)
     * this participant's stands for no descriptor, so that it can never reach somebody else's socket or file.
     */
    private Call onOwnDescriptors(Call call) {
        return switch (call) {
            case Call.OnDescriptor c -> descriptors.contains(c.fd()) ? c : c.on(Call.NO_DESCRIPTOR);
            case Call.Poll c -> new Call.Poll(c.entries().stream()
                    .map(entry -> descriptors.contains(entry.fd()) ? entry : new PollEntry(NEVER_OPEN, entry.events())).toList(),
                    c.timeoutMillis());
            case Call.Select c -> new Call.Select(own(c.read()), own(c.write()), own(c.except()), c.timeoutMicros());
            case Call.Socket c -> c;
            case Call.Unlink c -> c;
        };
    }

    private List<Integer> own(List<Integer> fds) {
        return fds.stream().map(fd -> descriptors.contains(fd) ? fd : Call.NO_DESCRIPTOR).toList();
    }

    private void own(Call.SystemCall call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> descriptors.add(accepted.fd());
            case Outcome.Done done when call instanceof Call.Socket -> descriptors.add((int) done.value());
            case Outcome.Done done when call instanceof Call.Bind(int fd, SocketAddress.Unix unix) -> boundPaths.bound(unix);
            default -> {
                // Linux gives the descriptor back whatever close answers.
                if (call instanceof Call.Close close) {
                    descriptors.remove(close.fd());
                    library.closed(close.fd());
                }
            }
        }
    }

    /** The paths that bind made in the file system and that are still there. */
    List<SocketAddress.Unix> boundPaths() {
        return boundPaths.remaining();
    }

    private Call kept(Call call) {
        return switch (call) {
            case Call.Sending c -> c.with(log.keep(c.data()));
            case Call.Timed(Call.OnSocket inner, long nanos) -> new Call.Timed((Call.OnSocket) kept(inner), nanos);
            default -> call;
        };
    }

    private Outcome kept(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Received r -> new Outcome.Received(log.keep(r.data()));
            case Outcome.ReceivedFrom r -> new Outcome.ReceivedFrom(log.keep(r.data()), r.sender());
            default -> outcome;
        };
    }
}
