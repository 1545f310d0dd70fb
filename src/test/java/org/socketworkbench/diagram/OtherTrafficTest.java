package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.diagram.Drawn.arrows;
import static org.socketworkbench.diagram.Drawn.model;
import static org.socketworkbench.diagram.Drawn.rows;
import static org.socketworkbench.model.Script.CALLER;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.OK;
import static org.socketworkbench.model.Script.PORT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

/** UNIX connections, IPv6, library calls, connects that do not wait, urgent bytes. */
class OtherTrafficTest {
    private static final SocketAddress PATH = SocketAddress.Unix.of("/run/x.sock");
    private static final Call.Socket UNIX = new Call.Socket(Family.AF_UNIX, SocketType.SOCK_STREAM, 0);
    private static final Outcome NAMELESS = new Outcome.Accepted(5, SocketAddress.Unix.UNNAMED);

    private static Script unixListening() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, UNIX, new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, PATH), OK);
        script.call(SERVER, new Call.Listen(3, 5), OK);
        script.call(CLIENT, UNIX, new Outcome.Opened(4));
        return script;
    }

    private static Outcome read(int error) {
        return new Outcome.OptionRead(new OptionValue.Int(error));
    }

    private static Call error(int fd) {
        return new Call.GetSockOpt(fd, SocketOption.SO_ERROR);
    }

    @Test
    void aUnixConnectionIsOneArrowWithoutAHandshake() {
        Script script = unixListening();
        script.call(CLIENT, new Call.Connect(4, PATH), OK);
        script.call(SERVER, new Call.Accept(3), NAMELESS);
        script.send(CLIENT, 4, "Hello");
        script.recv(SERVER, 5, "Hello");
        script.close(CLIENT, 4);
        script.recv(SERVER, 5, "");
        assertEquals(
                List.of("client > server: connect", "client > server: 5 bytes \"Hello\"", "(client > server: end)"),
                arrows(script));
    }

    @Test
    void acceptTakesTheUnixCallerWhoCameFirst() {
        Script script = unixListening().came(2, "second", Role.CLIENT);
        script.call(2, UNIX, new Outcome.Opened(6));
        script.call(2, new Call.Connect(6, PATH), OK);
        script.call(CLIENT, new Call.Connect(4, PATH), OK);
        script.call(SERVER, new Call.Accept(3), NAMELESS);
        script.send(2, 6, "first");
        script.recv(SERVER, 5, "first");
        assertEquals(
                List.of("second > server: connect", "client > server: connect", "second > server: 5 bytes \"first\""),
                arrows(script));
    }

    @Test
    void aUnixCallerWhoHangsUpInTheQueueIsAcceptedAllTheSame() {
        Script script = unixListening();
        script.call(CLIENT, new Call.Connect(4, PATH), OK);
        script.send(CLIENT, 4, "bye");
        script.close(CLIENT, 4);
        script.call(SERVER, new Call.Accept(3), NAMELESS);
        script.recv(SERVER, 5, "bye");
        assertEquals(List.of("client > server: connect", "(client > server: end)", "client > server: 3 bytes \"bye\""),
                arrows(script));
        assertEquals(2, model(script).lifelines().size());
    }

    @Test
    void aTcpCallerWhoHangsUpInTheQueueIsAcceptedAllTheSame() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.sample(4, CALLER, PORT);
        script.send(CLIENT, 4, "bye");
        script.close(CLIENT, 4);
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        script.recv(SERVER, 5, "bye");
        assertEquals("client > server: 3 bytes \"bye\"", arrows(script).getLast());
        assertEquals(2, model(script).lifelines().size());
    }

    @Test
    void aUnixCallerFromOutsideHasNoName() {
        Script script = unixListening();
        script.call(SERVER, new Call.Accept(3), NAMELESS);
        script.recv(SERVER, 5, "Hi");
        assertEquals(List.of("other callers > server: connect", "other callers > server: 2 bytes \"Hi\""),
                arrows(script));
    }

    @Test
    void aUnixConnectThatIsRefusedGoesNowhere() {
        Script script = unixListening();
        script.close(SERVER, 3);
        script.call(CLIENT, new Call.Connect(4, PATH), Script.failed(Errno.ECONNREFUSED));
        assertEquals(List.of(), arrows(script));
    }

    @Test
    void closingAUnixConnectionWithUnreadDataBreaksItOff() {
        Script script = unixListening();
        script.call(CLIENT, new Call.Connect(4, PATH), OK);
        script.call(SERVER, new Call.Accept(3), NAMELESS);
        script.send(CLIENT, 4, "Hello");
        script.close(SERVER, 5);
        assertEquals(List.of("client > server: connect", "(client > server: 5 bytes \"Hello\", never read)",
                "(server > client: reset)"), arrows(script));
    }

    @Test
    void anIpv4CallerOfAnIpv6ListenerIsTheSameOne() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, new Call.Socket(Family.AF_INET6, SocketType.SOCK_STREAM, 0), new Outcome.Opened(3));
        script.call(SERVER, new Call.Bind(3, SocketAddress.Inet6.of("::", 8080).orElseThrow()), OK);
        script.call(SERVER, new Call.Listen(3, 5), OK);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        script.sample(4, CALLER, PORT);
        script.call(SERVER, new Call.Accept(3),
                new Outcome.Accepted(5, SocketAddress.Inet6.of("::ffff:127.0.0.1", 41_204).orElseThrow()));
        script.send(CLIENT, 4, "Hello");
        script.recv(SERVER, 5, "Hello");
        assertEquals(List.of("(client > server: SYN)", "(server > client: SYN + ACK)", "(client > server: ACK)",
                "client > server: 5 bytes \"Hello\""), arrows(script));
    }

    @Test
    void aListenerForIpv6OnlyIsNotCalledOverIpv4() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        script.call(SERVER, new Call.Socket(Family.AF_INET6, SocketType.SOCK_STREAM, 0), new Outcome.Opened(3));
        script.call(SERVER, new Call.SetSockOpt(3, SocketOption.IPV6_V6ONLY, 1), OK);
        script.call(SERVER, new Call.Bind(3, SocketAddress.Inet6.of("::", 8080).orElseThrow()), OK);
        script.call(SERVER, new Call.Listen(3, 5), OK);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.ECONNREFUSED));
        assertEquals(List.of("(client > 127.0.0.1:8080: SYN)", "127.0.0.1:8080 > client: RST"), arrows(script));
    }

    @Test
    void aConnectThatDoesNotWaitShakesHandsWhenItsEndIsRead() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.EINPROGRESS));
        assertEquals(List.of("(client > server: SYN)"), arrows(script));
        script.call(CLIENT, new Call.Poll(List.of(new PollEntry(4, PollEntry.POLLOUT)), -1),
                new Outcome.Polled(List.of(new PollEntry(4, PollEntry.POLLOUT))));
        script.call(CLIENT, error(4), read(0));
        script.send(CLIENT, 4, "Hi");
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        script.recv(SERVER, 5, "Hi");
        assertEquals(List.of("(client > server: SYN)", "(server > client: SYN + ACK)", "(client > server: ACK)",
                "client > server: 2 bytes \"Hi\""), arrows(script));
        assertEquals("poll([4: POLLOUT], -1) = 1 [4: POLLOUT]", rows(script).get(7));
    }

    @Test
    void aConnectThatDoesNotWaitCanBeRefusedLater() {
        Script script = Script.listening();
        script.close(SERVER, 3);
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.EINPROGRESS));
        script.call(CLIENT, error(4), read(111));
        assertEquals(List.of("(client > 127.0.0.1:8080: SYN)", "127.0.0.1:8080 > client: RST"), arrows(script));
    }

    @Test
    void theNextConnectOrTransferTellsThatAConnectHasSucceeded() {
        Script script = Script.listening();
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(4));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.EINPROGRESS));
        script.call(CLIENT, new Call.Connect(4, PORT), Script.failed(Errno.EALREADY));
        assertEquals(1, arrows(script).size());
        script.call(CLIENT, new Call.Connect(4, PORT), OK);
        assertEquals(3, arrows(script).size());
        script.call(CLIENT, Script.SOCKET, new Outcome.Opened(6));
        script.call(CLIENT, new Call.Connect(6, PORT), Script.failed(Errno.EINPROGRESS));
        script.send(CLIENT, 6, "Hi");
        assertEquals(6, arrows(script).size());
    }

    @Test
    void whatALibraryCallMakesHasItsNameBefore() {
        Script script = Script.connected();
        int sendAll = script.entered(CLIENT, new Call.SendAll(4, Bytes.utf8("Hello"), 0));
        script.step(CLIENT, sendAll, new Call.Send(4, Bytes.utf8("Hello"), 0), new Outcome.Done(3));
        script.step(CLIENT, sendAll, new Call.Send(4, Bytes.utf8("lo"), 0), new Outcome.Done(2));
        script.returned(CLIENT, sendAll, OK);
        script.recv(SERVER, 5, "Hello");
        assertEquals(List.of("sendall: send(4, \"Hello\", 5, 0) = 3", "sendall: send(4, \"lo\", 2, 0) = 2"),
                rows(script).subList(10, 12));
        assertEquals("client > server: 2 bytes \"lo\"", arrows(script).getLast());
    }

    @Test
    void aCallWithATimeoutIsPollAndTheCall() {
        Script script = Script.connected();
        script.send(CLIENT, 4, "Hi");
        int timed = script.entered(SERVER, new Call.Timed(new Call.Recv(5, 100, 0), 2_000_000_000L));
        script.step(SERVER, timed, new Call.Poll(List.of(new PollEntry(5, PollEntry.POLLIN)), 2000),
                new Outcome.Polled(List.of(new PollEntry(5, PollEntry.POLLIN))));
        script.step(SERVER, timed, new Call.Recv(5, 100, 0), new Outcome.Received(Bytes.utf8("Hi")));
        script.returned(SERVER, timed, new Outcome.Received(Bytes.utf8("Hi")));
        assertEquals(List.of("timed recv: poll([5: POLLIN], 2000 ms) = 1 [5: POLLIN]", "timed recv: recv(5, 100, 0)",
                "2 bytes \"Hi\"", "= 2 \"Hi\""), rows(script).subList(11, 15));
    }

    @Test
    void aLibraryCallWithoutSystemCallsIsNotDrawn() {
        Script script = Script.connected();
        int before = rows(script).size();
        script.call(CLIENT, new Call.GetTimeout(4), new Outcome.TimeoutIs(Call.FOR_EVER));
        assertEquals(before, rows(script).size());
        script.send(CLIENT, 4, "Hi");
        assertEquals("send(4, \"Hi\", 2, 0) = 2", rows(script).getLast());
    }

    @Test
    void anUrgentByteComesOutOfItsTurn() {
        Script script = Script.connected();
        script.call(CLIENT, new Call.Send(4, Bytes.utf8("ab!"), MessageFlags.MSG_OOB), new Outcome.Done(3));
        script.call(SERVER, new Call.Recv(5, 9, MessageFlags.MSG_OOB), new Outcome.Received(Bytes.utf8("!")));
        script.recv(SERVER, 5, "ab");
        script.close(SERVER, 5);
        assertEquals(
                List.of("client > server: 1 byte \"!\"", "client > server: 2 bytes \"ab\"", "(server > client: FIN)"),
                arrows(script).subList(3, 6));
    }

    @Test
    void lingeringForNoTimeResetsAtClose() {
        Script script = Script.connected();
        script.call(SERVER, new Call.SetSockOpt(5, SocketOption.SO_LINGER, new OptionValue.Linger(true, 0)), OK);
        script.close(SERVER, 5);
        assertEquals("(server > client: RST)", arrows(script).getLast());
    }

    @Test
    void sendtoOnAConnectionIsASend() {
        Script script = Script.connected();
        script.call(CLIENT, new Call.SendTo(4, Bytes.utf8("Hi"), 0, PORT), new Outcome.Done(2));
        script.recv(SERVER, 5, "Hi");
        assertEquals("client > server: 2 bytes \"Hi\"", arrows(script).getLast());
    }
}
