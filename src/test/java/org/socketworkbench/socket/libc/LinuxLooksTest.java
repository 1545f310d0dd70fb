package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.testing.Await;

class LinuxLooksTest {
    private static final int NO_SOCKET = -1;

    private final Sockets sockets = new LinuxSockets();
    private final Sockets.Looks looks = sockets.looks();
    private final Sockets.Caller kernel = sockets.caller();
    private final List<Integer> open = new ArrayList<>();

    @AfterEach
    void closeEverything() {
        open.forEach(fd -> kernel.make(new Call.Close(fd)));
        kernel.close();
    }

    @Test
    void aNewTcpSocketIsClosed() {
        assertEquals(Optional.of(TcpState.CLOSED),
                looks.tcpInfo(socket(Family.AF_INET, SocketType.SOCK_STREAM)).map(TcpInfo::state));
    }

    @Test
    void whatIsNoTcpSocketHasNoTcpInfo() {
        assertEquals(Optional.empty(), looks.tcpInfo(socket(Family.AF_INET, SocketType.SOCK_DGRAM)));
        assertEquals(Optional.empty(), looks.tcpInfo(socket(Family.AF_UNIX, SocketType.SOCK_STREAM)));
        assertEquals(Optional.empty(), looks.tcpInfo(NO_SOCKET));
    }

    @Test
    void ofAStreamAllBytesThatWaitAreUnreadAndAListenerHasNone() {
        int listener = listener();
        int calling = socket(Family.AF_INET6, SocketType.SOCK_STREAM);
        SocketAddress address = named(listener);
        kernel.make(new Call.Connect(calling, address));
        int called = ((Outcome.Accepted) kernel.make(new Call.Accept(listener))).fd();
        open.add(called);
        kernel.make(new Call.Send(calling, Bytes.utf8("Hello"), 0));
        kernel.make(new Call.Send(calling, Bytes.utf8("World"), 0));
        Await.until("all has arrived", () -> looks.unread(called).equals(OptionalLong.of(10)));
        assertEquals(OptionalLong.of(0), looks.unread(calling));
        assertEquals(OptionalLong.empty(), looks.unread(listener));
        assertEquals(OptionalLong.empty(), looks.unread(NO_SOCKET));
    }

    @Test
    void ofDatagramsTheFirstIsUnread() {
        int fd = socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.make(new Call.Bind(fd, SocketAddress.Inet4.loopback(0)));
        SocketAddress own = named(fd);
        kernel.make(new Call.SendTo(fd, Bytes.utf8("Hello"), 0, own));
        kernel.make(new Call.SendTo(fd, Bytes.utf8("World!"), 0, own));
        Await.until("the first has arrived", () -> looks.unread(fd).equals(OptionalLong.of(5)));
    }

    @Test
    void aConnectionHasTwoEnds() {
        int listener = listener();
        int calling = socket(Family.AF_INET6, SocketType.SOCK_STREAM);
        assertEquals(Optional.empty(), looks.ends(calling));
        kernel.make(new Call.Connect(calling, named(listener)));
        assertEquals(Optional.of(new Sockets.Looks.Ends(named(calling), named(listener))), looks.ends(calling));
        assertEquals(Optional.empty(), looks.ends(listener));
    }

    @Test
    void aSystemWithoutLooksSeesNothing() {
        assertEquals(Optional.empty(), Sockets.Looks.NONE.tcpInfo(0));
        assertEquals(OptionalLong.empty(), Sockets.Looks.NONE.unread(0));
        assertEquals(Optional.empty(), Sockets.Looks.NONE.ends(0));
    }

    private int listener() {
        int fd = socket(Family.AF_INET6, SocketType.SOCK_STREAM);
        kernel.make(new Call.Bind(fd, SocketAddress.Inet6.loopback(0)));
        kernel.make(new Call.Listen(fd, 1));
        return fd;
    }

    private int socket(Family family, SocketType type) {
        int fd = (int) kernel.make(new Call.Socket(family, type, 0)).value();
        assertTrue(fd >= 0, "a socket was made");
        open.add(fd);
        return fd;
    }

    private SocketAddress named(int fd) {
        return ((Outcome.Named) kernel.make(new Call.GetSockName(fd))).address();
    }
}
