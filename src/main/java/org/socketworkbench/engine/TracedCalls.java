package org.socketworkbench.engine;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.CallRecorder;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * One participant's calls: each made on its own descriptors only, and written into the trace before and after. Calls are
 * made by the participant's threads, each through its own {@link CallLane}; any thread may look.
 */
final class TracedCalls {
    /** A number that no descriptor has: poll passes over negative ones, but answers POLLNVAL for this. */
    private static final int NEVER_OPEN = Integer.MAX_VALUE;

    private final TraceLog log;
    private final Participant.Witness witness;
    private final StandardInput input;
    private final SocketLibrary library = new SocketLibrary();
    private final BoundPaths boundPaths = new BoundPaths();
    /** Where relative paths begin; null for where the JVM was started. */
    private volatile Path folder;
    /** Copied when it changes, which is seldom: each call looks, and any thread may. */
    private volatile BitSet descriptors = new BitSet();

    /** @param input the process's standard input, which is its descriptor 0 */
    TracedCalls(TraceLog log, Participant.Witness witness, StandardInput input) {
        this.log = log;
        this.witness = witness;
        this.input = input;
    }

    /** The descriptors that are open, lowest first. */
    List<Integer> descriptors() {
        return descriptors.stream().boxed().toList();
    }

    /**
     * Makes a call and waits, as the kernel does, until it returns; a library call's system calls are traced as its children.
     *
     * @param awaited whether somebody waits to see what comes of it; else a program runs on as fast as it can
     */
    Outcome make(CallLane lane, Origin origin, Call wanted, boolean awaited) {
        return make(lane, origin, TraceEvent.CallEntered.NO_PARENT, library.asMade(onOwnDescriptors(wanted)), awaited);
    }

    private Outcome make(CallLane lane, Origin origin, int parent, Call call, boolean awaited) {
        return switch (call) {
            case Call.SystemCall c -> makeSystemCall(lane, origin, parent, c, awaited);
            case Call.LibraryCall c -> makeLibraryCall(lane, origin, parent, c, awaited);
        };
    }

    private Outcome makeSystemCall(CallLane lane, Origin origin, int parent, Call.SystemCall call, boolean awaited) {
        CallRecorder recorder = lane.recorder();
        Call kept = kept(call);
        int number = recorder.entered(log.now(), origin, parent, kept);
        int outer = lane.enter(number);
        Outcome outcome;
        try {
            outcome = system(lane, number, call);
        } finally {
            lane.backTo(outer);
        }
        long returned = log.now();
        if (awaited) {
            witness.returned(call, outcome);
        } else {
            witness.ranOn(call, outcome);
        }
        recorder.returned(returned, number, kept(outcome));
        // Only now: a kernel sample that shows the new socket must not come before the event that made it.
        own(call, outcome);
        return outcome;
    }

    private Outcome makeLibraryCall(CallLane lane, Origin origin, int parent, Call.LibraryCall call, boolean awaited) {
        CallRecorder recorder = lane.recorder();
        int number = recorder.entered(log.now(), origin, parent, kept(call));
        int outer = lane.enter(number);
        Outcome outcome;
        try {
            outcome = library.make(call, child -> make(lane, origin, number, child, awaited));
        } finally {
            lane.backTo(outer);
        }
        recorder.returned(log.now(), number, kept(outcome));
        return outcome;
    }

    private Outcome system(CallLane lane, int number, Call.SystemCall call) {
        Call.SystemCall made = input.inKernel(call);
        lane.turn().enters(number, made);
        Outcome outcome = lane.caller().make(made);
        lane.turn().returned(outcome);
        return made == call ? outcome : input.inProcess(outcome);
    }

    /**
     * All participants share this JVM's descriptors, but each is to see only its own: a number that is not (or no longer)
     * this participant's stands for no descriptor, so that it can never reach somebody else's socket or file.
     */
    private Call onOwnDescriptors(Call call) {
        return switch (call) {
            case Call.OnDescriptor c -> owns(c.fd()) ? c : c.on(Call.NO_DESCRIPTOR);
            case Call.Poll c -> new Call.Poll(c.entries().stream()
                    .map(entry -> mayAskFor(entry.fd()) ? entry : new PollEntry(NEVER_OPEN, entry.events())).toList(),
                    c.timeoutMillis());
            case Call.Select c -> new Call.Select(own(c.read()), own(c.write()), own(c.except()), c.timeoutMicros());
            case Call.Socket c -> c;
            case Call.Unlink c -> c;
        };
    }

    private boolean mayAskFor(int fd) {
        return fd == Call.STANDARD_INPUT || owns(fd);
    }

    private boolean owns(int fd) {
        return fd >= 0 && descriptors.get(fd);
    }

    private synchronized void own(int fd, boolean owned) {
        if (fd >= 0) {
            BitSet changed = (BitSet) descriptors.clone();
            changed.set(fd, owned);
            descriptors = changed;
        }
    }

    private List<Integer> own(List<Integer> fds) {
        return fds.stream().map(fd -> mayAskFor(fd) ? fd : Call.NO_DESCRIPTOR).toList();
    }

    private void own(Call.SystemCall call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> own(accepted.fd(), true);
            case Outcome.Done done when call instanceof Call.Socket -> own((int) done.value(), true);
            case Outcome.Done done when call instanceof Call.Bind(int fd, SocketAddress.Unix unix) ->
                boundPaths.bound(new BoundPaths.Bound(unix, folder));
            default -> {
                // Linux gives the descriptor back whatever close answers.
                if (call instanceof Call.Close close) {
                    own(close.fd(), false);
                    library.closed(close.fd());
                }
            }
        }
    }

    /** The paths that bind made in the file system and that are still there. */
    List<BoundPaths.Bound> boundPaths() {
        return boundPaths.remaining();
    }

    boolean hasBound(SocketAddress.Unix path) {
        return boundPaths.remaining().contains(new BoundPaths.Bound(path, folder));
    }

    /** From here on relative paths begin in this folder. */
    void workIn(CallLane lane, Path folder) {
        this.folder = folder;
        lane.caller().workIn(folder);
    }

    private Call kept(Call call) {
        return switch (call) {
            case Call.Sending c -> {
                Bytes kept = log.keep(c.data());
                yield kept == c.data() ? c : c.with(kept);
            }
            case Call.Timed(Call.OnSocket inner, long nanos) -> new Call.Timed((Call.OnSocket) kept(inner), nanos);
            default -> call;
        };
    }

    private Outcome kept(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Received r -> {
                Bytes kept = log.keep(r.data());
                yield kept == r.data() ? r : new Outcome.Received(kept);
            }
            case Outcome.ReceivedFrom r -> new Outcome.ReceivedFrom(log.keep(r.data()), r.sender());
            default -> outcome;
        };
    }
}
