package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent.Note;

/** Ctrl+C is what it is to CPython: a KeyboardInterrupt in the main thread, or what the program has set for it. */
class KeyboardInterruptTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @BeforeEach
    void python() {
        SharedPython.ready();
    }

    @Test
    void whateverTheMainThreadIsInItGetsAnException() {
        List<String> bodies = List.of("listener.accept()", "datagrams.recv(10)", "select.select([listener], [], [])",
                "select.poll().poll()", "connection.recv(10)", "connection.sendall(bytes(1 << 26))", "limited.accept()",
                "file.readline()", "while True: pass", "time.sleep(1000)", "input()", "lock.acquire()",
                "threading.Event().wait()", "threading.Event().wait(1000)", "thread.join()", "queue.Queue().get()");
        bench.start(bench.server, """
                import queue, select, socket, threading, time
                listener = socket.create_server(('127.0.0.1', 0))
                limited = socket.create_server(('127.0.0.1', 0))
                limited.settimeout(1000)
                datagrams = socket.socket(type=socket.SOCK_DGRAM)
                connection = socket.create_connection(listener.getsockname())
                file = socket.create_connection(listener.getsockname()).makefile()
                peers = [listener.accept(), listener.accept()]
                thread = threading.Thread(target=threading.Event().wait, daemon=True)
                thread.start()
                lock = threading.Lock()
                lock.acquire()

                """ + String.join("", bodies.stream().map(body -> """
                try:
                    print('%1$d')
                    %2$s
                except KeyboardInterrupt:
                    print('caught')
                finally:
                    socket.socket().close()
                """.formatted(bodies.indexOf(body), body)).toList()) + "print('end')\n");
        for (int i = 0; i < bodies.size(); i++) {
            bench.awaitOutput(bench.server, Integer.toString(i));
            bench.server.keyboardInterrupt();
            int lines = 2 * (i + 1);
            Await.until(bodies.get(i) + " is interrupted", () -> bench.output(bench.server).size() > lines);
            assertEquals("caught", bench.output(bench.server).get(lines - 1), bench.output(bench.server)::toString);
        }
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"while True: pass", "time.sleep(1000)", "threading.Event().wait()",
            "socket.socket(type=socket.SOCK_DGRAM).recv(10)"})
    void oneThatIsNotCaughtEndsTheProgramWithItsTraceback(String body) {
        bench.start(bench.server, "import socket, threading, time\nprint('ready')\n" + body + "\n");
        bench.awaitOutput(bench.server, "ready");
        bench.server.keyboardInterrupt();
        Note end = bench.end(bench.server);
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertEquals("KeyboardInterrupt", end.text());
        // Where it comes between two instructions, the interpreter tells no line.
        boolean hasLine = end.origin().hasLine();
        assertEquals(hasLine ? 3 : 0, end.origin().line());
        assertEquals(hasLine, bench.errors(bench.server).stream().anyMatch(line -> line.contains(", line 3,")));
        assertEquals("KeyboardInterrupt", bench.errors(bench.server).getLast());
        assertEquals(List.of(),
                bench.errors(bench.server).stream().filter(line -> line.contains("<workbench")).toList());
    }

    @Test
    void whileItWaitsForTheInterpreterThatAnotherThreadHasItGetsAnException() {
        bench.start(bench.server, """
                import threading
                lock = threading.Lock()
                def run():
                    while True:
                        sum(range(1000000))
                        # Only here another thread can have the interpreter.
                        with lock: pass
                threading.Thread(target=run, daemon=True).start()
                try:
                    # Seen while this thread waits for the interpreter, which it has lent for the time of writing.
                    print('ready')
                    threading.Event().wait()
                except KeyboardInterrupt:
                    print('caught')
                """);
        bench.awaitOutput(bench.server, "ready");
        bench.server.keyboardInterrupt();
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
        assertEquals(List.of("ready", "caught"), bench.output(bench.server));
    }

    @Test
    void aCallAtTheGateIsNotMade() {
        bench.bench.workbench.gate().pause();
        bench.start(bench.server, """
                import socket
                try:
                    socket.socket()
                except KeyboardInterrupt:
                    print('caught')
                """);
        Await.until("it waits",
                () -> bench.bench.picture().participant(bench.server.id()).orElseThrow().waiting().isPresent());
        bench.server.keyboardInterrupt();
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
        assertEquals(List.of("caught"), bench.output(bench.server));
        assertEquals(List.of(), bench.calls(bench.server).toList());
    }

    @Test
    void aHandlerOfTheProgramIsCalledAndWhatWasInterruptedGoesOn() {
        bench.start(bench.server, """
                import select, signal, socket, sys
                signal.signal(signal.SIGINT, lambda number, frame: print('handled', number))
                listener = socket.create_server(('127.0.0.1', 0))
                print(listener.getsockname()[1])
                connection, caller = listener.accept()
                print(connection.recv(10))
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                print(input('ignores? '))
                signal.signal(signal.SIGINT, lambda number, frame: sys.exit())
                print('last')
                while True: pass
                """);
        String port = Await.that("it listens", () -> bench.output(bench.server).stream().findFirst());
        bench.server.keyboardInterrupt();
        bench.awaitOutput(bench.server, "handled 2");
        bench.start(bench.client,
                "import socket\nsocket.create_connection(('127.0.0.1', %s)).send(b'hello')\n".formatted(port));
        bench.awaitOutput(bench.server, "b'hello'");
        bench.note(bench.server, Note.Kind.WAITS_FOR_INPUT);
        bench.server.keyboardInterrupt();
        bench.server.type("yes");
        bench.awaitOutput(bench.server, "last");
        bench.server.keyboardInterrupt();
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
    }

    @Test
    void whileTheMainThreadWaitsForTheOthersItEndsAll() {
        bench.start(bench.server, """
                import socket, threading
                listener = socket.create_server(('127.0.0.1', 0))
                threading.Thread(target=listener.accept).start()
                """);
        bench.note(bench.server, Note.Kind.MAIN_ENDED);
        bench.server.keyboardInterrupt();
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
        assertEquals("Exception ignored in: <module 'threading' from",
                bench.errors(bench.server).getFirst().substring(0, 46));
        assertEquals("KeyboardInterrupt", bench.errors(bench.server).getLast());
    }

    @Test
    void theNextProgramHearsNothingOfIt() {
        bench.start(bench.server, "print('ready')\ninput()\n");
        bench.note(bench.server, Note.Kind.WAITS_FOR_INPUT);
        bench.server.keyboardInterrupt();
        bench.end(bench.server);
        bench.server.keyboardInterrupt();
        bench.start(bench.client, "print('next')\n");
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.client).kind());
    }
}
