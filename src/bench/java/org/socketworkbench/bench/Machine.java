package org.socketworkbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that is measured on. */
final class Machine {
    private Machine() {}

    /**
     * Holds this process, and those that it starts, on one CPU; answers whether that was possible.
     *
     * @see <a href="https://man7.org/linux/man-pages/man1/taskset.1.html">man 1 taskset</a>
     */
    static boolean pin(int cpu) throws InterruptedException {
        try {
            return new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", Integer.toString(cpu),
                    Long.toString(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kernel, CPU and Java in a line. */
    static String describe() throws IOException {
        String model;
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
                    .findFirst().orElse(System.getProperty("os.arch"));
        }
        return "Linux " + System.getProperty("os.version") + ", " + model + ", " + System.getProperty("java.vendor")
                + " " + System.getProperty("java.vm.version");
    }
}
