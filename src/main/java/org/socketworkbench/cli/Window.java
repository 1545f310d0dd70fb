package org.socketworkbench.cli;

import java.nio.file.Path;
import java.util.List;

/** The program's window. */
@FunctionalInterface
public interface Window {

    /** When the window closes. */
    enum Until {
        /** When the user closes it. */
        CLOSED,
        /** As soon as a program could be started in it; nobody needs to see it. */
        READY
    }

    /**
     * Opens the window and returns when it is closed.
     *
     * @param files traces and programs to open in it
     */
    void show(Until until, List<Path> files) throws Failure;
}
