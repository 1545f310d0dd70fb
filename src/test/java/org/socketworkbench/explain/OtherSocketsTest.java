package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.explain.Stage.Told;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** What the real kernel answers on sockets that are not plain TCP over IPv4, and that the words for it are true. */
@Timeout(60)
class OtherSocketsTest {
    private static final SocketAddress ANY_PORT = SocketAddress.Inet4.loopback(0);
    private static final Bytes DATA = Bytes.utf8("Hello World");

    @TempDir
    private Path folder;
    @AutoClose
    private final Stage stage = new Stage();
    private final Participant server = stage.server;
    private final Participant client = stage.client;

    private int socket(Participant who, Family family, SocketType type) throws InterruptedException {
        return (int) stage.succeed(who, new Call.Socket(family, type, 0)).outcome().value();
    }

    private int bound(Participant who, Family family, SocketType type, SocketAddress address)
            throws InterruptedException {
        int fd = socket(who, family, type);
        stage.succeed(who, new Call.Bind(fd, address));
        return fd;
    }

    private SocketAddress path(String name) {
        return SocketAddress.Unix.of(folder.resolve(name).toString());
    }

    private void fails(Participant who, Call call, String name, String cause) throws InterruptedException {
        Told told = stage.make(who, call);
        assertInstanceOf(Outcome.Failed.class, told.outcome(), told.words().title());
        Trouble trouble = told.words().trouble().orElseThrow();
        assertEquals(name, trouble.name(), told.words().title());
        assertTrue(trouble.cause().contains(cause), call + ": " + trouble.cause());
    }

    private Told tells(Participant who, Call call, String words) throws InterruptedException {
        Told told = stage.succeed(who, call);
        assertTrue(told.words().happened().contains(words), call + ": " + told.words().happened());
        return told;
    }

    private static int port(SocketAddress address) {
        return ((SocketAddress.Inet) address).port();
    }

    @Test
    void aDatagramIsTakenWholeOrCut() throws InterruptedException {
        int receiver = bound(server, Family.AF_INET, SocketType.SOCK_DGRAM, ANY_PORT);
        SocketAddress address = stage.address(server, receiver);
        int sender = socket(client, Family.AF_INET, SocketType.SOCK_DGRAM);
        tells(client, new Call.SendTo(sender, DATA, 0, address), "server has a socket there, descriptor " + receiver);
        tells(server, new Call.RecvFrom(receiver, 5, 0),
                "What was sent had 11 bytes: the datagram was cut, and the rest, 6 bytes, is lost");
        stage.succeed(client, new Call.SendTo(sender, DATA, 0, address));
        tells(server, new Call.RecvFrom(receiver, 5, MessageFlags.MSG_TRUNC),
                "There was room for only 5 bytes: the rest, 6 bytes, is lost");
        stage.succeed(client, new Call.SendTo(sender, DATA, 0, address));
        tells(server, new Call.RecvFrom(receiver, 11, 0), "According to what was sent, it came whole");
        stage.succeed(client, new Call.SendTo(sender, Bytes.EMPTY, 0, address));
        tells(server, new Call.RecvFrom(receiver, 11, 0), "An empty datagram came: 0 bytes. That is not an end");
        fails(server, new Call.RecvFrom(receiver, 9, MessageFlags.MSG_DONTWAIT), "EAGAIN (11)",
                "No datagram has arrived yet, and the flag");
    }

    @Test
    void aDatagramToNobodyIsReportedToAConnectedSenderOnly() throws InterruptedException {
        int gone = bound(server, Family.AF_INET, SocketType.SOCK_DGRAM, ANY_PORT);
        SocketAddress nobody = stage.address(server, gone);
        stage.succeed(server, new Call.Close(gone));
        int sender = socket(client, Family.AF_INET, SocketType.SOCK_DGRAM);
        tells(client, new Call.SendTo(sender, DATA, 0, nobody), "no socket has the address " + nobody);
        fails(client, new Call.RecvFrom(sender, 9, MessageFlags.MSG_DONTWAIT), "EAGAIN (11)",
                "No datagram has arrived yet");
        tells(client, new Call.Connect(sender, nobody), "whether or not a socket is there");
        tells(client, new Call.Send(sender, DATA, 0), "the next call on this socket will fail with ECONNREFUSED");
        fails(client, new Call.Send(sender, DATA, 0), "ECONNREFUSED (111)",
                "An earlier datagram from this socket found nobody at " + nobody);
    }

