package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.libc.LinuxSockets;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;

class RunCommandTest {
    /** A server whose loop ends after two callers, so that the run does. */
    private static final String TWO_CALLERS = """
            import socket
            with socket.create_server(('127.0.0.1', PORT)) as listener:
                for _ in range(2):
                    connection, caller = listener.accept()
                    with connection:
                        while message := connection.recv(1024):
                            connection.send(message.upper())
            """;
    private static final String TALKER = """
            import socket
            with socket.create_connection(('127.0.0.1', PORT)) as connection:
                while True:
                    try:
                        line = input('>>: ')
                    except EOFError:
                        break
                    connection.send(line.encode())
                    print(connection.recv(1024).decode())
            """;
    private static PythonEngine python;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String port = Integer.toString(Ports.free());
    @TempDir
    private Path folder;

    @BeforeAll
    static void startPython() {
        python = new PythonEngine();
        python.warmUp();
    }

    @AfterAll
    static void endPython() {
        python.close();
    }

    @Test
    void whenAllHaveEndedTheExitCodeIs0AndTheFilesAreWritten() throws IOException {
        program("hello.py", """
                import socket
                print('hello')
                socket.socket().close()
                """);
        assertEquals(0, run("hello.py"), err::toString);
        assertEquals(List.of("hello"), printed("hello| "));
        assertTrue(out.toString().lines().anyMatch(line -> line.contains("hello    socket(AF_INET, ")), out::toString);
        TraceLog trace = TraceFile.read(folder.resolve("out/trace.jsonl"));
        assertTrue(trace.size() > 5, () -> "only " + trace.size());
        assertTrue(Files.exists(folder.resolve("out/sequence.svg")) && Files.exists(folder.resolve("out/sequence.mmd")));
        assertEquals("", err.toString());
    }

    @Test
    void aProgramThatFailsIsExitCode1WithItsTraceback() throws IOException {
        program("client.py", """
                import socket
                socket.socket().connect(('127.0.0.1', PORT))
                """);
        assertEquals(1, run("client.py"));
        assertEquals(List.of(
                "client! Traceback (most recent call last):",
                "client!   File \"client.py\", line 2, in <module>",
                "client!     socket.socket().connect(('127.0.0.1', " + port + "))",
                "client! ConnectionRefusedError: [Errno 111] Connection refused",
                "client failed at client.py:2: ConnectionRefusedError: [Errno 111] Connection refused"), err.toString().lines().toList());
    }

    @Test
    void whoWaitsInVainForOneThatFailedDoesNotKeepTheRunFromEnding() throws IOException {
        program("server.py", "import socket\nsocket.create_server(('127.0.0.1', PORT)).accept()\n");
        program("client.py", "import nothing_of_this_name\n");
        assertEquals(1, run("server.py", "client.py"));
        assertTrue(err.toString().contains("server is blocked in accept4("), err::toString);
        assertTrue(err.toString().contains(" at server.py:2, for "), err::toString);
    }

    @Test
    void twoWhoWaitForEachOtherAreADeadlockAndExitCode3() throws IOException {
        program("server.py", """
                import socket
                connection, _ = socket.create_server(('127.0.0.1', PORT)).accept()
                connection.recv(10)
                """);
        program("client.py", """
                import socket
                socket.create_connection(('127.0.0.1', PORT)).recv(10)
                """);
        assertEquals(3, run("server.py", "client.py"));
        assertTrue(err.toString().contains("This is a deadlock: server, client wait for one another."), err::toString);
        assertTrue(err.toString().matches("(?s).*server is blocked in recv\\(\\d+, 10, 0\\) at server\\.py:3, for .*"), err::toString);
        assertTrue(err.toString().matches("(?s).*client is blocked in recv\\(\\d+, 10, 0\\) at client\\.py:2, for .*"), err::toString);
    }

