package org.socketworkbench.testing;

import java.time.Duration;
import org.socketworkbench.python.PythonEngine;

/**
 * Python for all tests of one JVM: its first interpreter takes seconds, and far longer on a loaded machine. It ends
 * with the JVM.
 */
public final class SharedPython {
    public static final PythonEngine ENGINE = new PythonEngine(ThisSystem.platform());
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private SharedPython() {}

    /** Waits until an interpreter stands ready, so that the next program begins at once. */
    public static void ready() {
        Await.until("an interpreter is ready", LIMIT, ENGINE::isReady);
    }
}
