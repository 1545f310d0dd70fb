package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.model.Lane;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.Note;

class PythonProgramTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @Test
    void eachCallHasTheLineThatItComesFrom() {
        Note end = bench.run("""
                import socket

                s = socket.socket()
                s.bind(('127.0.0.1', 0))
                print('bound', s.getsockname()[0])
                s.close()
                """);
        assertEquals(List.of("3 socket", "4 bind", "5 getsockname", "6 close"), bench.calls(bench.server)
                .map(call -> call.origin().line() + " " + call.call().word()).toList());
        assertEquals(List.of("bound 127.0.0.1"), bench.output(bench.server));
        assertEquals(Note.Kind.PROGRAM_ENDED, end.kind());
    }

    @Test
    void anUncaughtExceptionIsShownAtItsLine() {
        Note end = bench.run("""
                import socket
                s = socket.socket()
                s.connect(('127.0.0.1', 1))
                """);
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertEquals("ConnectionRefusedError: [Errno 111] Connection refused", end.text());
        assertEquals(new Origin(0, "server.py", 3), end.origin());
        assertEquals(List.of("Traceback (most recent call last):", "  File \"server.py\", line 3, in <module>",
                "    s.connect(('127.0.0.1', 1))", "ConnectionRefusedError: [Errno 111] Connection refused"),
                bench.errors(bench.server));
    }

    @Test
    void aSyntaxErrorIsShownAtItsLine() {
        Note end = bench.run("""
                import socket
                s = socket.socket(
                """);
        assertEquals(new Origin(0, "server.py", 2), end.origin());
        assertTrue(end.text().startsWith("SyntaxError: "), end.text());
        assertEquals(List.of(), bench.calls(bench.server).toList());
    }

    @Test
    void theLastLineIsTheCallersNotTheLibrarys() {
        Note end = bench.run("""
                import socket

                def call():
                    return socket.create_connection(('127.0.0.1', 1))

                call()
                """);
        assertEquals(new Origin(0, "server.py", 4), end.origin());
        assertEquals(Set.of(4),
                Set.copyOf(bench.calls(bench.server).limit(2).map(call -> call.origin().line()).toList()));
    }

    @Test
    void itEndsAsAProcessDoesWithAllItsDescriptorsClosed() {
        bench.run("""
                import socket
                s = socket.socket()
                """);
        Await.until("all is closed", () -> bench.server.descriptors().isEmpty());
        assertEquals(List.of("socket", "close"), bench.calls(bench.server).map(call -> call.call().word()).toList());
    }

    @Test
    void whatStandsInAnUnfinishedLineIsThePromptOfTheInput() {
        bench.start(bench.client, """
                name = input('name? ')
                print('hello', name)
                print('and', end=' ')
                print(input())
                """);
        assertEquals("name? ", bench.note(bench.client, Note.Kind.WAITS_FOR_INPUT).text());
        assertEquals(1, bench.note(bench.client, Note.Kind.WAITS_FOR_INPUT).origin().line());
        bench.client.type("Ada");
        bench.client.type("Grace");
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.client).kind());
        assertEquals(List.of("name? ", "and "), bench.notes(bench.client)
                .filter(note -> note.kind() == Note.Kind.WAITS_FOR_INPUT).map(Note::text).toList());
        assertEquals(List.of("hello Ada", "Grace"), bench.output(bench.client));
    }

    @Test
    void theEndOfTheInputIsAnEofError() {
        bench.start(bench.client, """
                try:
                    input()
                except EOFError:
                    print('no more')
                """);
        bench.client.endInput();
        bench.end(bench.client);
        assertEquals(List.of("no more"), bench.output(bench.client));
    }

    @Test
    void aThreadIsALaneOfTheSameParticipant() {
        bench.start(bench.server, """
                import socket, threading

                listener = socket.create_server(('127.0.0.1', 0))

                def answer():
                    connection, caller = listener.accept()
                    connection.recv(10)

                thread = threading.Thread(target=answer, name='answerer')
                thread.start()
                thread.join()
                """);
        Await.until("the thread is blocked", () -> bench.bench.picture().participant(bench.server.id()).orElseThrow()
                .lanes().stream()
                .anyMatch(lane -> lane.thread() == 1 && lane.pending().filter(Lane.Pending::blocked).isPresent()));
        Lane lane = bench.bench.picture().participant(bench.server.id()).orElseThrow().lanes().stream()
                .filter(one -> one.thread() == 1).findFirst().orElseThrow();
        assertEquals("answerer", lane.name());
        assertEquals(6, lane.origin().line());
        bench.server.interrupt();
        assertEquals(Note.Kind.PROGRAM_STOPPED, bench.end(bench.server).kind());
    }

    @Test
    void aLineWithABreakpointIsHeldUntilAStep() {
        LineBreakpoints breakpoints = new LineBreakpoints();
        breakpoints.set(Set.of(3));
        bench.server.start(SharedPython.ENGINE.program(new Script("server.py", """
                a = 1
                print('first')
                # a line on which nothing runs
                print('second')
                print('third')
                """), breakpoints));
        assertEquals(new Origin(0, "server.py", 4), bench.note(bench.server, Note.Kind.WAITS_AT_LINE).origin());
        assertEquals(List.of("first"), bench.output(bench.server));
        Await.until("it can be stepped", () -> {
            bench.bench.workbench.gate().step(bench.server.id());
            return bench.output(bench.server).size() == 3;
        });
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
    }

    @Test
    void aBreakpointCanBeSetWhileTheProgramRuns() {
        LineBreakpoints breakpoints = new LineBreakpoints();
        bench.server.start(SharedPython.ENGINE.program(new Script("server.py", """
                input()
                print('on')
                """), breakpoints));
        bench.note(bench.server, Note.Kind.WAITS_FOR_INPUT);
        breakpoints.set(Set.of(2));
        bench.server.type("");
        bench.note(bench.server, Note.Kind.WAITS_AT_LINE);
        bench.server.interrupt();
        assertEquals(Note.Kind.PROGRAM_STOPPED, bench.end(bench.server).kind());
    }

    @Test
    void theNumberThatItExitsWithIsToldUnlessItIsZero() {
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.run("raise SystemExit").kind());
    }

    @Test
    void anExitWithAnotherNumberIsAFailureAtItsLine() {
        Note end = bench.run("import sys\n\nsys.exit(3)");
        assertEquals(List.of(Note.Kind.PROGRAM_FAILED, "SystemExit: 3", 3),
                List.of(end.kind(), end.text(), end.origin().line()));
        assertEquals(List.of(), bench.errors(bench.server));
    }

    @Test
    void anExitWithATextPrintsItAsAnError() {
        assertEquals("SystemExit: the port is missing",
                bench.run("import sys; sys.exit('the port is missing')").text());
        assertEquals(List.of("the port is missing"), bench.errors(bench.server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit()", "quit()", "exit(0)", "quit(None)"})
    void exitAndQuitEndAProgramWell(String call) {
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.run("print('one')\n" + call + "\nprint('two')").kind());
        assertEquals(List.of("one"), bench.output(bench.server));
    }

    @Test
    void theTextsOfErrorsAreTheCLibrarys() {
        bench.run(
                "import os, errno, socket\n"
                        + "print(os.strerror(errno.EBADF), os.strerror(errno.EAGAIN), os.strerror(4711), sep='; ')\n"
                        + "s = socket.socket()\ns.close()\ns.send(b'x')");
        assertEquals(List.of("Bad file descriptor; Resource temporarily unavailable; Unknown error 4711"),
                bench.output(bench.server));
        assertEquals("OSError: [Errno 9] Bad file descriptor", bench.errors(bench.server).getLast());
    }

    @Test
    void eachFileIsToldBeforeSomethingIsDoneInIt(@TempDir Path folder) throws IOException {
        String helper = "import socket\n\n\ndef make():\n    return socket.socket()\n";
        Files.writeString(folder.resolve("helper.py"), helper);
        String main = "import helper\nhelper.make().close()\n";
        bench.run(main, folder);
        List<Note> told = bench.notes(bench.server).filter(note -> note.kind() == Note.Kind.SOURCE).toList();
        assertEquals(List.of(main, helper), told.stream().map(Note::text).toList());
        assertEquals(List.of(new Origin(0, "server.py", 1), new Origin(0, "helper.py", 1)),
                told.stream().map(Note::origin).toList());
        List<CallEntered> calls = bench.calls(bench.server).toList();
        assertEquals(List.of(new Origin(0, "helper.py", 5), new Origin(0, "server.py", 2)),
                calls.stream().map(CallEntered::origin).toList());
        assertTrue(told.getLast().nanos() <= calls.getFirst().nanos());
    }
}
