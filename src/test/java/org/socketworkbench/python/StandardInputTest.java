package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Descriptors;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent.Note;

/** A program's standard input is descriptor 0, and can be waited for beside its sockets. */
class StandardInputTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    @Test
    void selectWaitsForALineOrASocketWhicheverComesFirst() {
        bench.start(bench.server, """
                import select, selectors, socket, sys
                listener = socket.create_server(('127.0.0.1', 0))
                near = socket.create_connection(listener.getsockname())
                far, _ = listener.accept()
                print('ready')
                ready, _, _ = select.select([sys.stdin, near], [], [])
                print(ready == [sys.stdin], repr(sys.stdin.readline()))
                far.send(b'hello')
                ready, _, _ = select.select([sys.stdin, near], [], [])
                print(ready == [near], near.recv(10))
                print(select.select([sys.stdin, near], [], [], 0.01))
                selector = selectors.DefaultSelector()
                selector.register(sys.stdin, selectors.EVENT_READ)
                selector.register(near, selectors.EVENT_READ)
                print('again')
                print([key.fileobj is sys.stdin for key, _ in selector.select()], input())
                """);
        bench.awaitOutput(bench.server, "ready");
        Await.until("it waits in select",
                () -> bench.calls(bench.server).anyMatch(call -> call.call().word().equals("select")));
        bench.server.type("typed");
        bench.awaitOutput(bench.server, "again");
        bench.server.type("typed again");
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind(),
                () -> bench.errors(bench.server).toString());
        assertEquals(
                List.of("ready", "True 'typed\\n'", "True b'hello'", "([], [], [])", "again", "[True] typed again"),
                bench.output(bench.server));
    }

    @Test
    void theEndOfInputIsReadableAndStaysTheEnd() {
        bench.start(bench.server, """
                import os, select, sys
                print(select.select([0], [], [])[0], sys.stdin.readline(), os.read(0, 2), select.select([0], [], [])[0], os.read(0, 9))
                print(select.select([sys.stdin], [], [])[0] == [sys.stdin], repr(sys.stdin.read()), os.read(0, 1))
                try:
                    input()
                except EOFError as e:
                    print(e)
                """);
        bench.server.type("one");
        bench.server.type("two");
        bench.server.endInput();
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind(),
                () -> bench.errors(bench.server).toString());
        assertEquals(List.of("[0] one", " b'tw' [0] b'o\\n'", "True '' b''", "EOF when reading a line"),
                bench.output(bench.server));
    }

    @Test
    void theStandardStreamsHaveTheirNumbersAndCanBeUsedByThem() {
        bench.run("""
                import os, sys
                print(sys.stdin.fileno(), sys.stdout.fileno(), sys.stderr.fileno(), sys.stdin.isatty(), os.isatty(1))
                print(os.write(1, b'straight\\n'), os.write(2, b'error\\n'))
                open(1, 'w', closefd=False).write('opened\\n')
                """);
        assertEquals(List.of("0 1 2 False False", "straight", "9 6", "opened"), bench.output(bench.server));
        assertEquals(List.of("error"), bench.errors(bench.server));
    }

    @Test
    void aProgramThatWaitsForItIsStoppedAndItsDescriptorGoesWithTheParticipant() throws InterruptedException {
        long before = Descriptors.flags();
        bench.start(bench.server, """
                import select, sys
                print('waits')
                select.select([sys.stdin], [], [])
                """);
        Await.until("it waits in select", () -> bench.calls(bench.server).count() > 0);
        bench.server.interrupt();
        assertEquals(Note.Kind.PROGRAM_STOPPED, bench.end(bench.server).kind());
        bench.bench.workbench.remove(bench.server);
        Await.until("its descriptor is closed", () -> Descriptors.flags() <= before);
    }

    @Test
    void whatClearsATerminalDoesNothingAndOtherCommandsSayWhatToDo() {
        bench.run("""
                import os
                print(os.system('clear'), os.system('cls'))
                try:
                    os.system('ls')
                except PermissionError as e:
                    print(e)
                """);
        assertEquals(List.of("0 0",
                "[Errno 13] a program in the workbench starts no other programs: do it in Python, or outside the "
                        + "workbench"),
                bench.output(bench.server));
    }
}
