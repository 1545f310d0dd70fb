package org.socketworkbench.lesson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Lesson.What;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.Note;

/**
 * How far somebody has come in a lesson, from the events of the session and nothing else. A call by hand that the
 * lesson did not ask for is no mistake: it was made, and its answer stands; the step that was asked for is still to be
 * done.
 */
public final class Progress {
    private static final int NONE = CallEntered.NO_PARENT;

    private final Lesson lesson;
    private final Map<Integer, String> names = new HashMap<>();
    /** Where participants' programs stand before a line, by the participant's number. */
    private final Map<Integer, Origin> standing = new HashMap<>();
    private final List<Result> results = new ArrayList<>();
    /** The system calls that carry out the current step's library call. */
    private final List<Integer> parts = new ArrayList<>();
    private Phase phase = Phase.AWAITED;
    private Optional<Detour> detour = Optional.empty();
    private Optional<String> prediction = Optional.empty();
    /** The call of the current step, once it was made, or {@link #NONE}. */
    private int call = NONE;
    private Observed observed = Observed.NOTHING;
    /** Where the program stands that is held for the current step. */
    private Origin place = Origin.NONE;

    /** Where the current step stands. */
    public enum Phase {
        /** Nobody has come to it. */
        AWAITED,
        /** Its call or its program is held: now its outcome can be predicted. */
        HELD,
        /** It is being done. */
        UNDER_WAY
    }

    /**
     * A call that was made in place of the one that was asked for, or whose answer was another one.
     *
     * @param errno why it failed; empty if it did not, or has not returned
     */
    public record Detour(String who, CallName call, Optional<Errno> errno) {}

    /**
     * A step that was done.
     *
     * @param prediction the text of what was predicted; empty if nothing was
     */
    public record Result(Step step, Optional<String> prediction, Observed observed) {
        /** What was predicted, if the workbench has asked for it. */
        public Optional<Prediction> predicted() {
            return prediction.flatMap(Prediction::of);
        }
    }

    public Progress(Lesson lesson) {
        this.lesson = lesson;
    }

    public Lesson lesson() {
        return lesson;
    }

    /** Takes in the next event of the session. */
    public void event(int number, TraceEvent event) {
        if (event instanceof TraceEvent.ParticipantCame came) {
            names.put(came.participant(), came.name());
        } else if (event instanceof TraceEvent.OfParticipant one) {
            stands(one);
            Optional<Step> step = current();
            switch (step.map(Step::what).orElse(null)) {
                case What.ByHand hand -> byHand(number, one, step.orElseThrow(), hand);
                case What.AtLine(int line) -> atLine(number, one, step.orElseThrow(), line);
                case null -> {}
            }
        }
    }

    /** A program may stand before the line of a step that comes later. */
    private void stands(TraceEvent.OfParticipant event) {
        int who = event.participant();
        switch (event) {
            case Note e when e.kind() == Note.Kind.WAITS_AT_LINE -> standing.put(who, e.origin());
            case Note e when e.kind() == Note.Kind.PREDICTION || isTheEnd(e) -> standing.remove(who);
            case Note e when e.kind() == Note.Kind.OUTPUT -> goesOn(who, e.origin());
            case TraceEvent.CallWaiting e -> goesOn(who, e.origin());
            case CallEntered e -> goesOn(who, e.origin());
            default -> {}
        }
    }

    private void goesOn(int who, Origin origin) {
        standing.computeIfPresent(who, (_, place) -> place.thread() == origin.thread() ? null : place);
    }

    private String name(TraceEvent.OfParticipant event) {
        return names.getOrDefault(event.participant(), "");
    }

    private void byHand(int number, TraceEvent.OfParticipant event, Step step, What.ByHand hand) {
        boolean isTheirs = name(event).equals(step.who());
        switch (event) {
            case TraceEvent.CallWaiting e when isTheirs && e.call().name() == hand.call() -> phase = Phase.HELD;
            case Note e when isTheirs && e.kind() == Note.Kind.TAKEN_BACK -> phase = Phase.AWAITED;
            case Note e when isTheirs && e.kind() == Note.Kind.PREDICTION && phase == Phase.HELD ->
                prediction = Optional.of(e.text());
            case CallEntered e when e.parent() == NONE ->
                entered(number, e, isTheirs && e.call().name() == hand.call());
            case TraceEvent.CallBlocked e when e.call() == call && hand.comes() instanceof Check.Blocks -> {
                observed = new Observed(observed.call(), Optional.empty(), true, List.of(), Optional.empty());
                stepDone(step);
            }
            case TraceEvent.CallReturned e when e.number() == call -> returned(e, step, hand.comes());
            case TraceEvent.CallReturned e when e.outcome() instanceof Outcome.Failed(Errno errno) ->
                detour = detour.filter(one -> one.call() == e.call().name())
                        .map(one -> new Detour(one.who(), one.call(), Optional.of(errno))).or(() -> detour);
            default -> {}
        }
    }

    private void entered(int number, CallEntered e, boolean isAskedFor) {
        if (isAskedFor) {
            call = number;
            phase = Phase.UNDER_WAY;
            observed = new Observed(Optional.of(e.call()), Optional.empty(), false, List.of(), Optional.empty());
        } else if (lesson.program(name(e)).isEmpty()) {
            detour = Optional.of(new Detour(name(e), e.call().name(), Optional.empty()));
        }
    }

    private void returned(TraceEvent.CallReturned e, Step step, Check comes) {
        observed = new Observed(Optional.of(e.call()), Optional.of(e.outcome()), false, List.of(), Optional.empty());
        // A call that was to wait and did not have to is as good.
        Check enough = comes instanceof Check.Blocks ? new Check.Succeeds() : comes;
        if (enough.holds(observed)) {
            stepDone(step);
        } else {
            call = NONE;
            phase = Phase.AWAITED;
            Optional<Errno> errno = e.outcome() instanceof Outcome.Failed(Errno number) ? Optional.of(number)
                    : Optional.empty();
            detour = Optional.of(new Detour(step.who(), e.call().name(), errno));
        }
    }

