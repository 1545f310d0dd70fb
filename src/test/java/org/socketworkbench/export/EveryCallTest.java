package org.socketworkbench.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.socket.Call.EpollCtl.Operation.EPOLL_CTL_ADD;
import static org.socketworkbench.socket.Call.EpollCtl.Operation.EPOLL_CTL_DEL;
import static org.socketworkbench.socket.Call.EpollCtl.Operation.EPOLL_CTL_MOD;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.ControlMessage;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.FileFlags;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.Role;

/**
 * Every call, on every kind of socket, with every kind of outcome, becomes a program that a compiler takes without a
 * warning.
 */
class EveryCallTest {
    private static final int FD = 5;
    private static final int EPOLL = 900;
    private static final int FLAGS = MessageFlags.MSG_DONTWAIT | MessageFlags.MSG_NOSIGNAL;

    @TempDir
    private Path folder;

    /** All calls on one descriptor, or on several, with these addresses. */
    private static List<Call> calls(int fd) {
        List<Call> calls = new ArrayList<>(List.of(new Call.Listen(fd, 5), new Call.Accept(fd),
                new Call.Send(fd, Bytes.utf8("a?"), 0), new Call.Send(fd, Bytes.utf8("b"), MessageFlags.MSG_OOB),
                new Call.Send(fd, Bytes.owning(new byte[5000]), FLAGS),
                new Call.SendAll(fd, Bytes.utf8("\u00e9"), 0), new Call.SendAll(fd, Bytes.EMPTY, FLAGS),
                new Call.Recv(fd, 0, 0), new Call.Recv(fd, 100, MessageFlags.MSG_TRUNC),
                new Call.Recv(fd, 100, MessageFlags.MSG_PEEK),
                new Call.RecvFrom(fd, 10, 0), new Call.RecvFrom(fd, 10, FLAGS),
                new Call.Shutdown(fd, Call.Shutdown.How.SHUT_RD),
                new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR), new Call.Shutdown(fd, Call.Shutdown.How.SHUT_RDWR),
                new Call.GetSockName(fd), new Call.GetPeerName(fd), new Call.SetNonBlocking(fd, true),
                new Call.ReadV(fd, List.of(3, 0, 10)), new Call.ReadV(fd, List.of()),
                Call.WriteV.of(fd, Bytes.utf8("z"), Bytes.EMPTY, Bytes.owning(new byte[5000]), Bytes.utf8("y")),
                Call.WriteV.of(fd), message(fd, 0, Optional.empty()), message(fd, FLAGS, Optional.empty()),
                message(fd, MessageFlags.MSG_OOB, Optional.empty()), new Call.RecvMsg(fd, List.of(5, 5), 0, 0),
                new Call.RecvMsg(fd, List.of(), 40, FLAGS),
                new Call.RecvMsg(fd, List.of(5), 40, MessageFlags.MSG_PEEK),
                new Call.Timed(new Call.RecvMsg(fd, List.of(5), 0, 0), 1_500_000_000),
                new Call.Timed(message(fd, 0, Optional.empty()), 1_500_000_000),
                new Call.Read(fd, 10), new Call.Write(fd, Bytes.utf8("z")), new Call.SetBlocking(fd, false),
                new Call.SetTimeout(fd, 1_500_000_000), new Call.Timed(new Call.Recv(fd, 10, 0), 1_500_000_000),
                new Call.Timed(new Call.RecvFrom(fd, 10, 0), 1_500_000_000),
                new Call.Timed(new Call.Accept(fd), 1_500_000_000),
                new Call.Timed(new Call.Send(fd, Bytes.utf8("x"), 0), 1_500_000_000),
                new Call.SendAll(fd, Bytes.utf8("y"), 0),
                new Call.GetTimeout(fd), new Call.FileNo(fd), new Call.ReadLine(fd), new Call.MakeFile(fd),
                new Call.MakeFile(fd), new Call.ReadLine(fd), new Call.FileWrite(fd, Bytes.utf8("line\n")),
                new Call.Flush(fd), new Call.SetTimeout(fd, Call.FOR_EVER),
                new Call.Poll(List.of(new PollEntry(fd, PollEntry.POLLIN | PollEntry.POLLPRI),
                        new PollEntry(77, PollEntry.POLLRDHUP)), 10),
                new Call.EpollCreate(true), new Call.EpollCtl(fd, EPOLL_CTL_ADD, fd, PollEntry.POLLIN),
                new Call.EpollCtl(EPOLL, EPOLL_CTL_ADD, fd, PollEntry.POLLIN | EpollEntry.EPOLLET),
                new Call.EpollCtl(EPOLL, EPOLL_CTL_MOD, 77, 0x40000), new Call.EpollCtl(EPOLL, EPOLL_CTL_DEL, fd, 0),
                new Call.EpollWait(EPOLL, 5, 1500), new Call.EpollWait(EPOLL, 0, -1), new Call.Close(EPOLL),
                new Call.EpollWait(fd, 5, 0),
                new Call.Ppoll(List.of(new PollEntry(fd, PollEntry.POLLIN)), 1_500_000),
                new Call.Ppoll(List.of(), Call.FOR_EVER),
                new Call.Fcntl(fd, Call.Fcntl.Command.F_GETFD), new Call.Fcntl(fd, Call.Fcntl.Command.F_GETFL),
                new Call.Fcntl(fd, Call.Fcntl.Command.F_SETFD, FileFlags.FD_CLOEXEC),
                new Call.Fcntl(fd, Call.Fcntl.Command.F_SETFL, FileFlags.O_NONBLOCK | 0x40000),
                new Call.Ioctl(fd, Call.Ioctl.Request.FIONREAD), new Call.Ioctl(fd, Call.Ioctl.Request.SIOCOUTQ),
                new Call.Ioctl(fd, Call.Ioctl.Request.SIOCATMARK), new Call.Fcntl(fd, Call.Fcntl.Command.F_SETFL, 0),
                new Call.Dup(fd, true), new Call.Dup2(fd, 60), new Call.Dup2(fd, 60), new Call.Dup2(fd, fd),
                new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_STREAM, 0, true),
                new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_DGRAM, 3, true),
                new Call.Poll(List.of(), -1), new Call.Select(List.of(fd), List.of(fd), List.of(), Call.FOR_EVER),
                new Call.Select(List.of(Call.NO_DESCRIPTOR), List.of(), List.of(), 500_000),
                new Call.SetSockOpt(fd, SocketOption.SO_LINGER, new OptionValue.Linger(true, 3)),
                new Call.SetSockOpt(fd, SocketOption.SO_RCVTIMEO, new OptionValue.Time(1, 5)),
                new Call.SetSockOpt(fd, new SocketOption(SocketOption.IPPROTO_TCP, 4),
                        new OptionValue.Raw(Bytes.utf8("\"\\"))),
                new Call.SetSockOpt(fd, new SocketOption(270, 11), 1)));
        for (SocketOption option : SocketOption.NAMED.values()) {
            calls.add(new Call.GetSockOpt(fd, option));
            calls.add(new Call.SetSockOpt(fd, option, 1));
            calls.add(new Call.SetSockOpt(fd, option, -1));
        }
        for (SocketAddress address : List.of(SocketAddress.Inet4.loopback(80), new SocketAddress.Inet6(0, 1, 80, 7, 2),
                SocketAddress.Unix.of("@hidden\"\n"), SocketAddress.Unix.of("/run/\u00e9\"\\"),
                SocketAddress.Unix.UNNAMED, SocketAddress.Unix.of("x".repeat(120)),
                new SocketAddress.Unix(Bytes.of((byte) '/', (byte) 0xff)))) {
            calls.addAll(
                    List.of(new Call.Bind(fd, address), new Call.Connect(fd, address), new Call.ConnectEx(fd, address),
                            new Call.SendTo(fd, Bytes.utf8("z"), FLAGS, address),
                            message(fd, 0, Optional.of(address)),
                            new Call.Timed(new Call.Connect(fd, address), 2_000_000_000)));
            if (address instanceof SocketAddress.Unix path) {
                calls.add(new Call.Unlink(path));
            }
        }
        calls.add(new Call.Other("lseek", "lseek(9, 0, SEEK_SET)"));
        calls.add(new Call.Close(fd));
        return calls;
    }

    private static Call.SendMsg message(int fd, int flags, Optional<SocketAddress> to) {
        return new Call.SendMsg(fd, Bytes.utf8("a\"b"), List.of(1, 2),
                flags == 0 ? List.of() : List.of(new ControlMessage(1, 2, Bytes.utf8("\""))), flags, to);
    }

    private static Outcome succeeded(Call call, int number) {
        return switch (call) {
            case Call.Timed c -> succeeded(c.call(), number);
            case Call.Accept c -> new Outcome.Accepted(1000 + number, SocketAddress.Inet4.loopback(40_000));
            case Call.Dup c -> new Outcome.Opened(1000 + number);
            case Call.Dup2 c -> new Outcome.Opened(c.target());
            case Call.SocketPair c -> new Outcome.PairOpened(new Outcome.Opened(1000 + number),
                    new Outcome.Opened(2000 + number));
            case Call.Recv c -> new Outcome.Received(Bytes.EMPTY);
            case Call.Read c -> new Outcome.Received(Bytes.EMPTY);
            case Call.ReadV c -> new Outcome.Received(Bytes.EMPTY);
            case Call.RecvMsg c -> new Outcome.ReceivedMessage(Bytes.utf8("d"),
                    Optional.of(SocketAddress.Inet4.loopback(81)), List.of(), 0);
            case Call.ReadLine c -> new Outcome.Received(Bytes.utf8("l"));
            case Call.RecvFrom c ->
                new Outcome.ReceivedFrom(Bytes.utf8("d"), Optional.of(SocketAddress.Inet4.loopback(80)));
            case Call.GetSockName c -> new Outcome.Named(SocketAddress.Inet4.loopback(1));
            case Call.GetSockOpt c -> new Outcome.OptionRead(new OptionValue.Int(1));
            case Call.Ioctl c -> new Outcome.NumberRead(5);
            case Call.EpollCreate c -> new Outcome.Opened(EPOLL);
            case Call.EpollWait c -> new Outcome.EpollReady(List.of());
            case Call.Connect c -> new Outcome.Done(0);
            default -> new Outcome.Done(call instanceof Call.Sending ? 1 : 0);
        };
    }

    private static List<HandProgram> programs() {
        List<HandProgram> programs = new ArrayList<>();
        for (Family family : Family.values()) {
            for (SocketType type : SocketType.values()) {
                programs.add(program(programs.size(), family, type, true, Optional.empty()));
                programs.add(program(programs.size(), family, type, false, Optional.empty()));
                programs.add(
                        program(programs.size(), family, type, true, Optional.of(new Outcome.Failed(Errno.EINTR))));
                programs.add(program(programs.size(), family, type, false,
                        Optional.of(new Outcome.Failed(Errno.EINPROGRESS))));
                programs.add(program(programs.size(), family, type, false, Optional.of(new Outcome.TimedOut())));
            }
        }
        programs.add(HandProgram.of("server", Role.SERVER, List.of()));
        programs.add(HandProgram.of("client 900", Role.CLIENT,
                calls(Call.NO_DESCRIPTOR).stream().map(call -> new HandCall(3, call, Optional.empty(), false))
                        .toList()));
        return programs;
    }

    /** A program of all calls: on a socket of its own, on none, and on somebody else's. */
    private static HandProgram program(int name, Family family, SocketType type, boolean listens,
            Optional<Outcome> failure) {
        List<Call> calls = calls(FD);
        calls.removeIf(call -> !listens && (call instanceof Call.Listen || call instanceof Call.Accept
                || call instanceof Call.Timed(Call.Accept c, long nanos)));
        calls.addAll(calls(Call.NO_DESCRIPTOR));
        calls.addAll(calls(33));
        List<HandCall> made = new ArrayList<>();
        made.add(new HandCall(0, new Call.Socket(family, type, listens ? 0 : 6), Optional.of(new Outcome.Opened(FD)),
                false));
        made.add(new HandCall(1, new Call.Socket(family, type, 99), Optional.of(new Outcome.Failed(Errno.EINVAL)),
                false));
        for (Call call : calls) {
            int number = made.size();
            made.add(new HandCall(number, call, Optional.of(failure.filter(o -> !(call instanceof Call.Close))
                    .orElseGet(() -> succeeded(call, number))), false));
        }
        return HandProgram.of("client " + name, Role.CLIENT, made);
    }

    private List<String> write(Language language) throws Exception {
        List<String> files = new ArrayList<>();
        for (HandProgram program : programs()) {
            String text = language.write(program).text();
            assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'), "printable ASCII");
            files.add(Files.writeString(folder.resolve(language.fileName(program)), text).toString());
        }
        return files;
    }

    @Test
    void everyCallIsTried() {
        Set<Class<?>> tried = calls(FD).stream().map(Call::getClass).collect(Collectors.toSet());
        tried.add(Call.Socket.class);
        assertEquals(leaves(Call.class).collect(Collectors.toSet()), tried);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord() ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(EveryCallTest::leaves);
    }

    @Test
    void pythonTakesEveryProgram() throws Exception {
        Tools.need("python3", "python3");
        List<String> command = new ArrayList<>(List.of("python3", "-W", "error", "-c",
                "import pathlib, sys\nfor name in sys.argv[1:]: compile(pathlib.Path(name).read_text(), name, 'exec')"));
        command.addAll(write(Language.PYTHON));
        assertEquals("", Tools.outputOf(command));
    }

    @Test
    void theCCompilerTakesEveryProgramWithoutAWarning() throws Exception {
        Tools.need("cc", "gcc");
        List<String> command =
                new ArrayList<>(List.of("cc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"));
        command.addAll(write(Language.C));
        assertEquals("", Tools.outputOf(command));
    }

    @Test
    void theJavaCompilerTakesEveryProgramWithoutAWarning() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-Xlint:all", "-d", folder.toString()));
        arguments.addAll(write(Language.JAVA));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        assertEquals("", said.toString());
        assertEquals(0, code);
    }
}
