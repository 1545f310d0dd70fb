package org.socketworkbench.ui.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.TraceFeed;

/** One trace from its first event, and the position shown. The window shows one session at a time. */
abstract sealed class Session permits LiveSession, RecordedSession {
    private final TraceFeed feed;
    private final Selection selection = new Selection();
    private final Unsaved unsaved = new Unsaved();
    private Optional<Path> file = Optional.empty();

    Session(TraceLog log) {
        feed = new TraceFeed(log);
        feed.add(unsaved);
    }

    final TraceLog log() {
        return feed.log();
    }

    final TraceFeed feed() {
        return feed;
    }

    final Selection selection() {
        return selection;
    }

    /** Which of its calls are in no file. */
    final Unsaved unsaved() {
        return unsaved;
    }

    /** The file that it was opened from or saved to last. */
    final Optional<Path> file() {
        return file;
    }

    final void liesIn(Path now) {
        file = Optional.of(now);
    }

    /**
     * Ends every call and closes every socket; returns whether that was done in time. Must not run on the FX thread
     * while the window is shown.
     */
    abstract boolean close(Duration atMost) throws InterruptedException;
}
