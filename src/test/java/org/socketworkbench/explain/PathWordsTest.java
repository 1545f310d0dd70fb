package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.PATH;
import static org.socketworkbench.explain.Story.SERVER;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.opened;
import static org.socketworkbench.explain.Story.received;
import static org.socketworkbench.explain.Story.recv;
import static org.socketworkbench.explain.Story.send;
import static org.socketworkbench.explain.Story.unix;

import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** UNIX sockets in words: paths, what they leave behind, and connections without packets. */
class PathWordsTest {
    private final Story story = new Story();

    private void happened(String expected, int participant, Call call, Outcome outcome) {
        assertEquals(expected, story.tell(participant, call, outcome).happened());
    }

    private Trouble concluded(String expected, int participant, Call call, Errno errno) {
        Trouble trouble = story.trouble(participant, call, errno);
        assertEquals(expected, trouble.cause());
        assertEquals(false, trouble.causeWasRead());
        return trouble;
    }

    private Story bound() {
        return story.did(SERVER, unix(SocketType.SOCK_STREAM), opened(4)).did(SERVER, new Call.Bind(4, PATH), done(0))
                .did(CLIENT, unix(SocketType.SOCK_STREAM), opened(5));
    }

    private Story connected() {
        return bound().did(SERVER, new Call.Listen(4, 5), done(0)).did(CLIENT, new Call.Connect(5, PATH), done(0))
                .did(SERVER, new Call.Accept(4), new Outcome.Accepted(6, SocketAddress.Unix.UNNAMED));
    }

    private static Errno errno(int number) {
        return new Errno(number);
    }

    @Test
    void bindMakesAFileThatStays() {
        story.did(SERVER, unix(SocketType.SOCK_STREAM), opened(4));
        happened(
                "The socket now has the address /run/story.sock. A file of the type \"socket\" was made there: "
                        + "programs on this machine that may write to it can call. It stays when the socket is closed, "
                        + "until unlink() removes it.",
                SERVER, new Call.Bind(4, PATH), done(0));
        story.did(SERVER, new Call.Bind(4, PATH), done(0));
        happened(
                "The descriptor is free again; the next socket() or accept() may get the same number. The file "
                        + "/run/story.sock stays behind, without a socket: until unlink() removes it, bind() finds the "
                        + "path in use.",
                SERVER, new Call.Close(4), done(0));
    }

    @Test
    void anAbstractNameIsInNoFileSystem() {
        story.did(SERVER, unix(SocketType.SOCK_STREAM), opened(4));
        happened(
                "The socket now has the address @name. It is an abstract name: it is in no file system, and it "
                        + "disappears when the socket is closed. Only programs on this machine can call it.",
                SERVER, new Call.Bind(4, SocketAddress.Unix.of("@name")), done(0));
    }

    @Test
    void aConnectionHasNoHandshake() {
        bound().did(SERVER, new Call.Listen(4, 5), done(0));
        Explanation told = story.tell(CLIENT, new Call.Connect(5, PATH), done(0));
        assertEquals(
                "Opens a connection to a socket that listens at a path on this machine. The kernel does this by "
                        + "itself, without any packets.",
                told.does());
        assertEquals(
                "The connection to /run/story.sock is established. It waits in the listener's queue, or accept() has "
                        + "taken it already: the call does not say which.",
                told.happened());
    }

    @Test
    void aCallerHasNoAddress() {
        bound().did(SERVER, new Call.Listen(4, 5), done(0)).did(CLIENT, new Call.Connect(5, PATH), done(0));
        happened(
                "Descriptor 6 is a new socket, connected to the first caller in the queue. Its address is (unnamed): "
                        + "on UNIX sockets a caller seldom has one. Descriptor 4 goes on listening.",
                SERVER, new Call.Accept(4), new Outcome.Accepted(6, SocketAddress.Unix.UNNAMED));
        happened("The socket has no address of its own, like most UNIX sockets that only call.",
                CLIENT, new Call.GetSockName(5), new Outcome.Named(SocketAddress.Unix.UNNAMED));
    }

    @Test
    void theOtherEndIsKnownByTheQueuesOrder() {
        connected().did(CLIENT, send(5, "Hello"), done(5)).did(CLIENT, new Call.Close(5), done(0));
        happened(
                "2 bytes came: \"He\". Still to be read from client 1, as far as the calls show: 3 bytes. That fills "
                        + "the 2 bytes asked for. A stream keeps no message boundaries: whatever did not fit comes "
                        + "with the next recv().",
                SERVER, recv(6, 2), received("He"));
        story.did(SERVER, recv(6, 9), received("Hello"));
        happened(
                "0 bytes: the orderly end. client 1 has closed its socket, and everything that came before has been "
                        + "read. Every further recv() returns 0 at once.",
                SERVER, recv(6, 9), received(""));
        concluded("client 1 has closed its socket: nobody takes the bytes any more.", SERVER, send(6, "x"),
                Errno.EPIPE);
    }

    @Test
    void nothingLingersAfterAUnixConnection() {
        connected();
        happened(
                "The descriptor is free again; the next socket() or accept() may get the same number. This side hangs "
                        + "up first: the peer's recv() returns 0 once it has read the rest. On UNIX sockets nothing "
                        + "lingers.",
                SERVER, new Call.Close(6), done(0));
    }

