package org.socketworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.messages.Messages;

/**
 * Checks how many files this process may have open at a time. With too few, the JVM cannot even load its own files and
 * fails in arbitrary places.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2), RLIMIT_NOFILE</a>
 */
final class OpenFiles {
    /** The JVM, the jars, the libraries and Python need about forty; the rest is for a few sockets. */
    static final int NEEDED = 64;
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";
    private static final Messages MESSAGES = Messages.of(OpenFiles.class);

    private OpenFiles() {}

    /** What is wrong with the limit of this process, if anything. */
    static Optional<String> problem() {
        try {
            return problem(Files.readAllLines(LIMITS));
        } catch (IOException e) {
            // Either no descriptor is left even for this file, or the system is not Linux, which is reported elsewhere.
            return Files.exists(LIMITS) ? tooFew() : Optional.empty();
        }
    }

    /**
     * @param limits the lines of {@code /proc/self/limits} (man 5 proc_pid_limits): name, soft limit, hard limit, unit
     */
    static Optional<String> problem(List<String> limits) {
        return limits.stream().filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip().split("\\s+")[0])
                .filter(soft -> soft.matches("\\d{1,9}") && Integer.parseInt(soft) < NEEDED)
                .findFirst().flatMap(soft -> tooFew());
    }

    private static Optional<String> tooFew() {
        return Optional.of(MESSAGES.text("check.files", Integer.toString(NEEDED)));
    }
}
