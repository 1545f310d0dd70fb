package org.socketworkbench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
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

/** System calls as strace writes them, with an address in memory as {@code PTR} and no explanation behind an error. */
public final class StraceText {
    /** What stands for bytes that were counted and not kept. */
    static final String THROWN_AWAY = "OLD";
    /** How many bytes of a string strace shows. */
    private static final int SHOWN = 32;
    private static final Map<Integer, String> LEVELS =
            Map.of(SocketOption.SOL_SOCKET, "SOL_SOCKET", SocketOption.IPPROTO_IP, "SOL_IP",
                    SocketOption.IPPROTO_TCP, "SOL_TCP", SocketOption.IPPROTO_IPV6, "SOL_IPV6");
    private static final Map<Integer, String> PROTOCOLS =
            Map.of(0, "IPPROTO_IP", 6, "IPPROTO_TCP", 17, "IPPROTO_UDP", 136, "IPPROTO_UDPLITE",
                    262, "IPPROTO_MPTCP");
    /** Options that strace knows by name and the workbench by number. */
    private static final Map<SocketOption, String> BY_NUMBER = Map.ofEntries(
            Map.entry(new SocketOption(SocketOption.SOL_SOCKET, 12), "SO_PRIORITY"),
            Map.entry(new SocketOption(SocketOption.SOL_SOCKET, 18), "SO_RCVLOWAT"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_TCP, 3), "TCP_CORK"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_TCP, 4), "TCP_KEEPIDLE"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_TCP, 5), "TCP_KEEPINTVL"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_TCP, 6), "TCP_KEEPCNT"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_TCP, 7), "TCP_SYNCNT"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_TCP, 18), "TCP_USER_TIMEOUT"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_IP, 1), "IP_TOS"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_IP, 2), "IP_TTL"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_IP, 12), "IP_RECVTTL"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_IP, 11), "IP_RECVERR"),
            Map.entry(new SocketOption(SocketOption.IPPROTO_IPV6, 16), "IPV6_UNICAST_HOPS"));
    /** How many bytes of a path strace shows: as many as sun_path has. */
    private static final int SHOWN_PATH = 108;

    private StraceText() {}

    public static String of(Call.SystemCall call, Outcome outcome) {
        if (call instanceof Call.Select c && c.fds().contains(Call.NO_DESCRIPTOR)) {
            return "fcntl(-1, F_GETFD) = -1 EBADF"; // No bit of a set stands for it.
        }
        return switch (call) {
            case Call.Socket c -> "socket(" + c.family() + ", " + c.type() + ", " + protocol(c) + ")";
            case Call.SocketPair c ->
                "socketpair(" + c.family() + ", " + c.type() + ", " + c.protocol() + ", " + pair(outcome) + ")";
            case Call.Dup c when c.closeOnExec() -> "fcntl(" + c.fd() + ", F_DUPFD_CLOEXEC, 0)";
            case Call.Dup c -> "dup(" + c.fd() + ")";
            case Call.Dup2 c -> "dup2(" + c.fd() + ", " + c.target() + ")";
            case Call.SetSockOpt c ->
                "setsockopt(" + c.fd() + ", " + option(c.option()) + ", " + written(c.option(), c.value())
                        + ", " + c.value().toBytes().length() + ")";
            case Call.GetSockOpt c ->
                "getsockopt(" + c.fd() + ", " + option(c.option()) + ", " + read(c, outcome) + ")";
            case Call.Bind c -> "bind(" + c.fd() + ", " + address(c.address()) + ")";
            case Call.Listen c -> "listen(" + c.fd() + ", " + c.backlog() + ")";
            case Call.Accept c -> "accept(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.Connect c -> "connect(" + c.fd() + ", " + address(c.address()) + ")";
            case Call.Send c ->
                "sendto(" + c.fd() + ", " + sent(c.data()) + ", " + MessageFlags.text(c.flags()) + ", NULL, 0)";
            case Call.Read c -> "read(" + c.fd() + ", " + received(c, outcome) + ")";
            case Call.Write c -> "write(" + c.fd() + ", " + sent(c.data()) + ")";
            case Call.ReadV c -> "readv(" + c.fd() + ", " + filled(c, outcome) + ", " + c.lengths().size() + ")";
            case Call.WriteV c -> "writev(" + c.fd() + ", " + buffers(c.buffers()) + ", " + c.lengths().size() + ")";
            case Call.SendMsg c -> "sendmsg(" + c.fd() + ", {" + c.to().map(to -> "msg_name=" + struct(to)
                    + ", msg_namelen=" + size(to)).orElse("msg_name=NULL, msg_namelen=0") + ", msg_iov="
                    + buffers(c.buffers()) + ", msg_iovlen=" + c.lengths().size() + ", msg_controllen=0, msg_flags=0}, "
                    + MessageFlags.text(c.flags()) + ")";
            case Call.RecvMsg c -> "recvmsg(" + c.fd() + ", " + message(c, outcome) + ", "
                    + MessageFlags.text(c.flags()) + ")";
            case Call.SendTo c ->
                "sendto(" + c.fd() + ", " + sent(c.data()) + ", " + MessageFlags.text(c.flags()) + ", "
                        + address(c.address()) + ")";
            case Call.Recv c -> "recvfrom(" + c.fd() + ", " + received(c, outcome) + ", " + MessageFlags.text(c.flags())
                    + ", NULL, NULL)";
            case Call.RecvFrom c ->
                "recvfrom(" + c.fd() + ", " + received(c, outcome) + ", " + MessageFlags.text(c.flags())
                        + ", " + answered(outcome) + ")";
            case Call.Shutdown c -> "shutdown(" + c.fd() + ", " + c.how() + ")";
            case Call.GetSockName c -> "getsockname(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.GetPeerName c -> "getpeername(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.Close c -> "close(" + c.fd() + ")";
            case Call.Other c -> throw new IllegalArgumentException(c.word());
            case Call.Unlink c -> "unlink(" + quoted(c.address().path(), Integer.MAX_VALUE) + ")";
            case Call.SetNonBlocking c -> "ioctl(" + c.fd() + ", FIONBIO, [" + (c.on() ? 1 : 0) + "])";
            case Call.Fcntl c -> "fcntl(" + c.fd() + ", " + c.command() + switch (c.command()) {
                case F_GETFD, F_GETFL -> "";
                case F_SETFD -> ", " + (c.argument() == 0 ? "0" : "FD_CLOEXEC");
                case F_SETFL -> ", " + (c.argument() == 0 ? "O_RDONLY" : "O_RDONLY|" + FileFlags.text(c.argument()));
            } + ")";
            case Call.Ioctl c -> "ioctl(" + c.fd() + ", " + (c.request() == Call.Ioctl.Request.SIOCOUTQ ? "TIOCOUTQ"
                    : c.request()) + ", "
                    + (outcome instanceof Outcome.NumberRead read ? "[" + read.number() + "]" : "PTR")
                    + ")";
            case Call.EpollCreate c -> "epoll_create1(" + (c.closeOnExec() ? "EPOLL_CLOEXEC" : "0") + ")";
            case Call.EpollCtl c -> "epoll_ctl(" + c.fd() + ", " + c.operation() + ", " + c.target() + ", "
                    + (c.operation() == Call.EpollCtl.Operation.EPOLL_CTL_DEL ? "NULL" : event(c.events(), c.data()))
                    + ")";
            case Call.EpollWait c -> "epoll_wait(" + c.fd() + ", " + (outcome instanceof Outcome.EpollReady found
                    ? found.ready().stream().map(entry -> event(entry.events(), entry.fd()))
                            .collect(Collectors.joining(", ", "[", "]"))
                    : "PTR")
                    + ", " + c.maxEvents() + ", " + c.timeoutMillis() + ")";
            case Call.Ppoll c -> "ppoll([" + entries(c.entries(), "events") + "], " + c.entries().size() + ", "
                    + timespec(c.timeoutNanos()) + ", NULL, 8)";
            case Call.Poll c ->
                "poll([" + entries(c.entries(), "events") + "], " + c.entries().size() + ", " + c.timeoutMillis() + ")";
            case Call.Select c ->
                "pselect6(" + c.fds().stream().mapToInt(fd -> fd + 1).max().orElse(0) + ", " + sets(c) + ", "
                        + timeout(c.timeoutMicros()) + ", NULL)";
        } + " = " + result(call, outcome);
    }

    /** strace looks at what the kernel says to itself before a handler without SA_RESTART turns it into EINTR. */
    private static String result(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed o when o.errno().equals(Errno.EINTR) -> "? " + switch (call) {
                case Call.Poll c -> "ERESTART_RESTARTBLOCK";
                case Call.Ppoll c -> "ERESTARTNOHAND";
                case Call.Select c -> "ERESTARTNOHAND";
                default -> "ERESTARTSYS";
            };
            case Outcome.Done o when call instanceof Call.Fcntl c && !c.command().sets() && o.value() != 0 ->
                "0x" + Long.toHexString(o.value()) + " (flags "
                        + (c.command() == Call.Fcntl.Command.F_GETFD ? "FD_CLOEXEC"
                                : FileFlags.text((int) o.value()))
                        + ")";
            case Outcome.Failed o -> "-1 " + o.errno().symbol();
            case Outcome.Polled o when !o.ready().isEmpty() -> o.value() + " ([" + entries(o.ready(), "revents") + "])";
            case Outcome.Selected o when o.value() > 0 -> o.value() + " ("
                    + List.of(in("in", o.read()), in("out", o.write()),
                            in("except", o.except())).stream().filter(set -> !set.isEmpty())
                            .collect(Collectors.joining(", "))
                    + ")";
            default -> Long.toString(outcome.value());
        };
    }

    private static String buffers(List<Bytes> buffers) {
        return buffers.stream().map(one -> buffer(quoted(one, SHOWN), one.length()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String buffer(String base, int length) {
        return "{iov_base=" + base + ", iov_len=" + length + "}";
    }

    /** The buffers of a call that receives, as far as they are filled. */
    private static String filled(Call.Scattering call, Outcome outcome) {
        Bytes data = switch (outcome) {
            case Outcome.Received o -> o.data();
            case Outcome.ReceivedMessage o -> o.data();
            default -> null;
        };
        StringJoiner filled = new StringJoiner(", ", "[", "]");
        int from = 0;
        for (int length : call.lengths()) {
            filled.add(buffer(data == null ? "PTR" : quoted(data.part(from, Math.min(length, data.length() - from)),
                    SHOWN), length));
            from = data == null ? 0 : Math.min(from + length, data.length());
        }
        return filled.toString();
    }

    /** Of a call that fails, strace knows the lengths alone. */
    private static String message(Call.RecvMsg call, Outcome outcome) {
        if (!(outcome instanceof Outcome.ReceivedMessage received)) {
            return "{msg_namelen=128}";
        }
        String name =
                received.sender().map(sender -> "msg_name=" + struct(sender) + ", msg_namelen=128 => " + size(sender))
                        .orElse("msg_name=PTR, msg_namelen=128 => 0");
        return "{" + name + ", msg_iov=" + filled(call, outcome) + ", msg_iovlen=" + call.lengths().size()
                + control(received.control()) + ", msg_flags=" + MessageFlags.text(received.flags()) + "}";
    }

    /** The scripts have a datagram's TTL as ancillary data, and no other. */
    private static String control(List<ControlMessage> control) {
        if (control.isEmpty()) {
            return ", msg_controllen=0";
        }
        ControlMessage ttl = control.getFirst();
        int length = ttl.data().length();
        return ", msg_control=[{cmsg_len=" + (16 + length) + ", cmsg_level=SOL_IP, cmsg_type=IP_TTL"
                + (length < Integer.BYTES ? "" : ", cmsg_data=[" + ttl.data().at(0) + "]") + "}], msg_controllen="
                + (length < Integer.BYTES ? 16 + length : 24);
    }

    private static String pair(Outcome outcome) {
        return outcome instanceof Outcome.PairOpened pair
                ? List.of(pair.first().real(), pair.second().real()).toString() : "PTR";
    }

    private static String protocol(Call.Socket c) {
        return c.family() == Family.AF_UNIX ? Integer.toString(c.protocol())
                : PROTOCOLS.getOrDefault(c.protocol(), "0x" + Integer.toHexString(c.protocol()));
    }

    /** A number without a name is hexadecimal at its level, and decimal at a level that strace does not know. */
    private static String option(SocketOption option) {
        String level = LEVELS.get(option.level());
        if (level == null) {
            return "0x" + Integer.toHexString(option.level()) + ", " + option.number();
        }
        String name = option.name();
        boolean named = !Character.isDigit(name.charAt(0));
        boolean old = option.format() == SocketOption.Format.TIMEVAL;
        return level + ", " + (named ? name + (old ? "_OLD" : "")
                : BY_NUMBER.getOrDefault(option, "0x" + Integer.toHexString(option.number())));
    }

    /** What is handed to the kernel; where strace wants a number or a struct it looks at nothing that is shorter. */
    private static String written(SocketOption option, OptionValue value) {
        Bytes bytes = value.toBytes();
        return switch (option.format()) {
            case INT -> bytes.length() < Integer.BYTES && option.level() == SocketOption.SOL_SOCKET ? "PTR"
                    : value(option, OptionValue.of(option, bytes));
            case LINGER ->
                bytes.length() < option.format().bytes() ? "PTR" : value(option, OptionValue.of(option, bytes));
            case TIMEVAL, STRUCT -> value(option, value);
        };
    }

    private static String value(SocketOption option, OptionValue value) {
        return switch (value) {
            case OptionValue.Int v when option.equals(SocketOption.SO_ERROR) && v.value() != 0 ->
                "[" + new Errno(v.value()).symbol() + "]";
            case OptionValue.Int v -> "[" + v.value() + "]";
            case OptionValue.Linger v -> "{l_onoff=" + (v.on() ? 1 : 0) + ", l_linger=" + v.seconds() + "}";
            case OptionValue.Time v -> quoted(v.toBytes(), SHOWN);
            case OptionValue.Raw v when option.format() == SocketOption.Format.LINGER -> "PTR";
            case OptionValue.Raw v -> quoted(v.bytes(), SHOWN);
        };
    }

    private static String read(Call.GetSockOpt c, Outcome outcome) {
        if (!(outcome instanceof Outcome.OptionRead read)) {
            return "PTR, [" + c.length() + "]";
        }
        int length = read.option().toBytes().length();
        return value(c.option(), read.option()) + ", [" + (length == c.length() ? "" : c.length() + " => ") + length
                + "]";
    }

    private static String sent(Bytes data) {
        return quoted(data, SHOWN) + ", " + data.length();
    }

    private static String received(Call.Receiving c, Outcome outcome) {
        Bytes data = switch (outcome) {
            case Outcome.Received o -> o.data();
            case Outcome.ReceivedFrom o -> o.data();
            default -> null;
        };
        // Of the bytes that TCP throws away strace shows whatever was in the buffer.
        boolean thrownAway = data != null && data.kept() == 0 && data.length() > 0;
        String shown = data == null ? "PTR" : thrownAway ? THROWN_AWAY : quoted(Bytes.of(data.toArray()), SHOWN);
        return shown + ", " + c.length();
    }

    private static String answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted o -> addressOut(o.peer());
            case Outcome.Named o -> addressOut(o.address());
            case Outcome.ReceivedFrom o -> o.sender().map(StraceText::addressOut).orElse("PTR, [128 => 0]");
            default -> "PTR, [128]";
        };
    }

    private static String addressOut(SocketAddress address) {
        return struct(address) + ", [128 => " + size(address) + "]";
    }

    private static String address(SocketAddress address) {
        return struct(address) + ", " + size(address);
    }

    private static String struct(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet ->
                "{sa_family=AF_INET, sin_port=htons(" + inet.port() + "), sin_addr=inet_addr(\""
                        + inet.hostText() + "\")}";
            case SocketAddress.Inet6 inet ->
                "{sa_family=AF_INET6, sin6_port=htons(" + inet.port() + "), sin6_flowinfo=htonl("
                        + inet.flowInfo() + "), inet_pton(AF_INET6, \"" + inet.hostText()
                        + "\", &sin6_addr), sin6_scope_id=" + inet.scope() + "}";
            case SocketAddress.Unix unix when unix.isUnnamed() -> "{sa_family=AF_UNIX}";
            case SocketAddress.Unix unix when unix.isAbstract() ->
                "{sa_family=AF_UNIX, sun_path=@" + path(unix.path().from(1), SHOWN_PATH - 1) + "}";
            case SocketAddress.Unix unix -> "{sa_family=AF_UNIX, sun_path=" + path(unix.path(), SHOWN_PATH) + "}";
        };
    }

    private static String path(Bytes path, int shown) {
        return quoted(Bytes.of(Arrays.copyOf(path.toArray(), Math.min(path.length(), shown))), shown);
    }

    private static int size(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> 16;
            case SocketAddress.Inet6 inet -> 28;
            case SocketAddress.Unix unix -> 2 + unix.path().length() + (unix.isUnnamed() || unix.isAbstract() ? 0 : 1);
        };
    }

    private static String entries(List<PollEntry> entries, String events) {
        return entries.stream().map(entry -> "{fd=" + entry.fd() + ", " + events + "=" + entry.eventsText() + "}")
                .collect(Collectors.joining(", "));
    }

    private static String set(List<Integer> fds) {
        return "[" + fds.stream().sorted().distinct().map(String::valueOf).collect(Collectors.joining(" ")) + "]";
    }

    /** Sets of no length are not looked at. */
    private static String sets(Call.Select c) {
        return c.fds().isEmpty() ? "PTR, PTR, PTR" : set(c.read()) + ", " + set(c.write()) + ", " + set(c.except());
    }

    private static String in(String name, List<Integer> fds) {
        return fds.isEmpty() ? "" : name + " " + set(fds);
    }

    private static String event(int events, int data) {
        return "{events=" + new EpollEntry(data, events).eventsText() + ", data={u32=" + data + ", u64=" + data + "}}";
    }

    private static String timespec(long nanos) {
        return nanos < 0 ? "NULL" : "{tv_sec=" + nanos / 1_000_000_000 + ", tv_nsec=" + nanos % 1_000_000_000 + "}";
    }

    private static String timeout(long micros) {
        return micros < 0 ? "NULL" : "{tv_sec=" + micros / 1_000_000 + ", tv_nsec=" + micros % 1_000_000 * 1000 + "}";
    }

    /** A string as C writes it: what cannot be printed in octal, as short as what follows allows. */
    static String quoted(Bytes bytes, int shown) {
        int end = Math.min(shown, bytes.kept());
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < end; i++) {
            int b = bytes.at(i);
            switch (b) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case 0x0b -> text.append("\\v");
                case '\f' -> text.append("\\f");
                default -> {
                    if (b >= 0x20 && b < 0x7f) {
                        text.append((char) b);
                    } else {
                        boolean digitNext = i + 1 < end && bytes.at(i + 1) >= '0' && bytes.at(i + 1) <= '9';
                        text.append('\\').append(digitNext ? String.format("%03o", b) : Integer.toOctalString(b));
                    }
                }
            }
        }
        return text.append('"').append(end < bytes.length() ? "..." : "").toString();
    }
}
