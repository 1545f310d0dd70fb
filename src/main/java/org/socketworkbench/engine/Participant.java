package org.socketworkbench.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * One simulated process: a name, one thread, the descriptors it owns. It makes one call at a time; while it is blocked it
 * can only be interrupted. Whoever adds one runs it as the body of a thread of its own; every other method may be called by
 * any thread and returns at once.
 */
public final class Participant implements Runnable {
    private final int id;
    private final String name;
    private final Sockets sockets;
    private final StepGate gate;
    private final TraceLog log;
    private final TracedCalls calls;

    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    /** What the user typed; an empty one only wakes the program that waits for it. */
    private final BlockingQueue<Optional<String>> input = new LinkedBlockingQueue<>();

    private final Object state = new Object();
    private Sockets.Caller caller;
    private boolean busy;
    private boolean leaving;
    private volatile boolean stopped;
    private final CountDownLatch gone = new CountDownLatch(1);

    /** A call that is being made. */
    public record InCall(int number, Call call, long enteredNanos, long threadId) {}

    /**
     * Looks at the kernel when a system call has returned, and may append what it sees to the trace. Asked on the participant's
     * thread, before the return is traced and before the next call is made: what is appended here stands in the trace ahead of
     * the return that it explains.
     */
    @FunctionalInterface
    public interface Witness {
        /** A call has returned that somebody waits for: it was made by hand, or had to wait at the gate. */
        void returned(Call call, Outcome outcome);

        /** A call of a program has returned that runs on at its own pace: who looks at each of them holds it up. */
        default void ranOn(Call call, Outcome outcome) {
            returned(call, outcome);
        }
    }

    private interface Job {
        void run();
    }

    Participant(int id, String name, Role role, Sockets sockets, StepGate gate, TraceLog log, Witness witness) {
        this.id = id;
        this.name = name;
        this.sockets = sockets;
        this.gate = gate;
        this.log = log;
        calls = new TracedCalls(id, log, witness);
        log.append(new TraceEvent.ParticipantCame(log.now(), id, name, role));
    }

    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** The call that is being made right now, if one is. */
    public Optional<InCall> inCall() {
        return calls.inCall();
    }

    /** The descriptors it owns now, lowest first. */
    public List<Integer> descriptors() {
        return calls.descriptors();
    }

    /** The thread's body: does what is asked for until {@link #leave}, then closes what is still open. */
    @Override
    public void run() {
        try (Sockets.Caller mine = sockets.caller()) {
            synchronized (state) {
                caller = mine;
            }
            try {
                while (next()) {
                    // Each job is one call or one program.
                }
            } finally {
                closeAll();
                calls.boundPaths().forEach(path -> calls.make(caller, new Call.Unlink(path), false));
                synchronized (state) {
                    caller = null;
                }
                log.append(new TraceEvent.ParticipantWent(log.now(), id));
            }
        } finally {
            gone.countDown();
        }
    }

    /** Asks for one call, made by hand: it passes no gate. It is made when those asked for before have returned. */
    public void make(Call call) {
        jobs.add(() -> calls.make(caller, call, true));
    }

    /**
     * Asks for a program. It starts as a new process does, with no descriptor open: what an earlier one left is closed first.
     * A defect in it is handed to the thread's {@link Thread#getUncaughtExceptionHandler}.
     */
    public void start(Program program) {
        jobs.add(() -> {
            closeAll();
            note(Note.Kind.PROGRAM_STARTED, program.key());
            try {
                program.run(new Running());
                note(Note.Kind.PROGRAM_ENDED, program.key());
            } catch (Program.Ended e) {
                note(e.stopped ? Note.Kind.PROGRAM_STOPPED : Note.Kind.PROGRAM_FAILED, e.getMessage());
            } catch (RuntimeException | Error e) {
                // A defect ends the program, as an uncaught exception ends a process; the participant, and its thread, live on.
                note(Note.Kind.PROGRAM_FAILED, e.toString());
                Thread own = Thread.currentThread();
                own.getUncaughtExceptionHandler().uncaughtException(own, e);
            } finally {
                input.clear();
            }
        });
    }

