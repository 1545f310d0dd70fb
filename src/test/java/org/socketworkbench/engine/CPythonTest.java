package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceLog;

/**
 * Every call answers as CPython's: the same scripts, made by the engine and by python3, give the same values and the
 * same errno, step by step.
 */
class CPythonTest {
    private static final Sockets SOCKETS = ThisSystem.sockets();

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> theEngineAnswersAsCPythonDoes() throws Exception {
        Tools.need("python3", "python3");
        List<CallScript> scripts = CallScript.all();
        Map<String, List<String>> expected = python();
        int steps = scripts.stream().mapToInt(script -> script.steps().size()).sum();
        System.out.println(
                scripts.size() + " scripts of " + steps + " steps, compared with " + expected.remove("").getFirst());
        assertEquals(scripts.stream().map(CallScript::name).toList(), List.copyOf(expected.keySet()));
        return scripts.stream().map(
                script -> DynamicTest.dynamicTest(script.name(), () -> compare(script, expected.get(script.name()))));
    }

    @Test
    void thereAreAtLeast150Scripts() throws Exception {
        List<String> names = CallScript.all().stream().map(CallScript::name).toList();
        assertTrue(names.size() >= 150, () -> "only " + names.size());
        assertEquals(names, names.stream().distinct().toList());
    }

    private static void compare(CallScript script, List<String> expected) throws Exception {
        assumeFalse(expected.getFirst().startsWith("skipped"), expected::getFirst);
        assertEquals(String.join("\n", expected), String.join("\n", engine(script)), script::name);
    }

    /** What the engine answers, a line a step. */
    private static List<String> engine(CallScript script) throws Exception {
        Path paths = Files.createTempDirectory(folder, "s");
        String key = ProcessHandle.current().pid() + "-" + paths.getFileName() + "-";
        ScriptRun run = new ScriptRun(script, new ScriptAddresses(paths, key));
        Workbench workbench = new Workbench(SOCKETS, new TraceLog(), (call, outcome) -> {},
                body -> Thread.ofPlatform().start(body));
        try {
            workbench.add("script", Role.CLIENT).start(run);
            return run.answers();
        } finally {
            assertTrue(workbench.close(Duration.ofSeconds(30)));
        }
    }

    /** What CPython answers, a line a step, by the scripts' names; what it says of itself is under no name. */
    private static Map<String, List<String>> python() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("python3", "-S", "-E", "-B", CallScript.resource("run_scripts.py").toString()));
        CallScript.files().forEach(file -> command.add(file.toString()));
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (String line : Tools.outputOf(command).lines().toList()) {
            String[] parts = line.split("\t");
            answers.computeIfAbsent(parts.length == 1 ? "" : parts[0], name -> new ArrayList<>())
                    .add(parts.length == 1 ? line : parts[1] + " -> " + parts[2]);
        }
        return answers;
    }
}
