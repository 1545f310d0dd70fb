package org.socketworkbench.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** The scripts that CPython answers too, run while strace watches: each on a thread of its own. */
final class StraceScripts {
    private static final Sockets SOCKETS = ThisSystem.sockets();

    private StraceScripts() {}

    /** Runs every script and prints what the trace says, in the form of {@link StraceSubject}. */
    static void printAll() throws Exception {
        // A script that makes a file closes it on the thread that is compared: that is no call of the trace.
        List<CallScript> scripts = CallScript.all().stream()
                .filter(script -> script.steps().stream().noneMatch(step -> step.contains("touch"))).toList();
        // The first round loads classes, which opens and closes files, on threads that nobody compares.
        for (CallScript script : scripts) {
            run(script);
        }
        for (CallScript script : scripts) {
            AtomicLong thread = new AtomicLong();
            TraceLog log = run(script, thread);
            RealCalls real = new RealCalls();
            for (TraceEvent event : log.range(0, log.size())) {
                Optional<String> seen = real.next(event);
                if (event instanceof TraceEvent.CallReturned e && seen.isPresent()) {
                    System.out.println(
                            thread + "\t" + script.name() + "\t" + CText.of(e.call(), e.outcome()) + "\t" + seen.get());
                }
            }
        }
    }

    private static void run(CallScript script) throws Exception {
        run(script, new AtomicLong());
    }

    /** Runs a script and answers its trace; the kernel's number of its thread is left behind. */
    private static TraceLog run(CallScript script, AtomicLong thread) throws Exception {
        Path paths = Files.createTempDirectory("socket-workbench-strace");
        TraceLog log = new TraceLog();
        Workbench workbench = new Workbench(() -> {
            Sockets.Caller caller = SOCKETS.caller();
            thread.set(caller.threadId());
            return caller;
        }, log, (call, outcome) -> {}, body -> Thread.ofPlatform().start(body));
        try {
            ScriptRun run = new ScriptRun(script, new ScriptAddresses(paths, paths.getFileName() + "-"));
            workbench.add("script", Role.CLIENT).start(run);
            run.answers();
        } finally {
            workbench.close(Duration.ofSeconds(30));
            Files.deleteIfExists(paths);
        }
        return log;
    }
}
