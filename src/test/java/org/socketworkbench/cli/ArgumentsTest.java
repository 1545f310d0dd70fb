package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.lesson.LessonPort;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.testing.ThisSystem;

class ArgumentsTest {
    private static final SystemCheck DESKTOP = system("Linux", Map.of("DISPLAY", ":0"), true);
    private static final SystemCheck NO_GTK = system("Linux", Map.of("DISPLAY", ":0"), false);
    private static final SystemCheck NO_DISPLAY = system("Linux", Map.of(), false);
    private static final SystemCheck WINDOWS = system("Windows 11", Map.of(), false);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Window.Until> windows = new ArrayList<>();
    private final List<Path> opened = new ArrayList<>();
    @TempDir
    private Path folder;

    @Test
    void withoutArgumentsTheWindowOpens() {
        assertEquals(0, run(DESKTOP));
        assertEquals(List.of(Window.Until.CLOSED), windows);
        assertEquals("", out.toString() + err);
    }

    @Test
    void filesAreOpenedInTheWindow() throws IOException {
        Path trace = Files.writeString(folder.resolve("first.jsonl"), "");
        Path program = Files.writeString(folder.resolve("server.py"), "");
        assertEquals(0, run(DESKTOP, trace.toString(), program.toString()));
        assertEquals(List.of(Window.Until.CLOSED), windows);
        assertEquals(List.of(trace, program), opened);
    }

    @Test
    void whatIsNeitherACommandNorAFileIsWrongUsage() {
        assertEquals(2, run(DESKTOP, "repaly"));
        assertTrue(err.toString().startsWith("repaly is neither a command nor a file"), err::toString);
        assertEquals(List.of(), windows);
    }

    @Test
    void filesAreNotOpenedWithoutADisplay() throws IOException {
        Path trace = Files.writeString(folder.resolve("first.jsonl"), "");
        assertEquals(1, run(NO_DISPLAY, trace.toString()));
        assertOneLine("no window can show");
    }

    @Test
    void aRehearsalNeedsNoDisplayAndEndsByItself() {
        assertEquals(0, run(NO_DISPLAY, "--rehearse"));
        assertEquals(List.of(Window.Until.READY), windows);
        assertEquals("", out.toString() + err);
    }

    @Test
    void whatCannotRunHereFailsWithOneLine() {
        assertEquals(1, run(NO_GTK));
        assertOneLine("libgtk-3-0");
    }

    @Test
    void onAnotherSystemAPlayFailsWithOneLine() {
        assertEquals(1, run(WINDOWS, "play", "phone-call", "--out", folder.toString()));
        assertOneLine("Linux");
    }

