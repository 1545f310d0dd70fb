package org.socketworkbench.python;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.DebugException;
import com.oracle.truffle.api.debug.DebugStackFrame;
import com.oracle.truffle.api.debug.SuspendedEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Source;
import org.socketworkbench.engine.Program;
import org.socketworkbench.trace.Origin;

/** Holds a running program before lines with a breakpoint until a step lets it go on. */
final class Stops implements AutoCloseable {
    /** Here the interpreter knows a function's variables only within its own frame. */
    private static final String VARIABLES =
            "__import__('_variables').variables(__import__('builtins').locals())";

    private final Suspensions suspensions;
    private final Source source;
    private final LineBreakpoints wanted;
    private final Runnable onChange = this::install;
    private final Map<Integer, Breakpoint> installed = new ConcurrentHashMap<>();
    private final Run run;
    private boolean closed;

    Stops(Suspensions suspensions, Source source, LineBreakpoints wanted, Run run) {
        this.suspensions = suspensions;
        this.source = source;
        this.wanted = wanted;
        this.run = run;
        suspensions.add(this);
        wanted.addListener(onChange);
    }

    /** Installs the current breakpoints. */
    synchronized void install() {
        if (!closed) {
            keep(wanted.all());
        }
    }

    private void keep(Set<Integer> lines) {
        installed.entrySet().removeIf(entry -> {
            boolean gone = !lines.contains(entry.getKey());
            if (gone) {
                entry.getValue().dispose();
            }
            return gone;
        });
        // A line without code stands for the next line with code.
        lines.forEach(line -> installed.computeIfAbsent(line,
                l -> suspensions.install(Breakpoint.newBuilder(source.getURI()).lineIs(l).build())));
    }

    /**
     * Whether the calling thread belongs to this program and has hit one of its breakpoints; another program may have
     * the same text.
     */
    boolean areMetBy(SuspendedEvent event) {
        return run.hasThisThread() && event.getBreakpoints().stream().anyMatch(installed::containsValue);
    }

    /** Holds the calling thread, which has hit a breakpoint. */
    void hold(SuspendedEvent event) {
        boolean waits = installed.entrySet().stream().filter(one -> event.getBreakpoints().contains(one.getValue()))
                .map(Map.Entry::getKey).toList().stream().anyMatch(wanted::meets);
        if (!waits) {
            event.prepareContinue();
            return;
        }
        Program.Process process = run.process();
        try {
            process.holdAt(new Origin(process.thread(), source.getName(), event.getSourceSection().getStartLine()),
                    () -> variables(event.getTopStackFrame()));
        } catch (Program.Ended e) {
            event.prepareKill();
            return;
        }
        event.prepareContinue();
    }

    private static String variables(DebugStackFrame frame) {
        try {
            return frame.eval(VARIABLES).asString();
        } catch (DebugException e) {
            return "";
        }
    }

    @Override
    public synchronized void close() {
        wanted.removeListener(onChange);
        suspensions.remove(this);
        closed = true;
        keep(Set.of());
    }
}
