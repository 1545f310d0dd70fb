package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.TraceEvent.Note;

class TraceFileTest {
    private static final SocketAddress HERE = SocketAddress.Inet4.loopback(8080);
    private static final Outcome ZERO = new Outcome.Done(0);
    private static final String HOSTILE = "\u001b[2J\u202e\"\\\u2028\n{\"event\":99}\ud83d\ude00\ud800</script>";

    private final TraceLog log = new TraceLog();
    @TempDir
    private Path folder;

    @Test
    void anEmptyLogIsAnEmptyFile() throws IOException {
        assertEquals("", write());
    }

    @Test
    void everyKindOfEventIsOneLineOfItsOwn() throws IOException {
        List<TraceEvent> events = events();
        events.forEach(log::append);
        List<String> lines = write().lines().toList();
        assertEquals(events.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).startsWith("{\"event\":" + i + ","), lines.get(i));
            assertEquals(1, countOfObjects(lines.get(i)), lines.get(i));
        }
    }

    @Test
    void thisTestKnowsEveryKindOfEventCallAndOutcome() {
        assertEquals(leaves(TraceEvent.class), events().stream().map(Object::getClass).collect(Collectors.toSet()));
        assertEquals(leaves(Call.class), calls().map(Object::getClass).collect(Collectors.toSet()));
        assertEquals(leaves(Outcome.class), outcomes().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void aCallCarriesItsArgumentsItsOutcomeAndItsText() throws IOException {
        Call connect = new Call.Connect(4, HERE);
        log.append(new TraceEvent.CallReturned(2000, 1, 17, 1000, connect, new Outcome.Failed(Errno.ECONNREFUSED)));
        assertEquals("""
                {"event":0,"nanos":2000,"kind":"call-returned","participant":1,"number":17,"entered":1000,\
                "text":"connect(4, 127.0.0.1:8080) = -1 ECONNREFUSED",\
                "call":{"name":"connect","fd":4,"address":{"family":"AF_INET","host":"127.0.0.1","port":8080}},\
                "outcome":{"value":-1,"errno":111,"symbol":"ECONNREFUSED"}}
                """, write());
    }

    @Test
    void aLineOfATableCarriesWhatIsToldOfItsTransport() throws IOException {
        SocketAddress.Inet4 nobody = new SocketAddress.Inet4(0, 0);
        log.append(new TraceEvent.KernelSample(7, List.of(new SocketRow(SocketRow.Transport.UDP, HERE, nobody, TcpState.CLOSED, 0, 5,
                4, true, Optional.empty(), Optional.of(new UdpBuffer(832, 3))))));
        assertEquals("""
                {"event":0,"nanos":7,"kind":"kernel-sample","rows":[{"transport":"UDP",\
                "local":{"family":"AF_INET","host":"127.0.0.1","port":8080},"remote":{"family":"AF_INET","host":"0.0.0.0","port":0},\
                "state":"CLOSED","sendQueue":0,"receiveQueue":5,"fd":4,"held":true,"udp":{"memory":832,"dropped":3}}]}
                """, write());
    }

    @Test
    void payloadBytesComeBackAsTheyWere() throws IOException {
        byte[] all = new byte[256];
        IntStream.range(0, all.length).forEach(i -> all[i] = (byte) i);
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Send(4, Bytes.of(all), 0)));
        String line = write();
        String base64 = line.replaceAll("(?s).*\"length\":256,\"base64\":\"([^\"]*)\".*", "$1");
        assertEquals(Bytes.of(all), Bytes.of(Base64.getDecoder().decode(base64)));
    }

    @Test
    void aPayloadThatWasCutSaysItsTrueLength() throws IOException {
        Bytes cut = Bytes.of(new byte[100]).keeping(3);
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Send(4, cut, 0)));
        assertTrue(write().contains("\"data\":{\"length\":100,\"base64\":\"AAAA\"}"));
    }

    @Test
    void hostileTextStaysInItsFieldAndInAscii() throws IOException {
        log.append(new TraceEvent.ParticipantCame(0, 0, HOSTILE, Role.CLIENT));
        log.append(new Note(0, 0, Note.Kind.OUTPUT, HOSTILE));
        log.append(new TraceEvent.CallEntered(0, 0, new Call.Send(4, Bytes.utf8(HOSTILE), 0)));
        String written = write();
        assertEquals(3, written.lines().count());
        assertTrue(written.chars().allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7f), written);
        for (String line : written.lines().toList()) {
            countOfObjects(line);
        }
        assertEquals(HOSTILE, firstValueOf("name", written.lines().toList().getFirst()));
    }

    @Test
    void aFileThatExistsIsReplaced() throws IOException {
        Files.writeString(folder.resolve("trace.jsonl"), "x".repeat(10_000));
        log.append(new TraceEvent.ParticipantWent(0, 0));
        assertEquals("{\"event\":0,\"nanos\":0,\"kind\":\"participant-went\",\"participant\":0}\n", write());
    }

    private String write() throws IOException {
        Path file = folder.resolve("trace.jsonl");
        TraceFile.write(log, file);
        return Files.readString(file);
    }

    private static List<TraceEvent> events() {
        SocketRow row = new SocketRow(HERE, SocketAddress.Inet4.loopback(41204), TcpState.ESTABLISHED, 1, 2, 5, true);
        Stream<TraceEvent> plain = Stream.of(
                new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER),
                new TraceEvent.ParticipantWent(1, 0),
                new TraceEvent.CallWaiting(2, 0, new Call.Accept(5)),
                new TraceEvent.CallBlocked(3, 0, 2),
                new TraceEvent.KernelSample(4, List.of(row, row)),
                new Note(5, 0, Note.Kind.OUTPUT, "hello"));
        Stream<TraceEvent> entered = calls().map(call -> new TraceEvent.CallEntered(6, 0, call));
        Stream<TraceEvent> returned = outcomes()
                .map(outcome -> new TraceEvent.CallReturned(7, 0, 1, 6, new Call.Close(5), outcome));
        return Stream.of(plain, entered, returned).flatMap(events -> events).toList();
    }

    private static Stream<Call> calls() {
        return Stream.of(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0),
                new Call.SetSockOpt(4, SocketOption.SO_REUSEADDR, 1), new Call.GetSockOpt(4, SocketOption.SO_ERROR),
                new Call.Bind(4, HERE), new Call.Listen(4, 5), new Call.Accept(4), new Call.Connect(4, HERE),
                new Call.Send(4, Bytes.utf8("Hello"), 0), new Call.Recv(4, 1024, 0),
                new Call.SendTo(4, Bytes.utf8("Hello"), 0, SocketAddress.Inet6.loopback(8080)), new Call.RecvFrom(4, 1024, 0),
                new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR), new Call.GetSockName(4), new Call.GetPeerName(4),
                new Call.Close(4), new Call.Unlink(SocketAddress.Unix.of("/tmp/phone")), new Call.SetNonBlocking(4, true),
                new Call.Poll(List.of(new PollEntry(4, PollEntry.POLLIN)), 500),
                new Call.Select(List.of(4), List.of(5), List.of(), Call.FOR_EVER),
                new Call.Timed(new Call.Accept(4), 1_000_000), new Call.ConnectEx(4, HERE),
                new Call.SendAll(4, Bytes.utf8("Hello"), 0), new Call.SetBlocking(4, false), new Call.SetTimeout(4, 1_000_000),
                new Call.GetTimeout(4), new Call.FileNo(4), new Call.MakeFile(4), new Call.ReadLine(4),
                new Call.Write(4, Bytes.utf8("Hello")), new Call.Flush(4));
    }

    private static Stream<Outcome> outcomes() {
        return Stream.of(ZERO, new Outcome.Accepted(6, HERE), new Outcome.Received(Bytes.EMPTY), new Outcome.Named(HERE),
                new Outcome.OptionRead(new OptionValue.Int(1)), new Outcome.Failed(Errno.EPIPE),
                new Outcome.ReceivedFrom(Bytes.utf8("Hello"), Optional.of(HERE)),
                new Outcome.Polled(List.of(new PollEntry(4, PollEntry.POLLIN))),
                new Outcome.Selected(List.of(4), List.of(), List.of()), new Outcome.TimeoutIs(Call.FOR_EVER),
                new Outcome.TimedOut());
    }

    /** The records below a sealed interface. */
    private static Set<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        return Stream.of(type.getPermittedSubclasses()).flatMap(sub -> leaves(sub).stream()).collect(Collectors.toSet());
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
