package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.testing.ThisSystem;

/** Lessons that are wrong, all checked by one command: Python starts once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckCommandTest {
    private static final String SERVER = """
            # A lesson

            About it.

            ```python server
            import socket

            listener = socket.create_server(('127.0.0.1', 8080))
            print('listening')
            listener.accept()
            ```

            """;
    private static final String END = """

            ## The end

            Remember it.
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Path> files = new ArrayList<>();
    private int exit;
    private final Path folder;

    CheckCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private void lesson(String name, String text) throws IOException {
        files.add(Files.writeString(folder.resolve(name + ".md"), text));
    }

    @BeforeAll
    void check() throws IOException {
        lesson("right", SERVER + """
                ## server, line 4

                What is printed?

                - [x] That it listens. → `prints listening`
                - [ ] Nothing. → `prints nothing`

                ## server, line 5

                What happens?

                - [x] It waits. → `blocks`
                - [ ] It fails. → `raises EAGAIN`
                """ + END);
        lesson("wrong-tick", SERVER + """
                ## server, line 5

                What happens?

                - [ ] It waits. → `blocks`
                - [x] It fails. → `raises EAGAIN`
                """ + END);
        lesson("second-right", SERVER + """
                ## server, line 5

                What happens?

                - [x] It waits. → `blocks`
                - [ ] It stands still. → `blocks`
                """ + END);
        lesson("out-of-order", SERVER + """
                ## server, line 5

                Wait.

                ## server, line 4

                Print.
                """ + END);
        lesson("not-reached", """
                # A lesson

                ```python server
                if False:
                    print('never')
                print('the end')
                ```

                ## server, line 2

                Print.
                """ + END);
        lesson("syntax-error", """
                # A lesson

                ```python server
                import socket

                listener = = 4
                ```

                ## server, line 3

                Is it right?
                """ + END);
        lesson("failing", """
                # A lesson

                ```python server
                import socket
                listener = nothing
                socket.socket()
                ```

                ## server, line 3

                A socket.
                """ + END);
        lesson("malformed", SERVER + """
                ## server, line 9

                Beyond.
                """ + END);
        lesson("other-answer", """
                # A lesson

                ## server: socket()

                A socket.

                ## server: listen() fails with EINVAL

                Listen.
                """ + END);
        lesson("blocked", """
                # A lesson

                ## server: socket()

                A socket.

                ## server: bind()

                Bind.

                ## server: listen()

                Listen.

                ## server: accept()

                Nobody calls.
                """ + END);
        lesson("by-hand", """
                # A lesson

                ## server: poll()

                Poll.
                """ + END);
        files.add(folder.resolve("nowhere.md"));
        files.add(folder.resolve("no-folder/"));
        files.add(Files.createDirectory(folder.resolve("more")));
        Files.writeString(folder.resolve("more/inside.md"), "no lesson");
        List<String> arguments = new ArrayList<>(List.of("check"));
        files.forEach(file -> arguments.add(file.toString()));
        exit = run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        SystemCheck system = new SystemCheck("Linux", ThisSystem.platform(Map.of(), library -> false));
        Parts parts =
                new Parts(system, () -> new PythonEngine(ThisSystem.platform()), new NoDrawing(), (until, all) -> {
                });
        return Arguments.run(parts, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    /** What was told of a lesson, without its name. */
    private List<String> told(String name) {
        String begin = folder.resolve(name + ".md") + ":";
        return err.toString().lines().filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length())).toList();
    }

    @Test
    void oneWrongLessonIsExitCode1AndEachFindingIsALine() {
        assertEquals(1, exit);
        assertTrue(
                err.toString().lines()
                        .allMatch(line -> line.matches(".*\\.md:\\d+: .*|The lesson .* cannot be read: .*")),
                err::toString);
    }

    @Test
    void aRightLessonIsSaidToBeRightThoughOthersAreWrong() {
        assertEquals(List.of(folder.resolve("right.md") + ": right, 2 steps"), out.toString().lines().toList());
        assertEquals(List.of(), told("right"));
    }

    @Test
    void aWrongTickIsToldWithItsLineAndWithTheChoiceThatIsRight() {
        assertEquals(List.of(
                "17: This choice is not ticked, and it is right as well: accept4(3, SOCK_CLOEXEC) blocks.",
                "18: The kernel contradicts the ticked choice \"It fails.\": accept4(3, SOCK_CLOEXEC) blocks."),
                told("wrong-tick"));
    }

    @Test
    void aSecondRightChoiceIsToldWithItsLine() {
        assertEquals(List.of(
                "18: This choice is not ticked, and it is right as well: accept4(3, SOCK_CLOEXEC) blocks."),
                told("second-right"));
    }

    @Test
    void stepsOutOfOrderAreToldWithTheStepThatComesTooEarly() {
        assertEquals(List.of("13: Step 1 was not done. server came to line 4 first, and that is a later step: steps "
                + "stand in the order in which they happen."), told("out-of-order"));
    }

    @Test
    void aStepThatIsNeverReachedIsTold() {
        assertEquals(List.of("9: Step 1 was not done. The program of server ended and did not come to line 2."),
                told("not-reached"));
    }

    @Test
    void aSyntaxErrorIsToldWithItsLineInTheLesson() {
        assertEquals(2, told("syntax-error").size(), err::toString);
        assertTrue(told("syntax-error").getFirst().startsWith("6: The program of server failed: SyntaxError: "),
                err::toString);
        assertEquals("9: Step 1 was not done. The program of server ended and did not come to line 3.",
                told("syntax-error").getLast());
    }

    @Test
    void aProgramThatFailsBeforeTheStepIsToldWithItsLineInTheLesson() {
        assertEquals("5: The program of server failed: NameError: name 'nothing' is not defined",
                told("failing").getFirst());
    }

    @Test
    void aMalformedLessonIsToldWithItsLine() {
        assertEquals(List.of("13: The program of server has 5 lines, and this is line 9."), told("malformed"));
    }

    @Test
    void aCallByHandWithAnotherAnswerIsTold() {
        assertEquals(List.of("7: Step 2 was not done. listen() of server returns without an error."),
                told("other-answer"));
    }

    @Test
    void aCallByHandThatBlocksForEverIsTold() {
        assertEquals(1, told("blocked").size(), err::toString);
        assertTrue(told("blocked").getFirst()
                .startsWith("15: Step 4 was not done. Nobody can go on. server is blocked in accept(3), for "),
                err::toString);
    }

    @Test
    void aCallThatNoPanelOffersIsNoStepByHand() {
        assertEquals(1, told("by-hand").size(), err::toString);
        assertTrue(told("by-hand").getFirst().startsWith("3: poll() cannot be a step by hand."), err::toString);
    }

    @Test
    void whatCannotBeReadIsToldWithItsName() {
        assertEquals(2, err.toString().lines().filter(line -> line.contains("cannot be read")).count(), err::toString);
        assertTrue(err.toString().contains("The lesson " + folder.resolve("nowhere.md") + " cannot be read: "),
                err::toString);
        assertTrue(err.toString().contains("The lesson " + folder.resolve("no-folder") + " cannot be read: "),
                err::toString);
    }

    @Test
    void theLessonsOfAFolderAreChecked() {
        assertTrue(err.toString().contains(folder.resolve("more/inside.md") + ":1: "), err::toString);
    }
}
