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
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.Layer;
import org.socketworkbench.python.LineBreakpoints;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.python.Script;
import org.socketworkbench.socket.Call;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.turns.Actor;
import org.socketworkbench.turns.TurnKeeper;

/**
 * Runs programs side by side, one at a time as the {@link TurnKeeper} decides, and prints the run in that order: the
 * kernel's answer to a waiting thread is printed when its turn comes, however soon it arrived. For one thread and one
 * run.
 */
final class ProgramRun {
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** When nobody can go on for this long, the cause may be a socket that a program has forgotten. */
    private static final long FORGOTTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** When nobody can go on for this long, all data that the kernel had in transit has arrived. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** When nobody has called a server for this long, nobody will. */
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
    /** Events to print when their thread has its turn. */
    private final Map<Actor, Deque<TraceEvent>> later = new HashMap<>();
    private Actor turn = new Actor(-1, 0);
    /** The number of the log's events that were processed. */
    private int read;
    private boolean failed;
    /** The turn count at the last search for forgotten sockets. */
    private int collected = -1;
    /** The turn count at the last check whether anybody can go on. */
    private int settled = -1;
    /** How the run ends if nobody goes on from there. */
    private Optional<Supplier<End>> vainEnd = Optional.empty();
    private volatile boolean interrupted;

    /** A program and its participant's name. */
    record RunProgram(String name, Script script) {}

    /**
     * When a run ends if its programs do not.
     *
     * @param time        the time limit of the whole run
     * @param keepServing whether servers wait for callers from outside when nobody in the run is left to call them
     */
    record Limits(Duration time, boolean keepServing) {}

    /** How a run ended. */
    enum End {
        /** All programs have ended, or the remaining ones wait for callers that cannot come. */
        ALL_ENDED,
        /** A program ended with an error, whatever happened to the others. */
        FAILED,
        /** The time ran out, or the remaining programs could not go on. */
        UNFINISHED
    }

    /** @param layer receives what the programs write */
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

    /** The log of the run. */
    TraceLog log() {
        return log;
    }

    /**
     * Runs until all programs have ended, nobody can go on, the time is over or this thread is interrupted; then all
     * sockets are closed.
     */
    End run(Platform platform, PythonEngine python) throws InterruptedException {
        long due = System.nanoTime() + limits.time().toNanos();
        try (KernelWatch watch = new KernelWatch(log, () -> cast, platform);
                LogReader reader = new LogReader(log)) {
            watch.onTrouble(err::println);
            TurnKeeper keeper = new TurnKeeper(platform, watch, log, participant -> start(participant, python));
            Workbench workbench =
                    new Workbench(platform.sockets(), log, watch, Thread.ofPlatform().daemon()::start, keeper);
            for (RunProgram program : programs) {
                cast.add(workbench.add(program.name(), cast.isEmpty() ? Role.SERVER : Role.CLIENT));
            }
            watch.start();
            lines.printHead();
            keeper.start(cast.stream().map(Participant::id).toList());
            try {
                return follow(reader, workbench, keeper, due);
            } finally {
                // Stop participants first, so that one waiting for its turn does not go on once turns have ended.
                cast.forEach(workbench::remove);
                keeper.end();
                workbench.close(CLOSING_LIMIT);
            }
        }
    }

    /** Handles Ctrl+C: each program gets it, and no more are started. Any thread may call it; returns at once. */
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

    /** How the run ends if nobody can go on and nobody will; all events so far have been processed. */
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
            vainEnd = limits.keepServing() || !deadlock.onlyACallerCanHelp() ? Optional.empty()
                    : Optional.of(deadlock.servers().isEmpty()
                            ? () -> unfinished(keeper, MESSAGES.text("run.standstill"))
                            : () -> servedAll(deadlock.servers()));
        }
        return still > NOBODY_CALLS_NANOS ? vainEnd.map(Supplier::get) : Optional.empty();
    }

    /** Reports the turn of an event before the event. */
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

    /** The actor of an event; events without a known thread belong to the main thread. */
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

    /** Prints the pending events of the actor whose turn it is. */
    private void printAll() {
        Deque<TraceEvent> events = later.getOrDefault(turn, new ArrayDeque<>());
        for (TraceEvent event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Note note && note.kind() == Note.Kind.EXIT) {
                printThoseThatEnded(note.participant());
            }
            lines.print(event);
            // Only now: this way, the same program asks first in each run.
            if (asksForInput(event)) {
                input.asked(cast.get(turn.participant()));
            }
        }
    }

    /** Prints what the program's other threads did last; none of them will have a turn again. */
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

    /** Prints why the run ends early, and where each program is. */
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
