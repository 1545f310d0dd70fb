package org.socketworkbench.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/**
 * The calls that a script's steps ask for.
 *
 * @param sockets the script's variables and their descriptors, as they are when a call is asked for
 */
record ScriptCalls(ScriptAddresses addresses, Map<String, Integer> sockets) {
    private static final Pattern FIELD = Pattern.compile("=(-?\\d+)");

    /**
     * The call of one step.
     *
     * @throws java.util.NoSuchElementException if it has an address that no earlier step has learnt
     */
    Call of(ScriptStep step) {
        int fd = step.on().map(this::fd).orElse(Call.NO_DESCRIPTOR);
        return switch (step.call()) {
            case "socket" -> new Call.Socket(Family.valueOf(step.argument(0)), SocketType.valueOf(step.argument(1)),
                    step.has(2) ? step.number(2) : 0);
            case "bind" -> new Call.Bind(fd, address(step, 0));
            case "listen" -> new Call.Listen(fd, step.number(0));
            case "accept" -> new Call.Accept(fd);
            case "connect" -> new Call.Connect(fd, address(step, 0));
            case "connect_ex" -> new Call.ConnectEx(fd, address(step, 0));
            case "send" -> new Call.Send(fd, step.data(0), flags(step, 1));
            case "sendall" -> new Call.SendAll(fd, step.data(0), flags(step, 1));
            case "sendto" -> step.has(2) ? new Call.SendTo(fd, step.data(0), flags(step, 1), address(step, 2))
                    : new Call.SendTo(fd, step.data(0), 0, address(step, 1));
            case "recv" -> new Call.Recv(fd, step.number(0), flags(step, 1));
            case "recvfrom" -> new Call.RecvFrom(fd, step.number(0), flags(step, 1));
            case "os_read" -> new Call.Read(fd, step.number(0));
            case "os_write" -> new Call.Write(fd, step.data(0));
            case "os_readv" -> new Call.ReadV(fd, numbers(step, 0));
            case "os_writev" -> Call.WriteV.of(fd, buffers(step));
            case "sendmsg" -> message(fd, step);
            case "recvmsg" -> new Call.RecvMsg(fd, numbers(step, 0), step.has(2) ? step.number(2) : 0, flags(step, 1));
            case "shutdown" -> new Call.Shutdown(fd, Call.Shutdown.How.valueOf(step.argument(0)));
            case "getsockname" -> new Call.GetSockName(fd);
            case "getpeername" -> new Call.GetPeerName(fd);
            case "setsockopt" -> new Call.SetSockOpt(fd, option(step), value(step));
            case "getsockopt" -> step.has(2) ? new Call.GetSockOpt(fd, option(step), step.number(2))
                    : new Call.GetSockOpt(fd, option(step));
            case "close" -> new Call.Close(fd);
            case "unlink" -> new Call.Unlink((SocketAddress.Unix) address(step, 0));
            case "setblocking" -> new Call.SetBlocking(fd, step.argument(0).equals("True"));
            case "settimeout" -> new Call.SetTimeout(fd, nanos(step.argument(0)));
            case "gettimeout" -> new Call.GetTimeout(fd);
            case "fileno" -> new Call.FileNo(fd);
            case "makefile" -> new Call.MakeFile(fd);
            case "readline" -> new Call.ReadLine(fd);
            case "write" -> new Call.FileWrite(fd, step.data(0));
            case "flush" -> new Call.Flush(fd);
            case "epoll" -> new Call.EpollCreate(false);
            case "register" -> new Call.EpollCtl(fd, Call.EpollCtl.Operation.EPOLL_CTL_ADD, fd(step.argument(0)),
                    watched(step.argument(1)));
            case "modify" -> new Call.EpollCtl(fd, Call.EpollCtl.Operation.EPOLL_CTL_MOD, fd(step.argument(0)),
                    watched(step.argument(1)));
            case "unregister" ->
                new Call.EpollCtl(fd, Call.EpollCtl.Operation.EPOLL_CTL_DEL, fd(step.argument(0)), 0);
            case "epoll_wait" -> new Call.EpollWait(fd, step.number(1), step.number(0));
            case "fcntl" -> new Call.Fcntl(fd, Call.Fcntl.Command.valueOf(step.argument(0)),
                    step.has(1) ? step.number(1) : 0);
            case "ioctl" -> new Call.Ioctl(fd, Call.Ioctl.Request.valueOf(step.argument(0)));
            case "poll" -> poll(step);
            case "select" -> new Call.Select(fds(step, 0), fds(step, 1), fds(step, 2), micros(step.argument(3)));
            default -> throw new IllegalArgumentException(step.toString());
        };
    }

