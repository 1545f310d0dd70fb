package org.socketworkbench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * One simulated process: a name, a thread, and the descriptors that it owns. It makes one call at a time; if its
 * program starts threads, each of them does. While a call is blocked, it can only be interrupted. Whoever adds a
 * participant runs it as the body of a thread of its own. Every other method may be called by any thread and returns at
 * once.
 */
public final class Participant implements Runnable {
    /** When all threads are ended, each is waited for at most this long. */
    private static final long ONE_GOES_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int id;
    private final String name;
    private final Role role;
    private final Sockets sockets;
    private final StepGate gate;
    private final Turns turns;
    private final TraceLog log;
    private final TracedCalls calls;

    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    /** What the user typed. */
    private final StandardInput input;

    /** Held while forgotten sockets are closed: meanwhile the program does not end. */
    private final Object forgetting = new Object();
    /** Guards what follows. A thread that sleeps, or waits for a line, waits on it. */
    private final Object state = new Object();
    /** The threads that make calls: the participant's own, then those of the running program. */
    private final List<CallLane> lanes = new CopyOnWriteArrayList<>();
    private @Nullable CallLane main;
    /** What runs now. */
    private @Nullable Program program;
    private int threadsStarted;
    private boolean busy;
    private boolean leaving;
    /** Whether the program's end has begun: none of its threads begins any more. */
    private boolean allOver;
    private volatile boolean stopped;
    /** Whether Ctrl+C was pressed and the main thread has not noticed it yet. */
    private volatile boolean keyboardInterrupt;
    private final CountDownLatch gone = new CountDownLatch(1);

    /** A call in progress. */
    public record InCall(int number, Call call, long enteredNanos, long threadId) {}

    /**
     * Looks at the kernel when a system call has returned, and may append what it sees to the trace. It is asked on the
     * participant's thread before the return is traced and before the next call is made. So what it appends stands in
     * the trace ahead of the return that it explains.
     */
    @FunctionalInterface
    public interface Witness {
        /**
         * A call has returned that somebody waits for: it was made by hand, or had to wait at the gate.
         *
         * @param call the call as the kernel got it, with real descriptors
         */
        void returned(Call call, Outcome outcome);

        /**
         * A call has returned in a program that runs at its own pace: a look at each of its calls would slow it down.
         */
        default void ranOn(Call call, Outcome outcome) {
            returned(call, outcome);
        }
    }

    private interface Job {
        /** @param mine the lane of the participant's own thread, which does it */
        void run(CallLane mine);
    }

    Participant(int id, String name, Role role, Sockets sockets, StepGate gate, Turns turns, TraceLog log,
            Witness witness) {
        this.id = id;
        this.name = name;
        this.role = role;
        this.sockets = sockets;
        this.gate = gate;
        this.turns = turns;
        this.log = log;
        input = new StandardInput(sockets);
        calls = new TracedCalls(log, witness, input);
        log.append(new TraceEvent.ParticipantCame(log.now(), id, name, role));
    }

    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    /** The calls in progress, at most one per thread. During a library call it is the current system call. */
    public List<InCall> inCall() {
        List<InCall> now = new ArrayList<>(lanes.size());
        for (CallLane lane : lanes) {
            int number = lane.current();
            if (number != CallLane.NONE && log.get(number) instanceof TraceEvent.CallEntered e) {
                now.add(new InCall(number, e.call(), e.nanos(), lane.threadId()));
            }
        }
        return now;
    }

    /** The numbers of its open descriptors, lowest first. */
    public List<Integer> descriptors() {
        return calls.descriptors();
    }

    /** The real descriptors of this process behind them. */
    public List<Integer> realDescriptors() {
        return calls.realDescriptors();
    }

