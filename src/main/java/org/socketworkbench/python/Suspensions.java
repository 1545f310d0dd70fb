package org.socketworkbench.python;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import com.oracle.truffle.api.debug.SuspendedEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Engine;

/**
 * The debugger of all programs of an engine. Its one session begins before the first program and is never closed: code
 * that is already running would not notice a later breakpoint, and a session that begins or ends visits all code that
 * was ever loaded.
 */
final class Suspensions {
    /**
     * The running programs: the code that all programs share refers to the session, which must not keep ended programs
     * alive.
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
