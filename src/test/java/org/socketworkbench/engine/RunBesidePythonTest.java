package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.model.Picture;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;

/**
 * The own programs, run by the command {@code run} and by the machine's python3: what they print and which calls strace
 * sees.
 */
class RunBesidePythonTest {
    private static final String WATCHED = "trace=network,close,poll,ppoll,select,pselect6,ioctl";
    private static final Pattern FIRST_CALL =
            Pattern.compile("(\\d+) +socket\\(AF_INET, SOCK_STREAM\\|SOCK_CLOEXEC, .*");
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;
    private final List<Process> started = new ArrayList<>();

    /** What a program printed, and its calls on sockets. */
    private record Seen(String printed, List<String> calls) {}

    @BeforeEach
    void need() {
        Tools.need("strace", "strace");
        Tools.need("python3", "python3");
    }

    @AfterEach
    void end() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void theOneCallServerAndItsClientDoTheSame() throws Exception {
        Path ours = programs("ours", "one_call_server.py", "one_call_client.py");
        ended(run(ours, "one_call_server.py", "one_call_client.py"));

        Path theirs = programs("theirs", "one_call_server.py", "one_call_client.py");
        Process server = python(theirs, "one_call_server", "one_call_server");
        await(theirs, "one_call_server", "listen(");
        ended(python(theirs, "one_call_client", "one_call_client"));
        ended(server);

        assertSame(seenByRun(ours), Map.of("one_call_server", seenByPython(theirs, "one_call_server"),
                "one_call_client", seenByPython(theirs, "one_call_client")));
    }

