package org.socketworkbench.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.FileFlags;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketType;

/**
 * Writes a {@link HandProgram} in Python: a call that succeeded by hand ends the program if it fails, one that failed
 * is tried.
 *
 * @see <a href="https://docs.python.org/3/library/socket.html">Python: socket</a>
 */
final class PythonWriter {
    /** Stands for a missing socket: a closed one, so that its descriptor is -1. */
    private static final String NOTHING = "nothing";

    private final CodeLines body = new CodeLines();
    private final Set<String> imports = new TreeSet<>(Set.of("socket"));
    private final Set<SocketVariable> files = new HashSet<>();
    /** The numbers of the epoll descriptors that are open. */
    private final Set<Integer> epolls = new HashSet<>();
    /** What sockets' files are used for overall: "r", "w" or both. */
    private final Map<SocketVariable, String> fileUses = new HashMap<>();
    private boolean hasNothing;

    Listing write(HandProgram program) {
        program.statements().forEach(this::noteFileUse);
        program.statements().forEach(this::add);
        CodeLines all = new CodeLines();
        all.add("# " + Remarks.header(program), "# " + Remarks.command("python3 " + Language.PYTHON.fileName(program)));
        all.add(imports.stream().map(name -> "import " + name).toArray(String[]::new));
        all.addAll(body);
        return all.listing();
    }

    private void noteFileUse(Statement s) {
        String use = switch (s.call()) {
            case Call.ReadLine c -> "r";
            case Call.FileWrite c -> "w";
            case Call.Flush c -> "w";
            default -> "";
        };
        s.socket().ifPresent(on -> fileUses.merge(on, use,
                (before, now) -> before.contains(now) ? before : before.isEmpty() ? now : "rw"));
    }

    private void add(Statement s) {
        if (s.call() instanceof Call.Opening || body.listing().lines().isEmpty()) {
            body.gap();
            if (body.listing().lines().isEmpty()) {
                body.add("");
            }
        }
        if (s.call() instanceof Call.OnDescriptor c && s.socket().isEmpty() && c.fd() == Call.NO_DESCRIPTOR
                && !hasNothing) {
            hasNothing = true;
            body.add(NOTHING + " = socket.socket()  # " + Remarks.because("python.nothing"), NOTHING + ".close()");
        }
        body.call(s.number());
        List<String> lines = lines(s);
        String remark = Remarks.of(s);
        if (s.failed()) {
            body.add("try:");
            body.addInside(lines.toArray(String[]::new));
            body.add("except OSError as error:  # " + remark);
            body.addInside("print(\"" + s.call().word() + ":\", error)");
        } else {
            String first = lines.getFirst();
            body.add(first + (remark.isEmpty() || first.startsWith("#") ? "" : "  # " + remark));
            body.add(lines.subList(1, lines.size()).toArray(String[]::new));
        }
        body.call(Listing.NO_CALL);
    }

