package org.socketworkbench.ui.shell;

import java.time.Duration;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.TraceFeed;

/** One trace from its first event, and the position shown. The window shows one session at a time. */
abstract sealed class Session permits LiveSession, RecordedSession {
    private final TraceFeed feed;
    private final Selection selection = new Selection();

    Session(TraceLog log) {
        feed = new TraceFeed(log);
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

    /**
     * Ends every call and closes every socket; returns whether that was done in time. Must not run on the FX thread
     * while the window is shown.
     */
    abstract boolean close(Duration atMost) throws InterruptedException;
}