    @Test
    void onADatagramSocket() throws InterruptedException {
        int fd = socket(client, Family.AF_INET, SocketType.SOCK_DGRAM);
        fails(client, new Call.Send(fd, DATA, 0), "EDESTADDRREQ (89)", "send() names no receiver");
        fails(client, new Call.SendTo(fd, Bytes.owning(new byte[65_508]), 0, Story.ADDRESS), "EMSGSIZE (90)",
                "UDP can carry at most 65507");
        fails(client, new Call.SendTo(fd, DATA, 0, ANY_PORT), "EINVAL (22)", "Port 0");
        fails(client, new Call.SendTo(fd, DATA, 0, Story.at("255.255.255.255", 9)), "EACCES (13)",
                "SO_BROADCAST is not on");
        fails(client, new Call.SendTo(fd, DATA, 0, SocketAddress.Inet6.loopback(9)), "EAFNOSUPPORT (97)",
                "made for AF_INET, and [::1]:9");
        fails(client, new Call.Listen(fd, 5), "EOPNOTSUPP (95)", "no callers to wait for");
        fails(client, new Call.Accept(fd), "EOPNOTSUPP (95)", "no connections to accept");
        fails(client, new Call.GetPeerName(fd), "ENOTCONN (107)", "No peer is set");
        fails(client, new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR), "ENOTCONN (107)", "No peer is set");
    }

    @Test
    void aUnixPathFromItsBindToItsUnlink() throws Exception {
        SocketAddress.Unix path = (SocketAddress.Unix) path("s");
        int listener = bound(server, Family.AF_UNIX, SocketType.SOCK_STREAM, path);
        int caller = socket(client, Family.AF_UNIX, SocketType.SOCK_STREAM);
        fails(client, new Call.Connect(caller, path), "ECONNREFUSED (111)", "server has bound " + path);
        stage.succeed(server, new Call.Listen(listener, 5));
        tells(client, new Call.Connect(caller, path), "The connection to " + path + " is established");
        int connection = (int) tells(server, new Call.Accept(listener), "connected to the first caller in the queue")
                .outcome().value();
        stage.succeed(client, new Call.Send(caller, DATA, 0));
        stage.succeed(client, new Call.Close(caller));
        tells(server, new Call.Recv(connection, 5, 0),
                "Still to be read from client 1, as far as the calls show: 6 bytes");
        stage.succeed(server, new Call.Recv(connection, 100, 0));
        tells(server, new Call.Recv(connection, 5, 0), "client 1 has closed its socket");
        fails(server, new Call.Send(connection, DATA, 0), "EPIPE (32)", "client 1 has closed its socket");
        tells(server, new Call.Close(listener), "The file " + path + " stays behind");

        int again = socket(server, Family.AF_UNIX, SocketType.SOCK_STREAM);
        stage.succeed(server, new Call.SetSockOpt(again, SocketOption.SO_REUSEADDR, 1));
        fails(server, new Call.Bind(again, path), "EADDRINUSE (98)", "It is closed, but its file is still there");
        int late = socket(client, Family.AF_UNIX, SocketType.SOCK_STREAM);
        fails(client, new Call.Connect(late, path), "ECONNREFUSED (111)",
                "server has closed the socket that was bound to");
        tells(server, new Call.Unlink(path), "is free again");
        fails(client, new Call.Connect(late, path), "ENOENT (2)", "Nothing is at the path " + path);
        fails(server, new Call.Unlink(path), "ENOENT (2)", "Nothing is at the path " + path);
        stage.succeed(server, new Call.Bind(again, path));
        Files.createFile(folder.resolve("file"));
        fails(client, new Call.Bind(late, path("file")), "EADDRINUSE (98)", "There is already a file at");
        fails(client, new Call.Bind(late, path("nowhere/s")), "ENOENT (2)", "The folder in which");
        fails(client, new Call.Bind(late, path("file/s")), "ENOTDIR (20)", "is a file, not a folder");
        fails(client, new Call.Bind(late, path("x".repeat(200))), "EINVAL (22)", "an address has room for 107");
        fails(client, new Call.Listen(late, 5), "EINVAL (22)", "This socket has no path");
        fails(client, new Call.Recv(late, 5, 0), "EINVAL (22)", "has not been connected");
    }

    @Test
    void unixSocketsOfDifferentTypesDoNotMeet() throws InterruptedException {
        int datagrams = bound(server, Family.AF_UNIX, SocketType.SOCK_DGRAM, path("d"));
        int streams = bound(server, Family.AF_UNIX, SocketType.SOCK_STREAM, path("s"));
        stage.succeed(server, new Call.Listen(streams, 5));
        fails(client, new Call.Connect(socket(client, Family.AF_UNIX, SocketType.SOCK_STREAM), path("d")),
                "EPROTOTYPE (91)", "is one for datagrams");
        int sender = socket(client, Family.AF_UNIX, SocketType.SOCK_DGRAM);
        fails(client, new Call.SendTo(sender, DATA, 0, path("s")), "EPROTOTYPE (91)", "is one for connections");
        bound(server, Family.AF_UNIX, SocketType.SOCK_DGRAM, path("friend"));
        stage.succeed(server, new Call.Connect(datagrams, path("friend")));
        fails(client, new Call.SendTo(sender, DATA, 0, path("d")), "EPERM (1)", "takes datagrams only from that peer");
    }

    @Test
    void localhostHasTwoAddresses() throws InterruptedException {
        SocketAddress four = stage.address(server, stage.listener());
        int six = bound(server, Family.AF_INET6, SocketType.SOCK_STREAM, SocketAddress.Inet6.loopback(0));
        stage.succeed(server, new Call.Listen(six, 5));
        SocketAddress sixAddress = stage.address(server, six);
        fails(client,
                new Call.Connect(socket(client, Family.AF_INET6, SocketType.SOCK_STREAM),
                        SocketAddress.Inet6.loopback(port(four))),
                "ECONNREFUSED (111)", "server listens on the same port over IPv4, on " + four);
        fails(client, new Call.Connect(stage.socket(client), SocketAddress.Inet4.loopback(port(sixAddress))),
                "ECONNREFUSED (111)", "server listens on the same port over IPv6, on " + sixAddress);
        fails(client, new Call.Connect(stage.socket(client), sixAddress), "EAFNOSUPPORT (97)",
                "made for AF_INET, and " + sixAddress);
        fails(client, new Call.Connect(socket(client, Family.AF_INET6, SocketType.SOCK_STREAM), four), "EINVAL (22)",
                "made for AF_INET6");
    }

    @Test
    void aConnectThatDoesNotWait() throws InterruptedException {
        SocketAddress address = stage.address(server, stage.listener());
        int fd = stage.socket(client);
        stage.succeed(client, new Call.SetBlocking(fd, false));
        fails(client, new Call.Connect(fd, address), "EINPROGRESS (115)", "the kernel goes on opening it");
        tells(client, new Call.Poll(List.of(new PollEntry(fd, PollEntry.POLLOUT)), -1),
                "POLLOUT: the connection that was being opened");
        tells(client, new Call.GetSockOpt(fd, SocketOption.SO_ERROR),
                "the connection that was being opened is now established");
        fails(client, new Call.Recv(fd, 9, 0), "EAGAIN (11)", "the descriptor is non-blocking");
    }

    @Test
    void aTimeoutIsPythonsAnswer() throws InterruptedException {
        int[] ends = stage.conversation(stage.listener());
        tells(client, new Call.SetTimeout(ends[0], 1_000_000), "wait at most 0.001 s");
        Told told = stage.make(client, new Call.Recv(ends[0], 9, 0));
        assertInstanceOf(Outcome.TimedOut.class, told.outcome());
        assertTrue(told.words().happened().contains("The system calls made for it, in order: poll()."),
                told.words().happened());
        stage.succeed(server, new Call.Send(ends[1], DATA, 0));
        tells(client, new Call.SetTimeout(ends[0], 20_000_000_000L), "wait at most 20 s");
        tells(client, new Call.Recv(ends[0], 99, 0), "The system calls made for it, in order: poll() and recv().");
    }

    @Test
    void sendallTellsItsSends() throws InterruptedException {
        int[] ends = stage.conversation(stage.listener());
        tells(client, new Call.SendAll(ends[0], DATA, 0),
                "All 11 bytes were handed over, with one send(): \"Hello World\"");
        stage.succeed(client, new Call.SetBlocking(ends[0], false));
        Told told = stage.make(client, new Call.SendAll(ends[0], Bytes.owning(new byte[16 << 20]), 0));
        assertEquals("EAGAIN (11)", told.words().trouble().orElseThrow().name());
        assertTrue(told.words().happened().contains("of 16777216 bytes. sendall() does not tell the program how many"),
                told.words().happened());
    }

    @Test
    void lingeringForNoTimeResets() throws InterruptedException {
        int[] ends = stage.conversation(stage.listener());
        tells(server, new Call.SetSockOpt(ends[1], SocketOption.SO_LINGER, new OptionValue.Linger(true, 0)),
                "resets the connection");
        tells(server, new Call.Close(ends[1]), "SO_LINGER is on with 0 seconds");
        fails(client, new Call.Recv(ends[0], 9, 0), "ECONNRESET (104)",
                "server closed its socket with SO_LINGER on and 0 seconds");
    }

    @Test
    void anOptionThatDoesNotFit() throws InterruptedException {
        int unix = socket(client, Family.AF_UNIX, SocketType.SOCK_STREAM);
        fails(client, new Call.GetSockOpt(unix, SocketOption.TCP_NODELAY), "EOPNOTSUPP (95)",
                "no option TCP_NODELAY at the level IPPROTO_TCP");
        int tcp = stage.socket(client);
        fails(client, new Call.SetSockOpt(tcp, SocketOption.SO_LINGER, 1), "EINVAL (22)", "has 4 bytes; it needs 8");
        fails(client, new Call.SetSockOpt(tcp, SocketOption.IP_TTL, 999), "EINVAL (22)",
                "999 is not a value that IP_TTL can have");
        fails(client, new Call.SetSockOpt(tcp, SocketOption.SO_RCVTIMEO, new OptionValue.Time(0, 2_000_000)),
                "EDOM (33)", "microseconds");
        int six = bound(client, Family.AF_INET6, SocketType.SOCK_STREAM, SocketAddress.Inet6.loopback(0));
        fails(client, new Call.SetSockOpt(six, SocketOption.IPV6_V6ONLY, 1), "EINVAL (22)",
                "has to be set before bind()");
    }

    @Test
    void anUrgentByte() throws InterruptedException {
        int[] ends = stage.conversation(stage.listener());
        tells(client, new Call.Send(ends[0], Bytes.utf8("ab"), MessageFlags.MSG_OOB),
                "MSG_OOB marks the last of these bytes as urgent");
        tells(server, new Call.Poll(List.of(new PollEntry(ends[1], PollEntry.POLLPRI)), -1),
                "POLLPRI: an urgent byte is there");
        tells(server, new Call.Recv(ends[1], 9, MessageFlags.MSG_OOB), "1 byte came: \"b\". It is the urgent byte");
        fails(server, new Call.Recv(ends[1], 9, MessageFlags.MSG_OOB), "EINVAL (22)",
                "There is no urgent byte for MSG_OOB to take");
    }

    @Test
    void aFileReadsAheadAndSendsLate() throws InterruptedException {
        int[] ends = stage.conversation(stage.listener());
        tells(client, new Call.MakeFile(ends[0]), "8192 bytes each");
        tells(client, new Call.FileWrite(ends[0], Bytes.utf8("one\ntwo\n")),
                "which now holds 8 bytes. Nothing was sent");
        tells(client, new Call.Flush(ends[0]), "The file's buffer was sent, in bytes: 8");
        stage.succeed(server, new Call.MakeFile(ends[1]));
        tells(server, new Call.ReadLine(ends[1]), "A line of 4 bytes came: \"one\\n\"");
        tells(server, new Call.ReadLine(ends[1]), "It was in the file's buffer already");
    }
}
