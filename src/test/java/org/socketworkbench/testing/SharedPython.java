package org.socketworkbench.testing;

import org.socketworkbench.python.PythonEngine;

/** One Python for all tests of a JVM: its first interpreter takes seconds. It is never closed. */
public final class SharedPython {
    public static final PythonEngine ENGINE = new PythonEngine();

    private SharedPython() {}
}
