package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

/** The variables of a program that stands. */
class VariablesTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @Test
    void atTheGateThoseOfTheFunctionAndOfTheModuleAreRead() {
        assertEquals(
                List.of("port = 0", "s = <socket.socket fd=3, family=2, type=1, proto=0>", "", "HOST = '127.0.0.1'"),
                atTheGate("bind", """
                        import socket
                        from socket import AF_INET as _
                        HOST = '127.0.0.1'
                        def serve(port):
                            s = socket.socket()
                            s.bind((HOST, port))
                        class Unused: pass
                        serve(0)
                        """).stream().filter(line -> !line.startsWith("_ =")).toList());
    }

    @Test
    void beforeALineWithABreakpointTheyAreReadToo() {
        LineBreakpoints breakpoints = new LineBreakpoints();
        breakpoints.set(Set.of(3));
        bench.server.start(SharedPython.ENGINE.program(new Script("server.py", """
                def double(number):
                    twice = 2 * number
                    return twice
                print(double(21))
                """), breakpoints));
        bench.note(bench.server, Note.Kind.WAITS_AT_LINE);
        assertEquals("number = 21\ntwice = 42\n", bench.note(bench.server, Note.Kind.VARIABLES).text());
        bench.server.interrupt();
        bench.end(bench.server);
    }

    @Test
    void valuesOfKnownTypesAreShownAsPythonPrintsThem() {
        assertEquals(List.of("a = 1", "b = 'it\\'s'", "c = b'\\x00'", "d = [1, (2,), {'k': {3}}]",
                "e = None", "f = <AddressFamily.AF_INET: 2>", "g = ConnectionRefusedError(111, 'refused')",
                "h = range(0, 5)", "i = <__main__.Mine object>", "j = [1, […]]"),
                atTheGate("socket", """
                        import socket
                        class Mine: pass
                        a = 1
                        b = "it's"
                        c = b'\\0'
                        d = [1, (2,), {'k': {3}}]
                        e = None
                        f = socket.AF_INET
                        g = ConnectionRefusedError(111, 'refused')
                        h = range(5)
                        i = Mine()
                        j = [1]
                        j.append([[[[j]]]][0])
                        socket.socket()
                        """).stream().map(line -> line.startsWith("j = ") ? "j = [1, […]]"
                        : line.replace("\"it's\"", "'it\\'s'")).toList());
    }

    @Test
    void readingRunsNoCodeOfTheProgramAndMakesNoCall() {
        List<String> lines = atTheGate("socket", """
                import socket
                class Loops(type):
                    def __hash__(self):
                        while True: pass
                    def __eq__(self, other):
                        while True: pass
                class Mine(dict, metaclass=Loops):
                    def __repr__(self):
                        while True: socket.socket()
                    __len__ = __iter__ = __str__ = __getattribute__ = __repr__
                    @property
                    def __class__(self):
                        while True: pass
                one = Mine()
                many = [one, {1: one}]
                socket.socket()
                """);
        assertEquals(List.of("one = <__main__.Mine object>",
                "many = [<__main__.Mine object>, {1: <__main__.Mine object>}]"), lines);
        assertEquals(0, bench.bench.log.range(0, bench.bench.log.size()).stream()
                .filter(TraceEvent.CallEntered.class::isInstance).count());
    }

    @Test
    void whatIsLargeIsCutAndManyAreLeftOut() {
        List<String> lines = atTheGate("socket", """
                import socket
                text = 'x' * 10**7
                number = 10**100000
                many = list(range(10**6))
                for i in range(100):
                    globals()[f'v{i}'] = i
                socket.socket()
                """);
        assertEquals(64, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 400), lines.toString());
        assertTrue(lines.get(0).endsWith("x…"), lines.get(0));
        assertTrue(lines.get(1).matches("number = <int of \\d+ bits>"), lines.get(1));
    }

    @Test
    void eachThreadReadsItsOwn() {
        assertEquals(List.of("mine = 7", ""), atTheGate("socket", """
                import socket, threading
                def work(mine):
                    socket.socket()
                threading.Thread(target=work, args=(7,)).start()
                """).subList(0, 2));
    }

    @Test
    void aProgramThatNeverStandsReadsNone() {
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.run("import socket\nsocket.socket().close()\n").kind());
        assertFalse(bench.bench.log.range(0, bench.bench.log.size()).stream()
                .anyMatch(event -> event instanceof Note note && note.kind() == Note.Kind.VARIABLES));
    }

    /** The lines of the variables when the program comes to a call. */
    private List<String> atTheGate(String call, String program) {
        bench.bench.workbench.gate().pause();
        bench.server.start(SharedPython.ENGINE.program(new Script("server.py", program), new LineBreakpoints()));
        String text = Await.that(call + " waits", () -> {
            List<TraceEvent> events = bench.bench.log.range(0, bench.bench.log.size());
            if (events.getLast() instanceof TraceEvent.CallWaiting waiting) {
                if (waiting.call().word().equals(call)) {
                    return events.stream().filter(event -> event instanceof Note note
                            && note.kind() == Note.Kind.VARIABLES).map(event -> ((Note) event).text())
                            .reduce((first, last) -> last);
                }
                bench.bench.workbench.gate().step(bench.server.id());
            }
            return java.util.Optional.<String>empty();
        });
        bench.server.interrupt();
        bench.end(bench.server);
        return Arrays.asList(text.split("\n", -1));
    }
}
