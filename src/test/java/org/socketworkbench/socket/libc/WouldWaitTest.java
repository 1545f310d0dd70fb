package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/** What is foretold of a call is what it then does: each call that would not wait is made as well. */
class WouldWaitTest {
    private static final Errno EINVAL = new Errno(22);
    private static final Errno ENOTCONN = new Errno(107);

    private final Sockets sockets = new LinuxSockets();
    @AutoClose
    private final RealKernel kernel = new RealKernel(sockets);
    private final Sockets.Looks looks = sockets.looks();

    @Test
    void acceptWaitsUntilSomebodyHasCalled() {
        int listener = listener();
        assertTrue(looks.wouldWait(new Call.Accept(listener)));
        call(listener);
        kernel.await(listener, PollEntry.POLLIN);
        assertFalse(looks.wouldWait(new Call.Accept(listener)));
        kernel.accept(listener);
        assertTrue(looks.wouldWait(new Call.Accept(listener)));
    }

    @Test
    void whatCannotBeAcceptedFromIsRefusedAtOnce() {
        int bound = kernel.bound(Family.AF_INET, SocketType.SOCK_STREAM);
        assertFalse(looks.wouldWait(new Call.Accept(bound)));
        kernel.fails(EINVAL, new Call.Accept(bound));
    }

    @Test
    void recvWaitsUntilBytesOrTheEndHaveCome() {
        int listener = listener();
        int calling = call(listener);
        int called = kernel.accept(listener);
        Call.Recv recv = new Call.Recv(called, 10, 0);
        assertTrue(looks.wouldWait(recv));
        kernel.send(calling, "x");
        kernel.await(called, PollEntry.POLLIN);
        assertFalse(looks.wouldWait(recv));
        kernel.text(recv);
        assertTrue(looks.wouldWait(recv));
        kernel.close(calling);
        kernel.await(called, PollEntry.POLLIN);
        assertFalse(looks.wouldWait(recv));
    }

    @Test
    void recvThatMustFailDoesNotWait() {
        int listener = listener();
        assertFalse(looks.wouldWait(new Call.Recv(listener, 10, 0)));
        kernel.fails(ENOTCONN, new Call.Recv(listener, 10, 0));
        int alone = kernel.socket(Family.AF_INET, SocketType.SOCK_STREAM);
        assertFalse(looks.wouldWait(new Call.Recv(alone, 10, 0)));
        kernel.fails(ENOTCONN, new Call.Recv(alone, 10, 0));
        assertFalse(looks.wouldWait(new Call.Recv(Call.NO_DESCRIPTOR, 10, 0)));
    }

    @Test
    void aSocketThatDoesNotBlockNeverWaitsNorDoesACallThatIsToldNotTo() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        assertTrue(looks.wouldWait(new Call.RecvFrom(receiver, 10, 0)));
        assertFalse(looks.wouldWait(new Call.RecvFrom(receiver, 10, MessageFlags.MSG_DONTWAIT)));
        kernel.fails(Errno.EAGAIN, new Call.RecvFrom(receiver, 10, MessageFlags.MSG_DONTWAIT));
        kernel.done(new Call.SetNonBlocking(receiver, true));
        assertFalse(looks.wouldWait(new Call.RecvFrom(receiver, 10, 0)));
        kernel.fails(Errno.EAGAIN, new Call.RecvFrom(receiver, 10, 0));
        int listener = listener();
        kernel.done(new Call.SetNonBlocking(listener, true));
        assertFalse(looks.wouldWait(new Call.Accept(listener)));
        kernel.fails(Errno.EAGAIN, new Call.Accept(listener));
    }

    @Test
    void pollAndSelectWaitWhileNothingIsReadyAndTheirTimeIsNotNone() {
        int receiver = kernel.bound(Family.AF_INET, SocketType.SOCK_DGRAM);
        List<PollEntry> readable = List.of(new PollEntry(receiver, PollEntry.POLLIN));
        assertTrue(looks.wouldWait(new Call.Poll(readable, -1)) && looks.wouldWait(new Call.Poll(readable, 1000)));
        assertFalse(looks.wouldWait(new Call.Poll(readable, 0)));
        assertFalse(looks.wouldWait(new Call.Poll(List.of(new PollEntry(receiver, PollEntry.POLLOUT)), -1)));
        assertTrue(looks.wouldWait(select(receiver, -1)) && looks.wouldWait(select(receiver, 1000)));
        assertFalse(looks.wouldWait(select(receiver, 0)));
        assertFalse(looks.wouldWait(new Call.Select(List.of(receiver), List.of(receiver), List.of(), -1)));
        int sender = kernel.socket(Family.AF_INET, SocketType.SOCK_DGRAM);
        kernel.sendTo(sender, "x", kernel.name(receiver));
        kernel.await(receiver, PollEntry.POLLIN);
        assertFalse(looks.wouldWait(new Call.Poll(readable, -1)) || looks.wouldWait(select(receiver, -1)));
    }

    private static Call.Select select(int fd, long micros) {
        return new Call.Select(List.of(fd), List.of(), List.of(), micros);
    }

    private int listener() {
        int listener = kernel.bound(Family.AF_INET, SocketType.SOCK_STREAM);
        kernel.done(new Call.Listen(listener, 5));
        return listener;
    }

    private int call(int listener) {
        int calling = kernel.socket(Family.AF_INET, SocketType.SOCK_STREAM);
        kernel.done(new Call.Connect(calling, kernel.name(listener)));
        return calling;
    }
}
