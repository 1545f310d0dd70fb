package org.socketworkbench.cli;

/** The request cannot be carried out. The message is one line for the user; the program ends with exit code 1. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final String message;

    public Failure(String message) {
        this.message = message;
    }

    public Failure(String message, Throwable cause) {
        super(cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