    /** What an earlier step failed to make is no descriptor, as a closed socket is. */
    private int fd(String name) {
        return sockets.getOrDefault(name, Call.NO_DESCRIPTOR);
    }

    private List<Integer> fds(ScriptStep step, int index) {
        return step.names(index).stream().map(this::fd).toList();
    }

    private static List<Integer> numbers(ScriptStep step, int index) {
        return step.names(index).stream().map(Integer::valueOf).toList();
    }

    /** All arguments in quotes. */
    private static Bytes[] buffers(ScriptStep step) {
        return IntStream.range(0, step.arguments().size()).filter(i -> step.argument(i).startsWith("\""))
                .mapToObj(step::data).toArray(Bytes[]::new);
    }

    /** Buffers, then flags and an address if there are any. */
    private Call message(int fd, ScriptStep step) {
        Bytes[] buffers = buffers(step);
        Call.WriteV bytes = Call.WriteV.of(fd, buffers);
        Optional<SocketAddress> to =
                step.has(buffers.length + 1) ? Optional.of(address(step, buffers.length + 1)) : Optional.empty();
        return new Call.SendMsg(fd, bytes.data(), bytes.lengths(), List.of(), flags(step, buffers.length), to);
    }

    private SocketAddress address(ScriptStep step, int index) {
        return addresses.of(step.argument(index)).orElseThrow();
    }

    private static int flags(ScriptStep step, int index) {
        int flags = 0;
        if (step.has(index)) {
            for (String name : step.argument(index).split("\\|")) {
                flags |= MessageFlags.NAMES.entrySet().stream().filter(flag -> flag.getValue().equals(name))
                        .map(Map.Entry::getKey).findFirst().orElseGet(() -> Integer.decode(name));
            }
        }
        return flags;
    }

    private static SocketOption option(ScriptStep step) {
        return SocketOption.of(SocketOption.level(step.argument(0)).orElseThrow(), step.argument(1)).orElseThrow();
    }

    private static OptionValue value(ScriptStep step) {
        String text = step.argument(2);
        if (text.startsWith("\"")) {
            return new OptionValue.Raw(step.data(2));
        }
        if (!text.startsWith("{")) {
            return new OptionValue.Int(Integer.parseInt(text));
        }
        List<Long> fields = FIELD.matcher(text).results().map(field -> Long.valueOf(field.group(1))).toList();
        return option(step).format() == SocketOption.Format.LINGER
                ? new OptionValue.Linger(fields.get(0) != 0, fields.get(1).intValue())
                : new OptionValue.Time(fields.get(0), fields.get(1));
    }

    private Call poll(ScriptStep step) {
        List<PollEntry> entries = new ArrayList<>();
        int last = step.arguments().size() - 1;
        for (String entry : step.arguments().subList(0, last)) {
            String[] parts = entry.split(":", 2);
            entries.add(new PollEntry(fd(parts[0]), events(parts[1])));
        }
        return new Call.Poll(entries, step.number(last));
    }

    private static int watched(String names) {
        int events = 0;
        for (String name : names.split("\\|")) {
            events |= switch (name) {
                case "EPOLLET" -> EpollEntry.EPOLLET;
                case "EPOLLONESHOT" -> EpollEntry.EPOLLONESHOT;
                default -> events(name.substring(1));
            };
        }
        return events;
    }

    private static int events(String names) {
        int events = 0;
        for (String name : names.isEmpty() ? new String[0] : names.split("\\|")) {
            events |= switch (name) {
                case "POLLIN" -> PollEntry.POLLIN;
                case "POLLPRI" -> PollEntry.POLLPRI;
                case "POLLOUT" -> PollEntry.POLLOUT;
                case "POLLRDHUP" -> PollEntry.POLLRDHUP;
                default -> throw new IllegalArgumentException(name);
            };
        }
        return events;
    }

    private static long nanos(String seconds) {
        return seconds.equals("None") ? Call.FOR_EVER : new BigDecimal(seconds).movePointRight(9).longValueExact();
    }

    private static long micros(String seconds) {
        return seconds.equals("None") ? Call.FOR_EVER : new BigDecimal(seconds).movePointRight(6).longValueExact();
    }
}