    private List<String> lines(Statement s) {
        if (PythonText.cannotSay(s)) {
            return left(s, Remarks.because("python.family", s.call().word()));
        }
        return switch (s.call()) {
            case Call.Socket c ->
                List.of(s.made().map(made -> made.name() + " = ").orElse("") + "socket.socket(socket." + c.family()
                        + ", socket." + c.type() + (c.protocol() == 0 ? "" : ", " + c.protocol()) + ")");
            case Call.SocketPair c -> pair(s, c);
            case Call.Other c -> left(s, Remarks.because("other", c.word()));
            case Call.Unlink c -> {
                imports.add("os");
                yield List.of("os.unlink(" + PythonText.path(c.address()) + ")");
            }
            case Call.Polling c -> poll(s, c);
            case Call.Select c -> select(s, c);
            case Call.EpollCreate c -> {
                imports.add("select");
                if (s.failed() || s.outcome().isEmpty()) {
                    yield List.of("select.epoll()");
                }
                int made = Math.toIntExact(s.outcome().get().value());
                epolls.add(made);
                yield List.of(epoll(made) + " = select.epoll()");
            }
            case Call.EpollCtl c when epolls.contains(c.fd()) -> List.of(epoll(c.fd()) + switch (c.operation()) {
                case EPOLL_CTL_ADD -> ".register(" + name(s, c.target()) + ", " + events(c) + ")";
                case EPOLL_CTL_MOD -> ".modify(" + name(s, c.target()) + ", " + events(c) + ")";
                case EPOLL_CTL_DEL -> ".unregister(" + name(s, c.target()) + ")";
            });
            case Call.EpollWait c when epolls.contains(c.fd()) ->
                List.of("print(\"epoll_wait:\", " + epoll(c.fd()) + ".poll("
                        + (c.timeoutMillis() < 0 ? "None" : PythonText.timeout(c.timeoutMillis() * 1_000_000L)) + ", "
                        + c.maxEvents() + "))");
            case Call.Close c when epolls.remove(c.fd()) -> List.of(epoll(c.fd()) + ".close()");
            case Call.OnDescriptor c when s.socket().isEmpty() && c.fd() != Call.NO_DESCRIPTOR ->
                left(s, Remarks.foreign(s));
            case Call.OnDescriptor c -> onSocket(s, c, s.socket().map(SocketVariable::name).orElse(NOTHING));
        };
    }

    private List<String> onSocket(Statement s, Call.OnDescriptor call, String on) {
        return switch (call) {
            case Call.SetSockOpt c ->
                List.of(on + ".setsockopt(" + PythonText.option(c.option()) + ", " + value(c) + ")");
            case Call.GetSockOpt c -> List.of("print(\"getsockopt " + c.option() + ":\", " + on + ".getsockopt("
                    + PythonText.option(c.option()) + (c.length() == Integer.BYTES ? "" : ", " + c.length()) + "))");
            case Call.Bind c -> List.of(on + ".bind(" + PythonText.address(c.address()) + ")");
            case Call.Listen c -> List.of(on + ".listen(" + c.backlog() + ")");
            case Call.Accept c -> s.made().isEmpty() ? List.of(on + ".accept()")
                    : List.of(s.made().get().name() + ", peer = " + on + ".accept()", "print(\"accept:\", peer)");
            case Call.Connect c -> List.of(on + ".connect(" + address(s, c) + ")");
            case Call.ConnectEx c -> List.of("print(\"connect_ex:\", " + on + ".connect_ex(" + address(s, c) + "))");
            case Call.Send c -> List.of(on + ".send(" + sent(c) + flags(c.flags()) + ")");
            case Call.SendAll c -> List.of(on + ".sendall(" + sent(c) + flags(c.flags()) + ")");
            case Call.SendTo c -> List.of(on + ".sendto(" + sent(c) + flags(c.flags()) + ", " + address(s, c) + ")");
            case Call.Recv c ->
                List.of("data = " + on + ".recv(" + c.length() + flags(c.flags()) + ")", "print(\"recv:\", data)");
            case Call.RecvFrom c -> {
                String sender = s.sender().orElse("peer");
                yield List.of("data, " + sender + " = " + on + ".recvfrom(" + c.length() + flags(c.flags()) + ")",
                        "print(\"recvfrom:\", data, " + sender + ")");
            }
            case Call.Read c -> {
                imports.add("os");
                yield List.of("data = os.read(" + on + ".fileno(), " + c.length() + ")", "print(\"read:\", data)");
            }
            case Call.Write c -> {
                imports.add("os");
                yield List.of("os.write(" + on + ".fileno(), " + sent(c) + ")");
            }
            case Call.ReadV c -> {
                imports.add("os");
                yield List.of("buffers = " + rooms(c), "count = os.readv(" + on + ".fileno(), buffers)",
                        "print(\"readv:\", count, buffers)");
            }
            case Call.WriteV c -> {
                imports.add("os");
                yield List.of("os.writev(" + on + ".fileno(), " + buffers(c) + ")");
            }
            case Call.SendMsg c -> List.of(on + ".sendmsg(" + buffers(c) + message(s, c) + ")");
            case Call.RecvMsg c -> {
                String sender = s.sender().orElse("peer");
                yield List.of("buffers = " + rooms(c), "count, ancillary, flags, " + sender + " = " + on
                        + ".recvmsg_into(buffers, " + c.controlLength() + flags(c.flags()) + ")",
                        "print(\"recvmsg:\", count, buffers, ancillary, flags, " + sender + ")");
            }
            case Call.Fcntl c -> {
                imports.add("fcntl");
                String made = "fcntl.fcntl(" + on + ", fcntl." + c.command() + argument(c) + ")";
                yield List.of(c.command().sets() ? made : "print(\"fcntl:\", " + made + ")");
            }
            case Call.Ioctl c -> {
                imports.addAll(List.of("fcntl", "struct"));
                yield List.of("answer = fcntl.ioctl(" + on + ", " + request(c) + ", bytes(4))",
                        "print(\"ioctl:\", struct.unpack(\"i\", answer)[0])");
            }
            case Call.Shutdown c -> List.of(on + ".shutdown(socket." + c.how() + ")");
            case Call.GetSockName c -> printed(c, on);
            case Call.GetPeerName c -> printed(c, on);
            case Call.GetTimeout c -> printed(c, on);
            case Call.FileNo c -> printed(c, on);
            case Call.Close c -> close(s, on);
            case Call.Dup c -> List.of(s.made().map(made -> made.name() + " = ").orElse("") + on + ".dup()");
            case Call.Dup2 c -> dup2(s, c, on);
            case Call.SetNonBlocking c -> List.of(on + ".setblocking(" + PythonText.truth(!c.on()) + ")");
            case Call.SetBlocking c -> List.of(on + ".setblocking(" + PythonText.truth(c.blocking()) + ")");
            case Call.SetTimeout c -> List.of(on + ".settimeout(" + PythonText.timeout(c.nanos()) + ")");
            case Call.MakeFile c -> {
                s.socket().ifPresent(files::add);
                String use = s.socket().map(fileUses::get).filter(known -> !known.isEmpty()).orElse("rw");
                yield List.of(file(on) + " = " + on + ".makefile(\"" + use + "b\")");
            }
            case Call.ReadLine c -> List.of("line = " + file(on) + ".readline()", "print(\"readline:\", line)");
            case Call.FileWrite c -> List.of(file(on) + ".write(" + sent(c) + ")");
            case Call.Flush c -> List.of(file(on) + ".flush()");
            case Call.EpollCtl c -> left(s, Remarks.foreign(s));
            case Call.EpollWait c -> left(s, Remarks.foreign(s));
            case Call.Timed c -> onSocket(s, c.call(), on);
        };
    }

