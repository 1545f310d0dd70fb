package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** What a file may be, and in which words the user is told what is wrong with it. */
class TraceReaderTest {
    private static final String CAME = "'kind':'participant-came','participant':0,'name':'server','role':'SERVER'";
    private static final String SOCKET =
            "'kind':'call-entered','participant':0,'call':{'name':'socket','family':'AF_INET',"
                    + "'type':'SOCK_STREAM','protocol':0}";
    private static final String ACCEPT = "'kind':'call-entered','participant':0,'call':{'name':'accept','fd':3}";
    private static final String SENDALL = "'kind':'call-entered','participant':0,'call':"
            + "{'name':'sendall','fd':3,'data':{'length':1,'base64':'AA=='},'flags':0}";

    @Test
    void fieldsComeInAnyOrderAndUnknownOnesAndNullsArePassedOver() throws IOException {
        TraceLog log =
                read("{'participant':0,'role':'SERVER','newer':[1.5,{'x':[]}],'kind':'participant-came','nanos':7,"
                        + "'name':'server','event':0,'parent':null}");
        assertEquals(List.of(new TraceEvent.ParticipantCame(7, 0, "server", Role.SERVER)), log.range(0, log.size()));
    }

    @Test
    void aFileOfTheFirstVersionHasNoHeader() throws IOException {
        TraceLog log = read(line(0, CAME) + line(1, SOCKET) + "{'event':2,'nanos':5,'kind':'call-returned',"
                + "'participant':0,'number':1,'outcome':{'kind':'done','value':57}}");
        assertEquals(new Outcome.Opened(57, 57), ((TraceEvent.CallReturned) log.get(2)).outcome());
    }

    @Test
    void whatALaterVersionHasAddedIsPassedOverWithWhatBelongsToIt() throws IOException {
        TraceLog log =
                read("{'format':'socket-workbench','version':" + (TraceFormat.VERSION + 1) + "}\n" + line(0, CAME)
                        + line(1, "'kind':'call-guessed','participant':0")
                        + line(2, "'kind':'call-entered','participant':0,'call':{'name':'io_uring_enter','fd':3}")
                        + line(3,
                                "'kind':'call-returned','participant':0,'number':2,'outcome':{'kind':'done','value':0}")
                        + line(4, "'kind':'note','participant':0,'note':'PREDICTED','text':'5'")
                        + line(5, ACCEPT));
        assertEquals(List.of(new TraceEvent.Unknown(1, "call-guessed"), new TraceEvent.Unknown(2, "call-entered"),
                new TraceEvent.Unknown(3, "call-returned"), new TraceEvent.Unknown(4, "note")), log.range(1, 5));
        assertEquals(new Call.Accept(3), log.call(5).call());
    }

    @Test
    void beforeTheThirdVersionWriteWasThatOfASocketsFile() throws IOException {
        TraceLog log = read("{'format':'socket-workbench','version':2}\n" + line(0, CAME)
                + line(1, "'kind':'call-entered','participant':0,'call':"
                        + "{'name':'write','fd':3,'data':{'length':1,'base64':'AA=='}}"));
        assertEquals(new Call.FileWrite(3, Bytes.of(new byte[1])), log.call(1).call());
    }

    @Test
    void whatAnotherCallIsToldAsCannotActOnAFileOrATerminal() {
        String other = "'kind':'call-entered','participant':0,'call':{'name':'other','called':'%s','text':'%s'}";
        assertTrue(refused(line(0, CAME) + line(1, other.formatted("a b", "x()"))).contains("ASCII"));
        assertTrue(refused(line(0, CAME) + line(1, other.formatted("ab", "x()\\n"))).contains("ASCII"));
    }

    @Test
    void aFileOfAnotherProgramIsNoTrace() {
        assertTrue(refused("{'format':'har','version':2}").contains("another program"));
        assertTrue(refused("{'format':'socket-workbench','version':'2'}").contains("version"));
    }

    @Test
    void inAFileOfThisVersionEveryKindIsKnown() {
        assertTrue(refused("{'format':'socket-workbench','version':3}\n" + line(0, "'kind':'call-guessed'"))
                .contains("kind"));
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertEquals(1, read(line(0, CAME).strip()).size());
    }

    @Test
    void ofAReturnTheCallItselfIsReadFromWhereItWasEntered() throws IOException {
        TraceLog log = read(line(0, CAME) + line(1, ACCEPT)
                + "{'event':2,'nanos':5,'kind':'call-returned','participant':0,'number':1,'outcome':{'kind':'failed','errno':4}}");
        assertEquals(new Call.Accept(3), ((TraceEvent.CallReturned) log.get(2)).call());
        assertEquals(1, ((TraceEvent.CallReturned) log.get(2)).entered());
    }

