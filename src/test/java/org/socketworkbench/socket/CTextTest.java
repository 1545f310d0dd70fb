package org.socketworkbench.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CTextTest {
    private static final SocketAddress ADDRESS = SocketAddress.Inet4.loopback(8080);

    @Test
    void callsReadAsInC() {
        assertEquals("socket(AF_INET, SOCK_STREAM, 0)",
                CText.of(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0)));
        assertEquals("setsockopt(5, SOL_SOCKET, SO_REUSEADDR, 1)",
                CText.of(new Call.SetSockOpt(5, SocketOption.SO_REUSEADDR, 1)));
        assertEquals("getsockopt(5, SOL_SOCKET, SO_RCVBUF)", CText.of(new Call.GetSockOpt(5, SocketOption.SO_RCVBUF)));
        assertEquals("bind(5, 127.0.0.1:8080)", CText.of(new Call.Bind(5, ADDRESS)));
        assertEquals("listen(5, 1)", CText.of(new Call.Listen(5, 1)));
        assertEquals("accept(5)", CText.of(new Call.Accept(5)));
        assertEquals("connect(4, 127.0.0.1:8080)", CText.of(new Call.Connect(4, ADDRESS)));
        assertEquals("send(4, \"Hello\", 5, 0)", CText.of(new Call.Send(4, Bytes.utf8("Hello"), 0)));
        assertEquals("recv(4, 1024, MSG_PEEK)", CText.of(new Call.Recv(4, 1024, 2)));
        assertEquals("shutdown(4, SHUT_WR)", CText.of(new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR)));
        assertEquals("getsockname(4)", CText.of(new Call.GetSockName(4)));
        assertEquals("getpeername(4)", CText.of(new Call.GetPeerName(4)));
        assertEquals("close(4)", CText.of(new Call.Close(4)));
    }

    @Test
    void outcomesReadAsWhatTheCallReturnedAndGave() {
        assertEquals("5", CText.of(new Outcome.Done(5)));
        assertEquals("6 127.0.0.1:8080", CText.of(new Outcome.Accepted(6, ADDRESS)));
        assertEquals("5 \"HELLO\"", CText.of(new Outcome.Received(Bytes.utf8("HELLO"))));
        assertEquals("0", CText.of(new Outcome.Received(Bytes.EMPTY)));
        assertEquals("0 127.0.0.1:8080", CText.of(new Outcome.Named(ADDRESS)));
        assertEquals("0 [425984]", CText.of(new Outcome.OptionRead(new OptionValue.Int(425_984))));
        assertEquals("-1 ECONNREFUSED", CText.of(new Outcome.Failed(Errno.ECONNREFUSED)));
    }

    @Test
    void aCallAndItsOutcomeReadAsOneLine() {
        assertEquals("accept(5) = 6 127.0.0.1:8080", CText.of(new Call.Accept(5), new Outcome.Accepted(6, ADDRESS)));
    }

    @Test
    void aLiteralEscapesEverythingButPrintableAscii() {
        assertEquals("\"\\\"\\\\\\n\\r\\t\\x00\\x1b\\x7f\\xc3\\xa4 ~\"",
                CText.quoted(Bytes.utf8("\"\\\n\r\t\0\033\177ä ~"), 32));
    }

    @Test
    void aLongPayloadIsCutAndSaysSo() {
        assertEquals("send(4, \"" + "a".repeat(32) + "\"..., 33, 0)",
                CText.of(new Call.Send(4, Bytes.utf8("a".repeat(33)), 0)));
    }

    @Test
    void aPayloadThatWasKeptOnlyInPartSaysSoToo() {
        assertEquals("\"He\"...", CText.quoted(Bytes.utf8("Hello").keeping(2), 32));
    }
}
