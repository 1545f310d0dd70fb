package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

class ErrorTextsTest {
    private static final List<String> LISTED = List.of("ECONNREFUSED", "EADDRINUSE", "EACCES", "EADDRNOTAVAIL",
            "EINVAL", "EBADF", "EISCONN", "ENOTCONN", "EPIPE", "ECONNRESET", "EOPNOTSUPP", "EALREADY", "EINPROGRESS",
            "EINTR", "EAGAIN", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM",
            "EMSGSIZE", "EFAULT", "ENOTSOCK", "ENOPROTOOPT", "EPROTONOSUPPORT", "EAFNOSUPPORT", "ECONNABORTED", "EPERM",
            "EDESTADDRREQ", "EHOSTDOWN", "ENETDOWN", "EPROTOTYPE", "ESOCKTNOSUPPORT", "ENOENT", "ENOTDIR", "EISDIR",
            "EROFS", "ELOOP", "ENAMETOOLONG", "ENODEV", "EDOM", "EEXIST");

    static Stream<Errno> listed() {
        return LISTED.stream().map(ErrorTextsTest::errno);
    }

    private static Errno errno(String symbol) {
        return IntStream.rangeClosed(1, 133).mapToObj(Errno::new)
                .filter(errno -> errno.symbol().equals(symbol)).findFirst().orElseThrow();
    }

    /** One of each call, on a descriptor. */
    static List<Call> calls(int fd) {
        return Stream.concat(systemCalls(fd).stream(), libraryCalls(fd).stream()).toList();
    }

    private static List<Call> systemCalls(int fd) {
        return List.of(Story.socket(), new Call.SetSockOpt(fd, SocketOption.SO_REUSEADDR, 1),
                new Call.GetSockOpt(fd, SocketOption.SO_ERROR), new Call.Bind(fd, Story.ADDRESS),
                new Call.Listen(fd, 5), new Call.Accept(fd), new Call.Connect(fd, Story.ADDRESS),
                new Call.Dup(fd, true), new Call.Dup2(fd, 5),
                new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_STREAM, 0, true),
                new Call.Connect(fd, Story.PATH),
                Story.send(fd, "Hello"), new Call.SendTo(fd, Bytes.utf8("Hello"), 0, Story.ADDRESS),
                Story.recv(fd, 1024), new Call.RecvFrom(fd, 1024, 1), new Call.Read(fd, 1024),
                new Call.Write(fd, Bytes.utf8("Hello")), new Call.ReadV(fd, List.of(5, 5)),
                Call.WriteV.of(fd, Bytes.utf8("Hello")),
                new Call.SendMsg(fd, Bytes.utf8("Hello"), List.of(5), List.of(), 0, Optional.empty()),
                new Call.SendMsg(fd, Bytes.utf8("Hello"), List.of(5), List.of(), 0, Optional.of(Story.ADDRESS)),
                new Call.RecvMsg(fd, List.of(5, 5), 0, 0),
                new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR), new Call.GetSockName(fd), new Call.GetPeerName(fd),
                new Call.EpollCreate(true),
                new Call.EpollCtl(fd, Call.EpollCtl.Operation.EPOLL_CTL_ADD, 4, PollEntry.POLLIN),
                new Call.EpollWait(fd, 5, 1000), new Call.Fcntl(fd, Call.Fcntl.Command.F_GETFL),
                new Call.Ioctl(fd, Call.Ioctl.Request.FIONREAD),
                new Call.Ppoll(List.of(new PollEntry(fd, PollEntry.POLLIN)), 1000),
                new Call.SetNonBlocking(fd, true), new Call.Unlink(Story.PATH),
                new Call.Other("lseek", "lseek(9, 0, SEEK_SET)"),
                new Call.Poll(List.of(new PollEntry(fd, PollEntry.POLLIN)), 1000),
                new Call.Select(List.of(fd), List.of(), List.of(), Call.FOR_EVER), new Call.Close(fd));
    }

    private static List<Call> libraryCalls(int fd) {
        return List.of(new Call.Timed(new Call.Recv(fd, 1024, 0), 1_000_000), new Call.ConnectEx(fd, Story.ADDRESS),
                new Call.SendAll(fd, Bytes.utf8("Hello"), 0), new Call.SetBlocking(fd, false),
                new Call.SetTimeout(fd, 1_000_000),
                new Call.GetTimeout(fd), new Call.FileNo(fd), new Call.MakeFile(fd), new Call.ReadLine(fd),
                new Call.FileWrite(fd, Bytes.utf8("Hello")), new Call.Flush(fd));
    }

    @ParameterizedTest
    @MethodSource("listed")
    void everyListedErrorHasATextWithEveryCallInEveryState(Errno errno) {
        // 4 listens, 5 is connected, 6 is accepted, 7 is new, 8 is bound, 9 to 12 are no TCP sockets, -1 does not
        // exist.
        List<Executable> checks = new ArrayList<>();
        for (int fd : new int[] {-1, 4, 5, 6, 7, 8, 9, 10, 11, 12}) {
            for (Call call : calls(fd)) {
                Story story = new Story().conversation()
                        .did(Story.SERVER, Story.socket(), Story.opened(7))
                        .did(Story.SERVER, Story.socket(), Story.opened(8))
                        .did(Story.SERVER, new Call.Bind(8, Story.at("127.0.0.1", 8081)), Story.done(0))
                        .did(Story.SERVER, Story.udp(), Story.opened(9))
                        .did(Story.SERVER, Story.udp(), Story.opened(10))
                        .did(Story.SERVER, new Call.Connect(10, Story.ADDRESS), Story.done(0))
                        .did(Story.SERVER, Story.unix(SocketType.SOCK_STREAM), Story.opened(11))
                        .did(Story.SERVER, new Call.Bind(11, Story.PATH), Story.done(0))
                        .did(Story.SERVER, Story.unix(SocketType.SOCK_DGRAM), Story.opened(12));
                checks.add(() -> complete(story.trouble(fd == 5 ? Story.CLIENT : Story.SERVER, call, errno), errno));
            }
        }
        assertAll(checks);
    }

    private static void complete(Trouble trouble, Errno errno) {
        assertEquals(errno.symbol() + " (" + errno.number() + ")", trouble.name());
        for (String text : List.of(trouble.meaning(), trouble.cause(), trouble.tryThis())) {
            assertFalse(text.isBlank());
            assertFalse(text.contains("{"), text);
            assertFalse(text.contains("''"), text);
        }
        assertFalse(trouble.meaning().contains("rare with sockets"), "no text of its own: " + errno);
    }

    @Test
    void anUnheardOfNumberGetsTheGeneralText() {
        assertEquals(new Trouble("errno 200 (200)",
                "The kernel gives the error errno 200 (200) for this. It is rare with sockets.",
                "Nothing seen here shows the cause.", false,
                "Look up the name under ERRORS in the manual page send(2), or in errno(3)."),
                new Story().conversation().trouble(Story.CLIENT, Story.send(5, "x"), new Errno(200)));
    }
}