    @Test
    void anOptionWithoutANameIsReadByItsNumbers() throws IOException {
        TraceLog log = read(line(0, CAME) + line(1, "'kind':'call-entered','participant':0,'call':"
                + "{'name':'getsockopt','fd':3,'level':'255','option':'7','length':4}"));
        Call.GetSockOpt call = (Call.GetSockOpt) log.call(1).call();
        assertEquals(255, call.option().level());
        assertEquals(7, call.option().number());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                                        | Line 2: this is not JSON, near column 7.
            {'event':1,'nanos':1                         | Line 2: the file ends in the middle of an event.
            [1]                                          | Line 2: an event is a JSON object, as in {"event":0, ...}.
            {'event':1,'event':1}                        | Line 2: the field "event" is there twice.
            {'nanos':1}                                  | Line 2: event is missing.
            {'event':2,'nanos':1}                        | Line 2: event 1 is missing here, or is elsewhere.
            {'event':1}                                  | Line 2: kind is missing.
            {'event':1,'kind':'note'}                    | Line 2: nanos is missing.
            {'event':1,'kind':'note','nanos':-1}                       | Line 2: nanos is not a whole number from 0 to 9223372036854775807.
            {'event':1,'kind':'note','nanos':9223372036854775808}      | Line 2: nanos is not a whole number from 0 to 9223372036854775807.
            {'event':1,'kind':'note','nanos':1.5}                      | Line 2: nanos is not a whole number from 0 to 9223372036854775807.
            {'event':1,'kind':'note','nanos':'1'}                      | Line 2: nanos is not a whole number from 0 to 9223372036854775807.
            {'event':1,'nanos':1,'kind':'a\\u001b\\"b'}  | Line 2: kind is "a\\x1b\\"b", which has no meaning here.
            """)
    void whatIsNoEventIsToldWithItsLine(String line, String told) {
        assertEquals(told, refused(line(0, CAME) + line + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'name':'dance'                                                | call.name is "dance", which has no meaning here.
            'name':7                                                      | call.name is not text.
            'name':'accept'                                               | call.fd is missing.
            'name':'accept','fd':2147483648                               | call.fd is not a whole number from -2147483648 to 2147483647.
            'name':'recv','fd':3,'length':16777217,'flags':0              | call.length is not a whole number from 0 to 16777216.
            'name':'ioctl','fd':3,'on':1                                  | call.on is neither true nor false.
            'name':'close','fd':3,'withinNanos':0.0                       | call.withinNanos is not a whole number from 0 to 9223372036854775807.
            'name':'flush','fd':3,'withinNanos':1                         | flush is a call that takes no withinNanos.
            'name':'bind','fd':3,'address':'here'                         | call.address is not an object.
            'name':'bind','fd':3,'address':{'family':'AF_INET','host':'localhost','port':1} | call.address.host is "localhost", which has no meaning here.
            'name':'bind','fd':3,'address':{'family':'AF_INET','host':'::1','port':1} | call.address.host is "::1", which has no meaning here.
            'name':'bind','fd':3,'address':{'family':'AF_INET6','host':'::1','port':65536} | call.address.port is not a whole number from 0 to 65535.
            'name':'bind','fd':3,'address':{'family':'AF_UNIX','path':{'length':2,'base64':'AA=='}} | not all bytes of the path are there.
            'name':'unlink','address':{'family':'AF_INET','host':'0.0.0.0','port':1} | unlink takes a path.
            'name':'write','fd':3,'data':{'length':1,'base64':'AAA='}     | call.data has more bytes than its length says.
            'name':'write','fd':3,'data':{'length':1,'base64':'?'}        | call.data.base64 is not in Base64.
            'name':'poll','entries':{},'timeoutMillis':0                  | call.entries is not a list.
            'name':'poll','entries':[7],'timeoutMillis':0                 | call.entries is not an object.
            'name':'select','read':['a'],'write':[],'except':[],'timeoutMicros':0 | call.read is not a whole number from -2147483648 to 2147483647.
            'name':'setsockopt','fd':3,'level':'SOL_SOCKET','option':'TCP_NODELAY','form':'int','value':1 | call.option is "TCP_NODELAY", which has no meaning here.
            """)
    void whatIsNoCallIsToldByTheFieldThatIsWrong(String call, String told) {
        assertEquals("Line 2: " + told,
                refused(line(0, CAME) + line(1, "'kind':'call-waiting','participant':0,'call':{" + call + "}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'kind':'participant-came','participant':0,'name':'','role':'CLIENT' | participant 0 has come before.
            'kind':'participant-came','participant':-1,'name':'','role':'CLIENT' | participant is not a whole number from 0 to 2147483647.
            'kind':'note','participant':1,'note':'EXIT','text':''               | there is no participant 1 yet.
            'kind':'call-blocked','participant':0,'number':1                    | event 1 is not a call that was entered before.
            'kind':'call-blocked','participant':0,'number':3                    | event 3 is not a call that was entered before.
            'kind':'call-blocked','participant':9,'number':2                    | call 2 is not one of participant 9.
            'kind':'call-entered','participant':0,'parent':2,'call':{'name':'accept','fd':3} | event 2 is not a library call that makes calls now.
            'kind':'call-entered','participant':0,'parent':1,'call':{'name':'accept','fd':3} | event 1 is not a library call that makes calls now.
            'kind':'call-returned','participant':0,'number':0,'outcome':{'kind':'done','value':0} | event 0 is not a call that was entered before.
            'kind':'call-returned','participant':0,'number':2,'outcome':{'kind':'done','value':0} | accept cannot have this outcome.
            """)
    void whatCannotHappenThenIsToldSo(String event, String told) {
        String soFar = line(0, CAME) + line(1, "'kind':'kernel-sample','rows':[]") + line(2, ACCEPT);
        assertEquals("Line 4: " + told, refused(soFar + line(3, event)));
    }

    @Test
    void aCallReturnsOnceAndNotBeforeItWasEntered() {
        String entered = line(0, CAME) + line(1, ACCEPT);
        String returned = "'kind':'call-returned','participant':0,'number':1,'outcome':{'kind':'failed','errno':4}";
        assertEquals("Line 4: participant 0 is not in call 1, so it cannot return.",
                refused(entered + line(2, returned) + line(3, returned)));
        assertEquals("Line 3: the call returns before it was entered.",
                refused(entered + "{'event':2,'nanos':0," + returned + "}"));
    }

    @Test
    void aLibraryCallReturnsAfterWhatItMade() {
        String made = line(0, CAME) + line(1, SENDALL) + line(2, "'parent':1," + ACCEPT);
        assertEquals("Line 4: participant 0 is not in call 1, so it cannot return.",
                refused(made + line(3,
                        "'kind':'call-returned','participant':0,'number':1,'outcome':{'kind':'done','value':0}")));
        assertEquals("Line 4: event 1 is not a library call that makes calls now.",
                refused(made + line(3, "'parent':1," + ACCEPT)));
        assertEquals("Line 3: event 1 is not a library call that makes calls now.",
                refused(line(0, CAME) + line(1, SENDALL) + line(2, "'parent':1," + SENDALL)));
    }

    @Test
    void whoHasLeftDoesNothing() {
        assertEquals("Line 3: participant 0 has left.",
                refused(line(0, CAME) + line(1, "'kind':'participant-went','participant':0") + line(2, ACCEPT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6})
    void whatSendHandedOverIsAtMostWhatItWasGiven(int sent) {
        String send = "'kind':'call-entered','participant':0,'call':"
                + "{'name':'send','fd':3,'data':{'length':5,'base64':''},'flags':0}";
        assertEquals("Line 3: send cannot have this outcome.", refused(line(0, CAME) + line(1, send)
                + line(2, "'kind':'call-returned','participant':0,'number':1,'outcome':{'kind':'done','value':" + sent
                        + "}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = {"[|1,", "[|{},", "[|[", "[|'a','b',", "|9", "'|a", "{'|a"})
    void whatDoesNotEndIsRefusedBeforeTheMemoryIsFull(String begin, String again) {
        TraceFormatException told = assertThrows(TraceFormatException.class, () -> TraceFile.read(
                new SequenceInputStream(bytes("{'event':0,'x':" + (begin == null ? "" : begin)),
                        new Endless(again.replace('\'', '"')))));
        assertEquals("Line 1: this is larger than an event of a trace can be.", told.getMessage());
    }

    @Test
    void moreEventsThanALogHasRoomForAreRefused() {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(0, 20_000).forEach(i -> lines.append(line(i, "'kind':'kernel-sample','rows':[]")));
        assertEquals("Line 20001: a trace has at most 20000 events.", assertThrows(TraceFormatException.class,
                () -> new TraceReader(20_000).read(bytes(lines.toString()))).getMessage());
    }

    @Test
    void eventsThatNeedMoreMemoryThanATraceDoesAreRefused() {
        String note = "'kind':'note','participant':0,'note':'OUTPUT','text':'" + "x".repeat(1 << 20) + "'";
        StringBuilder lines = new StringBuilder(line(0, CAME));
        IntStream.rangeClosed(1, 12).forEach(i -> lines.append(line(i, note)));
        assertTrue(assertThrows(TraceFormatException.class, () -> new TraceReader(20_000).read(bytes(lines.toString())))
                .getMessage().endsWith(": the events so far need more than 9 MB."));
    }

    /** As after the process that wrote it was killed, or on a disk that is full. */
    @Test
    void ofATraceThatIsCutOffAnywhereAllWholeLinesCanBeRead() throws IOException {
        String whole = line(0, CAME) + line(1, ACCEPT)
                + line(2, "'kind':'call-returned','participant':0,'number':1,'outcome':{'kind':'failed','errno':4}");
        List<TraceEvent> events = read(whole).range(0, 3);
        for (int length = 1; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            // The end of a line is no part of its event.
            int lines = (int) (cut + whole.charAt(length)).chars().filter(c -> c == '\n').count();
            TraceLog readable;
            try {
                readable = read(cut);
            } catch (TraceFormatException e) {
                assertEquals(lines + 1, e.line(), cut);
                readable = e.before();
            }
            assertEquals(events.subList(0, lines), readable.range(0, readable.size()), cut);
        }
    }

    @Test
    void whatStandsBeforeALineThatIsNoneCanBeRead() {
        TraceLog before = assertThrows(TraceFormatException.class,
                () -> read(line(0, CAME) + line(1, ACCEPT) + "nonsense\n" + line(2, ACCEPT))).before();
        assertEquals(2, before.size());
    }

    @Test
    void aByteOrderMarkSaysNothing() throws IOException {
        assertEquals(1, read("\ufeff" + line(0, CAME)).size());
        assertEquals(0, read("\ufeff").size());
        assertTrue(refused("\ufeff\ufeff" + line(0, CAME)).startsWith("Line 1: this is not JSON"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'kind':'participant-came','participant':1,'role':'SERVER','name':        | 1024
            'kind':'note','participant':0,'note':'EXIT','text':'','line':1,'file':   | 1024
            'kind':'note','participant':0,'note':'OUTPUT','text':                    | 4194304
            """)
    void aTextHasABound(String fields, int most) throws IOException {
        assertEquals(2, read(line(0, CAME) + line(1, fields + "'" + "x".repeat(most) + "'")).size());
        String longer = refused(line(0, CAME) + line(1, fields + "'" + "x".repeat(most + 1) + "'"));
        assertTrue(longer.startsWith("Line 2: "), longer);
    }

    /** What is longer is cut when it happens: whatever a log has, a file of it can be read. */
    @Test
    void whatALogHoldsFitsIntoAFile() throws IOException {
        TraceLog log = new TraceLog();
        String endless = "\u0001".repeat(Bounds.TEXT + 1);
        log.append(new TraceEvent.ParticipantCame(0, 0, endless, Role.SERVER));
        log.append(new TraceEvent.Note(0, 0, new Origin(0, endless, 1), TraceEvent.Note.Kind.INPUT, endless));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        TraceFile.write(log, file);
        TraceLog again = TraceFile.read(new ByteArrayInputStream(file.toByteArray()));
        assertEquals(log.range(0, 2), again.range(0, 2));
    }

    @Test
    void theExceptionKnowsTheLine() {
        assertEquals(2, assertThrows(TraceFormatException.class, () -> read(line(0, CAME) + "nonsense")).line());
    }

    @Test
    void aPathOfAnyBytesIsRead() throws IOException {
        TraceLog log = read(line(0, CAME) + line(1, "'kind':'call-entered','participant':0,'call':"
                + "{'name':'bind','fd':3,'address':{'family':'AF_UNIX','path':{'length':2,'base64':'AP8='}}}"));
        assertEquals(new Call.Bind(3, new SocketAddress.Unix(Bytes.of((byte) 0, (byte) 0xff))),
                log.call(1).call());
    }

    /** The same text again and again, without an end. */
    private static final class Endless extends InputStream {
        private final byte[] text;
        private int at;

        Endless(String again) {
            text = again.repeat(1 << 12).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            at %= text.length;
            return text[at++];
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            at %= text.length;
            int count = Math.min(length, text.length - at);
            System.arraycopy(text, at, to, offset, count);
            at += count;
            return count;
        }
    }

    /** An event at a time of its own number. */
    private static String line(int number, String fields) {
        return "{'event':" + number + ",'nanos':" + number + "," + fields + "}\n";
    }

    private static TraceLog read(String lines) throws IOException {
        return TraceFile.read(bytes(lines));
    }

    private static String refused(String lines) {
        return assertThrows(TraceFormatException.class, () -> read(lines)).getMessage();
    }

    /** Written with apostrophes, to be read more easily. */
    private static InputStream bytes(String lines) {
        return new ByteArrayInputStream(lines.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
