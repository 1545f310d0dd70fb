package org.socketworkbench.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the machine that tests compare with. */
public final class Tools {
    private Tools() {}

    /** Skips the test if the program is missing, naming the Debian package that has it. */
    public static void need(String program, String debianPackage) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        MissingTools.note(program, debianPackage);
        abort(program + " is not here: install the Debian package " + debianPackage);
    }

    /** What a Python expression or script prints. */
    public static String python(String script) throws IOException, InterruptedException {
        need("python3", "python3");
        return outputOf(List.of("python3", "-c", script));
    }

    /** What a program prints until it ends well. */
    public static String outputOf(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), command + " does not end");
            assertEquals(0, process.exitValue(), command + ": " + output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
