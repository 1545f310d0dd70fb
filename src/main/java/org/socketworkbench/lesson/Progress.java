package org.socketworkbench.lesson;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.lesson.Lesson.Answer;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.TraceEvent;

/**
 * How far somebody has come in a lesson, from the events of the session and nothing else. A call that the lesson did
 * not ask for is no mistake: it was made, and its answer stands; the step that was asked for is still to be done.
 */
public final class Progress {
    private final Lesson lesson;
    private final Map<Integer, String> names = new HashMap<>();
    /** The call that may do the step, or {@link TraceEvent.CallEntered#NO_PARENT}. */
    private int candidate = TraceEvent.CallEntered.NO_PARENT;
    private int done;
    private Optional<Detour> detour = Optional.empty();

    /**
     * A call that was made in place of the one that was asked for, or whose answer was another one.
     *
     * @param errno why it failed; empty if it did not, or has not returned
     */
    public record Detour(String who, CallName call, Optional<Errno> errno) {}

    public Progress(Lesson lesson) {
        this.lesson = lesson;
    }

    public Lesson lesson() {
        return lesson;
    }

    /** Takes in the next event of the session. */
    public void event(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e -> names.put(e.participant(), e.name());
            case TraceEvent.CallEntered e when e.parent() == TraceEvent.CallEntered.NO_PARENT -> entered(number, e);
            case TraceEvent.CallBlocked e when e.call() == candidate && answer() instanceof Answer.Waits -> stepDone();
            case TraceEvent.CallReturned e when e.number() == candidate -> returned(e);
            case TraceEvent.CallReturned e when e.outcome() instanceof Outcome.Failed(Errno errno) ->
                detour = detour.filter(one -> one.call() == e.call().name())
                        .map(one -> new Detour(one.who(), one.call(), Optional.of(errno))).or(() -> detour);
            default -> {}
        }
    }

    private void entered(int number, TraceEvent.CallEntered e) {
        String who = names.getOrDefault(e.participant(), "");
        if (current().filter(step -> step.who().equals(who) && step.call() == e.call().name()).isPresent()) {
            candidate = number;
        } else if (!isOver()) {
            detour = Optional.of(new Detour(who, e.call().name(), Optional.empty()));
        }
    }

    private void returned(TraceEvent.CallReturned e) {
        Optional<Errno> errno = e.outcome() instanceof Outcome.Failed(Errno number) ? Optional.of(number)
                : Optional.empty();
        boolean asFar = switch (answer()) {
            case Answer.Returns a -> errno.isEmpty();
            // It did not have to wait: that is as good.
            case Answer.Waits a -> errno.isEmpty();
            case Answer.Fails a -> errno.equals(Optional.of(a.errno()));
        };
        if (asFar) {
            stepDone();
        } else {
            candidate = TraceEvent.CallEntered.NO_PARENT;
            detour = Optional.of(new Detour(names.getOrDefault(e.participant(), ""), e.call().name(), errno));
        }
    }

    private Answer answer() {
        return lesson.steps().get(done).answer();
    }

    private void stepDone() {
        done++;
        candidate = TraceEvent.CallEntered.NO_PARENT;
        detour = Optional.empty();
    }

    /** How many steps are done. */
    public int done() {
        return done;
    }

    /** Whether every step is done. */
    public boolean isOver() {
        return done == lesson.steps().size();
    }

    /** The step that is to be done; empty when all are. */
    public Optional<Step> current() {
        return isOver() ? Optional.empty() : Optional.of(lesson.steps().get(done));
    }

    /** The step that was done last. */
    public Optional<Step> last() {
        return done == 0 ? Optional.empty() : Optional.of(lesson.steps().get(done - 1));
    }

    /** What was done since in place of the step that is to be done. */
    public Optional<Detour> detour() {
        return detour;
    }
}
