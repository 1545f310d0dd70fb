package org.socketworkbench.cli;

import java.util.Optional;
import java.util.OptionalLong;
import org.socketworkbench.messages.Messages;

/**
 * Checks how many files this process may have open at a time. With too few, the JVM cannot even load its own files and
 * fails in arbitrary places.
 */
final class OpenFiles {
    /** The JVM, the jars, the libraries and Python need about forty; the rest is for a few sockets. */
    static final int NEEDED = 64;
    private static final Messages MESSAGES = Messages.of(OpenFiles.class);

    private OpenFiles() {}

    /**
     * What is wrong with the limit, if anything.
     *
     * @param atMost how many files may be open; empty if there is no limit
     */
    static Optional<String> problem(OptionalLong atMost) {
        return atMost.isPresent() && atMost.getAsLong() < NEEDED
                ? Optional.of(MESSAGES.text("check.files", Integer.toString(NEEDED))) : Optional.empty();
    }
}
