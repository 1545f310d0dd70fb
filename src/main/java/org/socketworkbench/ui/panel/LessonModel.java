package org.socketworkbench.ui.panel;

import java.util.Optional;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Progress;
import org.socketworkbench.lesson.Progress.Phase;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * The lesson that is on in a live session, and how far it has come. Made before the suggestion of the next call, which
 * asks it first.
 */
public final class LessonModel implements TraceFeed.Listener, AutoCloseable {
    private final TraceFeed feed;
    private final Hold hold;
    private Optional<Progress> progress = Optional.empty();
    private boolean reviewed;

    /** What holds a call or a program until its outcome is predicted. */
    public interface Hold {
        /** In a recorded session nothing is held. */
        Hold NOTHING = (who, prediction) -> {};

        /**
         * Lets go on what a participant holds.
         *
         * @param prediction what is predicted of it; empty if nothing is asked
         */
        void letGo(String who, Optional<String> prediction);
    }

    public LessonModel(TraceFeed feed, Hold hold) {
        this.feed = feed;
        this.hold = hold;
        feed.add(this, feed.log().size());
    }

    /** Begins a lesson at its first step, with whoever takes part by now. */
    public void begin(Lesson lesson) {
        Progress begun = new Progress(lesson);
        for (int number = 0; number < feed.moments().followed(); number++) {
            if (feed.log().get(number) instanceof TraceEvent.ParticipantCame came) {
                begun.event(number, came);
            }
        }
        progress = Optional.of(begun);
        feed.follow();
    }

    /** Shows what was predicted in a lesson of which this is the trace. */
    public void review(Lesson lesson) {
        Progress done = new Progress(lesson);
        for (int number = 0; number < feed.log().size(); number++) {
            done.event(number, feed.log().get(number));
        }
        progress = Optional.of(done);
        reviewed = true;
    }

    /** Whether the lesson was done earlier, and only its results are shown. */
    public boolean isReviewed() {
        return reviewed;
    }

    /** Lets the step that is held be done. */
    public void letGo(Optional<String> prediction) {
        progress.filter(one -> one.phase() == Phase.HELD).flatMap(Progress::current)
                .ifPresent(step -> hold.letGo(step.who(), prediction));
    }

    /** Whether the lesson that is on has programs: then it leads, and nothing else suggests calls. */
    public boolean isAboutPrograms() {
        return progress.filter(one -> !one.lesson().programs().isEmpty()).isPresent();
    }

    /** Whether the lesson asks what a call by hand will come to, before it is made. */
    boolean isAskedAbout(String who, CallName call) {
        return progress.flatMap(Progress::current).filter(step -> step.question().isPresent() && step.who().equals(who)
                && step.call().filter(call::equals).isPresent()).isPresent();
    }

    /** Ends the lesson, wherever it is. */
    public void end() {
        progress = Optional.empty();
        feed.follow();
    }

    /** The lesson that is on, and how far it has come. */
    public Optional<Progress> progress() {
        return progress;
    }

    /**
     * The call that the lesson asks for at this moment, if it can be made: not while its participant is in another
     * call, and not where something else has to be done first to find the way back.
     */
    Optional<NextCall> next(Picture picture) {
        Optional<Step> step = progress.flatMap(Progress::current);
        Optional<ParticipantState> who = step.flatMap(one -> picture.participants().stream()
                .filter(other -> other.name().equals(one.who()) && canMakeOne(other)).findFirst());
        Optional<CallName> byHand = step.flatMap(Step::call);
        if (byHand.isEmpty() || who.isEmpty()) {
            return Optional.empty();
        }
        NextCall asked = NextCall.askedFor(who.get(), byHand.get());
        boolean onTheWay = progress.flatMap(Progress::detour).isEmpty();
        return NextCall.of(picture)
                .filter(natural -> natural.participant() == asked.participant() && natural.call() == asked.call())
                .or(() -> Optional.of(asked).filter(call -> onTheWay));
    }

    private static boolean canMakeOne(ParticipantState who) {
        return who.isPresent() && who.program().isEmpty() && who.lanes().stream().map(Lane::pending)
                .allMatch(Optional::isEmpty);
    }

    @Override
    public void event(int number, TraceEvent event) {
        progress.filter(one -> !reviewed).ifPresent(one -> one.event(number, event));
    }

    @Override
    public void show(int count, Picture picture) {
        // Whoever shows the lesson asks for it.
    }

    @Override
    public void close() {
        feed.remove(this);
    }
}
