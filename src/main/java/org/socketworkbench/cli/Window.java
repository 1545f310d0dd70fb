package org.socketworkbench.cli;

/** The program's window. */
@FunctionalInterface
public interface Window {

    /** When the window closes. */
    enum Until {
        /** The user closes it. */
        CLOSED,
        /** A program could be started in it; nobody need see it. */
        READY
    }

    /** Opens the window and returns when it is closed. */
    void show(Until until) throws Failure;
}
