package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;

class TraceFileTest {
    private static final String HEADER = "{\"format\":\"socket-workbench\",\"version\":" + TraceFormat.VERSION + "}\n";
    private static final SocketAddress HERE = SocketAddress.Inet4.loopback(8080);

    private final TraceLog log = new TraceLog();
    @TempDir
    private Path folder;

    static List<List<TraceEvent>> traces() {
        return EveryEvent.traces();
    }

    @Test
    void anEmptyLogIsAHeaderAlone() throws IOException {
        assertEquals("", write(log));
        assertEquals(0, TraceFile.read(file()).size());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void everyEventIsOneLineOfItsOwn(List<TraceEvent> events) throws IOException {
        events.forEach(log::append);
        List<String> lines = write(log).lines().toList();
        assertEquals(events.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).startsWith("{\"event\":" + i + ",\"kind\":"), lines.get(i));
            assertEquals(1, countOfObjects(lines.get(i)), lines.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void whatIsReadIsWhatWasWritten(List<TraceEvent> events) throws IOException {
        events.forEach(log::append);
        String written = write(log);
        TraceLog read = TraceFile.read(file());
        assertEquals(events, read.range(0, read.size()));
        assertEquals(written, write(read));
    }

    @Test
    void aCallCarriesItsArgumentsItsOutcomeAndItsText() throws IOException {
        call(new Call.Connect(4, HERE), new Outcome.Failed(Errno.ECONNREFUSED));
        assertEquals("""
                {"event":1,"kind":"call-returned","nanos":2000,"participant":1,"number":0,"entered":1000,\
                "text":"connect(4, 127.0.0.1:8080) = -1 ECONNREFUSED",\
                "call":{"name":"connect","fd":4,"address":{"family":"AF_INET","host":"127.0.0.1","port":8080}},\
                "outcome":{"kind":"failed","value":-1,"errno":111,"symbol":"ECONNREFUSED"}}""",
                write(log).lines().toList().get(1));
    }

    @Test
    void anOptionThatIsOneNumberIsWrittenAsThat() throws IOException {
        call(new Call.SetSockOpt(4, SocketOption.SO_REUSEADDR, 1), new Outcome.Done(0));
        call(new Call.GetSockOpt(4, SocketOption.SO_REUSEADDR), new Outcome.OptionRead(new OptionValue.Int(1)));
        List<String> lines = write(log).lines().toList();
        assertTrue(
                lines.get(0)
                        .contains("\"level\":\"SOL_SOCKET\",\"option\":\"SO_REUSEADDR\",\"form\":\"int\",\"value\":1}"),
                lines.get(0));
        assertTrue(
                lines.get(3)
                        .contains("\"outcome\":{\"kind\":\"option-read\",\"value\":0,\"form\":\"int\",\"option\":1}"),
                lines.get(3));
    }

    @Test
    void aPayloadThatWasCutSaysItsTrueLength() throws IOException {
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Send(4, Bytes.of(new byte[100]).keeping(3), 0)));
        assertTrue(write(log).contains("\"data\":{\"length\":100,\"base64\":\"AAAA\"}"));
    }

    @Test
    void whatWasNeitherAskedForNorGivenIsLeftOut() throws IOException {
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Accept(4)));
        assertEquals("""
                {"event":0,"kind":"call-entered","nanos":0,"participant":0,"text":"accept(4)","call":{"name":"accept","fd":4}}
                """, write(log));
    }

    @Test
    void aCallWithATimeoutAndOneThatALibraryMadeSaySo() throws IOException {
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Timed(new Call.Accept(4), 1_500_000_000)));
        log.append(new TraceEvent.CallEntered(0, 0, 0, new Call.Accept(4)));
        List<String> lines = write(log).lines().toList();
        assertTrue(lines.get(0).endsWith("\"call\":{\"name\":\"accept\",\"withinNanos\":1500000000,\"fd\":4}}"),
                lines.get(0));
        assertTrue(lines.get(1).contains("\"participant\":0,\"parent\":0,\"text\""), lines.get(1));
    }

    @Test
    void hostileTextStaysInItsFieldAndInAscii() throws IOException {
        log.append(new TraceEvent.ParticipantCame(0, 0, EveryEvent.HOSTILE, Role.CLIENT));
        log.append(new TraceEvent.Note(0, 0, TraceEvent.Note.Kind.OUTPUT, EveryEvent.HOSTILE));
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Send(4, Bytes.utf8(EveryEvent.HOSTILE), 0)));
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Bind(4, SocketAddress.Unix.of(EveryEvent.HOSTILE))));
        String written = write(log);
        assertEquals(4, written.lines().count());
        assertTrue(written.chars().allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7f), written);
        for (String line : written.lines().toList()) {
            countOfObjects(line);
        }
        assertEquals(EveryEvent.HOSTILE, firstValueOf("name", written.lines().toList().getFirst()));
    }

    @Test
    void aFileThatExistsIsReplaced() throws IOException {
        Files.writeString(file(), "x".repeat(10_000));
        log.append(new TraceEvent.ParticipantWent(0, 0));
        assertEquals("{\"event\":0,\"kind\":\"participant-went\",\"nanos\":0,\"participant\":0}\n", write(log));
    }

    @Test
    void aFileThatIsNotThereIsToldAsSuch() {
        assertThrows(NoSuchFileException.class, () -> TraceFile.read(file()));
    }

    @Test
    void theClockOfATraceThatWasReadStandsAtItsEnd() throws IOException {
        log.append(new TraceEvent.KernelSample(7_000_000_000L, List.of()));
        log.append(new TraceEvent.KernelSample(5_000_000_000L, List.of()));
        write(log);
        assertEquals(7_000_000_000L, TraceFile.read(file()).now());
    }

    private void call(Call call, Outcome outcome) {
        int number = log.append(new TraceEvent.CallEntered(1000, 1, call));
        log.append(new TraceEvent.CallReturned(2000, 1, number, 1000, call, outcome));
    }

    private Path file() {
        return folder.resolve("trace.jsonl");
    }

    private String write(TraceLog written) throws IOException {
        TraceFile.write(written, file());
        String whole = Files.readString(file());
        assertTrue(whole.startsWith(HEADER), whole);
        return whole.substring(HEADER.length());
    }

    private static int countOfObjects(String line) throws IOException {
        int objects = 0;
        int depth = 0;
        Set<String> fields = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token == JsonToken.START_OBJECT ? 1 : token == JsonToken.END_OBJECT ? -1 : 0;
                objects += depth == 0 ? 1 : 0;
                if (depth == 1 && token == JsonToken.FIELD_NAME) {
                    fields.add(parser.currentName());
                }
            }
        }
        assertTrue(fields.containsAll(Set.of("event", "nanos", "kind")), line);
        return objects;
    }

    private static String firstValueOf(String field, String line) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            while (!field.equals(parser.currentName())) {
                parser.nextToken();
            }
            return parser.nextTextValue();
        }
    }
}