    @Test
    void aPathThatAClosedSocketLeftIsInUse() {
        bound().did(SERVER, new Call.Close(4), done(0));
        Trouble trouble = concluded(
                "server had a socket at /run/story.sock. It is closed, but its file is still there: a UNIX socket "
                        + "leaves it behind. Nobody listens there.",
                CLIENT, new Call.Bind(5, PATH), Errno.EADDRINUSE);
        assertEquals("unlink() the path, then bind() again. SO_REUSEADDR does not help with paths.", trouble.tryThis());
        concluded(
                "server has closed the socket that was bound to /run/story.sock. The file is still there, but no "
                        + "socket is behind it.",
                CLIENT, new Call.Connect(5, PATH), Errno.ECONNREFUSED);
    }

    @Test
    void aPathThatSomebodyElseLeftIsInUse() {
        story.did(CLIENT, unix(SocketType.SOCK_STREAM), opened(5));
        concluded(
                "There is already a file at /run/story.sock: perhaps a closed socket has left it behind, perhaps a "
                        + "program still uses it.",
                CLIENT, new Call.Bind(5, PATH), Errno.EADDRINUSE);
        concluded(
                "There is a file at /run/story.sock, but no socket that accepts callers: the server has been closed, "
                        + "or does not listen.",
                CLIENT, new Call.Connect(5, PATH), Errno.ECONNREFUSED);
    }

    @Test
    void aServerThatIsOnlyBoundRefuses() {
        bound();
        concluded("server has bound /run/story.sock (descriptor 4) but has not called listen().",
                CLIENT, new Call.Connect(5, PATH), Errno.ECONNREFUSED);
    }

    @Test
    void afterUnlinkNobodyFindsTheSocket() {
        bound().did(SERVER, new Call.Listen(4, 5), done(0));
        happened(
                "The path /run/story.sock is free again. A socket that was bound to it is still there, but can no "
                        + "longer be found by this path.",
                SERVER, new Call.Unlink(PATH), done(0));
        concluded(
                "The socket of server is still there, but unlink() has removed its path /run/story.sock: nobody can "
                        + "find it any more.",
                CLIENT, new Call.Connect(5, PATH), errno(2));
    }

    @Test
    void aPathMayHave107Bytes() {
        story.did(SERVER, unix(SocketType.SOCK_STREAM), opened(4));
        Trouble trouble = concluded("The path has 108 bytes; an address has room for 107.",
                SERVER, new Call.Bind(4, SocketAddress.Unix.of("/" + "x".repeat(107))), Errno.EINVAL);
        assertEquals("EINVAL (22)", trouble.name());
    }

    @Test
    void theFolderDecidesToo() {
        story.did(SERVER, unix(SocketType.SOCK_STREAM), opened(4));
        concluded("The folder in which /run/story.sock would be made does not exist.", SERVER, new Call.Bind(4, PATH),
                errno(2));
        concluded("This user may not change the folder of /run/story.sock.", SERVER, new Call.Bind(4, PATH),
                Errno.EACCES);
        concluded(
                "This user may not write to /run/story.sock, or may not enter a folder on the way: for UNIX sockets "
                        + "the permissions of the file decide who may call.",
                SERVER, new Call.Connect(4, PATH), Errno.EACCES);
        concluded("A part of the path /run/story.sock is a file, not a folder.", SERVER, new Call.Bind(4, PATH),
                errno(20));
    }

    @Test
    void theTypesOfBothEndsHaveToFit() {
        story.did(SERVER, unix(SocketType.SOCK_STREAM), opened(4)).did(CLIENT, unix(SocketType.SOCK_DGRAM), opened(5));
        concluded("The socket at /run/story.sock is one for datagrams, SOCK_DGRAM; this one is for connections.",
                SERVER, new Call.Connect(4, PATH), errno(91));
        concluded("The socket at /run/story.sock is one for connections, SOCK_STREAM; this one is for datagrams.",
                CLIENT, new Call.SendTo(5, Bytes.utf8("x"), 0, PATH), errno(91));
    }

    @Test
    void aConnectedReceiverTakesNoOthersDatagrams() {
        story.did(CLIENT, unix(SocketType.SOCK_DGRAM), opened(5));
        concluded("The socket at /run/story.sock has set a peer with connect(): it takes datagrams only from that "
                + "peer.",
                CLIENT, new Call.SendTo(5, Bytes.utf8("x"), 0, PATH), errno(1));
    }

    @Test
    void aListenerNeedsAPath() {
        story.did(SERVER, unix(SocketType.SOCK_STREAM), opened(4));
        concluded("This socket has no path, and a UNIX socket does not get one automatically.", SERVER,
                new Call.Listen(4, 5), Errno.EINVAL);
    }

    @Test
    void einvalOfRecvMeansNotConnected() {
        story.did(CLIENT, unix(SocketType.SOCK_STREAM), opened(5));
        concluded("This socket has not been connected: nobody is at the other end.", CLIENT, recv(5, 9), Errno.EINVAL);
    }
}
