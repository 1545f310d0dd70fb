package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

class PythonProgramTest {
    private static PythonEngine python;
    private final Bench bench = new Bench();
    private final Participant server = bench.server();
    private final Participant client = bench.client();

    @BeforeAll
    static void startPython() {
        python = new PythonEngine();
        python.warmUp();
    }

    @AfterAll
    static void endPython() {
        python.close();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void eachCallHasTheLineThatItComesFrom() {
        run("""
                import socket

                s = socket.socket()
                s.bind(('127.0.0.1', 0))
                print('bound', s.getsockname()[0])
                s.close()
                """);
        assertEquals(List.of("3 socket", "4 bind", "5 getsockname", "6 close"), bench.log.range(0, bench.log.size()).stream()
                .filter(TraceEvent.CallEntered.class::isInstance)
                .map(TraceEvent.CallEntered.class::cast)
                .map(e -> e.origin().line() + " " + e.call().name()).toList());
        assertEquals(List.of("bound 127.0.0.1"), output());
        assertEquals(Note.Kind.PROGRAM_ENDED, end().kind());
    }

    @Test
    void anUncaughtExceptionIsShownAtItsLine() {
        run("""
                import socket
                s = socket.socket()
                s.connect(('127.0.0.1', 1))
                """);
        assertEquals("ConnectionRefusedError: [Errno 111] Connection refused", end().text());
        assertEquals(new Origin(0, "server.py", 3), end().origin());
        assertEquals(List.of("Traceback (most recent call last):", "  File \"server.py\", line 3, in <module>",
                "    s.connect(('127.0.0.1', 1))", "ConnectionRefusedError: [Errno 111] Connection refused"), lines(Note.Kind.ERROR_OUTPUT));
    }

    private void run(String text) {
        server.start(python.program(new Script("server.py", text)));
        Await.until("the program has ended", () -> ended() != null);
    }

    private Note end() {
        return ended();
    }

    private Note ended() {
        return notes().filter(n -> List.of(Note.Kind.PROGRAM_ENDED, Note.Kind.PROGRAM_FAILED, Note.Kind.PROGRAM_STOPPED).contains(n.kind()))
                .findFirst().orElse(null);
    }

    private List<String> output() {
        return lines(Note.Kind.OUTPUT);
    }

    private List<String> lines(Note.Kind kind) {
        return notes().filter(n -> n.kind() == kind).map(Note::text).toList();
    }

    private Stream<Note> notes() {
        return bench.log.range(0, bench.log.size()).stream().filter(Note.class::isInstance).map(Note.class::cast);
    }
}
