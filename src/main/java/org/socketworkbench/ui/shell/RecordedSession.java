package org.socketworkbench.ui.shell;

import java.time.Duration;
import org.socketworkbench.trace.TraceLog;

/** A finished trace, which is only looked at: nobody in it can make a call. */
final class RecordedSession extends Session {
    RecordedSession(TraceLog log) {
        super(log);
    }

    @Override
    boolean close(Duration atMost) {
        return true;
    }
}
