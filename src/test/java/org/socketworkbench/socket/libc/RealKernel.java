package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/** The real kernel, called by one test on its own thread; what the test leaves open is closed with it. */
final class RealKernel implements AutoCloseable {
    private static final int SOON_MILLIS = 30_000;

    private final Sockets.Caller caller;
    private final List<Integer> open = new ArrayList<>();

    RealKernel(Sockets sockets) {
        caller = sockets.caller();
    }

    Outcome make(Call.SystemCall call) {
        return caller.make(call);
    }

    /** Makes a call that has to succeed with a number. */
    long done(Call.SystemCall call) {
        return assertInstanceOf(Outcome.Done.class, make(call), call::toString).value();
    }

    void fails(Errno errno, Call.SystemCall call) {
        assertEquals(new Outcome.Failed(errno), make(call), call::toString);
    }

    int socket(Family family, SocketType type) {
        int fd = assertInstanceOf(Outcome.Opened.class, make(new Call.Socket(family, type, 0))).fd();
        open.add(fd);
        return fd;
    }

    /** A socket with an address that the system chose on the loopback. */
    int bound(Family family, SocketType type) {
        int fd = socket(family, type);
        done(new Call.Bind(fd,
                family == Family.AF_INET6 ? SocketAddress.Inet6.loopback(0) : SocketAddress.Inet4.loopback(0)));
        return fd;
    }

    int accept(int listener) {
        int fd = assertInstanceOf(Outcome.Accepted.class, make(new Call.Accept(listener))).fd();
        open.add(fd);
        return fd;
    }

    SocketAddress name(int fd) {
        return assertInstanceOf(Outcome.Named.class, make(new Call.GetSockName(fd))).address();
    }

    long send(int fd, String text) {
        return done(new Call.Send(fd, Bytes.utf8(text), 0));
    }

    long sendTo(int fd, String text, SocketAddress address) {
        return done(new Call.SendTo(fd, Bytes.utf8(text), 0, address));
    }

    /** What a receiving call delivered, as text. */
    String text(Call.Receiving call) {
        Bytes data = switch (make(call)) {
            case Outcome.Received received -> received.data();
            case Outcome.ReceivedFrom received -> received.data();
            case Outcome outcome -> throw new AssertionError(call + ": " + outcome);
        };
        return new String(data.toArray(), StandardCharsets.UTF_8);
    }

    /** Waits until one of the events, or an error, is on the socket. */
    void await(int fd, int events) {
        Outcome outcome = make(new Call.Poll(List.of(new PollEntry(fd, events)), SOON_MILLIS));
        assertEquals(1, outcome.value(), "nothing has happened on " + fd);
    }

    void close(int fd) {
        done(new Call.Close(fd));
        open.remove((Integer) fd);
    }

    @Override
    public void close() {
        open.forEach(fd -> make(new Call.Close(fd)));
        caller.close();
    }
}