    /** The thread's body: does what is asked for until {@link #leave}, then closes everything that is still open. */
    @Override
    public void run() {
        try (CallLane mine = lane(0)) {
            synchronized (state) {
                main = mine;
                lanes.add(mine);
            }
            try {
                while (next(mine)) {
                    // Each job is one call or one program.
                }
            } finally {
                closeAll(mine);
                calls.boundPaths().forEach(path -> {
                    calls.workIn(mine, path.folder());
                    calls.make(mine, Origin.NONE, new Call.Unlink(path.address()), false);
                });
                synchronized (state) {
                    lanes.clear();
                }
                input.close();
                log.append(new TraceEvent.ParticipantWent(log.now(), id));
                turns.gone(id);
            }
        } finally {
            gone.countDown();
        }
    }

    /**
     * Asks for one call, made by hand: it passes no gate. It is made after those that were asked for earlier have
     * returned.
     */
    public void make(Call call) {
        jobs.add(mine -> calls.make(mine, Origin.NONE, call, true));
    }

    /**
     * Asks for one call, made by hand, that is held until {@link #predict} says what it will return. {@link #interrupt}
     * takes it back.
     */
    public void makeWhenPredicted(Call call) {
        jobs.add(mine -> {
            if (gate.ask(id, mine.thread(), call, this::isStopped, () -> waits(Origin.NONE, call))) {
                calls.make(mine, Origin.NONE, call, true);
            } else {
                note(Origin.NONE, Note.Kind.TAKEN_BACK, "");
            }
        });
    }

    /**
     * Traces what the user predicts of the held call, or of the line before which a program stands, and then lets it go
     * on. Does nothing if neither is held.
     *
     * @return whether something was held
     */
    public boolean predict(String prediction) {
        return gate.answer(id, () -> note(Origin.NONE, Note.Kind.PREDICTION, prediction));
    }

    /**
     * Asks for a program to be run. It starts as a new process does, with no descriptor open: whatever an earlier
     * program left open is closed first. It also ends as a process does, with all its descriptors closed, unless the
     * user stops it. A defect in it goes to the thread's {@link Thread#getUncaughtExceptionHandler}.
     */
    public void start(Program program) {
        jobs.add(mine -> {
            closeAll(mine);
            note(Origin.NONE, Note.Kind.PROGRAM_STARTED, program.name());
            Note.Kind end = Note.Kind.PROGRAM_FAILED;
            String why = program.name();
            Origin where = Origin.NONE;
            try {
                begin(program);
                program.run(new ProgramThread(this, gate, log, calls, mine, ""));
                end = Note.Kind.PROGRAM_ENDED;
            } catch (Program.Ended e) {
                end = e.wasStopped() ? Note.Kind.PROGRAM_STOPPED : end;
                why = e.getMessage();
                where = e.origin();
            } catch (RuntimeException | Error e) {
                // A defect ends the program, as an uncaught exception ends a process; the participant, and its thread,
                // live on.
                why = e.toString();
                Thread own = Thread.currentThread();
                own.getUncaughtExceptionHandler().uncaughtException(own, e);
            } finally {
                forgetProgram();
            }
            // What a program has open is closed at its end. The main thread takes its turn for that, so that nobody
            // else has one then.
            mine.turn().take(this::isStopped, () -> {});
            note(where, end, why);
            if (end != Note.Kind.PROGRAM_STOPPED) {
                closeAll(mine);
            }
            if (jobs.isEmpty()) {
                // Others go on. A participant that leaves now passes its turn on with that.
                mine.turn().rests();
            }
        });
    }

    private void begin(Program program) throws Program.Ended {
        synchronized (state) {
            if (stopped) {
                throw Program.Ended.stopped();
            }
            this.program = program;
            threadsStarted = 0;
        }
    }

    private void forgetProgram() {
        synchronized (forgetting) {
            synchronized (state) {
                program = null;
                input.clear();
                calls.filesClosed();
            }
        }
    }

    /** Passes a line that the user typed to the running program or, as at a terminal, to the next one. */
    public void type(String line) {
        input.type(line);
    }