    /** Gives a line that the user typed to the running program or, as at a terminal, to the next one. */
    public void type(String line) {
        input.add(Optional.of(line));
    }

    /**
     * Ends the call that is being made (it returns with EINTR, or a send with its count) and the program that made it.
     * Nothing happens if this participant does nothing.
     */
    public void interrupt() {
        synchronized (state) {
            if (busy) {
                halt();
            }
        }
    }

    /** Ends whatever is being done and then the thread; every descriptor is closed on the way. */
    public void leave() {
        synchronized (state) {
            leaving = true;
            jobs.clear();
            halt();
        }
        jobs.add(() -> {});
    }

    /** Whether it has left and closed everything. */
    boolean isGone() {
        return gone.getCount() == 0;
    }

    /** Waits until it has left and closed everything; answers whether it has within the time. */
    public boolean awaitGone(Duration atMost) throws InterruptedException {
        return gone.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void halt() {
        stopped = true;
        gate.stop(id);
        input.add(Optional.empty());
        if (caller != null) {
            caller.interrupt();
        }
    }

    private boolean next() {
        Job job;
        try {
            job = jobs.take();
        } catch (InterruptedException e) {
            return false;
        }
        synchronized (state) {
            if (leaving) {
                caller.rearm();
                return false;
            }
            busy = true;
        }
        try {
            job.run();
        } finally {
            synchronized (state) {
                busy = false;
                input.removeIf(Optional::isEmpty);
                stopped = leaving;
                caller.rearm();
            }
        }
        return true;
    }

    /** Closes what is open, as the kernel does when a process ends. */
    private void closeAll() {
        List<Integer> open = calls.descriptors();
        if (!open.isEmpty()) {
            note(Note.Kind.EXIT, name);
            for (int fd : open) {
                calls.make(caller, new Call.Close(fd), false);
            }
        }
    }

    /** A call that only waits: if it is made, its payload is kept then. */
    private static Call excerpt(Call call) {
        return call instanceof Call.Sending c ? c.with(c.data().keeping(TraceLog.EXCERPT_BYTES)) : call;
    }

    private void note(Note.Kind kind, String text) {
        log.append(new Note(log.now(), id, kind, text));
    }

    /** A program on its way. */
    private final class Running implements Program.Process {
        private boolean waited;

        @Override
        public Outcome attempt(Call call) throws Program.Ended {
            if (log.isFull()) {
                holdForFullTrace();
            }
            waited = false;
            boolean go = gate.pass(id, call, () -> stopped, () -> {
                waited = true;
                log.append(new TraceEvent.CallWaiting(log.now(), id, excerpt(call)));
            });
            if (!go || stopped) {
                throw stop();
            }
            Outcome outcome = calls.make(caller, call, waited);
            if (stopped) {
                throw stop();
            }
            return outcome;
        }

        @Override
        public Outcome call(Call call) throws Program.Ended {
            Outcome outcome = attempt(call);
            if (outcome instanceof Outcome.Failed || outcome instanceof Outcome.TimedOut) {
                throw new Program.Ended(false, CText.of(call, outcome));
            }
            return outcome;
        }

        @Override
        public void print(String line) {
            note(Note.Kind.OUTPUT, line);
        }

        @Override
        public String input(String prompt) throws Program.Ended {
            note(Note.Kind.WAITS_FOR_INPUT, prompt);
            try {
                Optional<String> line = input.take();
                if (stopped || line.isEmpty()) {
                    throw stop();
                }
                note(Note.Kind.INPUT, line.get());
                return line.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stop();
            }
        }

        /** Nothing is lost while a program waits here: the kernel holds its peers back. */
        private void holdForFullTrace() {
            if (!gate.isStepping()) {
                gate.pause();
                note(Note.Kind.TRACE_FULL, "");
            }
        }

        private Program.Ended stop() {
            return new Program.Ended(true, "");
        }
    }
}
