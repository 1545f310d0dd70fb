package org.socketworkbench.ui.shell;

import java.time.Duration;
import org.socketworkbench.trace.TraceLog;

/** A finished trace for viewing only: its participants cannot make calls. */
final class RecordedSession extends Session {
    RecordedSession(TraceLog log) {
        super(log);
        unsaved().saved(log.size());
    }

    @Override
    boolean close(Duration atMost) {
        return true;
    }
}
