package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** What Linux answers to UDP calls (experiments 12 and 13), over IPv4 and IPv6. */
class DatagramAnswersTest {
    /** The largest datagram that IPv4 carries: 65,535 less the headers of IP and UDP. */
    private static final int LARGEST = 65_507;

    private static final Errno EDESTADDRREQ = new Errno(89);

    @AutoClose
    private final RealKernel kernel = new RealKernel(new LinuxSockets());

    // 12. A datagram is taken whole or cut.

    @ParameterizedTest
    @EnumSource(names = {"AF_INET", "AF_INET6"})
    void whatDoesNotFitOfADatagramIsLost(Family family) {
        int receiver = kernel.bound(family, SocketType.SOCK_DGRAM);
        int sender = kernel.socket(family, SocketType.SOCK_DGRAM);
        kernel.sendTo(sender, "0123456789", kernel.name(receiver));
        kernel.sendTo(sender, "next", kernel.name(receiver));
        assertEquals("0123", kernel.text(new Call.Recv(receiver, 4, 0)));
        assertEquals("next", kernel.text(new Call.Recv(receiver, 100, 0)));
    }

    @Test
    void withMsgTruncTheTrueLengthIsTold() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        int sender = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.sendTo(sender, "0123456789", kernel.name(receiver));
        Outcome.ReceivedFrom cut = assertInstanceOf(Outcome.ReceivedFrom.class,
                kernel.make(new Call.RecvFrom(receiver, 4, MessageFlags.MSG_TRUNC)));
        assertEquals(10, cut.value());
        assertEquals(Bytes.utf8("0123").outOf(10), cut.data());
        assertEquals(Optional.of(kernel.name(sender)), cut.sender());
    }

    @Test
    void anEmptyDatagramIsNoEnd() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        assertEquals(0, kernel.sendTo(sender, "", kernel.name(receiver)));
        kernel.sendTo(sender, "more", kernel.name(receiver));
        assertEquals(0, kernel.make(new Call.Recv(receiver, 100, 0)).value());
        assertEquals("more", kernel.text(new Call.Recv(receiver, 100, 0)));
    }

    @Test
    void moreThanTheLargestDatagramIsEmsgsize() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        assertEquals(LARGEST,
                kernel.done(new Call.SendTo(sender, Bytes.of(new byte[LARGEST]), 0, kernel.name(receiver))));
        kernel.fails(Errno.EMSGSIZE,
                new Call.SendTo(sender, Bytes.of(new byte[LARGEST + 1]), 0, kernel.name(receiver)));
    }

    // 13. Nobody home.

    @Test
    void sendToAClosedPortSucceeds() {
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        assertEquals(5, kernel.sendTo(sender, "hello", closedPort()));
    }

    @Test
    void aConnectedSocketIsToldThatNobodyIsThereByItsNextCall() {
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.done(new Call.Connect(sender, closedPort()));
        assertEquals(5, kernel.send(sender, "hello"));
        kernel.await(sender, 0);
        kernel.fails(Errno.ECONNREFUSED, new Call.Send(sender, Bytes.utf8("again"), 0));
    }

    @Test
    void aFullBufferDropsInSilence() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.done(new Call.SetSockOpt(receiver, SocketOption.SO_RCVBUF, 1));
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        for (int i = 0; i < 100; i++) {
            assertEquals(100, kernel.done(new Call.SendTo(sender, Bytes.of(new byte[100]), 0, kernel.name(receiver))));
        }
        int received = 0;
        while (kernel.make(new Call.Recv(receiver, 200, MessageFlags.MSG_DONTWAIT)) instanceof Outcome.Received) {
            received++;
        }
        assertTrue(received > 0 && received < 100, "received " + received);
    }

    @Test
    void withoutAnAddressASendIsEdestaddrreq() {
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.fails(EDESTADDRREQ, new Call.Send(sender, Bytes.utf8("hello"), 0));
    }

    @Test
    void datagramsHaveNoCallers() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.fails(Errno.EOPNOTSUPP, new Call.Listen(receiver, 1));
        kernel.fails(Errno.EOPNOTSUPP, new Call.Accept(receiver));
    }

    @Test
    void aPeekLeavesTheDatagramThere() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.sendTo(sender, "hello", kernel.name(receiver));
        assertEquals("hell", kernel.text(new Call.Recv(receiver, 4, MessageFlags.MSG_PEEK)));
        assertEquals("hello", kernel.text(new Call.RecvFrom(receiver, 100, 0)));
    }

    /** A socket on another address keeps the port from everybody who does not ask for this one. */
    private SocketAddress closedPort() {
        int keeper = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.done(new Call.Bind(keeper, new SocketAddress.Inet4(0x7f000002, 0)));
        return SocketAddress.Inet4.loopback(((SocketAddress.Inet4) kernel.name(keeper)).port());
    }
}
