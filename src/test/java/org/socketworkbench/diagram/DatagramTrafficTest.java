package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.diagram.Drawn.arrows;
import static org.socketworkbench.diagram.Drawn.model;
import static org.socketworkbench.diagram.Drawn.rows;
import static org.socketworkbench.model.Script.CALLER;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.PORT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;

class DatagramTrafficTest {
    private static final SocketAddress NOBODY = SocketAddress.Inet4.loopback(9999);
    private static final SocketAddress PATH = SocketAddress.Unix.of("/run/d.sock");

    private final Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);

    private static Call.Socket udp() {
        return new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0);
    }

    /** The server's socket 3 at {@link Script#PORT}, and the client's 4 without an address. */
    private Script receiver() {
        script.call(SERVER, udp(), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PORT), OK);
        script.call(CLIENT, udp(), new Outcome.Opened(4));
        return script;
    }

    private static Call.SendTo sendTo(int fd, String text, SocketAddress to) {
        return new Call.SendTo(fd, Bytes.utf8(text), 0, to);
    }

    private int sent(int participant, int fd, String text, SocketAddress to) {
        return script.call(participant, sendTo(fd, text, to), new Outcome.Done(text.length()));
    }

    private static Outcome from(String text, SocketAddress sender) {
        return new Outcome.ReceivedFrom(Bytes.utf8(text), Optional.of(sender));
    }

    private void taken(int participant, int fd, int room, String text, SocketAddress sender) {
        script.call(participant, new Call.RecvFrom(fd, room, 0), from(text, sender));
    }

    @Test
    void aDatagramGoesFromTheCallThatSentItToTheOneThatTookIt() {
        receiver();
        int send = sent(CLIENT, 4, "Hello", PORT);
        taken(SERVER, 3, 100, "Hello", CALLER);
        assertEquals(List.of("client > server: 5 bytes \"Hello\""), arrows(script));
        Message message = model(script).rows().stream().filter(Row.Arrow.class::isInstance)
                .map(row -> ((Row.Arrow) row).message()).findFirst().orElseThrow();
        assertEquals(send, message.call());
        assertTrue(message.fromRow() < message.row());
    }

    @Test
    void theReceiverAnswersWhoeverItWasToldHasSent() {
        receiver();
        sent(CLIENT, 4, "Hello", PORT);
        taken(SERVER, 3, 100, "Hello", CALLER);
        sent(SERVER, 3, "HELLO", CALLER);
        taken(CLIENT, 4, 100, "HELLO", PORT);
        assertEquals(List.of("client > server: 5 bytes \"Hello\"", "server > client: 5 bytes \"HELLO\""),
                arrows(script));
        assertEquals(2, model(script).lifelines().size());
    }

    @Test
    void aRecvThatWaitsMayReturnBeforeTheSend() {
        receiver();
        int recv = script.entered(SERVER, new Call.RecvFrom(3, 100, 0));
        int send = script.entered(CLIENT, sendTo(4, "Hello", PORT));
        script.returned(SERVER, recv, from("Hello", CALLER));
        script.returned(CLIENT, send, new Outcome.Done(5));
        assertEquals(List.of("client > server: 5 bytes \"Hello\""), arrows(script));
    }

    @Test
    void aDatagramThatDidNotFitIsCut() {
        receiver();
        sent(CLIENT, 4, "Hello World", PORT);
        taken(SERVER, 3, 5, "Hello", CALLER);
        assertEquals(List.of("client > server: 5 bytes \"Hello\", cut"), arrows(script));
    }

    @Test
    void msgTruncTellsThatItWasCut() {
        receiver();
        script.call(SERVER, new Call.Recv(3, 5, MessageFlags.MSG_TRUNC),
                new Outcome.Received(Bytes.utf8("Hello").outOf(11)));
        assertEquals(List.of("other callers > server: 5 bytes \"Hello\", cut"), arrows(script));
    }

    @Test
    void anEmptyDatagramIsAnArrowToo() {
        receiver();
        sent(CLIENT, 4, "", PORT);
        taken(SERVER, 3, 100, "", CALLER);
        assertEquals(List.of("client > server: 0 bytes"), arrows(script));
    }

    @Test
    void aDatagramToAnAddressThatNobodyHasEndsOpen() {
        receiver();
        sent(CLIENT, 4, "Hello", NOBODY);
        assertEquals(List.of("(client > 127.0.0.1:9999: 5 bytes \"Hello\", arrival unknown)"), arrows(script));
    }

    @Test
    void aConnectedSenderIsToldThatNobodyIsThere() {
        receiver();
        script.call(CLIENT, new Call.Connect(4, NOBODY), OK);
        script.send(CLIENT, 4, "Hello");
        script.call(CLIENT, new Call.Recv(4, 100, 0), Script.failed(Errno.ECONNREFUSED));
        assertEquals(
                List.of("(client > 127.0.0.1:9999: 5 bytes \"Hello\", arrival unknown)",
                        "127.0.0.1:9999 > client: nobody there"),
                arrows(script));
    }

    @Test
    void connectAloneSendsNothing() {
        receiver();
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        assertEquals(List.of(), arrows(script));
        script.send(CLIENT, 4, "Hello");
        taken(SERVER, 3, 100, "Hello", CALLER);
        assertEquals(List.of("client > server: 5 bytes \"Hello\""), arrows(script));
    }

    @Test
    void whatWaitsWhenTheReceiverClosesIsNeverRead() {
        receiver();
        sent(CLIENT, 4, "one", PORT);
        sent(CLIENT, 4, "two", PORT);
        taken(SERVER, 3, 100, "one", CALLER);
        script.close(SERVER, 3);
        assertEquals(List.of("client > server: 3 bytes \"one\"", "(client > server: 3 bytes \"two\", never read)"),
                arrows(script));
    }

    @Test
    void aDatagramThatWasOvertakenIsLost() {
        receiver();
        sent(CLIENT, 4, "lost", PORT);
        sent(CLIENT, 4, "kept", PORT);
        taken(SERVER, 3, 100, "kept", CALLER);
        assertEquals(List.of("(client > server: 4 bytes \"lost\", never read)", "client > server: 4 bytes \"kept\""),
                arrows(script));
    }

    @Test
    void whileADatagramWaitsItsBeginningIsDrawn() {
        receiver();
        sent(CLIENT, 4, "Hello", PORT);
        assertEquals(1, queued());
        taken(SERVER, 3, 100, "Hello", CALLER);
        assertEquals(0, queued());
    }

    private long queued() {
        return new SequenceLayout(model(script)).all().stream()
                .filter(shape -> shape.ink().role() == Ink.Role.QUEUED && shape.top() == shape.bottom()).count();
    }

    @Test
    void whileAReceiversAddressIsNotToldNothingIsConcluded() {
        script.call(SERVER, udp(), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, SocketAddress.Inet4.loopback(0)), OK);
        script.call(CLIENT, udp(), new Outcome.Opened(4));
        sent(CLIENT, 4, "Hello", PORT);
        assertEquals(List.of(), arrows(script));
        script.call(SERVER, new Call.GetSockName(3), new Outcome.Named(NOBODY));
        assertEquals(List.of("(client > 127.0.0.1:8080: 5 bytes \"Hello\", arrival unknown)"), arrows(script));
    }

    @Test
    void theKernelsTableTellsAReceiversAddress() {
        script.call(SERVER, udp(), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, SocketAddress.Inet4.loopback(0)), OK);
        script.call(CLIENT, udp(), new Outcome.Opened(4));
        sent(CLIENT, 4, "Hello", PORT);
        script.add(new TraceEvent.KernelSample(script.now(), List.of(new SocketRow(SocketRow.Transport.UDP, PORT,
                new SocketAddress.Inet4(0, 0), TcpState.CLOSED, 0, 0, 3, true, Optional.empty()))));
        assertEquals(1, queued());
        taken(SERVER, 3, 100, "Hello", CALLER);
        assertEquals(List.of("client > server: 5 bytes \"Hello\""), arrows(script));
    }

    @Test
    void peekingTakesNothing() {
        receiver();
        sent(CLIENT, 4, "Hello", PORT);
        script.call(SERVER, new Call.RecvFrom(3, 100, MessageFlags.MSG_PEEK), from("Hello", CALLER));
        assertEquals(List.of(), arrows(script));
    }

    @Test
    void aDatagramFromOutsideComesFromItsAddress() {
        receiver();
        taken(SERVER, 3, 100, "Hi", SocketAddress.Inet4.loopback(50_000));
        sent(SERVER, 3, "HI", SocketAddress.Inet4.loopback(50_000));
        assertEquals(
                List.of("127.0.0.1:50000 > server: 2 bytes \"Hi\"",
                        "(server > 127.0.0.1:50000: 2 bytes \"HI\", arrival unknown)"),
                arrows(script));
        assertEquals(Lifeline.Place.OUTSIDE_CLIENT, model(script).lifelines().getLast().place());
    }

    @Test
    void whatCouldNotBeSentIsNotDrawn() {
        receiver();
        script.call(CLIENT, sendTo(4, "Hello", PORT), Script.failed(Errno.EMSGSIZE));
        script.close(SERVER, 3);
        assertEquals(List.of(), arrows(script));
    }

    @Test
    void afterShutdownRecvGivesNothingThatWasSent() {
        receiver();
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.call(CLIENT, new Call.Shutdown(4, Call.Shutdown.How.SHUT_RD), OK);
        script.call(CLIENT, new Call.Recv(4, 100, 0), new Outcome.Received(Bytes.EMPTY));
        assertEquals(List.of(), arrows(script));
    }

    @Test
    void unixDatagramsGoToPaths() {
        script.call(SERVER, new Call.Socket(Family.AF_UNIX, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PATH), OK);
        script.call(CLIENT, new Call.Socket(Family.AF_UNIX, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(4));
        sent(CLIENT, 4, "Hello", PATH);
        script.call(SERVER, new Call.RecvFrom(3, 100, 0),
                new Outcome.ReceivedFrom(Bytes.utf8("Hello"), Optional.empty()));
        assertEquals(List.of("client > server: 5 bytes \"Hello\""), arrows(script));
    }

    @Test
    void anIpv4DatagramReachesAnIpv6SocketUnderAMappedAddress() {
        script.call(SERVER, new Call.Socket(Family.AF_INET6, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, SocketAddress.Inet6.of("::", 8080).orElseThrow()), OK);
        script.call(CLIENT, udp(), new Outcome.Opened(4));
        sent(CLIENT, 4, "Hello", PORT);
        taken(SERVER, 3, 100, "Hello", SocketAddress.Inet6.of("::ffff:127.0.0.1", 41_204).orElseThrow());
        sent(SERVER, 3, "HELLO", SocketAddress.Inet6.of("::ffff:127.0.0.1", 41_204).orElseThrow());
        taken(CLIENT, 4, 100, "HELLO", PORT);
        assertEquals(List.of("client > server: 5 bytes \"Hello\"", "server > client: 5 bytes \"HELLO\""),
                arrows(script));
    }

    @Test
    void theLabelsOfDatagramCallsAreShort() {
        receiver();
        sent(CLIENT, 4, "Hello World, how are you?", PORT);
        assertEquals("sendto(4, \"Hello World,\"..., 25, 0, 127.0.0.1:8080) = 25", rows(script).getLast());
    }
}
