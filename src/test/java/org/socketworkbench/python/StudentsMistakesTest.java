package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.TraceEvent.Note;

/** What students get wrong is told in words, at the line at which Python itself tells it. */
class StudentsMistakesTest {
    private static final String PAIR = """
            import socket
            listener = socket.create_server(('127.0.0.1', 0))
            client = socket.create_connection(listener.getsockname())
            """;
    private static final String NEW = """
            import socket
            s = socket.socket()

            """;
    private static final Pattern LINE = Pattern.compile("File \".*?server\\.py\", line (\\d+)");

    @TempDir
    private Path folder;
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("str instead of bytes", PAIR + "client.send('Hello')", "TypeError", "encode"),
                Arguments.of("str instead of bytes, all of it", PAIR + "client.sendall('Hello')", "TypeError",
                        "encode"),
                Arguments.of("str instead of bytes in a datagram", NEW + "s.sendto('Hello', ('127.0.0.1', 9))",
                        "TypeError", "encode"),
                Arguments.of("text and bytes joined", NEW + "print('got ' + b'Hello')", "TypeError", "decode() turns"),
                Arguments.of("encode twice", NEW + "b'Hello'.encode()", "AttributeError", "bytes already"),
                Arguments.of("decode text", NEW + "'Hello'.decode()", "AttributeError", "text already"),
                Arguments.of("forgotten listen", NEW + "s.bind(('127.0.0.1', 0)); s.accept()", "OSError",
                        "listen() was not called"),
                Arguments.of("two arguments for an address", NEW + "s.connect('127.0.0.1', 8080)", "TypeError",
                        "two pairs of brackets"),
                Arguments.of("two arguments to bind", NEW + "s.bind('127.0.0.1', 8080)", "TypeError", "bind(("),
                Arguments.of("an address as text", NEW + "s.connect('127.0.0.1:8080')", "TypeError",
                        "pair of host and port"),
                Arguments.of("an address of one", NEW + "s.connect(('127.0.0.1',))", "TypeError",
                        "pair of host and port"),
                Arguments.of("an address as a list", NEW + "s.connect(['127.0.0.1', 8080])", "TypeError",
                        "pair of host and port"),
                Arguments.of("a port as text", NEW + "s.connect(('127.0.0.1', '8080'))", "TypeError", "int("),
                Arguments.of("host and port swapped", NEW + "s.connect((8080, '127.0.0.1'))", "TypeError", "host"),
                Arguments.of("a port that is none", NEW + "s.bind(('127.0.0.1', 80800))", "OverflowError", "65535"),
                Arguments.of("an unknown host", NEW + "s.connect(('no.such.host.invalid', 80))", "socket.gaierror",
                        "spelled right"),
                Arguments.of("nobody listens", NEW + "s.connect(('127.0.0.1', 1))", "ConnectionRefusedError",
                        "Nothing listens"),
                Arguments.of("send after close", PAIR + "client.close(); client.send(b'Hello')", "OSError",
                        "closed already"),
                Arguments.of("recv on the listener", PAIR + "listener.recv(10)", "OSError",
                        "socket that accept() returned"),
                Arguments.of("accept not taken apart", PAIR + "c = listener.accept(); c.recv(10)", "AttributeError",
                        "Take both"),
                Arguments.of("connected twice", PAIR + "client.connect(listener.getsockname())", "OSError",
                        "new socket"),
                Arguments.of("port in use", PAIR + "socket.socket().bind(listener.getsockname())", "OSError",
                        "still taken"),
                Arguments.of("a timeout", PAIR + "client.settimeout(0.01); client.recv(10)", "TimeoutError",
                        "settimeout()"),
                Arguments.of("nothing there yet", PAIR + "client.setblocking(False); client.recv(10)",
                        "BlockingIOError", "select or poll"),
                Arguments.of("half a character", NEW + "'grün'.encode()[:3].decode()", "UnicodeDecodeError",
                        "middle of a character"),
                Arguments.of("forgotten import", "x = 1\ns = socket.socket()", "NameError", "import socket"),
                Arguments.of("a bracket that is missing", NEW + "s.connect(('127.0.0.1', 80)", "SyntaxError",
                        "bracket"),
                Arguments.of("an indentation that is missing", NEW + "while True:\ns.close()", "IndentationError",
                        "indentation"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isToldInWordsAtItsLine(String name, String text, String exception, String words) throws Exception {
        Tools.need("python3", "python3");
        Note end = bench.run(text);
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertTrue(end.text().startsWith(exception + ": "), end.text());
        assertEquals(lineThatPythonTells(text), end.origin().line(), end.text());
        String told = new Explainer().of(end);
        assertTrue(told.contains(words) && told.contains("line " + end.origin().line()), told);
        assertTrue(new Explainer().atItsLine(end).contains(words));
    }

    /** The last line of the program in the traceback of the machine's own Python. */
    private int lineThatPythonTells(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("server.py"), text);
        Process python = new ProcessBuilder("python3", file.toString()).redirectErrorStream(true).start();
        String told = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, python.waitFor(), told);
        Matcher matcher = LINE.matcher(told);
        int line = 0;
        while (matcher.find()) {
            line = Integer.parseInt(matcher.group(1));
        }
        return line;
    }
}
