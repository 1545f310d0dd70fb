package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.StepGate;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lesson.PartProgram;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Lesson.What;
import org.socketworkbench.lesson.ObservedText;
import org.socketworkbench.lesson.Prediction;
import org.socketworkbench.lesson.Progress;
import org.socketworkbench.lesson.Progress.Phase;
import org.socketworkbench.lesson.Verdicts;
import org.socketworkbench.lesson.Verdicts.Finding;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.LineBreakpoints;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.python.Script;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.turns.TurnKeeper;

/**
 * Plays a lesson at full speed on the real kernel, each question answered as the lesson has it: the calls by hand are
 * made, and the programs run one at a time. What the kernel answers otherwise is found. For one thread and one run.
 */
final class LessonRun {
    /** How long a step may take, once Python is ready. */
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** When nobody can go on for this long, nobody will: all data in transit has arrived. */
    private static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Messages MESSAGES = Messages.of(LessonRun.class);

    private final Lesson lesson;
    private final Duration limit;
    /** When the current step has taken too long, a {@link System#nanoTime}. */
    private long due;
    private final SocketAddress address;
    private final Platform platform;
    private final PythonEngine python;
    private final PrintWriter out;
    private final TraceLog log = new TraceLog();
    private final Picture picture = new Picture();
    private final Progress progress;
    private final RunLines lines;
    private final List<Participant> cast = new CopyOnWriteArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    /** Why programs failed where the lesson did not ask for it. */
    private final List<Finding> failures = new ArrayList<>();
    private Optional<Note> failure = Optional.empty();
    private int read;
    /** The step for which something was done: a call was made by hand, or a program was let go. */
    private int handled = -1;
    /** Whether what is held for the current step was let go. */
    private boolean asked;
    /** Where programs stand that were not let go, by the participant's number. */
    private final Map<Integer, Note> standing = new TreeMap<>();
    private final Set<String> ended = new HashSet<>();
    /** When the last event was taken, a {@link System#nanoTime}. */
    private long heard = System.nanoTime();

    /**
     * @param lesson on the port that it is to be played on
     * @param out    receives calls, what programs print, and what came of each step
     */
    LessonRun(Lesson lesson, int port, Platform platform, PythonEngine python, PrintWriter out) {
        this(lesson, port, platform, python, out, LIMIT);
    }

    /** @param limit how long a step may take */
    LessonRun(Lesson lesson, int port, Platform platform, PythonEngine python, PrintWriter out, Duration limit) {
        this.lesson = lesson;
        this.limit = limit;
        this.address = SocketAddress.Inet4.loopback(port);
        this.platform = platform;
        this.python = python;
        this.out = out;
        progress = new Progress(lesson);
        lines = new RunLines(log, lesson.cast().stream().mapToInt(String::length).max().orElse(0), out, out);
    }

    TraceLog log() {
        return log;
    }

    Progress progress() {
        return progress;
    }

    /** The first failure of a program that no step has asked for. */
    Optional<Note> failure() {
        return failure;
    }

    /** Plays it to its end; returns what is wrong with the lesson, in the order of its lines. */
    List<Finding> play() throws InterruptedException {
        List<Finding> impossible = lesson.steps().stream()
                .filter(step -> step.call().filter(call -> !HandCalls.CALLS.contains(call)).isPresent())
                .map(step -> new Finding(step.line(), MESSAGES.text("lesson.by-hand",
                        step.call().orElseThrow().text(), HandCalls.CALLS.stream().map(CallName::text)
                                .collect(Collectors.joining(", ")))))
                .toList();
        if (!impossible.isEmpty()) {
            return impossible;
        }
        due = System.nanoTime() + limit.toNanos();
        try (KernelWatch watch = new KernelWatch(log, () -> cast, platform); LogReader reader = new LogReader(log)) {
            TurnKeeper keeper = new TurnKeeper(platform, watch, log, this::start);
            Workbench workbench =
                    new Workbench(platform.sockets(), log, watch, Thread.ofPlatform().daemon()::start, keeper);
            for (String who : lesson.cast()) {
                cast.add(workbench.add(who, who.equals(Lesson.SERVER) ? Role.SERVER : Role.CLIENT));
            }
            watch.start();
            lines.printHead();
            keeper.start(cast.stream().filter(one -> lesson.program(one.name()).isPresent()).map(Participant::id)
                    .toList());
            try {
                follow(reader, keeper, workbench.gate());
            } finally {
                cast.forEach(workbench::remove);
                keeper.end();
                workbench.close(CLOSING_LIMIT);
            }
        }
        return findings.stream().sorted((one, other) -> Integer.compare(one.line(), other.line())).toList();
    }

