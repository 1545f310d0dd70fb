package org.socketworkbench.python;

/** Python is not available on this machine as it is; the message is a sentence for the user. */

public final class NoPythonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;

    NoPythonException(String message) {
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
