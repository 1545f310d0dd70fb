package org.socketworkbench.ui.shell;

import java.util.HashMap;
import java.util.Map;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * Whose calls of a session are in no file yet. What the kernel did since then by itself does not count. FX thread only.
 */
final class Unsaved implements TraceFeed.Listener {
    private final Map<Integer, Integer> newestCalls = new HashMap<>();
    private int saved;

    @Override
    public void event(int number, TraceEvent event) {
        if (event instanceof TraceEvent.CallEntered entered) {
            newestCalls.put(entered.participant(), number);
        } else if (event instanceof TraceEvent.CallReturned returned) {
            newestCalls.put(returned.participant(), number);
        }
    }

    @Override
    public void show(int count, Picture picture) {
        // What is unsaved is the same at each moment that is shown.
    }

    /** The first {@code count} events are in a file now. */
    void saved(int count) {
        saved = Math.max(saved, count);
    }

    boolean hasCalls() {
        return newestCalls.values().stream().anyMatch(number -> number >= saved);
    }

    boolean hasCallsOf(int participant) {
        return newestCalls.getOrDefault(participant, -1) >= saved;
    }
}
