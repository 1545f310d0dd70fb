package org.socketworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.CallRecorder;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * One participant's calls. Each is made only on the participant's own descriptors, and is written to the trace before
 * and after. The participant's threads make calls, each through its own {@link CallLane}; any thread may look.
 */
final class TracedCalls {
    /** A call that was abandoned before the kernel answered has made nothing, like an interrupted one. */
    private static final Outcome UNANSWERED = new Outcome.Failed(Errno.EINTR);

    private final TraceLog log;
    private final Participant.Witness witness;
    private final DescriptorTable descriptors = new DescriptorTable();
    private final KernelCalls kernelCalls;
    private final SocketLibrary library = new SocketLibrary();
    private final BoundPaths boundPaths = new BoundPaths();
    /** The folder in which relative paths begin; null for the one in which the JVM was started. */
    private volatile @Nullable Path folder;

    /** @param input the process's standard input, which is its descriptor 0 */
    TracedCalls(TraceLog log, Participant.Witness witness, StandardInput input) {
        this.log = log;
        this.witness = witness;
        kernelCalls = new KernelCalls(descriptors, input);
    }

    /** The numbers of the open descriptors, lowest first. */
    List<Integer> descriptors() {
        return descriptors.numbers();
    }

    boolean hasOpen(int fd) {
        return descriptors.has(fd);
    }

    /** Forgets what the library knew of this number's socket; the number itself stays open. */
    void detached(int fd) {
        library.forget(fd);
    }

    /** From here on calls on this number wait for so long: another object uses it, with a timeout of its own. */
    void used(int fd, long timeoutNanos) {
        library.setTimeout(fd, timeoutNanos);
    }

    int takeNumberForFile() {
        return descriptors.reserveForFile();
    }

    void fileClosed(int fd) {
        descriptors.fileClosed(fd);
    }

    void filesClosed() {
        descriptors.filesClosed();
    }

    /** The real descriptors behind them. */
    List<Integer> realDescriptors() {
        return descriptors.reals();
    }

    /**
     * Makes a call and waits, as the kernel does, until it returns; a library call's system calls are traced as its
     * children.
     *
     * @param awaited whether somebody waits to see the outcome; otherwise a program runs on as fast as it can
     */
    Outcome make(CallLane lane, Origin origin, Call wanted, boolean awaited) {
        return make(lane, origin, TraceEvent.CallEntered.NO_PARENT, library.asMade(wanted), awaited);
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
        KernelCalls.Passage passage = kernelCalls.begin(call);
        Call.SystemCall made = passage.made();
        Outcome answered = UNANSWERED;
        try {
            lane.turn().enters(number, made);
            answered = passage.isBusy() ? new Outcome.Failed(Errno.EBUSY) : lane.caller().make(made);
            lane.turn().returned(answered);
        } finally {
            lane.backTo(outer);
            if (answered.opened().isEmpty()) {
                kernelCalls.giveBack(call, passage);
            }
        }
        long returned = log.now();
        if (awaited) {
            witness.returned(made, answered);
        } else {
            witness.ranOn(made, answered);
        }
        Outcome outcome = KernelCalls.inProcess(call, passage, answered);
        recorder.returned(returned, number, kept(outcome));
        // Only now: a kernel sample that shows the new socket must not precede the event that made it.
        changed(call, outcome);
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

    private void changed(Call.SystemCall call, Outcome outcome) {
        outcome.opened().forEach(opened -> descriptors.open(opened.fd(), opened.real()));
        switch (call) {
            // Linux releases the descriptor whatever close returns.
            case Call.Close close -> {
                descriptors.closed(close.fd());
                library.forget(close.fd());
            }
            case Call.Dup2 dup when outcome instanceof Outcome.Opened && dup.target() != dup.fd() ->
                library.forget(dup.target());
            case Call.Bind(int fd, SocketAddress.Unix unix) when outcome instanceof Outcome.Done ->
                boundPaths.bound(new BoundPaths.Bound(unix, folder));
            default -> {}
        }
    }

    /** The paths that bind made in the file system and that still exist. */
    List<BoundPaths.Bound> boundPaths() {
        return boundPaths.remaining();
    }

    boolean hasBound(SocketAddress.Unix path) {
        return boundPaths.remaining().contains(new BoundPaths.Bound(path, folder));
    }

    /** From now on, relative paths begin in this folder. */
    void workIn(CallLane lane, @Nullable Path folder) {
        this.folder = folder;
        lane.caller().workIn(folder);
    }

    private Call kept(Call call) {
        return switch (call) {
            case Call.Sending c -> {
                Bytes kept = log.keep(c.data());
                yield kept == c.data() ? c : c.with(kept);
            }
            case Call.Timed(Call.Waiting inner, long nanos) -> new Call.Timed((Call.Waiting) kept(inner), nanos);
            default -> call;
        };
    }

    private Outcome kept(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Received r -> {
                Bytes kept = log.keep(r.data());
                yield kept == r.data() ? r : new Outcome.Received(kept);
            }
            case Outcome.ReceivedMessage r ->
                new Outcome.ReceivedMessage(log.keep(r.data()), r.sender(), r.control(), r.flags());
            case Outcome.ReceivedFrom r -> new Outcome.ReceivedFrom(log.keep(r.data()), r.sender());
            default -> outcome;
        };
    }
}
