package org.socketworkbench.trace;

import org.socketworkbench.messages.Messages;

/**
 * What stands in a trace file cannot be, and why, in words for the user. On its way to {@link TraceReader}, which knows
 * the line and makes a {@link TraceFormatException} of it.
 */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Messages MESSAGES = Messages.of(Unreadable.class);

    /** @param key the key of the text; the values are filled into it */
    Unreadable(String key, Object... values) {
        super(MESSAGES.text(key, values));
    }
}
