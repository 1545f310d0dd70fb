package org.socketworkbench.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that makes the same transfers as all the others, in C, Python or Java. */
record Peer(String name, List<String> command) {
    /** What the two ends of its connection are; in Java they are always threads. */
    enum Ends { PROCESSES, THREADS }

    /** The program in C, if there is a compiler. */
    static Optional<Peer> compiled(Path source, Path program, Ends ends) throws InterruptedException {
        return succeeds("cc", "-O2", "-pthread", "-o", program.toString(), source.toString())
                ? Optional.of(with("C", ends, program.toAbsolutePath().toString())) : Optional.empty();
    }

    /** The program in Python, if there is a Python. */
    static Optional<Peer> python(Path source, Ends ends) throws InterruptedException {
        return succeeds("python3", "-c", "") ? Optional.of(with("CPython", ends, "python3", source.toString()))
                : Optional.empty();
    }

    /** A kind of this JVM, with the flags that it has. */
    static Peer java(Kind kind) {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // Its output is for the rates alone: what the JVM has to warn of would stand between them.
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WireProgram.class.getName(), kind.name()));
        return new Peer(kind.text(), command);
    }

    private static Peer with(String name, Ends ends, String... command) {
        String word = ends.name().toLowerCase(Locale.ROOT);
        return new Peer(name + ", two " + word, Stream.concat(Stream.of(command), Stream.of(word)).toList());
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            // Not on this machine.
            return false;
        }
    }

    /** Starts it. */
    Running start(Load load) throws IOException {
        Stream<String> arguments = Stream.of(load.word(), Integer.toString(load.amount()));
        return new Running(new ProcessBuilder(Stream.concat(command.stream(), arguments).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** One that has been started: it rests but for its turns. */
    static final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        private Running(Process process) {
            this.process = process;
            answers = process.inputReader();
        }

        /** Makes a turn and answers how many round trips or bytes a second of CPU time it made. */
        double turn() throws IOException {
            process.outputWriter().append('\n').flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("it has ended: " + process.info().commandLine());
            }
            return Double.parseDouble(answer);
        }

        @Override
        public void close() {
            try {
                process.outputWriter().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
