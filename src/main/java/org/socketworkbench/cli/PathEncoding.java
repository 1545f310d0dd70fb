package org.socketworkbench.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.socketworkbench.messages.Messages;

/**
 * Whether the process's locale lets the JVM name a file. It takes the encoding of paths from there and from nowhere
 * else: with {@code LC_ALL=C} that is ASCII, and of every other letter only the replacement character is left.
 */
final class PathEncoding {
    private static final char REPLACEMENT = '\ufffd';
    private static final Messages MESSAGES = Messages.of(PathEncoding.class);

    private PathEncoding() {}

    /** Why something named on the command line cannot be found, if the locale is why. */
    static Optional<String> problem(String name) {
        return problem(name, System.getProperty("user.dir"), System.getProperty("sun.jnu.encoding"));
    }

    static Optional<String> problem(String name, String workingFolder, String encoding) {
        if (Charset.forName(encoding, StandardCharsets.UTF_8).equals(StandardCharsets.UTF_8)) {
            return Optional.empty();
        }
        // What the JVM makes of a path that it cannot read, it writes with question marks.
        String folder = workingFolder.replace(REPLACEMENT, '?');
        boolean isBelow = !folder.equals(workingFolder) && (!name.startsWith("/") || name.startsWith(folder));
        return isBelow || name.indexOf(REPLACEMENT) >= 0
                ? Optional.of(MESSAGES.text("path.encoding", name.replace(REPLACEMENT, '?')))
                : Optional.empty();
    }
}
