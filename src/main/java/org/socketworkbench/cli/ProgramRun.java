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
import java.util.function.Supplier;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.python.Layer;
import org.socketworkbench.python.LineBreakpoints;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.python.Script;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * A run of programs side by side, one at a time as the {@link TurnKeeper} has it, and printed so: what the kernel
 * answers somebody who waited is printed when it is its turn, however soon it came. For one thread, and for one run.
 */
final class ProgramRun {
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** When nobody can go on for so long, it may be for a socket that somebody has forgotten. */
    private static final long FORGOTTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** When nobody can go on for so long, what the kernel had on its way has arrived. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** When nobody has called a server for so long, nobody will. */
    private static final long NOBODY_CALLS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Messages MESSAGES = Messages.of(ProgramRun.class);

    private final List<RunProgram> programs;
    private final InputLines input;
    private final Layer layer;
    private final Limits limits;
    private final PrintWriter err;
    private final TraceLog log = new TraceLog();
    private final Picture picture = new Picture();
    private final List<Participant> cast = new CopyOnWriteArrayList<>();
    private final RunLines lines;
    /** What is to be printed when it is its thread's turn. */
    private final Map<Actor, Deque<TraceEvent>> later = new HashMap<>();
    private Actor turn = new Actor(-1, 0);
    /** How many of the log's events were taken in. */
    private int read;
    private boolean failed;
    /** How often the turn had passed on when what is forgotten was last looked for. */
    private int collected = -1;
    /** How often the turn had passed on when it was last looked whether anybody can go on. */
    private int settled = -1;
    /** How the run ends if nobody goes on from there. */
    private Supplier<End> vainEnd;
    private volatile boolean interrupted;

    /** A program and what its participant is called. */
    record RunProgram(String name, Script script) {}

    /**
     * When a run ends, if its programs do not.
     *
     * @param time        how long all of it may take
     * @param keepServing whether servers wait for callers from outside when nobody in the run is left to call them
     */
    record Limits(Duration time, boolean keepServing) {}

    /** How a run ended. */
    enum End {
        /** All have ended, or those who are left wait for callers that cannot come. */
        ALL_ENDED,
        /** A program ended with an error, whatever became of the others. */
        FAILED,
        /** The time was over, or those who were left could not go on. */
        UNFINISHED
    }

    /** @param layer gets what they write */
    ProgramRun(List<RunProgram> programs, InputLines input, Layer layer, Limits limits, PrintWriter out,
            PrintWriter err) {
        this.programs = programs;
        this.input = input;
        this.layer = layer;
        this.limits = limits;
        this.err = err;
        int widest = programs.stream().mapToInt(program -> Plain.line(program.name()).length()).max().orElse(0);
        lines = new RunLines(log, widest, out, err);
    }

    /** What happened. */
    TraceLog log() {
        return log;
    }

    /**
     * Runs until all have ended, nobody can go on, the time is over or this thread is interrupted; all sockets are
     * closed then.
     */
    End run(Sockets sockets, PythonEngine python) throws InterruptedException {
        long due = System.nanoTime() + limits.time().toNanos();
        try (KernelWatch watch = new KernelWatch(log, () -> cast, sockets.looks());
                LogReader reader = new LogReader(log)) {
            watch.onTrouble(err::println);
            TurnKeeper keeper = new TurnKeeper(sockets.looks(), watch, log, participant -> start(participant, python));
            Workbench workbench = new Workbench(sockets, log, watch, Thread.ofPlatform().daemon()::start, keeper);
            for (RunProgram program : programs) {
                cast.add(workbench.add(program.name(), cast.isEmpty() ? Role.SERVER : Role.CLIENT));
            }
            watch.start();
            lines.printHead();
            keeper.start(cast.size());
            try {
                return follow(reader, workbench, keeper, due);
            } finally {
                // Stopped first, so that whoever waits for its turn does not go on once nobody waits any more.
                cast.forEach(workbench::remove);
                keeper.end();
                workbench.close(CLOSING_LIMIT);
            }
        }
    }

    /** Ctrl+C: each program deals with it, and none is started any more. Any thread; returns at once. */
    void keyboardInterrupt() {
        interrupted = true;
        cast.forEach(Participant::keyboardInterrupt);
    }

    private void start(int participant, PythonEngine python) {
        Participant starting = cast.get(participant);
        if (interrupted) {
            starting.leave();
            return;
        }
        RunProgram program = programs.get(participant);
        input.starts(starting);
        starting.start(python.program(program.script(), new LineBreakpoints(), layer, program.name()));
        starting.leaveWhenDone();
    }

