package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.TraceEvent.Note;

/**
 * CPython's own test_socket, from the python3 of this machine, on the engine: {@code mvn -Pcpython test}. What came of
 * each test is written to {@code target/test_socket.txt}; docs/test-socket.md tells the causes.
 */
class CPythonsTestSocketTest {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final double SHARE = 0.90;
    private static final Pattern LINE = Pattern.compile("(ok|skip|bad) (\\S+)(?: \\(.*\\))? \\| ?(.*)");
    /**
     * What the workbench does not offer, by what a test that needs it fails with; and what only the reference counts of
     * CPython do.
     */
    private static final Map<String, Predicate<String>> NOT_OFFERED = Map.of(
            "no signals", why -> why.contains("gets no signals"),
            "no descriptors are passed", why -> why.contains("passes no descriptors"),
            "no files to write, and no files as descriptors",
            why -> why.contains("temporary directory") || why.contains("tmpæ")
                    || why.contains("13 not found in"),
            "no fcntl, and nothing inherits",
            why -> why.contains("module 'fcntl'") || why.equals("AssertionError: False != True"),
            "a socket is closed by close, not by the collector",
            why -> why.contains("ResourceWarning not triggered") || why.contains("Socket proxy still exists"));

    @TempDir
    private Path folder;

    private record Result(String outcome, String test, String why) {}

    @Test
    void nineOfTenTestsPassOfWhatIsOffered() throws Exception {
        Tools.need("python3", "python3");
        copyPythonsTests();
        List<Result> results;
        try (ScriptBench bench = new ScriptBench()) {
            String driver = resource("test_socket_driver.py");
            bench.start(bench.server, driver, folder.toRealPath());
            Await.until("all tests have run", LIMIT, () -> bench.notes(bench.server)
                    .anyMatch(
                            note -> note.kind() == Note.Kind.PROGRAM_ENDED || note.kind() == Note.Kind.PROGRAM_FAILED));
            results = bench.output(bench.server).stream().map(LINE::matcher).filter(Matcher::matches)
                    .map(m -> new Result(m.group(1), m.group(2), m.group(3))).toList();
            assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind(),
                    () -> bench.errors(bench.server).toString());
        }
        tell(results);
    }

    private static void tell(List<Result> results) throws IOException {
        Map<String, List<Result>> bad = results.stream().filter(r -> r.outcome().equals("bad"))
                .collect(Collectors.groupingBy(r -> cause(r.why()), TreeMap::new, Collectors.toList()));
        long passed = count(results, "ok");
        long failed = bad.getOrDefault("", List.of()).stream().map(Result::test).distinct().count();
        List<String> lines = new ArrayList<>();
        lines.add("passed %d, failed %d, not offered %d, skipped by test_socket itself %d".formatted(passed, failed,
                new TreeSet<>(results.stream().filter(r -> r.outcome().equals("bad") && !cause(r.why()).isEmpty())
                        .map(Result::test).toList())
                        .size(),
                count(results, "skip")));
        bad.forEach((cause, those) -> those.forEach(
                r -> lines.add((cause.isEmpty() ? "FAILED" : cause) + ": " + r.test() + ": " + r.why())));
        Files.write(Path.of("target/test_socket.txt"), lines);
        lines.forEach(System.out::println);
        assertTrue(passed >= SHARE * (passed + failed), lines.getFirst());
    }

    private static long count(List<Result> results, String outcome) {
        return results.stream().filter(r -> r.outcome().equals(outcome)).count();
    }

    /** Why the workbench cannot pass it; "" if it should. */
    private static String cause(String why) {
        return NOT_OFFERED.entrySet().stream().filter(entry -> entry.getValue().test(why)).map(Map.Entry::getKey)
                .findFirst().orElse("");
    }

    private void copyPythonsTests() throws Exception {
        Process python =
                new ProcessBuilder("python3", "-c", "import os, test; print(os.path.dirname(test.__file__))").start();
        Path from = Path.of(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        Path to = Files.createDirectory(folder.resolve("test"));
        Files.copy(from.resolve("__init__.py"), to.resolve("__init__.py"));
        Files.copy(from.resolve("test_socket.py"), to.resolve("test_socket.py"));
        try (Stream<Path> support = Files.walk(from.resolve("support"))) {
            for (Path file : support.filter(f -> !f.toString().contains("__pycache__")).toList()) {
                Files.copy(file, to.resolve("support").resolve(from.resolve("support").relativize(file).toString()));
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CPythonsTestSocketTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
