package org.socketworkbench.ui.panel;

import java.util.Optional;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Progress;
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
    private Optional<Progress> progress = Optional.empty();

    public LessonModel(TraceFeed feed) {
        this.feed = feed;
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
        progress.ifPresent(one -> one.event(number, event));
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
