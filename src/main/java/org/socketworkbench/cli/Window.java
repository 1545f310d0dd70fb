package org.socketworkbench.cli;

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

    /** Opens the window and returns when it is closed. */
    void show(Until until) throws Failure;
}