    private static List<String> pair(Statement s, Call.SocketPair call) {
        boolean isDefault = call.family() == Family.AF_UNIX && call.type() == SocketType.SOCK_STREAM;
        return List.of(s.made().map(made -> made.name() + ", " + s.second().orElseThrow().name() + " = ").orElse("")
                + "socket.socketpair("
                + (isDefault && call.protocol() == 0 ? "" : "socket." + call.family() + ", socket." + call.type())
                + (call.protocol() == 0 ? "" : ", " + call.protocol()) + ")");
    }

    private List<String> dup2(Statement s, Call.Dup2 call, String on) {
        imports.add("os");
        SocketVariable target = s.sockets().get(call.target());
        String made = "os.dup2(" + on + ".fileno(), "
                + (target == null ? call.target() : target.name() + ".fileno()") + ")";
        return List.of(target != null || s.made().isEmpty() ? made
                : s.made().get().name() + " = socket.socket(fileno=" + made + ")");
    }

    private List<String> close(Statement s, String on) {
        boolean hasFile = s.socket().filter(files::remove).isPresent();
        return hasFile ? List.of(file(on) + ".close()", on + ".close()") : List.of(on + ".close()");
    }

    /** Python has no ppoll(): its poll() takes milliseconds, which need not be whole. */
    private List<String> poll(Statement s, Call.Polling call) {
        imports.add("select");
        List<String> lines = new ArrayList<>(List.of("poller = select.poll()"));
        for (PollEntry entry : call.entries()) {
            lines.add("poller.register(" + name(s, entry.fd()) + ", " + PythonText.flags("select", entry.eventsText())
                    + ")");
        }
        lines.add("print(\"" + call.word() + ":\", poller.poll("
                + (call.withinNanos() < 0 ? "" : BigDecimal.valueOf(call.withinNanos(), 6).stripTrailingZeros()
                        .toPlainString())
                + "))");
        return lines;
    }