    private End follow(LogReader reader, Workbench workbench, TurnKeeper keeper, long due) throws InterruptedException {
        while (!log.isFull()) {
            boolean over = keeper.isOver();
            Optional<TraceEvent> event = reader.next(System.nanoTime() + (over ? 0 : LOOK_NANOS));
            passTurns(keeper);
            if (event.isPresent()) {
                take(event.get());
            } else if (over) {
                printRest();
                return failed ? End.FAILED : End.ALL_ENDED;
            } else if (System.nanoTime() - due >= 0) {
                return unfinished(keeper, MESSAGES.text("run.out-of-time", Long.toString(limits.time().toSeconds())));
            } else {
                Optional<End> end = endOfStandstill(workbench, keeper);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
        return unfinished(keeper, MESSAGES.text("run.trace-full", Integer.toString(log.size())));
    }

    /** How the run ends if nobody can go on and nobody will; everything that has happened is taken in. */
    private Optional<End> endOfStandstill(Workbench workbench, TurnKeeper keeper) {
        long still = keeper.stillNanos();
        if (still > FORGOTTEN_NANOS && collected != keeper.turns()) {
            collected = keeper.turns();
            workbench.closeForgotten();
        }
        if (still > QUIET_NANOS && settled != keeper.turns()) {
            settled = keeper.turns();
            Deadlock deadlock = new Deadlock(log, picture);
            if (!deadlock.participants().isEmpty() || failed && deadlock.onlyOthersCanHelp()) {
                return Optional.of(unfinished(keeper, MESSAGES.text("run.standstill")));
            }
            vainEnd = limits.keepServing() || !deadlock.onlyACallerCanHelp() ? null
                    : deadlock.servers().isEmpty() ? () -> unfinished(keeper, MESSAGES.text("run.standstill"))
                    : () -> servedAll(deadlock.servers());
        }
        return still > NOBODY_CALLS_NANOS ? Optional.ofNullable(vainEnd).map(Supplier::get) : Optional.empty();
    }

    /** Tells of an event's turn before the event. */
    private void passTurns(TurnKeeper keeper) {
        for (TurnKeeper.Change change = keeper.changes().peek(); change != null && change.number() <= read;
                change = keeper.changes().peek()) {
            keeper.changes().remove();
            turn = change.actor();
            printAll();
        }
    }

    private void take(TraceEvent event) {
        picture.apply(read, event);
        read++;
        switch (event) {
            case TraceEvent.ParticipantCame e -> lines.print(e);
            case TraceEvent.OfParticipant e -> {
                failed |= e instanceof Note note && note.kind() == Note.Kind.PROGRAM_FAILED;
                later.computeIfAbsent(actor(e), actor -> new ArrayDeque<>()).add(e);
                printAll();
            }
            case TraceEvent.KernelSample e -> {}
            case TraceEvent.Unknown e -> {}
        }
    }

    /** Whose event it is: what is known of no thread is the main one's. */
    private Actor actor(TraceEvent.OfParticipant event) {
        int thread = switch (event) {
            case TraceEvent.CallWaiting e -> e.origin().thread();
            case TraceEvent.CallEntered e -> e.origin().thread();
            case TraceEvent.CallBlocked e -> entered(e.call()).origin().thread();
            case TraceEvent.CallReturned e -> entered(e.number()).origin().thread();
            case Note e -> e.origin().thread();
            case TraceEvent.ParticipantCame e -> 0;
            case TraceEvent.ParticipantWent e -> 0;
        };
        return new Actor(event.participant(), thread);
    }

    private TraceEvent.CallEntered entered(int call) {
        return (TraceEvent.CallEntered) log.get(call);
    }

    /** Prints what is to be printed of whose turn it is. */
    private void printAll() {
        Deque<TraceEvent> events = later.getOrDefault(turn, new ArrayDeque<>());
        for (TraceEvent event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Note note && note.kind() == Note.Kind.EXIT) {
                printThoseThatEnded(note.participant());
            }
            lines.print(event);
            // Only now: who asks first is then the same in each run.
            if (asksForInput(event)) {
                input.asked(cast.get(turn.participant()));
            }
        }
    }

    /** What the program's other threads did last, of whom none will have a turn any more. */
    private void printThoseThatEnded(int participant) {
        later.entrySet().stream()
                .filter(entry -> entry.getKey().participant() == participant && entry.getKey().thread() > 0)
                .sorted(Map.Entry.comparingByKey()).flatMap(entry -> entry.getValue().stream()).forEach(lines::print);
        later.keySet().removeIf(actor -> actor.participant() == participant && actor.thread() > 0);
    }

    private static boolean asksForInput(TraceEvent event) {
        return event instanceof Note note && note.kind() == Note.Kind.WAITS_FOR_INPUT
                || event instanceof TraceEvent.CallEntered entered && entered.call() instanceof Call.OnDescriptors call
                        && call.fds().contains(Call.STANDARD_INPUT);
    }

    private void printRest() {
        List.copyOf(later.keySet()).stream().sorted().forEach(actor -> {
            turn = actor;
            printAll();
        });
    }

    private End servedAll(List<ParticipantState> servers) {
        printRest();
        err.println(MESSAGES.text("run.nobody-calls", Whereabouts.names(servers)));
        return failed ? End.FAILED : End.ALL_ENDED;
    }

    /** Tells why it ends before its end, and who is where. */
    private End unfinished(TurnKeeper keeper, String why) {
        printRest();
        err.println(why);
        List<ParticipantState> deadlocked = new Deadlock(log, picture).participants();
        if (!deadlocked.isEmpty()) {
            err.println(Whereabouts.deadlock(deadlocked));
        }
        Whereabouts.lines(picture, log.now(), keeper::waitsForTurn).forEach(err::println);
        return failed ? End.FAILED : End.UNFINISHED;
    }
}
