package org.socketworkbench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.testing.Tools;

/** A program of these tests in a JVM of its own, under the eyes of strace. */
final class Strace {
    private Strace() {}

    /**
     * Runs the class's main method and answers what it printed; skips the test if strace is not here.
     *
     * @param seen    the file that strace writes
     * @param options more of strace's options
     */
    static String watch(Path seen, Class<?> subject, String... options) throws IOException, InterruptedException {
        Tools.need("strace", "strace");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", seen.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", "target/classes:target/test-classes", subject.getName()));
        return Tools.outputOf(command);
    }
}
