package org.socketworkbench.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.RealCalls;
import org.socketworkbench.engine.StraceOutput;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.TraceEvent;

/** The programs written from calls made by hand, run as processes: strace sees the same calls again. */
class GeneratedProgramsTest {
    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final String LISTENS = ".* listen\\(.*\\) += 0";

    @TempDir
    private Path folder;

    /** A program that runs, and the files with what strace sees of it and what it prints. */
    private record Running(Process process, Path seen, Path printed) {
        List<String> lines() {
            try {
                return Files.exists(seen) ? Files.readAllLines(seen) : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void awaitEnd() throws Exception {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            String said = Files.readString(printed);
            assertTrue(ended, () -> "does not end: " + said);
            assertEquals(0, process.exitValue(), said);
        }
    }

    @BeforeAll
    static void toolsAreHere() {
        Tools.need("strace", "strace");
        Tools.need("python3", "python3");
        Tools.need("cc", "gcc");
    }

    static Stream<Arguments> everySceneInEveryLanguage() {
        return Stream.of(HandScene.values())
                .flatMap(scene -> Stream.of(Language.values()).map(language -> Arguments.of(scene, language)));
    }

    @ParameterizedTest
    @MethodSource("everySceneInEveryLanguage")
    void aServerAndAClientMakeTheSameCallsAgain(HandScene scene, Language language) throws Exception {
        int port = Ports.free();
        Bench bench = played(scene, port);
        Running server = start(language, program(bench, SERVER));
        // The server of datagrams first waits for a time in vain.
        String ready = scene == HandScene.DATAGRAM ? ".* poll\\(.*\\) += 0 \\(Timeout\\)" : LISTENS;
        Await.until("the server is ready",
                () -> !server.process().isAlive() || server.lines().stream().anyMatch(line -> line.matches(ready)));
        Running client = start(language, program(bench, CLIENT));
        client.awaitEnd();
        server.awaitEnd();
        assertSame(language, port, told(bench, SERVER), server);
        assertSame(language, port, told(bench, CLIENT), client);
    }

    @ParameterizedTest
    @EnumSource
    void aClientTalksToAServerByHand(Language language) throws Exception {
        int port = Ports.free();
        HandProgram program = program(played(HandScene.STREAM, port), CLIENT);
        try (Bench bench = new Bench()) {
            Participant server = bench.server();
            int listener = bench.socket(server);
            bench.call(server, new Call.SetSockOpt(listener, SocketOption.SO_REUSEADDR, 1));
            bench.call(server, new Call.Bind(listener, SocketAddress.Inet4.loopback(port)));
            bench.call(server, new Call.Listen(listener, 5));
            Running client = start(language, program);
            int called = bench.accept(server, listener);
            assertEquals(new Outcome.Received(HandScene.GREETING), bench.recv(server, called));
            assertEquals(new Outcome.Received(Bytes.EMPTY), bench.recv(server, called));
            bench.send(server, called, "HELLO");
            client.awaitEnd();
            assertTrue(Files.readString(client.printed()).contains("HELLO"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerTalksToAClientByHand(Language language) throws Exception {
        int port = Ports.free();
        HandProgram program = program(played(HandScene.STREAM, port), SERVER);
        try (Bench bench = new Bench()) {
            Participant client = bench.client();
            Running server = start(language, program);
            Await.until("the server listens", () -> server.lines().stream().anyMatch(line -> line.matches(LISTENS)));
            int calling = bench.connected(client, SocketAddress.Inet4.loopback(port));
            bench.call(client, new Call.Send(calling, HandScene.GREETING, 0));
            bench.call(client, new Call.Shutdown(calling, Call.Shutdown.How.SHUT_WR));
            assertEquals(new Outcome.Received(Bytes.utf8("HELLO")), bench.recv(client, calling));
            bench.call(client, new Call.Close(calling));
            server.awaitEnd();
        }
    }

    /** The bench after the scene was played; everybody has left. */
    private Bench played(HandScene scene, int port) {
        try (Bench bench = new Bench()) {
            scene.play(bench, bench.server(), bench.client(), port, folder);
            return bench;
        }
    }

    private static HandProgram program(Bench bench, int participant) {
        HandCalls calls = new HandCalls();
        int size = bench.log.size();
        for (int number = 0; number < size; number++) {
            calls.apply(number, bench.log.get(number));
        }
        return calls.program(participant);
    }

    private Running start(Language language, HandProgram program) throws Exception {
        Path file = folder.resolve(language.fileName(program));
        Files.writeString(file, language.write(program).text());
        Path seen = folder.resolve(program.name() + ".strace");
        Path printed = folder.resolve(program.name() + ".out");
        Stream<String> command = switch (language) {
            case PYTHON -> Stream.of("python3", "-S", "-E", file.toString());
            case JAVA ->
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", file.toString());
            case C -> {
                Path binary = folder.resolve(program.name());
                Tools.outputOf(List.of("cc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-o", binary.toString(),
                        file.toString()));
                yield Stream.of(binary.toString());
            }
        };
        List<String> watched = Stream.concat(Stream.of("strace", "-f", "--seccomp-bpf", "-o", seen.toString(), "-e",
                "trace=network,read,write,close,poll,ppoll,select,pselect6,ioctl,unlink,dup"), command).toList();
        return new Running(
                new ProcessBuilder(watched).redirectErrorStream(true).redirectOutput(printed.toFile()).start(), seen,
                printed);
    }

    private static List<String> told(Bench bench, int participant) {
        RealCalls real = new RealCalls();
        return bench.events(0)
                .flatMap(event -> real.next(event)
                        .filter(call -> ((TraceEvent.CallReturned) event).participant() == participant).stream())
                .toList();
    }

    private static void assertSame(Language language, int port, List<String> told, Running running) {
        List<String> expected = KnownDifferences.of(language, SocketCalls.comparable(told, port));
        // Of several threads, that of main makes the calls.
        List<String> seen = StraceOutput.callsByThread(running.lines()).values().stream()
                .map(calls -> KnownDifferences.of(language, SocketCalls.comparable(calls, port)))
                .max(Comparator.comparingInt(List::size)).orElseThrow();
        assertEquals(String.join("\n", expected), String.join("\n", seen));
        assertTrue(expected.size() >= 4, "calls were compared");
    }
}