    private void start(int participant) {
        Participant starting = cast.get(participant);
        PartProgram program = lesson.program(starting.name()).orElseThrow();
        LineBreakpoints lines = new LineBreakpoints();
        lines.setTimes(lesson.lines(starting.name()));
        starting.start(python.program(new Script(program.file(), program.text()), lines));
        starting.leaveWhenDone();
    }

    private void follow(LogReader reader, TurnKeeper keeper, StepGate gate) throws InterruptedException {
        while (!progress.isOver()) {
            Optional<TraceEvent> event = reader.next(System.nanoTime() + LOOK_NANOS);
            event.ifPresent(this::take);
            step(gate);
            boolean late = System.nanoTime() - due > 0;
            if (late || event.isEmpty() && isStuck(keeper)) {
                giveUp(keeper, late);
                return;
            }
        }
        finish(reader, keeper);
    }

    /** What the programs do after the last step belongs to the trace. */
    private void finish(LogReader reader, TurnKeeper keeper) throws InterruptedException {
        while (!keeper.isOver() && keeper.stillNanos() < STILL_NANOS && System.nanoTime() - due < 0) {
            reader.next(System.nanoTime() + LOOK_NANOS).ifPresent(this::take);
        }
        for (Optional<TraceEvent> rest = reader.next(System.nanoTime()); rest.isPresent(); rest =
                reader.next(System.nanoTime())) {
            take(rest.get());
        }
    }

    private void take(TraceEvent event) {
        int done = progress.done();
        picture.apply(read, event);
        progress.event(read, event);
        read++;
        heard = System.nanoTime();
        lines.print(event);
        if (event instanceof Note note) {
            take(note);
        }
        if (progress.done() > done) {
            tell(progress.results().getLast());
            asked = false;
            due = System.nanoTime() + limit.toNanos();
        }
    }

    private void take(Note note) {
        switch (note.kind()) {
            case WAITS_AT_LINE -> standing.put(note.participant(), note);
            case PROGRAM_ENDED -> ended.add(name(note.participant()));
            case PROGRAM_FAILED -> {
                ended.add(name(note.participant()));
                failed(note);
            }
            default -> {}
        }
    }

    private void failed(Note note) {
        failure = failure.or(() -> Optional.of(note));
        lesson.program(name(note.participant())).filter(program -> note.origin().hasLine())
                .ifPresent(program -> failures.add(new Finding(program.line() + note.origin().line(),
                        MESSAGES.text("lesson.failed", program.who(), note.text()))));
    }

    private String name(int participant) {
        return picture.participant(participant).map(ParticipantState::name).orElse("");
    }

    private void tell(Progress.Result result) {
        List<Finding> wrong = Verdicts.of(result);
        findings.addAll(wrong);
        out.println(MESSAGES.text("lesson.step-done", Integer.toString(progress.done()), place(result.step()),
                ObservedText.of(result.observed())));
        result.step().question().ifPresent(question -> out.println(MESSAGES.text(
                wrong.isEmpty() ? "lesson.as-predicted" : "lesson.not-as-predicted",
                question.right().text())));
    }

