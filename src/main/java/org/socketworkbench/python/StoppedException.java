package org.socketworkbench.python;

/** Thrown in a stopped program, just before its interpreter is closed. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
        super(null, null, false, false);
    }
}
