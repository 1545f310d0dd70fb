package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.model.Lane;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent.CallReturned;
import org.socketworkbench.trace.TraceEvent.Note;

/** When a program ends, and which of its threads end with it: as in CPython. */
class ProgramEndTest {
    /** Threads that would never end by themselves. */
    private static final String DAEMONS = """
            import _thread, os, select, socket, sys, threading, time
            listener = socket.create_server(('127.0.0.1', 0))
            datagrams = socket.socket(type=socket.SOCK_DGRAM)
            datagrams.bind(('127.0.0.1', 0))
            lock = threading.Lock()
            lock.acquire()
            begun = threading.Semaphore(0)

            def waits(function, *args):
                begun.release()
                try:
                    function(*args)
                except BaseException as e:
                    print('caught', e)
                finally:
                    print('finally')

            def resists():
                while True:
                    try:
                        listener.accept()
                    except BaseException:
                        pass

            everything = [(listener.accept,), (select.select, [listener], [], []), (datagrams.recvfrom, 10), (time.sleep, 1000),
                          (lock.acquire,), (threading.Event().wait,), (input,), (resists,)]
            for each in everything:
                threading.Thread(target=waits, args=each, daemon=True).start()
            _thread.start_new_thread(waits, (listener.accept,))
            for _ in range(len(everything) + 1):
                begun.acquire()
            """;

    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @ParameterizedTest
    @CsvSource({"'', PROGRAM_ENDED, server.py", "sys.exit(0), PROGRAM_ENDED, server.py",
            "raise ValueError('gone'), PROGRAM_FAILED, ValueError: gone", "os._exit(0), PROGRAM_ENDED, server.py"})
    void itEndsWithItsMainThreadWhateverItsDaemonsAreIn(String end, Note.Kind kind, String text) {
        SharedPython.ready();
        Note ended = bench.run(DAEMONS + "print('main ends')\n" + end + "\n");
        assertEquals(kind, ended.kind());
        assertEquals(text, ended.text());
        assertEquals(List.of("main ends"), bench.output(bench.server));
        assertEquals(kind == Note.Kind.PROGRAM_ENDED, bench.errors(bench.server).isEmpty());
        Await.until("all is closed", () -> bench.server.descriptors().isEmpty());
        assertTrue(returned("accept").stream().allMatch(new Outcome.Failed(Errno.EINTR)::equals),
                returned("accept").toString());
        // A number is free before the kernel has closed what was behind it.
        Await.until("no call is on its way", () -> bench.server.inCall().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"'', PROGRAM_ENDED", "sys.exit(0), PROGRAM_ENDED", "raise ValueError('gone'), PROGRAM_FAILED"})
    void aThreadThatIsNoDaemonIsWaitedFor(String end, Note.Kind kind) {
        SharedPython.ready();
        bench.start(bench.server, """
                import atexit, sys, threading
                atexit.register(print, 'atexit')
                def asks():
                    print(input())
                threading.Thread(target=asks).start()
                """ + end + "\n");
        bench.note(bench.server, Note.Kind.MAIN_ENDED);
        assertTrue(main().hasEnded());
        assertTrue(kind == Note.Kind.PROGRAM_ENDED || bench.errors(bench.server).contains("ValueError: gone"));
        bench.note(bench.server, Note.Kind.WAITS_FOR_INPUT);
        bench.server.type("the thread goes on");
        assertEquals(kind, bench.end(bench.server).kind());
        assertEquals(List.of("the thread goes on", "atexit"), bench.output(bench.server));
    }

    @Test
    void aDaemonAtTheGateIsEnded() {
        SharedPython.ready();
        bench.bench.workbench.gate().pause();
        bench.start(bench.server, """
                import _thread, socket, time
                _thread.start_new_thread(socket.socket, ())
                input()
                """);
        Await.until("the thread waits",
                () -> bench.bench.picture().participant(bench.server.id()).orElseThrow().lanes().stream()
                        .anyMatch(lane -> lane.waiting().isPresent()));
        bench.server.type("");
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
        assertEquals(List.of(), bench.calls(bench.server).toList());
    }

    @Test
    void anExitAtOnceFromAThreadEndsAllOthersToo() {
        SharedPython.ready();
        Note end = bench.run("""
                import atexit, os, socket, threading
                atexit.register(print, 'atexit')
                listener = socket.create_server(('127.0.0.1', 0))
                def exits():
                    try:
                        os._exit(4)
                    finally:
                        print('finally')
                threading.Timer(0.01, exits).start()
                try:
                    listener.accept()
                finally:
                    print('finally')
                """);
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertEquals(6, end.origin().line());
        assertEquals(List.of(), bench.output(bench.server));
        assertEquals(List.of(), bench.errors(bench.server));
    }

    @Test
    void whatNobodyCatchesInAThreadIsToldAsCPythonDoes() {
        SharedPython.ready();
        bench.start(bench.server, """
                import _thread, socket, sys, threading
                def worker():
                    socket.socket().connect(('127.0.0.1', 1))
                def leaves(function, *args):
                    function(*args)
                for each in (threading.Thread(target=worker), threading.Thread(target=leaves, args=(sys.exit, 3)),
                             threading.Thread(target=leaves, args=(_thread.exit,))):
                    each.start()
                    each.join()
                _thread.start_new_thread(worker, ())
                input()
                """);
        Await.until("both are told", () -> bench.errors(bench.server).stream()
                .filter(line -> line.startsWith("ConnectionRef")).count() == 2);
        bench.server.type("");
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(bench.server).kind());
        List<String> errors = bench.errors(bench.server);
        assertEquals("Exception in thread Thread-1 (worker):", errors.getFirst());
        assertEquals("ConnectionRefusedError: [Errno 111] Connection refused", errors.getLast());
        assertTrue(
                errors.stream().anyMatch(
                        line -> line.startsWith("Exception ignored in thread started by: <function worker at 0x")),
                errors.toString());
        assertEquals(2, errors.stream().filter("    socket.socket().connect(('127.0.0.1', 1))"::equals).count());
        assertFalse(errors.toString().contains("<workbench"), errors.toString());
    }

    private Lane main() {
        return bench.bench.picture().participant(bench.server.id()).orElseThrow().lanes().iterator().next();
    }

    /** What came of all calls of a name that were made. */
    private List<Outcome> returned(String name) {
        return bench.bench.log.range(0, bench.bench.log.size()).stream().filter(CallReturned.class::isInstance)
                .map(CallReturned.class::cast)
                .filter(call -> call.call().word().equals(name)).map(CallReturned::outcome).toList();
    }
}
