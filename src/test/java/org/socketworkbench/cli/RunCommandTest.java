package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.Call;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceFormatException;
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
    private Optional<InputStream> piped = Optional.empty();
    @TempDir
    private Path folder;

    @BeforeAll
    static void startPython() {
        python = new PythonEngine(ThisSystem.platform());
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
        assertTrue(
                Files.exists(folder.resolve("out/sequence.svg")) && Files.exists(folder.resolve("out/sequence.mmd")));
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
                "client failed at client.py:2: ConnectionRefusedError: [Errno 111] Connection refused"),
                err.toString().lines().toList());
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
        assertTrue(err.toString().matches("(?s).*server is blocked in recv\\(\\d+, 10, 0\\) at server\\.py:3, for .*"),
                err::toString);
        assertTrue(err.toString().matches("(?s).*client is blocked in recv\\(\\d+, 10, 0\\) at client\\.py:2, for .*"),
                err::toString);
    }

    @Test
    void aServerThatIsLeftWaitingForCallersEndsTheRunWell() throws IOException {
        program("server.py", """
                import socket
                with socket.create_server(('127.0.0.1', PORT)) as listener:
                    while True:
                        connection, _ = listener.accept()
                        with connection:
                            print(connection.recv(10))
                """);
        program("client.py", """
                import socket
                with socket.create_connection(('127.0.0.1', PORT)) as connection:
                    connection.send(b'hello')
                """);
        assertEquals(0, run("server.py", "client.py"), err::toString);
        assertEquals(List.of("b'hello'"), printed("server| "));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("nobody is left to call server"), err::toString);
    }

    @Test
    void aServerThatWaitsWithEpollIsLeftWaitingForCallersToo() throws IOException {
        program("server.py", """
                import selectors, socket
                selector = selectors.DefaultSelector()
                listener = socket.create_server(('127.0.0.1', PORT))
                listener.setblocking(False)
                selector.register(listener, selectors.EVENT_READ)
                while True:
                    for key, _ in selector.select():
                        if key.fileobj is listener:
                            connection, _ = listener.accept()
                            connection.setblocking(False)
                            selector.register(connection, selectors.EVENT_READ)
                        elif data := key.fileobj.recv(100):
                            print(data)
                            key.fileobj.send(data.upper())
                        else:
                            selector.unregister(key.fileobj)
                            key.fileobj.close()
                """);
        program("client.py", """
                import socket
                with socket.create_connection(('127.0.0.1', PORT)) as connection:
                    for word in b'one', b'two':
                        connection.send(word)
                        print(connection.recv(10))
                """);
        assertEquals(0, run("server.py", "client.py"), err::toString);
        assertEquals(List.of("b'one'", "b'two'"), printed("server| "));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("nobody is left to call server"), err::toString);
    }

    @Test
    void aClientThatWaitsForAServerThatDoesNotAnswerIsNoServer() throws IOException {
        program("server.py", """
                import socket
                listener = socket.create_server(('127.0.0.1', PORT))
                first, _ = listener.accept()
                listener.accept()
                """);
        program("client.py", "import socket\nsocket.create_connection(('127.0.0.1', PORT)).recv(10)\n");
        assertEquals(3, run("server.py", "client.py"));
        assertTrue(err.toString().startsWith("The run is ended: the remaining programs cannot go on."), err::toString);
    }

    @Test
    void whenTheTimeIsOverTheExitCodeIs3AndWhoIsBlockedIsNamedButItIsNoDeadlock() throws IOException {
        program("server.py", "import socket\nsocket.create_server(('127.0.0.1', PORT)).accept()\n");
        assertEquals(3, run("server.py", "--timeout", "1", "--keep-serving"));
        assertTrue(err.toString().startsWith("The time is up"), err::toString);
        assertFalse(err.toString().contains("deadlock"), err::toString);
        assertTrue(Files.exists(folder.resolve("out/trace.jsonl")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run nothing.py", "run here.py --timeout 0", "run here.py --timeout soon",
            "run here.py --timeout NaN", "run here.py --input nothing.txt", "run here.py --out", "run here.py --nope"})
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
    void withoutAFileEachProgramGetsWhatIsPipedIn() throws IOException {
        program("ask.py", """
                import select, sys
                print(select.select([sys.stdin], [], [])[0] == [sys.stdin])
                for line in sys.stdin:
                    print(line, end='')
                """);
        piped = Optional.of(new ByteArrayInputStream("one\ntwo\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(0, run("ask.py", "ask.py"), err::toString);
        assertEquals(List.of("True", "one", "one", "two", "two"), printed("ask 1| "));
        assertEquals(printed("ask 1| "), printed("ask 2| "));
    }

    @Test
    void whatAProgramWroteIsLeftInAFolderOfItsOwnAndItsFolderStaysAsItIs() throws IOException {
        program("save.py", "open('letter.txt', 'w').write('hello')\n");
        assertEquals(0, run("save.py"), err::toString);
        assertEquals("hello", Files.readString(folder.resolve("out/files/save/letter.txt")));
        assertFalse(Files.exists(folder.resolve("letter.txt")));
        assertTrue(out.toString().contains("save wrote letter.txt: in "), out::toString);
    }

    @Test
    void withWriteItIsWrittenIntoTheProgramsFolder() throws IOException {
        program("save.py", "open('letter.txt', 'w').write('hello')\n");
        assertEquals(0, run("save.py", "--write"), err::toString);
        assertEquals("hello", Files.readString(folder.resolve("letter.txt")));
        assertFalse(Files.exists(folder.resolve("out/files")));
    }

    @Test
    void withoutAFileTheInputIsAtItsEnd() throws IOException {
        program("ask.py", "input()\n");
        assertEquals(1, run("ask.py"));
        assertTrue(err.toString().contains("ask! EOFError"), err::toString);
        assertTrue(err.toString().contains("--input FILE"), err::toString);
        assertEquals(List.of(), printed("ask| "));
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
    void aThousandRoundTripsPassTheTurnOnTwoThousandTimesInTheSameOrder() throws IOException {
        program("server.py", """
                import socket
                with socket.create_server(('127.0.0.1', PORT)) as listener:
                    connection, _ = listener.accept()
                    with connection:
                        while data := connection.recv(1024):
                            connection.sendall(data)
                """);
        program("client.py", """
                import socket
                with socket.create_connection(('127.0.0.1', PORT)) as connection:
                    for number in range(1000):
                        connection.sendall(b'%04d' % number)
                        assert connection.recv(100) == b'%04d' % number
                print('1000 round trips')
                """);
        assertEquals(0, run("server.py", "client.py"), err::toString);
        assertEquals(List.of("1000 round trips"), printed("client| "));
        List<String> blocked = likeInEachRun().stream().filter(line -> line.endsWith("blocked")).toList();
        List<String> byTurns = new ArrayList<>(List.of("server", "client"));
        while (byTurns.size() < blocked.size()) {
            byTurns.addAll(List.of("server", "client"));
        }
        assertEquals(2001, blocked.size());
        assertEquals(byTurns.subList(0, 2001), blocked.stream().map(line -> line.strip().split(" ")[0]).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "listener.setblocking(False)\nwhile True:\n  try:\n    connection, _ = listener.accept(); break\n  except BlockingIOError: pass",
            "import select\nother = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nwhile True:\n"
                    + "  ready, _, _ = select.select([listener], [other], [])\n"
                    + "  if ready: connection, _ = listener.accept(); break",
            "import time\nlistener.setblocking(False)\nwhile True:\n  try:\n    connection, _ = listener.accept(); break\n"
                    + "  except BlockingIOError: time.sleep(0.01)",
            "import select\nwhile not select.select([listener], [], [], 0)[0]: pass\nconnection, _ = listener.accept()",
            "import threading\ndef take():\n  global connection\n  connection, _ = listener.accept()\n"
                    + "connection = None\nthreading.Thread(target=take).start()\nwhile not connection: pass"})
    void aServerThatNeverBlocksDoesNotKeepItsCallerFromCalling(String waiting) throws IOException {
        program("server.py", "import socket\nlistener = socket.create_server(('127.0.0.1', PORT))\n" + waiting
                + "\nconnection.setblocking(True)\nprint(connection.recv(10))\n");
        program("client.py", "import socket\nsocket.create_connection(('127.0.0.1', PORT)).send(b'x')\n");
        assertEquals(0, run("server.py", "client.py"), err::toString);
        assertEquals(List.of("b'x'"), printed("server| "));
    }

    /** As asyncio does, whose loop polls with no time while it has work of its own. */
    @Test
    void noClientCallsBeforeAnEventLoopListensThatHasPolledAFewTimes() throws IOException {
        program("server.py", """
                import select, socket
                own, other = socket.socketpair()
                for _ in range(5):
                    select.select([own], [], [], 0)
                with socket.create_server(('127.0.0.1', PORT)) as listener:
                    print(listener.accept()[0].recv(10))
                """);
        program("client.py", "import socket\nsocket.create_connection(('127.0.0.1', PORT)).send(b'x')\n");
        assertEquals(0, run("server.py", "client.py"), err::toString);
        assertEquals(List.of("b'x'"), printed("server| "));
    }

    @Test
    void whoPollsForSecondsSeesWhatASleeperSendsMeanwhile() throws IOException {
        program("server.py", """
                import socket, time
                listener = socket.create_server(('127.0.0.1', PORT))
                connection, _ = listener.accept()
                connection.setblocking(False)
                end = time.monotonic() + 10
                came = b''
                while time.monotonic() < end and not came:
                    try:
                        came = connection.recv(10)
                    except BlockingIOError:
                        pass
                print(came or 'nothing came')
                """);
        program("client.py", """
                import socket, time
                connection = socket.create_connection(('127.0.0.1', PORT))
                time.sleep(0.3)
                connection.send(b'late')
                """);
        assertEquals(0, run("server.py", "client.py"), err::toString);
        assertEquals(List.of("b'late'"), printed("server| "));
    }

    @Test
    void anAnswerInTimeIsReceivedUnderAShortTimeout() throws IOException {
        program("server.py", """
                import socket
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
                    s.bind(('127.0.0.1', PORT))
                    while True:
                        data, caller = s.recvfrom(100)
                        s.sendto(data, caller)
                        if data == b'19': break
                """);
        program("client.py", """
                import socket
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.settimeout(0.01)
                for number in range(20):
                    for attempt in range(500):
                        s.sendto(b'%d' % number, ('127.0.0.1', PORT))
                        try:
                            if s.recv(100) == b'%d' % number: break
                        except socket.timeout: pass
                    else:
                        print('never', number)
                print('done')
                """);
        assertEquals(0, run("server.py", "client.py"), err::toString);
        assertEquals(List.of("done"), printed("client| "));
    }

    @Test
    void whatACallTakesIsItsOwnTimeAndNotThatOfTheTurnsOfOthers() throws IOException {
        program("server.py", """
                import socket, time
                connection, _ = socket.create_server(('127.0.0.1', PORT)).accept()
                end = time.process_time() + 0.5
                while time.process_time() < end: pass
                connection.recv(10)
                """);
        program("client.py", """
                import socket, time
                connection = socket.create_connection(('127.0.0.1', PORT))
                time.sleep(0.05)
                connection.sendall(b'x')
                """);
        assertEquals(0, run("server.py", "client.py"), err::toString);
        TraceLog trace = TraceFile.read(folder.resolve("out/trace.jsonl"));
        List<TraceEvent.CallReturned> calls = IntStream.range(0, trace.size()).mapToObj(trace::get)
                .filter(TraceEvent.CallReturned.class::isInstance).map(TraceEvent.CallReturned.class::cast).toList();
        TraceEvent.CallReturned all =
                calls.stream().filter(e -> e.call() instanceof Call.SendAll).findFirst().orElseThrow();
        TraceEvent.CallReturned one =
                calls.stream().filter(e -> e.call() instanceof Call.Send).findFirst().orElseThrow();
        assertTrue(all.nanos() - all.entered() < one.nanos() - one.entered() + 400_000_000, all + " beside " + one);
    }

    @Test
    void aProgramGetsTheArgumentsThatAreWrittenBehindItsFile() throws IOException {
        program("show.py", "import sys\nprint(sys.argv[1:])\n");
        assertEquals(0, execute("run", "--out", folder.resolve("out").toString(),
                folder.resolve("show.py") + " 8080 'two words' \"a\""), err::toString);
        assertEquals(List.of("['8080', 'two words', 'a']"), printed("show| "));
    }

    @Test
    void aFileWithABlankInItsNameIsAProgramWithoutArguments() throws IOException {
        program("two words.py", "import sys\nprint(sys.argv[1:])\n");
        assertEquals(0, run("two words.py"), err::toString);
        assertEquals(List.of("[]"), printed("two words| "));
    }

    @Test
    void anArgumentBehindTheFilesIsToldHowItIsGiven() throws IOException {
        Path here = program("here.py", "print('started')\n");
        assertEquals(2, execute("run", here.toString(), "8080"));
        assertTrue(err.toString().contains("as in \"" + here + " 8080\""), err::toString);
    }

    @Test
    void anOptionThatMayBeAProgramsIsToldHowItIsGiven() throws IOException {
        Path here = program("here.py", "print('started')\n");
        assertEquals(2, execute("run", here.toString(), "--host", "127.0.0.1"));
        assertTrue(err.toString().contains("\"server.py --host 127.0.0.1\""), err::toString);
    }

    @Test
    void aQuotationMarkThatIsNotClosedIsToldWithTheProgram() throws IOException {
        Path here = program("here.py", "print('started')\n");
        assertEquals(2, execute("run", here + " 'one"));
        assertTrue(err.toString().contains("The quotation mark"), err::toString);
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

    @Test
    void aFilesNameDoesNotActOnTheTerminalEither() throws IOException {
        program("\u001b[2J\u009b.py", "print('said')\nprint(nothing)\n");
        assertEquals(1, run("\u001b[2J\u009b.py"));
        assertEquals(List.of("said"), printed("\\x1b[2J\\xc2\\x9b| "));
        assertTrue(err.toString().contains("\\x1b[2J\\xc2\\x9b failed at \\x1b[2J\\xc2\\x9b.py:2: NameError"),
                err::toString);
        assertTrue((out.toString() + err).chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f),
                out.toString() + err);
    }

    @Test
    void whatHasHappenedIsInTheTraceWhileTheRunGoesOn() throws Exception {
        program("server.py", "import socket\nsocket.create_server(('127.0.0.1', PORT)).accept()\n");
        Thread running = Thread.ofPlatform().daemon().start(() -> run("server.py", "--keep-serving"));
        Await.until("accept is in the file",
                () -> readable().stream().anyMatch(TraceEvent.CallBlocked.class::isInstance));
        assertTrue(running.isAlive());
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port)).close();
        assertTrue(running.join(Duration.ofSeconds(60)), "it ends");
        assertTrue(TraceFile.read(folder.resolve("out/trace.jsonl")).size() > 5);
    }

    /** What a reader finds by now, whatever is being written. */
    private List<TraceEvent> readable() {
        TraceLog read;
        try {
            read = TraceFile.read(folder.resolve("out/trace.jsonl"));
        } catch (TraceFormatException e) {
            read = e.before();
        } catch (IOException e) {
            return List.of(); // It has not been begun yet.
        }
        return read.range(0, read.size());
    }

    @Test
    void onAFullDiskTheTraceIsSaidToBeCutOff() throws IOException {
        program("hello.py", "print('hello')\n");
        Path full = Files.createSymbolicLink(Files.createDirectory(folder.resolve("out")).resolve("trace.jsonl"),
                Path.of("/dev/full"));
        assertEquals(1, run("hello.py"));
        Files.delete(full);
        assertEquals(List.of("hello"), printed("hello| "));
        assertEquals("The trace in " + folder.resolve("out/trace.jsonl")
                + " is cut off (No space left on device). What comes before that can be read.", err.toString().strip());
    }

    @Test
    void whoIsInterruptedBeforePythonIsReadyGetsATraceToo() throws IOException {
        Path program = program("hello.py", "print('hello')\n");
        try (PythonEngine late = new PythonEngine(ThisSystem.platform())) {
            Thread.currentThread().interrupt();
            assertEquals(Arguments.INTERRUPTED,
                    execute(late, "run", "--out", folder.resolve("out").toString(), program.toString()));
        }
        assertEquals("The run was interrupted.", err.toString().strip());
        assertEquals(0, TraceFile.read(folder.resolve("out/trace.jsonl")).size());
        assertTrue(
                Files.exists(folder.resolve("out/sequence.svg")) && Files.exists(folder.resolve("out/sequence.mmd")));
    }

    /** The lines without what differs from run to run: numbers, times, ports and descriptors. */
    private List<String> likeInEachRun() {
        return out.toString().lines()
                .map(line -> line.replaceFirst("^ *\\d+ +[0-9.]+ s", "").replaceFirst(" +(blocked )?[0-9.]+ ms$", "")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:port").replaceAll("(\\w\\()\\d+", "$1fd")
                        .replaceAll("= \\d+ 127", "= fd 127")
                        .replaceFirst("(socket\\(.*\\) = )\\d+", "$1fd"))
                .toList();
    }

    private List<String> printed(String prefix) {
        return out.toString().lines().filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length())).toList();
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
        return execute(python, arguments);
    }

    private int execute(PythonEngine python, String... arguments) {
        SystemCheck check = new SystemCheck("Linux", ThisSystem.platform(Map.of(), name -> false));
        Parts parts = new Parts(check, () -> python, new NoDrawing(), (until, files) -> {}, piped);
        return Arguments.run(parts, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
