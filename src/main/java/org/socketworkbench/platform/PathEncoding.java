package org.socketworkbench.platform;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.socketworkbench.messages.Messages;

/**
 * Checks whether the process's locale lets the JVM name a file. The JVM takes the encoding of paths only from the
 * locale: with {@code LC_ALL=C} it is ASCII, and every other letter becomes the replacement character.
 */
public final class PathEncoding {
    private static final char REPLACEMENT = '\ufffd';
    private static final Messages MESSAGES = Messages.of(PathEncoding.class);

    private PathEncoding() {}

    /** Why something named on the command line cannot be found, if the locale is the cause. */
    public static Optional<String> problem(String name) {
        return problem(name, System.getProperty("user.dir"), System.getProperty("sun.jnu.encoding"));
    }

    static Optional<String> problem(String name, String workingFolder, String encoding) {
        if (Charset.forName(encoding, StandardCharsets.UTF_8).equals(StandardCharsets.UTF_8)) {
            return Optional.empty();
        }
        // The JVM writes what it cannot decode in a path as question marks.
        String folder = workingFolder.replace(REPLACEMENT, '?');
        boolean isBelow = !folder.equals(workingFolder) && (!name.startsWith("/") || name.startsWith(folder));
        return isBelow || name.indexOf(REPLACEMENT) >= 0
                ? Optional.of(MESSAGES.text("path.encoding", name.replace(REPLACEMENT, '?')))
                : Optional.empty();
    }
}