    @Test
    void theAnswerLoopAndTwoPromptClientsAtOnceDoTheSame() throws Exception {
        String first = "hello\nworld\n";
        String second = "good\n\nmorning\n";
        Path ours = programs("ours", "answer_loop_server.py", "prompt_loop_client.py");
        Files.writeString(ours.resolve("1.txt"), first);
        Files.writeString(ours.resolve("2.txt"), second);
        Process run = run(ours, "answer_loop_server.py", "prompt_loop_client.py", "prompt_loop_client.py",
                "--input", "1.txt", "--input", "2.txt", "--timeout", "1000");
        // The server waits for the first caller, and again when the last has hung up.
        Await.until("the server waits for a third caller", Duration.ofSeconds(LIMIT_SECONDS),
                () -> count(ours.resolve("out.txt"), "accept4\\(.*blocked$") == 2);
        run.descendants().forEach(ProcessHandle::destroy);
        assertTrue(run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running");

        Path theirs = programs("theirs", "answer_loop_server.py", "prompt_loop_client.py");
        Process server = python(theirs, "answer_loop_server", "answer_loop_server");
        await(theirs, "answer_loop_server", "listen(");
        Process one = python(theirs, "prompt_loop_client", "prompt_loop_client 1");
        await(theirs, "prompt_loop_client 1", "connect(");
        Process two = python(theirs, "prompt_loop_client", "prompt_loop_client 2");
        await(theirs, "prompt_loop_client 2", "connect(");
        type(one, first);
        ended(one);
        type(two, second);
        ended(two);
        Await.until("the server waits for a third caller",
                () -> count(theirs.resolve("answer_loop_server.strace"), "accept4\\(") == 3);
        server.descendants().forEach(ProcessHandle::destroy);
        assertTrue(server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running");

        assertSame(seenByRun(ours), Map.of("answer_loop_server", seenByPython(theirs, "answer_loop_server"),
                "prompt_loop_client 1", seenByPython(theirs, "prompt_loop_client 1"),
                "prompt_loop_client 2", seenByPython(theirs, "prompt_loop_client 2")));
    }

    private static void assertSame(Map<String, Seen> ours, Map<String, Seen> theirs) {
        assertEquals(new TreeMap<>(theirs).keySet(), ours.keySet());
        assertAll(theirs.keySet().stream().map(name -> () -> {
            assertTrue(theirs.get(name).calls.size() >= 5, () -> "too few calls: " + theirs.get(name).calls);
            assertEquals(String.join("\n", theirs.get(name).calls), String.join("\n", ours.get(name).calls), name);
            assertEquals(theirs.get(name).printed, ours.get(name).printed, name);
        }));
        System.out.println(
                "python3 and run made the same " + theirs.values().stream().mapToInt(seen -> seen.calls.size()).sum()
                        + " system calls on sockets, in " + theirs.size() + " programs");
    }

    /** A folder with own programs that use a free port: one that others used may have connections left over. */
    private Path programs(String name, String... files) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        int port = Ports.free();
        for (String file : files) {
            String text = Files.readString(Path.of("src/main/resources/org/socketworkbench/python/programs", file));
            Files.writeString(made.resolve(file), text.replaceFirst("(?m)^PORT = .*$", "PORT = " + port));
        }
        return made;
    }

    private Process run(Path where, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-o", "run.strace", "-e", WATCHED));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + System.getProperty("flags"));
        command.addAll(List.of("--module-path", System.getProperty("jdk.module.path"),
                "--module", "org.socketworkbench/org.socketworkbench.app.Main", "run", "--out", "."));
        command.addAll(List.of(arguments));
        return start(where, command, "out.txt");
    }

    private Process python(Path where, String program, String name) throws IOException {
        // Without -u a server that is ended keeps what it has printed.
        return start(where,
                List.of("strace", "-f", "-o", name + ".strace", "-e", WATCHED, "python3", "-u", program + ".py"),
                name + ".out");
    }

    private Process start(Path where, List<String> command, String out) throws IOException {
        Process process = new ProcessBuilder(command).directory(where.toFile())
                .redirectOutput(where.resolve(out).toFile()).redirectError(where.resolve(out + ".err").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static void type(Process process, String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
    }

    private void ended(Process process) throws Exception {
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running");
        assertEquals(0, process.exitValue());
    }

    private static void await(Path where, String name, String call) {
        Await.until(call, () -> count(where.resolve(name + ".strace"), "\\Q" + call + "\\E.* = 0$") == 1);
    }

    private static long count(Path file, String pattern) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().filter(line -> line.matches(".*" + pattern + ".*")).count() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seen seenByPython(Path where, String name) throws IOException {
        List<List<String>> threads = socketCalls(where.resolve(name + ".strace"));
        assertEquals(1, threads.size());
        return new Seen(Files.readString(where.resolve(name + ".out")), threads.getFirst());
    }

    private static Map<String, Seen> seenByRun(Path where) throws IOException {
        TraceLog trace = TraceFile.read(where.resolve("trace.jsonl"));
        Picture picture = new Picture();
        Map<Integer, StringBuilder> printed = new TreeMap<>();
        for (int number = 0; number < trace.size(); number++) {
            picture.apply(number, trace.get(number));
            if (trace.get(number) instanceof Note note) {
                printed.computeIfAbsent(note.participant(), p -> new StringBuilder()).append(switch (note.kind()) {
                    case OUTPUT -> note.text() + "\n";
                    case WAITS_FOR_INPUT -> note.text();
                    default -> "";
                });
            }
        }
        List<List<String>> threads = socketCalls(where.resolve("run.strace"));
        assertEquals(printed.size(), threads.size());
        Map<String, Seen> seen = new TreeMap<>();
        printed.forEach((participant, text) -> seen.put(picture.participant(participant).orElseThrow().name(),
                new Seen(text.toString(), threads.get(participant))));
        return seen;
    }

    /**
     * The calls on sockets of each thread that makes sockets as Python does, in the order in which they made their
     * first.
     */
    private static List<List<String>> socketCalls(Path strace) throws IOException {
        List<String> lines = Files.readAllLines(strace);
        Map<Long, List<String>> calls = StraceOutput.callsByThread(lines);
        return lines.stream().map(FIRST_CALL::matcher).filter(Matcher::matches).map(line -> Long.valueOf(line.group(1)))
                .distinct()
                .map(thread -> StraceSockets.of(calls.get(thread))).toList();
    }
}