    /** Tells the running program that no more lines will come, as Ctrl+D does at a terminal. */
    public void endInput() {
        input.end();
    }

    /**
     * Ends the call in progress (it returns with EINTR, or a send with its count) and the program that made it. Nothing
     * happens if this participant does nothing.
     */
    public void interrupt() {
        synchronized (state) {
            if (busy) {
                halt();
            }
        }
    }

    /**
     * Does what Ctrl+C does at a program's terminal: in Python the main thread gets a KeyboardInterrupt, whatever it is
     * doing. Nothing happens if no program runs.
     */
    public void keyboardInterrupt() {
        synchronized (state) {
            if (program != null && main != null && !stopped && !main.isOver()) {
                keyboardInterrupt = true;
                gate.stop(id, main.thread());
                turns.stop(id);
                input.wake();
                state.notifyAll();
                main.caller().interrupt();
                program.interrupt();
            }
        }
    }

    /**
     * Closes the sockets that the program has forgotten, as {@link Program#takeForgotten} tells; returns whether there
     * were any. Not for a thread that must not wait: a close may linger.
     */
    boolean closeForgotten() {
        synchronized (forgetting) {
            Program running = running();
            return running != null && new Collector(this, calls, log).close(running.takeForgotten());
        }
    }

    boolean runsProgram() {
        return running() != null;
    }

    /**
     * The variables that the calling thread, one of the program's, sees where it is; "" if nothing is known of them.
     */
    String variables() {
        Program running = running();
        return running == null ? "" : running.variables();
    }

    private @Nullable Program running() {
        synchronized (state) {
            return stopped ? null : program;
        }
    }

    /** Ends whatever is being done, and then the thread; every descriptor is closed. */
    public void leave() {
        synchronized (state) {
            leaving = true;
            jobs.clear();
            halt();
        }
        jobs.add(mine -> {});
    }

    /** Leaves when everything that was asked for earlier is done, as a process ends with its program. */
    public void leaveWhenDone() {
        jobs.add(mine -> {
            synchronized (state) {
                leaving = true;
            }
        });
        jobs.add(mine -> {});
    }

    /** Whether it has left and closed everything. */
    boolean isGone() {
        return gone.getCount() == 0;
    }

