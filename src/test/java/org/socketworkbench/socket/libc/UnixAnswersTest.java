package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** What Linux answers to calls on UNIX sockets (experiment 14). */
class UnixAnswersTest {
    private static final Errno ENOENT = new Errno(2);

    @AutoClose
    private final RealKernel kernel = new RealKernel(new LinuxSockets());
    @TempDir
    private Path folder;
    private SocketAddress.Unix path;

    @BeforeEach
    void begin() {
        path = SocketAddress.Unix.of(folder.resolve("phone").toString());
    }

    @Test
    void aPathStaysInUseAfterItsSocketIsClosed() {
        kernel.close(listener());
        int second = stream();
        kernel.fails(Errno.EADDRINUSE, new Call.Bind(second, path));
        kernel.done(new Call.SetSockOpt(second, SocketOption.SO_REUSEADDR, 1));
        kernel.fails(Errno.EADDRINUSE, new Call.Bind(second, path));
    }

    @Test
    void connectToAStalePathIsEconnrefusedAndAfterUnlinkEnoent() {
        kernel.close(listener());
        int client = stream();
        kernel.fails(Errno.ECONNREFUSED, new Call.Connect(client, path));
        kernel.done(new Call.Unlink(path));
        kernel.fails(ENOENT, new Call.Connect(client, path));
        kernel.fails(ENOENT, new Call.Unlink(path));
        kernel.done(new Call.Bind(stream(), path));
    }

    @Test
    void aPathOf107BytesFitsAndALongerOneDoesNot() {
        String stem = folder + "/";
        SocketAddress.Unix longest =
                SocketAddress.Unix.of(stem + "x".repeat(SocketAddress.Unix.MAX_PATH - stem.length()));
        SocketAddress.Unix tooLong =
                SocketAddress.Unix.of(stem + "x".repeat(SocketAddress.Unix.MAX_PATH + 2 - stem.length()));
        int fits = stream();
        kernel.done(new Call.Bind(fits, longest));
        assertEquals(longest, kernel.name(fits));
        kernel.fails(Errno.EINVAL, new Call.Bind(stream(), tooLong));
        kernel.fails(Errno.EINVAL, new Call.Bind(stream(), SocketAddress.Unix.of("x".repeat(5_000))));
    }

    @Test
    void whoCallsHasNoAddress() {
        int listener = listener();
        int client = stream();
        kernel.done(new Call.Connect(client, path));
        Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, kernel.make(new Call.Accept(listener)));
        assertEquals(SocketAddress.Unix.UNNAMED, accepted.peer());
        assertEquals(new Outcome.Named(path), kernel.make(new Call.GetPeerName(client)));
        assertEquals(path, kernel.name(accepted.fd()));
        kernel.send(client, "Hello");
        assertEquals("Hello", kernel.text(new Call.Recv(accepted.fd(), 100, 0)));
        kernel.close(client);
        assertEquals(new Outcome.Received(Bytes.EMPTY), kernel.make(new Call.Recv(accepted.fd(), 100, 0)));
        kernel.done(new Call.Close(accepted.fd()));
    }

    @Test
    void anAbstractNameIsInNoFolderAndGoesWithItsSocket() {
        SocketAddress.Unix name = SocketAddress.Unix.of("@socket-workbench-test-" + ProcessHandle.current().pid());
        int first = stream();
        kernel.done(new Call.Bind(first, name));
        assertEquals(name, kernel.name(first));
        kernel.fails(Errno.EADDRINUSE, new Call.Bind(stream(), name));
        kernel.close(first);
        kernel.done(new Call.Bind(stream(), name));
    }

    @Test
    void datagramsKeepTheirBoundariesAndTellWhoSentThem() {
        int receiver = kernel.socket(Family.AF_UNIX, SocketType.SOCK_DGRAM);
        kernel.done(new Call.Bind(receiver, path));
        int named = kernel.socket(Family.AF_UNIX, SocketType.SOCK_DGRAM);
        SocketAddress.Unix own = SocketAddress.Unix.of(folder.resolve("sender").toString());
        kernel.done(new Call.Bind(named, own));
        kernel.sendTo(named, "one", path);
        kernel.sendTo(kernel.socket(Family.AF_UNIX, SocketType.SOCK_DGRAM), "two", path);
        assertEquals(new Outcome.ReceivedFrom(Bytes.utf8("one"), Optional.of(own)),
                kernel.make(new Call.RecvFrom(receiver, 100, 0)));
        // Who was never bound has no address, and the kernel leaves it out.
        assertEquals(new Outcome.ReceivedFrom(Bytes.utf8("two"), Optional.empty()),
                kernel.make(new Call.RecvFrom(receiver, 100, 0)));
    }

    private int listener() {
        int listener = stream();
        kernel.done(new Call.Bind(listener, path));
        kernel.done(new Call.Listen(listener, 5));
        return listener;
    }

    private int stream() {
        return kernel.socket(Family.AF_UNIX, SocketType.SOCK_STREAM);
    }
}
