package org.socketworkbench.engine;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/** A thread of a running program: each of its calls passes the gate and is traced. */
final class ProgramThread implements Program.Worker {
    private static final int NANO_DIGITS = 9;

    private final Participant participant;
    private final StepGate gate;
    private final TraceLog log;
    private final TracedCalls calls;
    private final CallLane lane;
    private final String name;
    private boolean waited;

    ProgramThread(Participant participant, StepGate gate, TraceLog log, TracedCalls calls, CallLane lane, String name) {
        this.participant = participant;
        this.gate = gate;
        this.log = log;
        this.calls = calls;
        this.lane = lane;
        this.name = name;
    }

    @Override
    public int thread() {
        return lane.thread();
    }

    @Override
    public Outcome attempt(Origin origin, Call call) throws Program.Ended {
        if (log.isFull()) {
            holdForFullTrace();
        }
        waited = false;
        boolean go = gate.isOpen() || passGate(origin, call);
        participant.goOn(lane);
        goOnOnlyIf(go);
        takeTurn(() -> participant.waits(origin, call));
        Outcome outcome = calls.make(lane, origin, call, waited);
        lane.turn().take(this::isCalledOff, () -> {});
        if (outcome instanceof Outcome.Failed failed && failed.errno().equals(Errno.EINTR)) {
            // If Ctrl+C came too late to interrupt a call, what the call has brought is not lost.
            participant.goOn(lane);
        }
        goOnOnlyIf(!isStopped());
        return outcome;
    }

    private boolean passGate(Origin origin, Call call) {
        boolean go = gate.pass(participant.id(), lane.thread(), call, this::isCalledOff, () -> {
            waited = true;
            lane.turn().halts();
            noteVariables(origin, participant.variables());
            participant.waits(origin, call);
        });
        if (waited) {
            lane.turn().resumes();
        }
        return go;
    }

    @Override
    public void holdAt(Origin origin, Supplier<String> variables) throws Program.Ended {
        boolean go = gate.hold(participant.id(), this::isStopped, () -> {
            lane.turn().halts();
            noteVariables(origin, variables.get());
            note(origin, Note.Kind.WAITS_AT_LINE, "");
        });
        lane.turn().resumes();
        goOnOnlyIf(go);
    }

    /** Only a thread that stands has the time to read its variables. */
    private void noteVariables(Origin origin, String variables) {
        if (!variables.isEmpty()) {
            note(origin, Note.Kind.VARIABLES, variables);
        }
    }

    @Override
    public void source(String file, String text) {
        note(new Origin(0, file, 1), Note.Kind.SOURCE, text);
    }

    @Override
    public void print(Origin origin, String line) {
        note(origin, Note.Kind.OUTPUT, line);
    }

    @Override
    public void printError(Origin origin, String line) {
        note(origin, Note.Kind.ERROR_OUTPUT, line);
    }

    @Override
    public Optional<String> input(Origin origin, String prompt) throws Program.Ended {
        note(origin, Note.Kind.WAITS_FOR_INPUT, prompt);
        Optional<String> line = participant.typed(lane);
        note(origin, line.isPresent() ? Note.Kind.INPUT : Note.Kind.INPUT_ENDED, line.orElse(""));
        return line;
    }

    @Override
    public void sleep(Origin origin, long nanos) throws Program.Ended {
        note(origin, Note.Kind.SLEEPS, seconds(nanos));
        lane.turn().rests();
        try {
            participant.sleep(lane, nanos);
        } catch (Program.Ended e) {
            if (e.wasInterrupted()) {
                note(origin, Note.Kind.WAKES, "");
            }
            throw e;
        }
        note(origin, Note.Kind.WAKES, "");
        takeTurn(() -> {});
    }

    @Override
    public void rests() {
        lane.turn().rests();
    }

    @Override
    public void wakes() {
        lane.turn().wakes();
    }

    @Override
    public void goesOn() throws Program.Ended {
        takeTurn(() -> {});
    }

    @Override
    public void workIn(Path folder) {
        calls.workIn(lane, folder);
    }

    @Override
    public boolean hasOpen(int fd) {
        return calls.hasOpen(fd);
    }

    @Override
    public void detached(int fd) {
        calls.detached(fd);
    }

    @Override
    public void used(int fd, long timeoutNanos) {
        calls.used(fd, timeoutNanos);
    }

    @Override
    public int takeNumberForFile() {
        return calls.takeNumberForFile();
    }

    @Override
    public void fileClosed(int fd) {
        calls.fileClosed(fd);
    }

    @Override
    public boolean hasBound(SocketAddress.Unix path) {
        return calls.hasBound(path);
    }

    @Override
    public boolean isStopped() {
        return participant.isStopped() || lane.isOver();
    }

    @Override
    public boolean takeInterrupt() {
        return participant.takeKeyboardInterrupt(lane);
    }

    @Override
    public void mainEnded() {
        note(Origin.of(lane.thread()), Note.Kind.MAIN_ENDED, "");
    }

    @Override
    public void endAll() {
        participant.endAll();
    }

    @Override
    public Program.Worker thread(String name) {
        return participant.startThread(name);
    }

    @Override
    public void close() {
        note(Origin.of(lane.thread()), Note.Kind.THREAD_ENDED, name);
        participant.endThread(lane);
    }

    private void takeTurn(Runnable onWait) throws Program.Ended {
        lane.turn().take(this::isCalledOff, onWait);
        participant.goOn(lane);
    }

    private boolean isCalledOff() {
        return isStopped() || participant.isKeyboardInterrupted(lane);
    }

    private static void goOnOnlyIf(boolean may) throws Program.Ended {
        if (!may) {
            throw Program.Ended.stopped();
        }
    }

    /** Nothing is lost while a program waits here: the kernel holds its peers back. */
    private void holdForFullTrace() {
        if (!gate.isStepping()) {
            gate.pause();
            note(Origin.NONE, Note.Kind.TRACE_FULL, "");
        }
    }

    private void note(Origin origin, Note.Kind kind, String text) {
        log.append(new Note(log.now(), participant.id(), origin, kind, text));
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString();
    }
}