    private List<String> select(Statement s, Call.Select call) {
        imports.add("select");
        String sets = List.of(call.read(), call.write(), call.except()).stream()
                .map(set -> set.stream().map(fd -> name(s, fd)).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", "));
        return List.of("readable, writable, urgent = select.select(" + sets + ", "
                + PythonText.timeout(call.timeoutMicros() < 0 ? Call.FOR_EVER : call.timeoutMicros() * 1000) + ")",
                "print(\"select:\", len(readable), len(writable), len(urgent))");
    }

    private static String name(Statement s, int fd) {
        return s.sockets().containsKey(fd) ? s.sockets().get(fd).name() : Integer.toString(fd);
    }

    private static String file(String socket) {
        return socket + "_file";
    }

    private static List<String> printed(Call call, String on) {
        return List.of("print(\"" + call.word() + ":\", " + on + "." + call.word() + "())");
    }

    private static String sent(Call.Sending call) {
        return Literals.python(Literals.said(call.data()));
    }

    private static String flags(int flags) {
        return flags == 0 ? "" : ", " + PythonText.flags(flags);
    }

    private String value(Call.SetSockOpt call) {
        if (PythonText.needsStruct(call.value())) {
            imports.add("struct");
        }
        return PythonText.value(call.value());
    }

    private String argument(Call.Fcntl call) {
        return switch (call.command()) {
            case F_GETFD, F_GETFL -> "";
            case F_SETFD -> ", " + (call.argument() == FileFlags.FD_CLOEXEC ? "fcntl.FD_CLOEXEC" : call.argument());
            case F_SETFL -> {
                imports.add("os");
                yield ", " + PythonText.flags("os", FileFlags.text(call.argument()));
            }
        };
    }

    /** The module termios has names for two of them. */
    private String request(Call.Ioctl call) {
        if (call.request() == Call.Ioctl.Request.SIOCATMARK) {
            return "0x" + Integer.toHexString(call.request().number());
        }
        imports.add("termios");
        return call.request() == Call.Ioctl.Request.FIONREAD ? "termios.FIONREAD" : "termios.TIOCOUTQ";
    }

    private static String epoll(int fd) {
        return "epoll" + fd;
    }

    private static String events(Call.EpollCtl call) {
        return PythonText.flags("select", new EpollEntry(call.target(), call.events()).eventsText());
    }

    private static String rooms(Call.Scattering call) {
        return call.lengths().stream().map(length -> "bytearray(" + length + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String buffers(Call.Gathering call) {
        return Literals.buffers(call).stream().map(Literals::python).collect(Collectors.joining(", ", "[", "]"));
    }

    /** What sendmsg gets behind the buffers, as far as it is not empty. */
    private static String message(Statement s, Call.SendMsg call) {
        String control = call.control().stream()
                .map(one -> "(" + one.level() + ", " + one.type() + ", " + Literals.python(one.data()) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
        String to =
                call.to().map(address -> ", " + s.address().orElseGet(() -> PythonText.address(address))).orElse("");
        if (!to.isEmpty() || call.flags() != 0) {
            return ", " + control + ", " + (call.flags() == 0 ? "0" : PythonText.flags(call.flags())) + to;
        }
        return call.control().isEmpty() ? "" : ", " + control;
    }

    private static String address(Statement s, Call.WithAddress call) {
        return s.address().orElseGet(() -> PythonText.address(call.address()));
    }

    /** A call that is not made: a comment, and a statement where a try needs one. */
    private static List<String> left(Statement s, String why) {
        return s.failed() ? List.of("pass  # " + why) : List.of("# " + why);
    }
}
