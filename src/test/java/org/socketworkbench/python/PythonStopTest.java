package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.trace.TraceEvent.Note;

/** Stop ends any program, whatever it is in, and however it resists. */
class PythonStopTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @ParameterizedTest
    @ValueSource(strings = {
            "socket.create_server(('127.0.0.1', 0)).accept()",
            "socket.socket(type=socket.SOCK_DGRAM).recv(10)",
            "select.select([listener], [], [])",
            "select.poll().poll()",
            "while True: pass",
            "time.sleep(1000)",
            "input()",
            "lock = threading.Lock(); lock.acquire(); lock.acquire()",
            "threading.Event().wait()",
            """
        while True:
            try:
                time.sleep(1000)
            except BaseException:
                pass
        """,
            """
        while True:
            try:
                listener.accept()
            except BaseException:
                pass
        """,
            """
        try:
            while True: pass
        finally:
            while True: pass
        """,
            """
        for each in range(4):
            threading.Thread(target=listener.accept).start()
        """,
            """
        def spin():
            while True: pass
        threading.Thread(target=spin, daemon=True).start()
        listener.accept()
        """,
            "asyncio.run(asyncio.sleep(1000))",
            "socketserver.TCPServer(('127.0.0.1', 0), None).serve_forever()"})
    void whateverItIsIn(String body) {
        bench.start(bench.server, imports(body) + """
                listener = socket.create_server(('127.0.0.1', 0))
                print('ready')
                """ + body);
        bench.awaitOutput(bench.server, "ready");
        bench.server.interrupt();
        assertEquals(Note.Kind.PROGRAM_STOPPED, bench.end(bench.server).kind());
        assertEquals(Note.Kind.PROGRAM_ENDED, next().kind());
    }

    /** Of those modules that take long to import only what the body needs. */
    private static String imports(String body) {
        return "import socket, time\n" + Stream.of("asyncio", "select", "socketserver", "threading")
                .filter(module -> body.contains(module + ".")).map(module -> "import " + module + "\n")
                .collect(Collectors.joining());
    }

    /** The participant is as good as new. */
    private Note next() {
        bench.start(bench.client, "print('next')");
        return bench.end(bench.client);
    }
}
