package org.socketworkbench.trace;

import java.io.IOException;
import org.socketworkbench.messages.Messages;

/**
 * A file is not a trace, or not a whole one. The message is one line for the user, in plain ASCII whatever the file
 * holds.
 */
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1;
    private static final Messages MESSAGES = Messages.of(TraceFormatException.class);

    private final int line;
    private final transient TraceLog before;

    TraceFormatException(int line, Unreadable cause, TraceLog before) {
        super(MESSAGES.text("line", Integer.toString(line), cause.getMessage()), cause);
        this.line = line;
        this.before = before;
    }

    /** The number of the line that cannot be read, from 1. */
    public int line() {
        return line;
    }

    /** The trace up to that line, which can be shown like any other; empty if not even the first line can be read. */
    public TraceLog before() {
        return before;
    }
}
