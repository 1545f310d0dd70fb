package org.socketworkbench.cli;

/** What was asked for cannot be done. The message is one line for the user; the program ends with exit code 1. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
