package org.socketworkbench.ui.panel;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * Whose call comes next in a live session: one suggestion for all panels, so that one button is marked. Made before the
 * panels, so that they find it up to date whenever the feed shows them a moment.
 */
public final class NextStep implements TraceFeed.Listener, AutoCloseable {
    private final TraceFeed feed;
    private final LessonModel lesson;
    private final ReadOnlyObjectWrapper<Optional<NextCall>> call = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** @param lesson is asked first */
    public NextStep(TraceFeed feed, LessonModel lesson) {
        this.feed = feed;
        this.lesson = lesson;
        feed.add(this, feed.log().size());
    }

    /** The suggestion; empty while an earlier moment is shown. */
    public ReadOnlyObjectProperty<Optional<NextCall>> callProperty() {
        return call.getReadOnlyProperty();
    }

    /** Whether a lesson asks what a call by hand will come to, before it is made. */
    boolean isAskedAbout(String who, CallName call) {
        return lesson.isAskedAbout(who, call);
    }

    @Override
    public void show(int count, Picture picture) {
        call.set(feed.liveProperty().get() && !lesson.isAboutPrograms()
                ? lesson.next(picture).or(() -> NextCall.of(picture)) : Optional.empty());
    }

    @Override
    public void close() {
        feed.remove(this);
    }
}
