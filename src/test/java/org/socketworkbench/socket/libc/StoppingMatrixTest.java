package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/**
 * Every call that can be blocked, on every kind of socket, is stopped at any moment, while the garbage collector works;
 * the socket stays as it was. {@code mvn -Pthorough} does it a thousand times each.
 */
class StoppingMatrixTest {
    private static final int TIMES = Integer.getInteger("stopping.times", 50);
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BUFFER = 16 << 10;
    /** More than both buffers take. */
    private static final Bytes MUCH = Bytes.owning(new byte[1 << 20]);
    /** O_NONBLOCK in the octal flags of {@code /proc/self/fdinfo}, the same on x86-64 and aarch64. */
    private static final int O_NONBLOCK = 04000;

    private final Sockets sockets = new LinuxSockets();
    private final Sockets.Caller here = sockets.caller();
    private final Worker worker = new Worker(sockets);
    private final List<Integer> open = new ArrayList<>();
    private volatile boolean collecting = true;
    private final Thread collector = Thread.ofPlatform().daemon().unstarted(() -> {
        while (collecting) {
            System.gc();
            LockSupport.parkNanos(5_000_000);
        }
    });
    @TempDir
    private Path folder;
    private int paths;

    /** The cells of the matrix: a call, and the socket that it is blocked on. */
    enum Cell {
        ACCEPT_TCP4, ACCEPT_TCP6, ACCEPT_UNIX, CONNECT_TCP4, CONNECT_TCP6, CONNECT_UNIX, RECV_TCP4, RECV_TCP6,
        RECV_UNIX, SEND_TCP4, SEND_TCP6, SEND_UNIX, RECVFROM_UDP, RECVFROM_UNIX, SENDTO_UNIX, READ_TCP4, WRITE_UNIX,
        READV_TCP4, WRITEV_UNIX, SENDMSG_TCP4, RECVMSG_UDP, POLL, PPOLL, EPOLL_WAIT, SELECT
    }

    @AfterEach
    void end() throws InterruptedException {
        collecting = false;
        if (collector.isAlive()) {
            collector.join();
        }
        worker.end();
        open.forEach(fd -> here.make(new Call.Close(fd)));
        here.close();
    }

