package org.socketworkbench.trace;

import org.socketworkbench.messages.Messages;

/**
 * A trace file contains something impossible; the message tells the user why. {@link TraceReader}, which knows the
 * line, turns it into a {@link TraceFormatException}.
 */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Messages MESSAGES = Messages.of(Unreadable.class);

    /** @param key the key of the message; the values are filled into it */
    Unreadable(String key, Object... values) {
        super(MESSAGES.text(key, values));
    }
}