    /** Waits until it has left and closed everything; returns whether it did so in time. */
    public boolean awaitGone(Duration atMost) throws InterruptedException {
        return gone.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Stops what is being done, once, however often that is asked for: later requests see that it is stopped. */
    private void halt() {
        if (!stopped) {
            stopped = true;
            gate.stop(id);
            turns.stop(id);
            input.wake();
            state.notifyAll();
            if (program != null) {
                program.stop();
            }
            lanes.forEach(lane -> lane.caller().interrupt());
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether the thread is the main one, and Ctrl+C was pressed without the thread having noticed it. */
    boolean isKeyboardInterrupted(CallLane lane) {
        return keyboardInterrupt && lane == main;
    }

    /** The same; from now on the thread has noticed it, and its calls block again. */
    boolean takeKeyboardInterrupt(CallLane lane) {
        if (!isKeyboardInterrupted(lane)) {
            return false;
        }
        synchronized (state) {
            boolean taken = keyboardInterrupt && !stopped && !lane.isOver();
            if (taken) {
                keyboardInterrupt = false;
                lane.caller().rearm();
            }
            return taken;
        }
    }

    /** Checked before a thread begins to wait, and after it was woken. */
    void goOn(CallLane lane) throws Program.Ended {
        if (stopped || lane.isOver()) {
            throw Program.Ended.stopped();
        }
        if (takeKeyboardInterrupt(lane)) {
            throw Program.Ended.interrupted();
        }
    }

    /** Waits for a line that the user types. It is empty at the end of the input, and stays so. */
    Optional<String> typed(CallLane lane) throws Program.Ended {
        goOn(lane);
        Optional<String> line = input.read(() -> stopped || lane.isOver() || isKeyboardInterrupted(lane));
        goOn(lane);
        return line;
    }

    /** Waits until the time is over or the program is stopped. */
    void sleep(CallLane lane, long nanos) throws Program.Ended {
        long due = System.nanoTime() + nanos;
        synchronized (state) {
            goOn(lane);
            for (long left = nanos; left > 0; left = due - System.nanoTime()) {
                await(left);
                goOn(lane);
            }
        }
    }

    /** @param nanos 0 for as long as it takes */
    private void await(long nanos) throws Program.Ended {
        try {
            if (nanos == 0) {
                state.wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(state, nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Program.Ended.stopped();
        }
    }

    /**
     * Ends all threads of the program. Those in a call end one after the other, so that the trace is the same each
     * time; a thread that does not end is not waited for.
     */
    void endAll() {
        synchronized (state) {
            allOver = true;
            lanes.forEach(lane -> lane.setOver(true));
            gate.stop(id);
            turns.stop(id);
            input.wake();
            state.notifyAll();
        }
        lanes.stream().filter(lane -> !lane.isMine()).forEach(this::endCall);
    }

    private void endCall(CallLane lane) {
        long due = System.nanoTime() + ONE_GOES_NANOS;
        synchronized (state) {
            if (lanes.contains(lane)) {
                lane.caller().interrupt();
            }
            try {
                while (lane.current() != CallLane.NONE && lanes.contains(lane) && System.nanoTime() - due < 0) {
                    // Its call returns at once, but nobody announces that.
                    TimeUnit.MILLISECONDS.timedWait(state, 1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From now on the calling thread is one of the program's. */
    Program.Worker startThread(String name) {
        CallLane lane = newLane();
        note(Origin.of(lane.thread()), Note.Kind.THREAD_STARTED, name);
        return new ProgramThread(this, gate, log, calls, lane, name);
    }

    /** From now on the calling thread can make calls, until {@link #endThread}. */
    CallLane newLane() {
        synchronized (state) {
            CallLane lane = lane(++threadsStarted);
            lanes.add(lane);
            lane.setOver(allOver);
            if (stopped || allOver) {
                lane.caller().interrupt();
            }
            return lane;
        }
    }

    private CallLane lane(int thread) {
        return new CallLane(id, thread, sockets.caller(), turns, log.recorder(id));
    }

    void endThread(CallLane lane) {
        synchronized (state) {
            lanes.remove(lane);
        }
        lane.close();
    }

    private boolean next(CallLane mine) {
        Job job;
        try {
            job = jobs.take();
        } catch (InterruptedException e) {
            return false;
        }
        synchronized (state) {
            if (leaving) {
                mine.caller().rearm();
                return false;
            }
            busy = true;
        }
        try {
            job.run(mine);
        } finally {
            synchronized (state) {
                busy = false;
                stopped = leaving;
                allOver = false;
                keyboardInterrupt = false;
                mine.setOver(false);
                mine.caller().rearm();
            }
        }
        return true;
    }

    /** Closes what is open, as the kernel does when a process ends. */
    private void closeAll(CallLane mine) {
        List<Integer> open = calls.descriptors();
        if (!open.isEmpty()) {
            note(Origin.NONE, Note.Kind.EXIT, name);
            for (int fd : open) {
                calls.make(mine, Origin.NONE, new Call.Close(fd), false);
            }
        }
    }

    /** A call has come to the gate and waits. */
    void waits(Origin origin, Call call) {
        log.append(new TraceEvent.CallWaiting(log.now(), id, origin, excerpt(call)));
    }

    /** A call that only waits: if it is made, its payload is kept then. */
    private static Call excerpt(Call call) {
        return call instanceof Call.Sending c ? c.with(c.data().keeping(TraceLog.EXCERPT_BYTES)) : call;
    }

    private void note(Origin origin, Note.Kind kind, String text) {
        log.append(new Note(log.now(), id, origin, kind, text));
    }
}