    private void atLine(int number, TraceEvent.OfParticipant event, Step step, int line) {
        if (!name(event).equals(step.who())) {
            return;
        }
        boolean standsAtALine = event instanceof Note note && note.kind() == Note.Kind.WAITS_AT_LINE;
        if (phase == Phase.HELD && event instanceof Note note && note.kind() == Note.Kind.PROGRAM_STOPPED) {
            // Its line was not run.
            phase = Phase.AWAITED;
            prediction = Optional.empty();
        } else if (phase == Phase.UNDER_WAY && (standsAtALine || isTheEnd(event))
                || phase == Phase.HELD && (standsAtALine && isOfItsThread(event) || isTheEnd(event))) {
            observed = event instanceof Note note && note.kind() == Note.Kind.PROGRAM_FAILED
                    ? new Observed(observed.call(), observed.outcome(), observed.blocked(), observed.printed(),
                            Optional.of(note.text()))
                    : observed;
            stepDone(step);
        } else if (phase == Phase.AWAITED && event instanceof Note note && standsAtALine
                && note.origin().line() == line) {
            phase = Phase.HELD;
            place = note.origin();
        } else if (phase == Phase.HELD && event instanceof Note note && note.kind() == Note.Kind.PREDICTION) {
            prediction = Optional.of(note.text());
        } else if (phase != Phase.AWAITED) {
            underWay(number, event, step);
        }
    }

    private boolean isOfItsThread(TraceEvent event) {
        return event instanceof Note note && note.origin().thread() == place.thread();
    }

    private static boolean isTheEnd(TraceEvent event) {
        return event instanceof Note note && switch (note.kind()) {
            case PROGRAM_ENDED, PROGRAM_FAILED, PROGRAM_STOPPED -> true;
            default -> false;
        };
    }

    private void underWay(int number, TraceEvent.OfParticipant event, Step step) {
        Optional<Question> question = step.question();
        boolean isAboutPrinting = question.filter(Question::asksWhatIsPrinted).isPresent();
        boolean isAboutBlocking = question.filter(one -> !one.asksWhetherItBlocks()).isEmpty();
        switch (event) {
            case TraceEvent.CallWaiting e when isHere(e.origin()) -> phase = Phase.UNDER_WAY;
            case CallEntered e when e.parent() == NONE && isHere(e.origin()) -> {
                phase = Phase.UNDER_WAY;
                if (call == NONE) {
                    call = number;
                    observed = new Observed(Optional.of(e.call()), Optional.empty(), false, observed.printed(),
                            Optional.empty());
                }
            }
            case CallEntered e when e.parent() == call && call != NONE -> parts.add(number);
            case TraceEvent.CallBlocked e when isOfTheStep(e.call()) && isAboutBlocking -> {
                observed = new Observed(observed.call(), Optional.empty(), true, observed.printed(), Optional.empty());
                stepDone(step);
            }
            case TraceEvent.CallReturned e when e.number() == call && call != NONE -> {
                observed = new Observed(Optional.of(e.call()), Optional.of(e.outcome()), false, observed.printed(),
                        Optional.empty());
                if (!isAboutPrinting) {
                    stepDone(step);
                }
            }
            case Note e when e.kind() == Note.Kind.OUTPUT -> {
                phase = Phase.UNDER_WAY;
                List<String> printed = new ArrayList<>(observed.printed());
                printed.add(e.text());
                observed = new Observed(observed.call(), observed.outcome(), observed.blocked(), printed,
                        Optional.empty());
                if (isAboutPrinting) {
                    stepDone(step);
                }
            }
            case CallEntered e -> phase = Phase.UNDER_WAY;
            case TraceEvent.CallWaiting e -> phase = Phase.UNDER_WAY;
            default -> {}
        }
    }

    private boolean isOfTheStep(int number) {
        return call != NONE && (number == call || parts.contains(number));
    }

    private boolean isHere(Origin origin) {
        return origin.thread() == place.thread() && origin.line() == place.line();
    }

    private void stepDone(Step step) {
        results.add(new Result(step, prediction, observed));
        phase = Phase.AWAITED;
        call = NONE;
        parts.clear();
        observed = Observed.NOTHING;
        prediction = Optional.empty();
        place = Origin.NONE;
        detour = Optional.empty();
        current().ifPresent(next -> standing.forEach((who, origin) -> {
            if (next.what() instanceof What.AtLine(int line) && line == origin.line()
                    && next.who().equals(names.get(who))) {
                phase = Phase.HELD;
                place = origin;
            }
        }));
    }

    /** How many steps are done. */
    public int done() {
        return results.size();
    }

    /** What has come of the steps that are done, in order. */
    public List<Result> results() {
        return List.copyOf(results);
    }

    /** Whether every step is done. */
    public boolean isOver() {
        return done() == lesson.steps().size();
    }

    /** The step that is to be done; empty when all are. */
    public Optional<Step> current() {
        return isOver() ? Optional.empty() : Optional.of(lesson.steps().get(done()));
    }

    /** Where the current step stands. */
    public Phase phase() {
        return phase;
    }

    /** What was predicted of the current step. */
    public Optional<String> prediction() {
        return prediction;
    }

    /** The step that was done last. */
    public Optional<Step> last() {
        return results.isEmpty() ? Optional.empty() : Optional.of(results.getLast().step());
    }

    /** What was done since in place of the step that is to be done. */
    public Optional<Detour> detour() {
        return detour;
    }
}
