package org.socketworkbench.python;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import com.oracle.truffle.api.debug.SuspendedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.socketworkbench.engine.Program;
import org.socketworkbench.trace.Origin;

/** Holds a running program before the lines that have a breakpoint, until a step lets it go on. */
final class Stops implements AutoCloseable {
    private final Source source;
    private final LineBreakpoints wanted;
    private final Runnable onChange = this::install;
    private final Map<Integer, Breakpoint> installed = new HashMap<>();
    /** Begun before the program: code that runs already would not see a breakpoint that comes later. */
    private final DebuggerSession session;
    /** Let go of at the end: code that all programs share may remember the session, and all of a program's memory by it. */
    private volatile Run run;

    Stops(Engine engine, Source source, LineBreakpoints wanted, Run run) {
        this.source = source;
        this.wanted = wanted;
        this.run = run;
        session = Debugger.find(engine).startSession(this::suspended);
        wanted.addListener(onChange);
    }

    /** Puts the breakpoints where they are wanted now. */
    synchronized void install() {
        Set<Integer> lines = wanted.lines();
        if (run == null) {
            return;
        }
        installed.entrySet().removeIf(entry -> {
            boolean gone = !lines.contains(entry.getKey());
            if (gone) {
                entry.getValue().dispose();
            }
            return gone;
        });
        // A line that nothing runs on stands for the next one that something does.
        lines.forEach(line -> installed.computeIfAbsent(line,
                l -> session.install(Breakpoint.newBuilder(source.getURI()).lineIs(l).build())));
    }

    private void suspended(SuspendedEvent event) {
        Run current = run;
        if (current != null && current.hasThisThread()) {
            Program.Process process = current.process();
            try {
                process.holdAt(new Origin(process.thread(), source.getName(), event.getSourceSection().getStartLine()));
            } catch (Program.Ended e) {
                event.prepareKill();
                return;
            }
        }
        event.prepareContinue();
    }

    @Override
    public synchronized void close() {
        wanted.removeListener(onChange);
        run = null;
        session.close();
    }
}
