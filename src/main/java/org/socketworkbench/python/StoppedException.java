package org.socketworkbench.python;

/** Thrown into a program that was stopped, in the instant before its interpreter is closed. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
        super(null, null, false, false);
    }
}
