package org.socketworkbench.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One start of a program, watched from outside. Times are in seconds from the start of {@code java}. */
final class Start {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long LOOK_MILLIS = 10;
    /** A caret that blinks, or an interpreter of which a label says that it is ready now, is no other picture. */
    private static final double SAME = 0.005;
    private static final double MEBI = 1024;

    private final List<String> command;

    /** @param command what stands behind {@code java} */
    Start(List<String> command) {
        this.command = command;
    }

    /**
     * @param complete when the window looked for the first time as it looked in the end
     * @param cpu      the processor time of all its threads until then, in seconds: steadier than the clock on a busy
     *                 machine
     * @param resident the memory that is resident after the idle time, in MiB
     */
    record Shown(double complete, double cpu, double resident) {}

    private record Look(long at, double cpu, byte[] seen) {}

    /** Until the window is complete, and then for as long as it is to be idle. */
    Shown untilComplete(Duration idle) throws IOException, InterruptedException {
        try (Display display = new Display()) {
            long begin = System.nanoTime();
            Process process = process(display).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
            try {
                List<Look> looks = new ArrayList<>(List.of(new Look(begin, 0, display.look())));
                while (looks.size() == 1 || System.nanoTime() - looks.getLast().at < QUIET.toNanos()) {
                    if (!process.isAlive() || System.nanoTime() - begin > LIMIT.toNanos()) {
                        throw new IOException("no window: " + command);
                    }
                    Thread.sleep(LOOK_MILLIS);
                    Look look = new Look(System.nanoTime(), cpu(process), display.look());
                    if (Display.difference(look.seen, looks.getLast().seen) > SAME) {
                        looks.add(look);
                    }
                }
                byte[] last = display.look();
                Look complete = looks.stream().filter(look -> Display.difference(look.seen, last) <= SAME).findFirst()
                        .orElseThrow();
                Thread.sleep(idle);
                return new Shown((complete.at - begin) / 1e9, complete.cpu, resident(process));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** Until a line that contains this is read from it. */
    double untilItSays(String part) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var said = process.inputReader()) {
            String line = said.readLine();
            while (line != null && !line.contains(part)) {
                line = said.readLine();
            }
            if (line == null) {
                throw new IOException("nothing said: " + command);
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Until it has come to its end by itself. */
    double untilItEnds() throws IOException, InterruptedException {
        try (Display display = new Display()) {
            long begin = System.nanoTime();
            Process process = process(display).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IOException("no end: " + command);
                }
                return (System.nanoTime() - begin) / 1e9;
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private ProcessBuilder process(Display display) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DISPLAY", display.name());
        return builder;
    }

    private static double cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static double resident(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / MEBI)
                    .findFirst().orElseThrow();
        }
    }
}