    private static String place(Step step) {
        return step.what() instanceof What.AtLine(int line)
                ? MESSAGES.text("lesson.place", step.who(), Integer.toString(line)) : step.who();
    }

    /** Does what the current step waits for. */
    private void step(StepGate gate) {
        Optional<Step> current = progress.current();
        if (current.isEmpty()) {
            return;
        }
        Step step = current.get();
        Participant who = cast.stream().filter(one -> one.name().equals(step.who())).findFirst().orElseThrow();
        switch (step.what()) {
            case What.ByHand(var call, var _) when handled < progress.done() && isIdle(who) -> {
                handled = progress.done();
                var made = HandCalls.of(picture.participant(who.id()).orElseThrow(), call, address);
                step.question().ifPresentOrElse(question -> who.makeWhenPredicted(made), () -> who.make(made));
            }
            case What.ByHand _ -> letGo(who, step, gate);
            case What.AtLine _ -> letGo(who, step, gate);
        }
    }

    private boolean isIdle(Participant who) {
        return picture.participant(who.id()).filter(one -> one.pending().isEmpty()).isPresent();
    }

    private void letGo(Participant who, Step step, StepGate gate) {
        if (progress.phase() == Phase.HELD && !asked) {
            asked = true;
            standing.remove(who.id());
            step.question().ifPresentOrElse(
                    question -> who.predict(Prediction.ofWhoKnows(lesson.id(), progress.done() + 1, question)),
                    () -> gate.step(who.id()));
        }
    }

    /** Whether nobody will do anything any more. */
    private boolean isStuck(TurnKeeper keeper) {
        boolean byHand = progress.current().filter(step -> step.call().isPresent()).isPresent();
        boolean nobodyGoesOn = keeper.isOver() || keeper.stillNanos() > STILL_NANOS;
        if (byHand) {
            return progress.detour().isPresent()
                    || nobodyGoesOn && isBlocked() && System.nanoTime() - heard > STILL_NANOS;
        }
        return nobodyGoesOn || progress.phase() == Phase.AWAITED && !standing.isEmpty();
    }

    /** Whether a call by hand that the kernel holds keeps the current step from being done. */
    private boolean isBlocked() {
        Step step = progress.current().orElseThrow();
        return picture.participants().stream().filter(one -> one.name().equals(step.who()))
                .flatMap(one -> one.pending().stream()).anyMatch(Lane.Pending::blocked);
    }

    private void giveUp(TurnKeeper keeper, boolean late) {
        Step step = progress.current().orElseThrow();
        findings.addAll(failures);
        List<String> why = new ArrayList<>();
        why.add(late ? MESSAGES.text("lesson.too-long", Long.toString(limit.toSeconds())) : why(step));
        if (late || standing.isEmpty() && progress.detour().isEmpty()) {
            why.addAll(Whereabouts.lines(picture, one -> one.pending().isPresent() || one.program().isPresent(),
                    log.now(), keeper::waitsForTurn));
        }
        findings.add(new Finding(step.line(), MESSAGES.text("lesson.not-reached",
                Integer.toString(progress.done() + 1), String.join(" ", why))));
    }

    private String why(Step step) {
        Optional<Note> other = standing.values().stream().findFirst();
        if (step.what() instanceof What.AtLine && other.isPresent()) {
            return MESSAGES.text("lesson.out-of-order", name(other.get().participant()),
                    Integer.toString(other.get().origin().line()));
        }
        if (progress.detour().isPresent()) {
            Progress.Detour made = progress.detour().get();
            return made.errno().map(errno -> MESSAGES.text("lesson.fails", made.call().text(), made.who(),
                    errno.symbol())).orElseGet(() -> MESSAGES.text("lesson.returns", made.call().text(), made.who()));
        }
        if (step.what() instanceof What.AtLine(int line) && ended.contains(step.who())) {
            return MESSAGES.text("lesson.ended", step.who(), Integer.toString(line));
        }
        return MESSAGES.text("lesson.standstill");
    }
}
