package org.socketworkbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.testing.Await;
import org.socketworkbench.trace.TraceFile;

/**
 * The program as it is delivered, in a process that lacks something: it does without, or says in one sentence what it
 * needs.
 */
class SurroundingsTest {
    private static final long LIMIT_SECONDS = 120;
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    @Test
    void withTooFewDescriptorsItSaysHowManyItNeeds() throws Exception {
        Ended ended = run(Map.of(), "ulimit -n 24; exec \"$@\"", "run", "hello.py");
        assertEquals(1, ended.err.lines().count(), ended.err);
        assertTrue(ended.err.contains("64 files") && ended.err.contains("ulimit -n"), ended.err);
        assertEquals(1, ended.code);
    }

    /** The letter is made by the shell: this process's own locale need not know it. */
    @Test
    void inALocaleThatKnowsOnlyAsciiAPathWithOtherLettersIsToldWithWhatHelps() throws Exception {
        Ended ended = run(Map.of("LC_ALL", "C"), "exec \"$@\" \"$(printf 'gr\\303\\274n/hello.py')\"", "run");
        assertEquals(1, ended.err.lines().count(), ended.err);
        assertTrue(ended.err.startsWith("gr??n/hello.py cannot be found") && ended.err.contains("LC_ALL=C.UTF-8"),
                ended.err);
        assertEquals(2, ended.code);
    }

    @Test
    void aHomeThatCannotBeWrittenToIsDoneWithout() throws Exception {
        program("hello.py", "print('hello')");
        Ended ended = run(Map.of("XDG_CACHE_HOME", "/proc/nowhere"), "exec \"$@\"", "run", "hello.py", "--out", "out");
        assertEquals("", ended.err);
        assertTrue(ended.out.contains("hello| hello"), ended.out);
        assertEquals(0, ended.code);
    }

    @Test
    void aProgramThatUsesUpAllDescriptorsIsToldSoByTheKernelAndTheWorkbenchSaysWhatItCannotSee() throws Exception {
        program("greedy.py", """
                import socket, time
                held, refused = [], []
                while len(refused) < 100:  # Who looks at the kernel has a descriptor for moments, and gives it back.
                    try:
                        held.append(socket.socket())
                    except OSError as e:
                        refused.append(e.strerror)
                        time.sleep(0.01)
                print(refused[-1])
                """);
        Ended ended = run(Map.of(), "ulimit -n 80; exec \"$@\"", "run", "greedy.py", "--out", "out");
        assertTrue(ended.out.contains("greedy| Too many open files"), ended.out);
        assertEquals(List.of("The kernel's tables of sockets cannot be read now: Too many open files. "
                + "Queues and TCP states are shown as they were last read."), ended.err.lines().toList());
        assertEquals(0, ended.code);
    }

    @Test
    void whatIsTerminatedLeavesATraceHoweverEarly() throws Exception {
        program("endless.py", "while True: pass");
        Process process = start(Map.of(), "exec \"$@\"", "run", "endless.py", "--out", "out");
        try {
            Await.until("it has begun", () -> Files.isDirectory(folder.resolve("out")));
            process.destroy();
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running");
            assertEquals(TERMINATED, process.exitValue());
            TraceFile.read(folder.resolve("out/trace.jsonl"));
        } finally {
            process.destroyForcibly();
        }
    }

    private void program(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Ended run(Map<String, String> environment, String shell, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(environment, shell, arguments);
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running");
            return new Ended(process.exitValue(), Files.readString(folder.resolve("out.txt")),
                    Files.readString(folder.resolve("err.txt")));
        } finally {
            process.destroyForcibly();
        }
    }

    /** @param shell what the shell does before it becomes the program, whose command line is its arguments */
    private Process start(Map<String, String> environment, String shell, String... arguments) throws IOException {
        Path app = Path.of("target", "app").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + app.resolve("flags"),
                "-Djava.io.tmpdir=" + folder, "-p", app.toString(), "-m", "org.socketworkbench"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().putAll(environment);
        return builder.start();
    }
}