    @Test
    void helpAndVersionGoToStandardOutputOnAnySystem() {
        assertEquals(0, run(WINDOWS, "--help"));
        assertTrue(out.toString().contains("Exit codes"), out::toString);
        assertEquals(0, run(WINDOWS, "play", "--help"));
        assertTrue(out.toString().contains("--port"), out::toString);
        assertEquals(0, run(WINDOWS, "--version"));
        assertTrue(out.toString().contains("Socket Workbench "), out::toString);
        assertFalse(out.toString().contains("{"), out::toString);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nope", "sing", "play", "play sonata", "play phone-call --port 0",
            "play phone-call --port 65536",
            "play phone-call --port http", "play phone-call --out", "play phone-call again", "replay", "replay a b",
            "replay a --svg"})
    void wrongUsageIsToldInTwoLinesAtMost(String arguments) {
        assertEquals(2, run(DESKTOP, arguments.split(" ")));
        assertTrue(err.toString().lines().count() <= 2, err::toString);
        assertTrue(err.toString().contains("--help"), err::toString);
        assertEquals("", out.toString());
        assertEquals(List.of(), windows);
    }

    @Test
    void thePhoneCallPrintsEachCallOfBothSides() {
        assertEquals(0, run(NO_DISPLAY, "play", "phone-call", "--out", folder.toString()), err::toString);
        List<String> lines = out.toString().lines().toList();
        assertEquals(3, lines.stream().filter(line -> line.startsWith("* Step ")).count(), out::toString);
        lines = calls();
        assertEquals(15, lines.stream().filter(line -> line.contains(") = ")).count(), out::toString);
        for (String call : List.of("socket", "setsockopt", "bind", "listen", "accept4", "getsockname", "recv", "send",
                "close")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(" server    " + call + "(")), call + "\n" + out);
        }
        for (String call : List.of("socket", "connect", "send", "recv", "close")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(" client 1  " + call + "(")), call + "\n" + out);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("accept4(") && line.endsWith("blocked")),
                out::toString);
        assertTrue(out.toString().contains("\"HELLO\""), out::toString);
        assertTrue(out.toString().lines().toList().getLast().contains(folder.toString()), out::toString);
    }

    @Test
    void everyLessonOfTheWorkbenchIsRightOnTheRealKernel() {
        assertEquals(0, run(NO_DISPLAY, "check"), err::toString);
        assertEquals(Lessons.ids().size(), out.toString().lines().filter(line -> line.contains(": right, ")).count(),
                out::toString);
    }

    @Test
    void lessonsListsEachLessonInALine() {
        assertEquals(0, run(NO_DISPLAY, "lessons"));
        assertEquals(Lessons.ids(), out.toString().lines().map(line -> line.split(" ")[0]).toList());
    }

    @Test
    void thePhoneCallWritesItsFilesAndReplacesOlderOnes() throws IOException {
        Path target = folder.resolve("a/b");
        assertEquals(0, run(NO_DISPLAY, "play", "phone-call", "--out", target.toString()), err::toString);
        assertEquals(0, run(NO_DISPLAY, "play", "phone-call", "--out", target.toString()), err::toString);
        try (var files = Files.list(target)) {
            assertEquals(List.of("handout.html", "sequence.svg", "trace.jsonl", "window.png"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertTrue(Files.readString(target.resolve("trace.jsonl")).startsWith("{\"format\":"));
    }

    @Test
    void aPortInUseFailsWithItsCauseInWords() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(1, run(NO_DISPLAY, "play", "phone-call", "--out", folder.toString(),
                    "--port", Integer.toString(taken.getLocalPort())));
            assertOneLine("EADDRINUSE: port " + taken.getLocalPort() + " is in use by another program");
        }
    }

    @Test
    void theServersPortIsTakenAgainAtOnce() throws Failure {
        String port = Integer.toString(LessonPort.free(ThisSystem.sockets()).orElseThrow());
        for (int play = 0; play < 3; play++) {
            assertEquals(0, run(NO_DISPLAY, "play", "phone-call", "--out", folder.toString(), "--port", port),
                    err::toString);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenFailsBeforeThePlay() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertEquals(1, run(NO_DISPLAY, "play", "phone-call", "--out", file.toString()));
        assertOneLine("is not a folder");
        assertEquals("", out.toString());
    }

    @Test
    void whereTheSystemTakesNoFolderItIsSaid() {
        assertEquals(1, run(NO_DISPLAY, "play", "phone-call", "--out", "/proc/x"));
        assertOneLine("Nothing can be written to /proc/x: no folder can be created there.");
    }

    /** The printed lines that are about calls. */
    private List<String> calls() {
        return out.toString().lines().filter(line -> line.matches(" *\\d+ +\\d+\\.\\d{3} s .*")).toList();
    }

    @Test
    void aReplayPrintsTheLinesOfThePlayAgainAndDrawsIt() {
        assertEquals(0, run(NO_DISPLAY, "play", "phone-call", "--out", folder.toString()), err::toString);
        List<String> played = calls();
        out.getBuffer().setLength(0);
        Path svg = folder.resolve("again.svg");
        assertEquals(0, run(WINDOWS, "replay", folder.resolve("trace.jsonl").toString(), "--svg", svg.toString()),
                err::toString);
        List<String> replayed = calls();
        // The last calls of the play were not printed any more if both programs had ended.
        assertEquals(played, replayed.subList(0, played.size()));
        assertTrue(Files.exists(svg));
    }

    @Test
    void ofATraceThatIsCutOffWhatIsWholeIsShownAndWhatIsNotIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("cut.jsonl"), "\ufeff" + """
                {"event":0,"nanos":0,"kind":"participant-came","participant":0,"name":"server","role":"SERVER"}
                {"event":1,"nanos":1,"kind":"call-entered","participant":0,"call":{"name":"accept","fd":3}}
                {"event":2,"nanos":2,"kind":"call-returned","participant":0,"number":1,"outcome":{"kind":"failed","errno":4}}
                {"event":3,"nanos":3,"kind":"call-ent""");
        assertEquals(0, run(DESKTOP, "replay", file.toString()));
        assertOneLine(
                "Line 4: the file ends in the middle of an event. The rest of " + file + " is left out.");
        assertTrue(out.toString().contains("accept(3) = -1 EINTR"), out::toString);
    }

    @Test
    void nothingFromOutsideReachesTheTerminalUnescaped() throws IOException {
        String hostile = "\u001b[2J\u009b\u202e\n";
        Path file = Files.writeString(folder.resolve(hostile + ".jsonl"), """
                {"event":0,"nanos":0,"kind":"participant-came","participant":0,"name":"\\u001b[2J\\u009b\\u202e\\n","role":"SERVER"}
                {"event":1,"nanos":1,"kind":"call-entered","participant":0,"call":{"name":"accept","fd":3}}
                {"event":2,"nanos":2,"kind":"call-returned","participant":0,"number":1,"outcome":{"kind":"failed","errno":4}}
                x""");
        assertEquals(0, run(DESKTOP, "replay", file.toString()));
        assertEquals(1, run(DESKTOP, "replay", folder.resolve(hostile).toString()));
        assertEquals(1, run(DESKTOP, "play", "phone-call", "--out", "/proc/" + hostile));
        assertEquals(2, run(DESKTOP, "play", hostile));
        assertEquals(2, run(DESKTOP, "play", "phone-call", "--port", hostile));
        assertEquals(2, run(DESKTOP, hostile));
        assertEquals(2, run(DESKTOP, "--" + hostile));
        assertEquals(2, run(DESKTOP, "run", hostile));
        assertEquals(2, run(DESKTOP, "run", "--timeout", hostile, hostile));
        assertTrue(out.toString().contains("\\x1b[2J"), out::toString);
        assertTrue(err.toString().lines().filter(line -> line.contains("\\x1b[2J")).count() >= 9, err::toString);
        assertTrue((out.toString() + err).chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f),
                out.toString() + err);
    }

    @Test
    void aReplayOfWhatIsNoTraceFailsWithTheLine() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear trace,\n");
        assertEquals(1, run(DESKTOP, "replay", file.toString()));
        assertOneLine("letter.txt is not a trace that can be shown. Line 1: ");
        assertEquals("", out.toString());
    }

    @Test
    void aReplayOfAFileThatIsNotThereFailsWithOneLine() {
        assertEquals(1, run(DESKTOP, "replay", folder.resolve("nothing").toString()));
        assertOneLine("does not exist");
    }

    @Test
    void aDefectIsToldInOneLine() {
        Parts parts = new Parts(DESKTOP, ArgumentsTest::python, new NoDrawing(), (until, files) -> {
            throw new IllegalStateException("two\nlines");
        });
        assertEquals(1, Arguments.run(parts, writer(out), writer(err)));
        assertOneLine("defect");
    }

    private int run(SystemCheck check, String... arguments) {
        Parts parts = new Parts(check, ArgumentsTest::python, new NoDrawing(), (until, files) -> {
            windows.add(until);
            opened.addAll(files);
        });
        return Arguments.run(parts, writer(out), writer(err), arguments);
    }

    private static PrintWriter writer(StringWriter to) {
        return new PrintWriter(to, true);
    }

    private void assertOneLine(String part) {
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains(part), err::toString);
    }

    private static SystemCheck system(String name, Map<String, String> environment, boolean libraries) {
        return new SystemCheck(name, ThisSystem.platform(environment, library -> libraries));
    }

    private static PythonEngine python() {
        return new PythonEngine(ThisSystem.platform());
    }
}