    @Test
    void whenTheTimeIsOverTheExitCodeIs3AndWhoIsBlockedIsNamedButItIsNoDeadlock() throws IOException {
        program("server.py", "import socket\nsocket.create_server(('127.0.0.1', PORT)).accept()\n");
        assertEquals(3, run("server.py", "--timeout", "1"));
        assertTrue(err.toString().startsWith("The time is over"), err::toString);
        assertFalse(err.toString().contains("deadlock"), err::toString);
        assertTrue(Files.exists(folder.resolve("out/trace.jsonl")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run nothing.py", "run here.py --timeout 0", "run here.py --timeout soon", "run here.py --timeout NaN",
            "run here.py --input nothing.txt", "run here.py --out", "run here.py --nope"})
    void wrongUsageIsExitCode2AndStartsNothing(String arguments) throws IOException {
        Path here = program("here.py", "print('started')\n");
        assertEquals(2, execute(arguments.replace("here.py", here.toString()).split(" ")));
        assertEquals("", out.toString());
        assertTrue(err.toString().contains("--help"), err::toString);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldBeforeAnythingIsRun() throws IOException {
        program("hello.py", "print('hello')\n");
        Files.writeString(folder.resolve("out"), "a file");
        assertEquals(1, run("hello.py"));
        assertEquals("", out.toString());
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @Test
    void eachProgramThatAsksReadsTheFileFromItsFirstLineOn() throws IOException {
        program("ask.py", "print(input('? '), input())\n");
        Files.writeString(folder.resolve("lines.txt"), "one\ntwo\n");
        assertEquals(0, run("ask.py", "ask.py", "--input", folder.resolve("lines.txt").toString()), err::toString);
        assertEquals(List.of("? one", "two", "one two"), printed("ask 1| "));
        assertEquals(List.of("? one", "two", "one two"), printed("ask 2| "));
    }

    @Test
    void ofSeveralFilesEachProgramGetsItsOwnAndTheRestTheLast() throws IOException {
        program("ask.py", "print(input())\n");
        String one = Files.writeString(folder.resolve("1.txt"), "one\n").toString();
        String two = Files.writeString(folder.resolve("2.txt"), "two\n").toString();
        assertEquals(0, run("ask.py", "ask.py", "ask.py", "--input", one, "--input", two), err::toString);
        assertEquals(List.of(List.of("one", "one"), List.of("two", "two"), List.of("two", "two")),
                List.of(printed("ask 1| "), printed("ask 2| "), printed("ask 3| ")));
    }

    @Test
    void withoutAFileTheInputIsAtItsEnd() throws IOException {
        program("ask.py", "input()\n");
        assertEquals(1, run("ask.py"));
        assertTrue(err.toString().contains("ask! EOFError"), err::toString);
    }

    @Test
    void twoRunsPrintTheSameCallsInTheSameOrder() throws IOException {
        program("server.py", TWO_CALLERS);
        program("client.py", TALKER);
        String lines = Files.writeString(folder.resolve("lines.txt"), "one\ntwo\nthree\n").toString();
        assertEquals(0, run("server.py", "client.py", "client.py", "--input", lines), err::toString);
        List<String> first = likeInEachRun();
        out.getBuffer().setLength(0);
        assertEquals(0, run("server.py", "client.py", "client.py", "--input", lines), err::toString);
        assertEquals(first, likeInEachRun());
        assertTrue(first.size() > 60, first::toString);
    }

    @Test
    void threadsOfAProgramTakeTurnsToo() throws IOException {
        program("server.py", """
                import socket, threading
                def answer(connection):
                    with connection:
                        while message := connection.recv(1024):
                            connection.sendall(message.upper())
                with socket.create_server(('127.0.0.1', PORT)) as listener:
                    threads = [threading.Thread(target=answer, args=(listener.accept()[0],)) for _ in range(2)]
                    for thread in threads:
                        thread.start()
                    for thread in threads:
                        thread.join()
                print('all have hung up')
                """);
        program("client.py", TALKER);
        String lines = Files.writeString(folder.resolve("lines.txt"), "one\ntwo\n").toString();
        assertEquals(0, run("server.py", "client.py", "client.py", "--input", lines), err::toString);
        assertEquals(List.of("all have hung up"), printed("server| "));
        assertEquals(List.of(">>: one", "ONE", ">>: two", "TWO", ">>: "), printed("client 1| "));
        assertEquals(List.of(">>: one", "ONE", ">>: two", "TWO", ">>: "), printed("client 2| "));
    }

    @Test
    void whatAProgramPrintsDoesNotActOnTheTerminal() throws IOException {
        program("loud.py", "print('\\x1b[2J caf\\xe9')\n");
        assertEquals(0, run("loud.py"), err::toString);
        assertEquals(List.of("\\x1b[2J café"), printed("loud| "));
    }

    /** The lines without what differs from run to run: numbers, times, ports and descriptors. */
    private List<String> likeInEachRun() {
        return out.toString().lines()
                .map(line -> line.replaceFirst("^ *\\d+ +[0-9.]+ s", "").replaceFirst(" +(blocked )?[0-9.]+ ms$", "")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:port").replaceAll("(\\w\\()\\d+", "$1fd").replaceAll("= \\d+ 127", "= fd 127")
                        .replaceFirst("(socket\\(.*\\) = )\\d+", "$1fd"))
                .toList();
    }

    private List<String> printed(String prefix) {
        return out.toString().lines().filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length())).toList();
    }

    private Path program(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace("PORT", port));
    }

    /** Runs programs of the test's folder; options follow their names. */
    private int run(String... arguments) {
        List<String> whole = new ArrayList<>(List.of("run", "--out", folder.resolve("out").toString()));
        for (String argument : arguments) {
            whole.add(argument.endsWith(".py") ? folder.resolve(argument).toString() : argument);
        }
        return execute(whole.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        SystemCheck check = new SystemCheck("Linux", Map.of(), name -> false);
        Parts parts = new Parts(check, LinuxSockets::new, () -> python, new NoDrawing(), until -> { });
        return Arguments.run(parts, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
