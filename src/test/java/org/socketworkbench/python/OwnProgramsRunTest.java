package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.socket.Family;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.testing.Tools;

/** The workbench's own programs do the same as participants of the workbench and under the machine's python3. */
class OwnProgramsRunTest {
    @TempDir
    private Path folder;
    private final int port = Ports.free();

    /**
     * A server and a client, and what they print.
     *
     * @param readyLines so many lines the server prints before it is called
     */
    private record Pair(String server, String client, int readyLines, List<String> serverPrints,
            List<String> clientPrints) {
        @Override
        public String toString() {
            return server + " and " + client;
        }
    }

    static Stream<Pair> pairs() {
        List<String> answered = List.of("the server answers b'HELLO'");
        return Stream.of(
                new Pair("one_call_server.py", "one_call_client.py", 0,
                        List.of("call from 127.0.0.1", "heard b'Hello'"), answered),
                new Pair("answer_loop_server.py", "one_call_client.py", 1,
                        List.of("the server is up", "call from 127.0.0.1"), answered),
                new Pair("threaded_server.py", "one_call_client.py", 1,
                        List.of("the server is up", "call from 127.0.0.1", "end of a call from 127.0.0.1"), answered),
                new Pair("select_server.py", "one_call_client.py", 1,
                        List.of("the server is up", "call from 127.0.0.1", "end of a call"), answered),
                new Pair("lines_server.py", "lines_client.py", 0, List.of("heard one", "heard two", "heard three"),
                        List.of("the server answers ONE", "the server answers TWO", "the server answers THREE")),
                new Pair("slow_reader_server.py", "much_data_client.py", 0, List.of("read 2000000 bytes in all"),
                        List.of("send took all of it: False", "sendall took the rest")),
                new Pair("timeout_server.py", "timeout_client.py", 0,
                        List.of("the caller says nothing", "heard b'Yes'"),
                        List.of("the server asks b'Is anybody there?'")),
                new Pair("nonblocking_server.py", "nonblocking_client.py", 1,
                        List.of("nobody has called yet", "call from 127.0.0.1"),
                        List.of("connect has begun: EINPROGRESS", "connected", "nothing to hear yet: EAGAIN",
                                "the server answers b'HELLO'")),
                new Pair("udp_echo_server.py", "udp_echo_client.py", 1,
                        List.of("the letter box is up", "from 127.0.0.1 b'Hello'", "from 127.0.0.1 b'world'"),
                        List.of("127.0.0.1 answers b'HELLO'", "127.0.0.1 answers b'WORLD'")),
                new Pair("unix_echo_server.py", "unix_echo_client.py", 1,
                        List.of("the server is up", "a call from this machine"), answered));
    }

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aPairRunsOnTheEngine(Pair pair) throws Exception {
        play(new EngineStage(), pair);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aPairRunsUnderPython3(Pair pair) throws Exception {
        Tools.need("python3", "python3");
        play(new ProcessStage(folder), pair);
    }

    @ParameterizedTest
    @ValueSource(strings = {"threaded_server.py", "select_server.py"})
    void aCallerIsAnsweredWhileAnotherIsSilentOnTheEngine(String server) throws Exception {
        playTwoCallers(new EngineStage(), server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"threaded_server.py", "select_server.py"})
    void aCallerIsAnsweredWhileAnotherIsSilentUnderPython3(String server) throws Exception {
        Tools.need("python3", "python3");
        playTwoCallers(new ProcessStage(folder), server);
    }

    @Test
    void everyProgramIsPlayedHere() {
        Set<String> played =
                pairs().flatMap(pair -> Stream.of(pair.server(), pair.client())).collect(Collectors.toSet());
        played.add("prompt_loop_client.py");
        assertEquals(OwnPrograms.all().stream().map(OwnProgram::file).collect(Collectors.toSet()), played);
    }

    private void play(Stage chosen, Pair pair) throws Exception {
        try (Stage stage = chosen) {
            Stage.Actor server = stage.start("server", script(pair.server()));
            awaitAddress(pair.server());
            awaitOutput(server, pair.serverPrints().subList(0, pair.readyLines()));
            Stage.Actor client = stage.start("client", script(pair.client()));
            awaitOutput(client, pair.clientPrints());
            Await.until("the client ends", client::hasEnded);
            awaitOutput(server, pair.serverPrints());
        }
    }

    private void playTwoCallers(Stage chosen, String file) throws Exception {
        try (Stage stage = chosen) {
            Stage.Actor server = stage.start("server", script(file));
            awaitOutput(server, List.of("the server is up"));
            Stage.Actor silent = stage.start("silent", script("prompt_loop_client.py"));
            Await.until("the first caller waits for a line", () -> silent.asked() == 1);
            Stage.Actor other = stage.start("other", script("one_call_client.py"));
            Await.until("the other caller ends", other::hasEnded);
            assertEquals(List.of("the server answers b'HELLO'"), other.output());
            silent.type("and now I");
            awaitOutput(silent, List.of("AND NOW I"));
            silent.endInput();
            Await.until("the first caller ends", silent::hasEnded);
        }
    }

    private static void awaitOutput(Stage.Actor actor, List<String> expected) {
        Await.until(actor.name() + " prints " + expected, () -> {
            List<String> printed = actor.output();
            assertTrue(printed.size() <= expected.size(), () -> "more than expected: " + printed);
            actor.hasEnded();
            return printed.equals(expected);
        });
    }

    private Script script(String file) {
        OwnProgram program = OwnPrograms.named(file);
        return program.families().contains(Family.AF_UNIX) ? program.script(path().toString())
                : program.script(Family.AF_INET, "127.0.0.1", port);
    }

    private Path path() {
        return folder.resolve("echo.sock");
    }

    /** Waits until the kernel knows the server's address: not every server says so. */
    private void awaitAddress(String server) {
        String inet = String.format(Locale.ROOT, "0100007F:%04X 00000000:0000 ", port);
        switch (server) {
            case "udp_echo_server.py" -> awaitLine("/proc/net/udp", inet);
            case "unix_echo_server.py" -> awaitLine("/proc/net/unix", path().toString());
            default -> awaitLine("/proc/net/tcp", inet + "0A");
        }
    }

    private static void awaitLine(String table, String part) {
        Await.until(table + " has a line " + part, () -> {
            try {
                return Files.readString(Path.of(table)).contains(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
