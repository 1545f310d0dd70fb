package org.socketworkbench.lesson;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;

/**
 * What may come of a step, so that it can be compared with what did. In a lesson's file it is one of {@code blocks},
 * {@code returns 5}, {@code returns ECONNREFUSED}, {@code raises ECONNREFUSED}, {@code raises TimeoutError},
 * {@code receives 10 bytes} and {@code prints the answer}.
 */
public sealed interface Check {
    /** What came of a step fits. */
    boolean holds(Observed observed);

    /** It returns without an error. */
    record Succeeds() implements Check {
        @Override
        public boolean holds(Observed observed) {
            return observed.outcome().filter(outcome -> !isFailure(outcome)).isPresent();
        }
    }

    /** The kernel is seen to hold it; whether and when it returns later does not matter. */
    record Blocks() implements Check {
        @Override
        public boolean holds(Observed observed) {
            return observed.blocked();
        }
    }

    /** It returns this number, or the number of this error, as connect_ex does. */
    record Returns(String value) implements Check {
        @Override
        public boolean holds(Observed observed) {
            // connect_ex returns the number of an error; a failed system call has it as its errno.
            String number = Errno.named(value).map(errno -> Integer.toString(errno.number())).orElse(value);
            return observed.outcome().filter(outcome -> outcome instanceof Outcome.Failed(Errno errno)
                    ? Integer.toString(errno.number()).equals(number)
                    : !isFailure(outcome) && Long.toString(outcome.value()).equals(number)).isPresent();
        }
    }

    /** It fails with this error: its symbol, or the name of the exception in Python. */
    record Raises(String name) implements Check {
        @Override
        public boolean holds(Observed observed) {
            return observed.outcome().flatMap(Raises::names).filter(names -> names.test(name)).isPresent()
                    || observed.failure().filter(why -> why.equals(name) || why.startsWith(name + ":")).isPresent();
        }

        private interface Names {
            boolean test(String name);
        }

        private static Optional<Names> names(Outcome outcome) {
            return switch (outcome) {
                case Outcome.TimedOut _ -> Optional.of(TIMEOUT_ERROR::equals);
                case Outcome.Failed(Errno errno) -> Optional.of(name -> errno.symbol().equals(name)
                        || EXCEPTIONS.getOrDefault(errno.symbol(), "OSError").equals(name));
                default -> Optional.empty();
            };
        }
    }

    /** It receives this many bytes. */
    record Receives(long bytes) implements Check {
        @Override
        public boolean holds(Observed observed) {
            return observed.outcome().filter(outcome -> outcome instanceof Outcome.Received
                    || outcome instanceof Outcome.ReceivedFrom || outcome instanceof Outcome.ReceivedMessage)
                    .filter(outcome -> outcome.value() == bytes).isPresent();
        }
    }

    /** It prints a line with this text in it. */
    record Prints(String text) implements Check {
        @Override
        public boolean holds(Observed observed) {
            return observed.printed().stream().anyMatch(line -> line.contains(text));
        }
    }

    /** Python's exceptions that are about one error; every other error is an OSError. */
    Map<String, String> EXCEPTIONS = Map.ofEntries(Map.entry("ECONNREFUSED", "ConnectionRefusedError"),
            Map.entry("ECONNRESET", "ConnectionResetError"), Map.entry("ECONNABORTED", "ConnectionAbortedError"),
            Map.entry("EPIPE", "BrokenPipeError"), Map.entry("ESHUTDOWN", "BrokenPipeError"),
            Map.entry("EAGAIN", "BlockingIOError"),
            Map.entry("EINPROGRESS", "BlockingIOError"), Map.entry("EALREADY", "BlockingIOError"),
            Map.entry("ETIMEDOUT", Check.TIMEOUT_ERROR), Map.entry("ENOENT", "FileNotFoundError"),
            Map.entry("EEXIST", "FileExistsError"), Map.entry("EISDIR", "IsADirectoryError"),
            Map.entry("ENOTDIR", "NotADirectoryError"), Map.entry("EINTR", "InterruptedError"),
            Map.entry("ECHILD", "ChildProcessError"), Map.entry("ESRCH", "ProcessLookupError"),
            Map.entry("EACCES", "PermissionError"), Map.entry("EPERM", "PermissionError"));
    String TIMEOUT_ERROR = "TimeoutError";

    /** The check that a text names, as in {@code "returns 5"}; empty if it names none. */
    static Optional<Check> of(String text) {
        return Words.FORMS.entrySet().stream().flatMap(form -> {
            Matcher words = form.getKey().matcher(text);
            return words.matches() ? Optional.of(form.getValue().apply(words)).stream()
                    : Optional.<Check>empty().stream();
        }).findFirst();
    }

    private static boolean isFailure(Outcome outcome) {
        return outcome instanceof Outcome.Failed || outcome instanceof Outcome.TimedOut;
    }

    /** How checks are written. */
    final class Words {
        private static final Map<Pattern, Function<Matcher, Check>> FORMS = Map.of(
                Pattern.compile("blocks"), _ -> new Blocks(),
                Pattern.compile("succeeds"), _ -> new Succeeds(),
                Pattern.compile("returns (-?\\d{1,18}|E[A-Z0-9]+)"), words -> new Returns(words.group(1)),
                Pattern.compile("raises ([A-Za-z.]+)"), words -> new Raises(words.group(1)),
                Pattern.compile("receives (\\d{1,9}) bytes?"), words -> new Receives(Long.parseLong(words.group(1))),
                Pattern.compile("prints (.+)"), words -> new Prints(words.group(1)));

        private Words() {}
    }
}