    @ParameterizedTest
    @EnumSource
    void isStoppedAtAnyMoment(Cell cell) throws IOException {
        Call.SystemCall call = blocking(cell);
        List<String> flags = flags();
        long socketsBefore = sockets();
        collector.start();
        Random random = new Random(cell.ordinal());
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            worker.begin(call);
            LockSupport.parkNanos(random.nextInt(2_000_000));
            long asked = System.nanoTime();
            worker.caller.interrupt();
            Outcome outcome = worker.outcome();
            nanos[i] = worker.returnedNanos - asked;
            // A send that some bytes of have gone tells their count in place of the error.
            boolean partial =
                    call instanceof Call.Sending sending && outcome instanceof Outcome.Done sent
                            && sent.value() < sending.data().length();
            assertTrue(partial || outcome.equals(new Outcome.Failed(Errno.EINTR)), cell + ": " + outcome);
            if (call instanceof Call.Connect connect) {
                call = again(connect);
            }
        }
        Arrays.sort(nanos);
        String figures = String.format("%s x %d: median %.3f ms, 98 %% within %.3f ms, worst %.3f ms", cell, TIMES,
                nanos[TIMES / 2] / 1e6, nanos[TIMES * 98 / 100 - 1] / 1e6, nanos[TIMES - 1] / 1e6);
        System.out.println("stopped " + figures);
        assertTrue(nanos[TIMES / 2] <= LIMIT_NANOS, figures);
        assertEquals(flags, flags(), "no O_NONBLOCK is left behind");
        assertEquals(socketsBefore, sockets(), "no descriptor is leaked");
    }

    /** A call that waits for ever. */
    private Call.SystemCall blocking(Cell cell) {
        return switch (cell) {
            case ACCEPT_TCP4 -> new Call.Accept(listener(Family.AF_INET, 1));
            case ACCEPT_TCP6 -> new Call.Accept(listener(Family.AF_INET6, 1));
            case ACCEPT_UNIX -> new Call.Accept(listener(Family.AF_UNIX, 1));
            case CONNECT_TCP4 -> connectToAFullQueue(Family.AF_INET);
            case CONNECT_TCP6 -> connectToAFullQueue(Family.AF_INET6);
            case CONNECT_UNIX -> connectToAFullQueue(Family.AF_UNIX);
            case RECV_TCP4 -> new Call.Recv(connected(Family.AF_INET), 100, 0);
            case RECV_TCP6 -> new Call.Recv(connected(Family.AF_INET6), 100, 0);
            case RECV_UNIX -> new Call.Recv(connected(Family.AF_UNIX), 100, 0);
            case SEND_TCP4 -> send(connected(Family.AF_INET));
            case SEND_TCP6 -> send(connected(Family.AF_INET6));
            case SEND_UNIX -> send(connected(Family.AF_UNIX));
            case RECVFROM_UDP -> new Call.RecvFrom(bound(Family.AF_INET, SocketType.SOCK_DGRAM), 100, 0);
            case RECVFROM_UNIX -> new Call.RecvFrom(bound(Family.AF_UNIX, SocketType.SOCK_DGRAM), 100, 0);
            case SENDTO_UNIX -> sendToAFullQueue();
            case READ_TCP4 -> new Call.Read(connected(Family.AF_INET), 100);
            case WRITE_UNIX -> new Call.Write(connected(Family.AF_UNIX), MUCH);
            case READV_TCP4 -> new Call.ReadV(connected(Family.AF_INET), List.of(50, 50));
            case WRITEV_UNIX -> Call.WriteV.of(connected(Family.AF_UNIX), MUCH, MUCH);
            case SENDMSG_TCP4 -> new Call.SendMsg(connected(Family.AF_INET), MUCH, List.of(1, MUCH.length() - 1),
                    List.of(), 0, Optional.empty());
            case RECVMSG_UDP -> new Call.RecvMsg(bound(Family.AF_INET, SocketType.SOCK_DGRAM), List.of(50, 50), 100, 0);
            case POLL -> new Call.Poll(List.of(new PollEntry(connected(Family.AF_INET), PollEntry.POLLIN)), -1);
            case PPOLL ->
                new Call.Ppoll(List.of(new PollEntry(connected(Family.AF_INET), PollEntry.POLLIN)), Call.FOR_EVER);
            case EPOLL_WAIT -> epollWait(connected(Family.AF_INET));
            case SELECT -> new Call.Select(List.of(connected(Family.AF_INET)), List.of(), List.of(), Call.FOR_EVER);
        };
    }

    private Call.Connect connectToAFullQueue(Family family) {
        int listener = listener(family, 0);
        SocketAddress address = name(listener);
        done(new Call.Connect(socket(family, SocketType.SOCK_STREAM), address));
        return new Call.Connect(socket(family, SocketType.SOCK_STREAM), address);
    }

    /**
     * What an interrupted connect began goes on in the kernel: the next try is a socket of its own with the same
     * number.
     */
    private Call.Connect again(Call.Connect connect) {
        done(new Call.Close(connect.fd()));
        open.remove((Integer) connect.fd());
        return new Call.Connect(socket(connect.address().family(), SocketType.SOCK_STREAM), connect.address());
    }

    private Call.EpollWait epollWait(int watched) {
        int epoll = (int) assertInstanceOf(Outcome.Opened.class, here.make(new Call.EpollCreate(true))).value();
        open.add(epoll);
        done(new Call.EpollCtl(epoll, Call.EpollCtl.Operation.EPOLL_CTL_ADD, watched, PollEntry.POLLIN));
        return new Call.EpollWait(epoll, 5, -1);
    }

    private Call.Send send(int fd) {
        while (here.make(new Call.Send(fd, MUCH, MessageFlags.MSG_DONTWAIT)) instanceof Outcome.Done) {
            // Until the buffers are full.
        }
        return new Call.Send(fd, MUCH, 0);
    }

    private Call.SendTo sendToAFullQueue() {
        SocketAddress address = name(bound(Family.AF_UNIX, SocketType.SOCK_DGRAM));
        Call.SendTo send = new Call.SendTo(socket(Family.AF_UNIX, SocketType.SOCK_DGRAM), Bytes.utf8("x"), 0, address);
        while (here.make(
                new Call.SendTo(send.fd(), send.data(), MessageFlags.MSG_DONTWAIT, address)) instanceof Outcome.Done) {
            // Until the receiver's queue is full.
        }
        return send;
    }

    private int connected(Family family) {
        int listener = listener(family, 1);
        int client = socket(family, SocketType.SOCK_STREAM);
        done(new Call.SetSockOpt(client, SocketOption.SO_SNDBUF, BUFFER));
        done(new Call.Connect(client, name(listener)));
        open.add(assertInstanceOf(Outcome.Accepted.class, here.make(new Call.Accept(listener))).fd());
        return client;
    }

    private int listener(Family family, int backlog) {
        int fd = bound(family, SocketType.SOCK_STREAM);
        done(new Call.SetSockOpt(fd, SocketOption.SO_RCVBUF, BUFFER));
        done(new Call.Listen(fd, backlog));
        return fd;
    }

    private int bound(Family family, SocketType type) {
        int fd = socket(family, type);
        done(new Call.Bind(fd, switch (family) {
            case AF_INET -> SocketAddress.Inet4.loopback(0);
            case AF_INET6 -> SocketAddress.Inet6.loopback(0);
            case AF_UNIX -> SocketAddress.Unix.of(folder.resolve("socket" + paths++).toString());
        }));
        return fd;
    }

    private int socket(Family family, SocketType type) {
        int fd = (int) assertInstanceOf(Outcome.Opened.class, here.make(new Call.Socket(family, type, 0))).value();
        open.add(fd);
        return fd;
    }

    private SocketAddress name(int fd) {
        return assertInstanceOf(Outcome.Named.class, here.make(new Call.GetSockName(fd))).address();
    }

    private void done(Call.SystemCall call) {
        assertInstanceOf(Outcome.Done.class, here.make(call), call::toString);
    }

    /** Whether each of our sockets has O_NONBLOCK set, by number. */
    private List<String> flags() throws IOException {
        List<String> flags = new ArrayList<>();
        for (int fd : open.stream().sorted().toList()) {
            String info = Files.readString(Path.of("/proc/self/fdinfo/" + fd));
            String octal = info.lines().filter(line -> line.startsWith("flags:")).findFirst().orElseThrow().substring(6)
                    .strip();
            flags.add(fd + ((Integer.parseInt(octal, 8) & O_NONBLOCK) == 0 ? " blocks" : " does not block"));
        }
        return flags;
    }

    /** How many sockets this process has open. */
    private static long sockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(StoppingMatrixTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // The list itself, which is closed by now.
        }
    }
}
