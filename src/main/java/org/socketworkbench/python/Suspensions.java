package org.socketworkbench.python;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import com.oracle.truffle.api.debug.SuspendedEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Engine;

/**
 * The debugger of all programs of an engine. Its one session is begun before the first program and never closed: code
 * that runs already would not see a breakpoint that comes later, and a session that begins or ends goes through all
 * code that was ever loaded.
 */
final class Suspensions {
    /**
     * Of those that run: the code that all programs share remembers the session, and must not remember an ended program
     * by it.
     */
    private final Set<Stops> running = ConcurrentHashMap.newKeySet();
    private final DebuggerSession session;

    Suspensions(Engine engine) {
        session = Debugger.find(engine).startSession(this::suspended);
    }

    void add(Stops stops) {
        running.add(stops);
    }

    void remove(Stops stops) {
        running.remove(stops);
    }

    Breakpoint install(Breakpoint breakpoint) {
        return session.install(breakpoint);
    }

    private void suspended(SuspendedEvent event) {
        running.stream().filter(stops -> stops.areMetBy(event)).findFirst()
                .ifPresentOrElse(stops -> stops.hold(event), event::prepareContinue);
    }
}
