package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.LessonPort;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.Observed;
import org.socketworkbench.lesson.Progress;
import org.socketworkbench.lesson.Verdicts.Finding;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.TraceEvent.Note;

/** Plays lessons on the real kernel. */
class LessonRunTest {
    private static final String END = "\n## The end\n\nRemember it.\n";

    private final StringWriter out = new StringWriter();
    @TempDir
    private Path folder;

    @BeforeAll
    static void pythonIsReady() {
        SharedPython.ready();
    }

    private LessonRun run(String text, Duration limit) throws Exception {
        Lesson lesson = Lessons.read(Files.writeString(folder.resolve("mine.md"), text + END));
        int port = LessonPort.free(ThisSystem.sockets()).orElseThrow();
        return new LessonRun(lesson.onPort(port), port, ThisSystem.platform(), SharedPython.ENGINE,
                new PrintWriter(out), limit);
    }

    private LessonRun played(String text) throws Exception {
        LessonRun run = run(text, LessonRun.LIMIT);
        assertEquals(List.of(), run.play(), out::toString);
        return run;
    }

    private static Observed observed(LessonRun run, int step) {
        return run.progress().results().get(step).observed();
    }

    @Test
    void aLessonThatNeverEndsIsGivenUpAndToldWithWhereItIs() throws Exception {
        List<Finding> findings = run("""
                # A lesson

                ```python server
                while True:
                    pass
                print('never')
                ```

                ## server, line 3

                Never.
                """, Duration.ofSeconds(2)).play();
        assertEquals(1, findings.size(), findings::toString);
        assertEquals(9, findings.getFirst().line());
        assertTrue(findings.getFirst().text()
                .startsWith("Step 1 was not done. It took more than 2 s. server "), findings::toString);
    }

    @Test
    void whatIsAskedAboutAnExceptionIsComparedWithIt() throws Exception {
        LessonRun run = played("""
                # A lesson

                ```python client 1
                import socket
                s = socket.socket()
                s.connect(('127.0.0.1', 8080))
                ```

                ## client 1, line 3

                Nobody listens.

                - [x] It is refused. → `raises ConnectionRefusedError`
                - [ ] It waits. → `blocks`
                """);
        assertTrue(observed(run, 0).outcome().isPresent());
        assertEquals(Optional.of("ConnectionRefusedError"), run.failure().map(Note::text)
                .map(text -> text.split(":", -1)[0]));
    }

    @Test
    void connectExReturnsItsErrorAsANumber() throws Exception {
        played("""
                # A lesson

                ```python client 1
                import socket
                s = socket.socket()
                print(s.connect_ex(('127.0.0.1', 8080)))
                ```

                ## client 1, line 3

                Nobody listens.

                - [x] 111. → `returns 111`
                - [ ] It raises. → `returns 0`
                """);
    }

    @Test
    void aLineThatMakesNoCallIsDoneByTheNextOneOrByTheEnd() throws Exception {
        LessonRun run = played("""
                # A lesson

                ```python server
                number = 4
                number += 1
                int('no number')
                ```

                ## server, line 1

                Set.

                ## server, line 2

                Add.

                ## server, line 3

                What comes?

                - [x] An error. → `raises ValueError`
                - [ ] Nothing. → `succeeds`
                """);
        assertEquals(3, run.progress().done());
        assertTrue(observed(run, 2).failure().orElse("").startsWith("ValueError: "), out::toString);
    }

    @Test
    void aLibraryCallBlocksWithItsSystemCall() throws Exception {
        played("""
                # A lesson

                ```python server
                import socket
                listener = socket.create_server(('127.0.0.1', 8080))
                connection, caller = listener.accept()
                print(connection.recv(10))
                ```

                ```python client 1
                import socket
                s = socket.create_connection(('127.0.0.1', 8080))
                s.settimeout(30)
                s.recv(5)
                s.close()
                ```

                ## client 1, line 4

                A receive with a timeout.

                - [x] It waits. → `blocks`
                - [ ] It fails. → `raises TimeoutError`
                """);
    }

    @Test
    void programsAndCallsByHandMayBeMixed() throws Exception {
        LessonRun run = played("""
                # A lesson

                ```python server
                import socket
                listener = socket.create_server(('127.0.0.1', 8080))
                connection, caller = listener.accept()
                message = connection.recv(10)
                print('heard', message)
                ```

                ## server, line 3

                - [x] It waits. → `blocks`
                - [ ] It returns. → `returns 4`

                ## client 1: socket()

                A socket.

                ## client 1: connect()

                Call.

                ## server, line 4

                - [x] It waits. → `blocks`
                - [ ] It returns. → `receives 5 bytes`

                ## client 1: send()

                Hello.

                ## server, line 5

                - [x] It has heard it. → `prints heard b'Hello'`
                - [ ] It has not. → `prints heard b''`
                """);
        assertEquals(List.of("server", "client 1", "client 1", "server", "client 1", "server"),
                run.progress().results().stream().map(Progress.Result::step).map(Lesson.Step::who).toList());
    }

    @Test
    void afterAPrintAnotherProgramMayComeNext() throws Exception {
        played("""
                # A lesson

                ```python server
                print('begin')
                sum(range(300_000))
                ```

                ```python client 1
                import socket
                socket.socket()
                ```

                ## server, line 1

                - [x] begin → `prints begin`
                - [ ] end → `prints end`

                ## client 1, line 2

                - [x] 3 → `returns 3`
                - [ ] 4 → `returns 4`
                """);
    }
}
