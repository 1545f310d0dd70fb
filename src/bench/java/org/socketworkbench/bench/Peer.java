package org.socketworkbench.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The same in another language, as a program of its own. */
record Peer(String name, List<String> command) {
    /** What the two ends of its connection are. */
    enum Ends { PROCESSES, THREADS }

    /** Where a forked JVM finds the C program, if there is one. */
    private static final String PROPERTY = "bench.c";

    /** The C program that this JVM was given to compare itself with. */
    static Optional<Peer> given() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(path -> new Peer("C", List.of(path)));
    }

    /** The C program, if there is a compiler. */
    static Optional<Peer> compiled(Path source, Path program) throws InterruptedException {
        return succeeds("cc", "-O2", "-pthread", "-o", program.toString(), source.toString())
                ? Optional.of(new Peer("C", List.of(program.toAbsolutePath().toString()))) : Optional.empty();
    }

    /** The Python program, if there is a Python. */
    static Optional<Peer> python(Path source) throws InterruptedException {
        return succeeds("python3", "-c", "")
                ? Optional.of(new Peer("CPython", List.of("python3", source.toString()))) : Optional.empty();
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            // Not on this machine.
            return false;
        }
    }

    /** The argument of a JVM that is to compare itself with this one. */
    String asJvmArgument() {
        return "-D" + PROPERTY + "=" + command.getFirst();
    }

    /** Runs it and answers how many round trips or bytes a second of CPU time it made. */
    double rate(Ends ends, Load load) {
        Stream<String> arguments = Stream.of(word(ends), word(load), Integer.toString(load.amount()));
        try {
            Process process = new ProcessBuilder(Stream.concat(command.stream(), arguments).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue());
            }
            return Double.parseDouble(answer);
        } catch (IOException e) {
            throw new IllegalStateException(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
