package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.socket.Call;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.Note;

/** A socket that nothing in its program refers to any more is closed, as CPython closes it; any other is not. */
class ForgottenSocketsTest {
    private static final String BEGIN = """
            import socket, threading

            listener = socket.create_server(('127.0.0.1', 0))
            peers = []
            told = []

            def accepted():
                peers.append(socket.create_connection(listener.getsockname()))
                connection = listener.accept()[0]
                told.append(connection.fileno())
                return connection

            """;
    private static final String WAIT = """

            print(*told)
            threading.Event().wait()
            """;

    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @Test
    void whateverNothingRefersToIsClosed() {
        run("""
                def argument(connection):
                    connection.send(b'hello')
                argument(accepted())

                def file(connection):
                    with connection.makefile('rwb') as file:
                        file.write(b'hello')
                file(accepted())

                rebound = accepted()
                rebound = None

                for each in [accepted()]:
                    pass
                del each

                def leaves_by_an_exception():
                    connection = accepted()
                    raise ValueError
                try:
                    leaves_by_an_exception()
                except ValueError as e:
                    pass

                class Cycle:
                    def __init__(self):
                        self.connection, self.me = accepted(), self
                Cycle()

                thread = threading.Thread(target=argument, args=[accepted()])
                thread.start()
                thread.join()

                accepted()
                """);
        assertEquals(List.of(bench.server), bench.bench.workbench.closeForgotten());
        assertEquals(inOrder(told()),
                closed().map(call -> Integer.toString(((Call.Close) call.call()).fd())).toList());
        assertEquals(inOrder(told()),
                bench.notes(bench.server).filter(note -> note.kind() == Note.Kind.FORGOTTEN).map(Note::text).toList());
        assertEquals(List.of("collector"),
                closed().map(call -> threadName(call.origin().thread())).distinct().toList());
    }

    @Test
    void whateverSomethingRefersToStaysOpen() {
        run("""
                variable = accepted()
                listed = [accepted()]
                file = accepted().makefile()
                number = accepted().detach()
                method = accepted().send
                once_more = accepted()
                with once_more:
                    once_more = accepted()

                def raises():
                    connection = accepted()
                    raise ValueError
                try:
                    raises()
                except ValueError as e:
                    kept = e

                def generator():
                    with accepted() as connection:
                        yield connection
                waiting = generator()
                next(waiting)

                class Handler:
                    def __init__(self):
                        self.connection = accepted()
                    def run(self):
                        threading.Event().wait()

                def waits():
                    connection = accepted()
                    threading.Event().wait()

                def start(function, *args):
                    threading.Thread(target=function, args=args, daemon=True).start()

                start(lambda connection: connection.recv(10), accepted())
                start(lambda connection: connection.makefile().readline(), accepted())
                start(lambda connection: input(), accepted())
                start(Handler().run)
                start(waits)
                while len(told) < 13:
                    pass
                """);
        assertEquals(List.of(), bench.bench.workbench.closeForgotten());
        assertEquals(1, closed().count());
    }

    @Test
    void ofTwoNumbersOfASocketOnlyTheForgottenOneIsClosed() {
        run("""
                import os
                kept = accepted()
                told.append(kept.dup().fileno())
                a, b = socket.socketpair()
                told.append(a.fileno())
                del a
                number = os.dup(kept.fileno())
                """);
        assertEquals(List.of(bench.server), bench.bench.workbench.closeForgotten());
        assertEquals(told().subList(1, 3),
                closed().map(call -> Integer.toString(((Call.Close) call.call()).fd())).toList());
    }

    @Test
    void whoeverWaitsForTheEndOfOneGoesOn() {
        SharedPython.ready();
        bench.start(bench.server, """
                import socket
                listener = socket.create_server(('127.0.0.1', 0))
                print(listener.getsockname()[1])
                def answer(connection):
                    connection.sendall(b'hello')
                while True:
                    answer(listener.accept()[0])
                """);
        String port = Await.that("the server listens", () -> bench.output(bench.server).stream().findFirst());
        SharedPython.ready(); // Only now: before, the one that is ready is the server's.
        bench.start(bench.client, """
                import socket
                for _ in range(3):
                    with socket.create_connection(('127.0.0.1', %s)) as s, s.makefile() as file:
                        print(file.read())
                """.formatted(port));
        Await.until("all is read", () -> {
            bench.bench.workbench.closeForgotten();
            return bench.output(bench.client).equals(List.of("hello", "hello", "hello"));
        });
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.client).kind());
    }

    @Test
    void memoryIsCollectedOnlyIfSomethingWasDone() {
        run("accepted()\n");
        assertEquals(List.of(bench.server), bench.bench.workbench.closeForgotten());
        int size = bench.bench.log.size();
        List<Participant> once = bench.bench.workbench.closeForgotten();
        List<Participant> twice = bench.bench.workbench.closeForgotten();
        assertEquals(List.of(List.of(), List.of()), List.of(once, twice));
        assertEquals(0,
                bench.bench.log.range(size, bench.bench.log.size()).stream().filter(Note.class::isInstance).count());
    }

    /** Runs what ends with the words that the descriptors of all accepted sockets are printed, and then waits. */
    private void run(String body) {
        SharedPython.ready();
        bench.start(bench.server, BEGIN + body + WAIT);
        Await.until("it waits", () -> !bench.output(bench.server).isEmpty());
    }

    private static List<String> inOrder(List<String> numbers) {
        return numbers.stream().sorted(Comparator.comparing(Integer::valueOf)).toList();
    }

    private List<String> told() {
        return List.of(bench.output(bench.server).getFirst().split(" "));
    }

    private Stream<CallEntered> closed() {
        return bench.calls(bench.server).filter(call -> call.call() instanceof Call.Close);
    }

    private String threadName(int thread) {
        return bench.notes(bench.server)
                .filter(note -> note.kind() == Note.Kind.THREAD_STARTED && note.origin().thread() == thread)
                .findFirst().orElseThrow().text();
    }
}
