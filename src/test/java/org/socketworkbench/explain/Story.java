package org.socketworkbench.explain;

import java.util.List;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;

/** A trace written by hand: a server, a client, what they did and what the kernel's table said. A call takes 5 ms. */
final class Story {
    static final int SERVER = 0;
    static final int CLIENT = 1;
    static final SocketAddress ADDRESS = at("127.0.0.1", 8080);
    static final SocketAddress CLIENTS_OWN = at("127.0.0.1", 41204);
    static final SocketAddress.Unix PATH = SocketAddress.Unix.of("/run/story.sock");
    private static final long MILLISECOND = 1_000_000;

    final Picture picture = new Picture();
    private final Explainer explainer = new Explainer();
    private int number;
    private int entered;

    Story() {
        add(new TraceEvent.ParticipantCame(now(), SERVER, "server", Role.SERVER));
        add(new TraceEvent.ParticipantCame(now(), CLIENT, "client 1", Role.CLIENT));
    }

    static SocketAddress at(String host, int port) {
        return SocketAddress.Inet4.of(host, port).orElseThrow();
    }

    static Call.Socket socket() {
        return new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);
    }

    static Call.Socket udp() {
        return new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0);
    }

    static Call.Socket unix(SocketType type) {
        return new Call.Socket(Family.AF_UNIX, type, 0);
    }

    static Outcome opened(int fd) {
        return new Outcome.Opened(fd);
    }

    static Outcome done(long value) {
        return new Outcome.Done(value);
    }

    static Outcome failed(Errno errno) {
        return new Outcome.Failed(errno);
    }

    static Outcome received(String text) {
        return new Outcome.Received(Bytes.utf8(text));
    }

    static Call.Send send(int fd, String text) {
        return new Call.Send(fd, Bytes.utf8(text), 0);
    }

    static Call.Recv recv(int fd, int length) {
        return new Call.Recv(fd, length, 0);
    }

    static SocketRow row(SocketAddress local, SocketAddress remote, TcpState state, int fd, boolean held) {
        return new SocketRow(local, remote, state, 0, 0, fd, held);
    }

    private long now() {
        return number * MILLISECOND;
    }

    private int add(TraceEvent event) {
        picture.apply(number, event);
        return number++;
    }

    Story did(int participant, Call call, Outcome outcome) {
        int entered = add(new TraceEvent.CallEntered(now(), participant, call));
        add(new TraceEvent.CallReturned(now(), participant, entered, entered * MILLISECOND, call, outcome));
        return this;
    }

    Story table(SocketRow... rows) {
        add(new TraceEvent.KernelSample(now(), List.of(rows)));
        return this;
    }

    Story enters(int participant, Call call) {
        entered = add(new TraceEvent.CallEntered(now(), participant, call));
        return this;
    }

    /** The library call that was entered last makes a system call. */
    Story step(int participant, Call call, Outcome outcome) {
        int step = add(new TraceEvent.CallEntered(now(), participant, entered, call));
        add(new TraceEvent.CallReturned(now(), participant, step, step * MILLISECOND, call, outcome));
        return this;
    }

    /** What is told of such a step when it returns. */
    Explanation tellStep(int participant, Call call, Outcome outcome) {
        int step = add(new TraceEvent.CallEntered(now(), participant, entered, call));
        return explainer.of(new TraceEvent.CallReturned(now(), participant, step, step * MILLISECOND, call, outcome),
                picture);
    }

    /** What is told of the call that was entered last when it returns. */
    Explanation tellEntered(int participant, Call call, Outcome outcome) {
        return explainer.of(
                new TraceEvent.CallReturned(now(), participant, entered, entered * MILLISECOND, call, outcome),
                picture);
    }

    Story isHeld(int participant, Call call) {
        int entered = add(new TraceEvent.CallEntered(now(), participant, call));
        add(new TraceEvent.CallBlocked(now(), participant, entered));
        return this;
    }

    Story waitsAtTheGate(int participant, Call call) {
        add(new TraceEvent.CallWaiting(now(), participant, call));
        return this;
    }

    /** The server's socket 4 is made and bound to {@link #ADDRESS}. */
    Story serverBinds() {
        return did(SERVER, socket(), opened(4)).did(SERVER, new Call.Bind(4, ADDRESS), done(0));
    }

    /** ... and listens. */
    Story serverListens() {
        return serverBinds().did(SERVER, new Call.Listen(4, 5), done(0));
    }

    /** ... and the client's socket 5 is connected, to the server's 6. */
    Story conversation() {
        return serverListens()
                .did(CLIENT, socket(), opened(5))
                .did(CLIENT, new Call.Connect(5, ADDRESS), done(0))
                .table(row(CLIENTS_OWN, ADDRESS, TcpState.ESTABLISHED, 5, true))
                .did(SERVER, new Call.Accept(4), new Outcome.Accepted(6, CLIENTS_OWN));
    }

    /** Makes the call as the next one and tells what came of it. */
    Explanation tell(int participant, Call call, Outcome outcome) {
        int entered = add(new TraceEvent.CallEntered(now(), participant, call));
        return explainer.of(
                new TraceEvent.CallReturned(now(), participant, entered, entered * MILLISECOND, call, outcome),
                picture);
    }

    Trouble trouble(int participant, Call call, Errno errno) {
        return tell(participant, call, failed(errno)).trouble().orElseThrow();
    }

    /** The call after {@link #isHeld}, returned 3.2 seconds after it was entered. */
    Explanation tellHeld(int participant, Call call, Outcome outcome) {
        isHeld(participant, call);
        int entered = number - 2;
        return explainer.of(
                new TraceEvent.CallReturned(entered * MILLISECOND + 3200 * MILLISECOND, participant, entered,
                        entered * MILLISECOND, call, outcome),
                picture);
    }

    Explanation onItsWay(int participant, Call call, boolean blocked) {
        return explainer.of(participant, call, blocked, picture);
    }

    String inOneLine(int participant, Call call, Errno errno) {
        enters(participant, call);
        return explainer.inOneLine(participant, call, errno, picture);
    }

}
