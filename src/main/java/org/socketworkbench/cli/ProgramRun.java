package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.python.Script;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * A run of programs side by side, one at a time as the {@link Schedule} says, and printed so: what somebody does who was woken is
 * printed when it is its turn, however soon it happens. For one thread, and for one run.
 */
final class ProgramRun {
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** When nobody has been heard of for so long while nobody can go on, what the kernel had on its way has arrived. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Messages MESSAGES = Messages.of(ProgramRun.class);

    private final List<RunProgram> programs;
    private final InputLines input;
    private final Duration limit;
    private final PrintWriter err;
    private final TraceLog log = new TraceLog();
    private final Picture picture = new Picture();
    private final Turn turn = new Turn();
    private final List<Participant> cast = new CopyOnWriteArrayList<>();
    private final Schedule schedule = new Schedule(new CastThreads(cast));
    private final RunLines lines;
    /** What is to be printed when it is its participant's turn. */
    private final Map<Integer, Deque<TraceEvent>> later = new HashMap<>();
    /** How many of the log's events were taken in. */
    private int read;
    private boolean failed;
    private volatile boolean interrupted;

    /** A program and what its participant is called. */
    record RunProgram(String name, Script script) {}

    /** How a run ended. */
    enum End {
        ALL_ENDED,
        /** A program ended with an error, whatever became of the others. */
        FAILED,
        /** The time was over, or those who were left could not go on. */
        UNFINISHED
    }

    ProgramRun(List<RunProgram> programs, InputLines input, Duration limit, PrintWriter out, PrintWriter err) {
        this.programs = programs;
        this.input = input;
        this.limit = limit;
        this.err = err;
        int widest = programs.stream().mapToInt(program -> program.name().length()).max().orElse(0);
        lines = new RunLines(log, widest, out, err);
    }

    /** What happened. */
    TraceLog log() {
        return log;
    }

    /** Runs until all have ended, nobody can go on, the time is over or this thread is interrupted; all sockets are closed then. */
    End run(Sockets sockets, PythonEngine python) throws InterruptedException {
        long due = System.nanoTime() + limit.toNanos();
        try (KernelWatch watch = new KernelWatch(log, () -> cast, sockets.looks()); LogReader reader = new LogReader(log)) {
            Workbench workbench = new Workbench(sockets, log, watch, Thread.ofPlatform().daemon()::start);
            workbench.gate().pause();
            for (RunProgram program : programs) {
                cast.add(workbench.add(program.name(), cast.isEmpty() ? Role.SERVER : Role.CLIENT));
            }
            watch.start();
            lines.printHead();
            try {
                return follow(reader, workbench, python, due);
            } finally {
                turn.end();
                workbench.close(CLOSING_LIMIT);
            }
        }
    }

    private End follow(LogReader reader, Workbench workbench, PythonEngine python, long due) throws InterruptedException {
        takeAll(reader);
        boolean sure = false;
        while (!log.isFull()) {
            Schedule.Decision decision = schedule.next();
            long patience = due - System.nanoTime();
            switch (decision) {
                case Schedule.Decision.Start(int participant) -> start(participant, python);
                case Schedule.Decision.LetGo(Actor actor) -> {
                    giveTurnTo(actor.participant());
                    workbench.gate().step(actor.participant(), actor.thread());
                }
                case Schedule.Decision.Await(Actor actor, boolean looking) -> {
                    giveTurnTo(actor.participant());
                    patience = looking ? Math.min(patience, LOOK_AFTER_NANOS) : patience;
                }
                case Schedule.Decision.Standstill still -> patience = sure ? patience : Math.min(patience, QUIET_NANOS);
                case Schedule.Decision.Over over -> {
                    return failed ? End.FAILED : End.ALL_ENDED;
                }
            }
            Optional<TraceEvent> event = reader.next(System.nanoTime() + patience);
            if (event.isPresent()) {
                sure &= event.get() instanceof TraceEvent.KernelSample;
                take(event.get());
                takeAll(reader);
            } else if (System.nanoTime() - due >= 0) {
                return unfinished(MESSAGES.text("run.out-of-time", Long.toString(limit.toSeconds())));
            } else if (decision instanceof Schedule.Decision.Standstill) {
                sure = true;
                Deadlock deadlock = deadlock();
                if (!deadlock.participants().isEmpty() || failed && deadlock.onlyOthersCanHelp()) {
                    return unfinished(MESSAGES.text("run.standstill"));
                }
            } else {
                schedule.look();
            }
        }
        return unfinished(MESSAGES.text("run.trace-full", Integer.toString(log.size())));
    }

    /** Ctrl+C: each program deals with it, and none is started any more. Any thread; returns at once. */
    void keyboardInterrupt() {
        interrupted = true;
        cast.forEach(Participant::keyboardInterrupt);
    }

    private void start(int participant, PythonEngine python) {
        giveTurnTo(participant);
        Participant starting = cast.get(participant);
        if (interrupted) {
            starting.leave();
            return;
        }
        starting.start(turn.endsInTurn(participant, python.program(programs.get(participant).script())));
        starting.leaveWhenDone();
    }

    private void takeAll(LogReader reader) throws InterruptedException {
        for (Optional<TraceEvent> event = reader.next(System.nanoTime()); event.isPresent(); event = reader.next(System.nanoTime())) {
            take(event.get());
        }
    }

    private void take(TraceEvent event) {
        schedule.take(read, event);
        picture.apply(read, event);
        read++;
        switch (event) {
            case TraceEvent.ParticipantCame e -> lines.print(e);
            case TraceEvent.OfParticipant e -> {
                failed |= e instanceof Note note && note.kind() == Note.Kind.PROGRAM_FAILED;
                later.computeIfAbsent(e.participant(), participant -> new ArrayDeque<>()).add(e);
                if (e.participant() == turn.participant()) {
                    printAll(e.participant());
                }
            }
            case TraceEvent.KernelSample e -> { }
        }
    }

    private void giveTurnTo(int participant) {
        turn.giveTo(participant);
        printAll(participant);
    }

    private void printAll(int participant) {
        Deque<TraceEvent> events = later.getOrDefault(participant, new ArrayDeque<>());
        for (TraceEvent event = events.poll(); event != null; event = events.poll()) {
            lines.print(event);
            // Only now: who asks first is then the same in each run.
            if (event instanceof Note note && note.kind() == Note.Kind.WAITS_FOR_INPUT) {
                input.asked(cast.get(participant));
            }
        }
    }

    private Deadlock deadlock() {
        return new Deadlock(log, picture);
    }

    /** Tells why it ends before its end, and who is where. */
    private End unfinished(String why) {
        cast.forEach(participant -> printAll(participant.id()));
        err.println(why);
        List<ParticipantState> deadlocked = deadlock().participants();
        if (!deadlocked.isEmpty()) {
            err.println(Whereabouts.deadlock(deadlocked));
        }
        Whereabouts.lines(picture, log.now()).forEach(err::println);
        return failed ? End.FAILED : End.UNFINISHED;
    }
}
