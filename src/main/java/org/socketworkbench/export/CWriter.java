package org.socketworkbench.export;

import java.util.HashSet;
import java.util.Set;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.FileFlags;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.PollEntry;

/**
 * Writes a {@link HandProgram} in C; every result is checked. A call that succeeded by hand ends the program if it
 * fails; one that failed prints its failure and lets the program go on.
 */
final class CWriter {
    private final CSource source = new CSource();
    private final CodeLines body = source.body();
    private final CArguments arguments = new CArguments(source);
    private final CFiles files = new CFiles(source);
    /** The numbers of the epoll descriptors that are open. */
    private final Set<Integer> epolls = new HashSet<>();
    private final CBuffers buffers = new CBuffers(source, arguments, this);

    Listing write(HandProgram program) {
        body.indent(1);
        source.include("<sys/socket.h>");
        if (program.statements().stream()
                .anyMatch(s -> s.call() instanceof Call.Sending || s.call() instanceof Call.Flush)) {
            source.include("<signal.h>");
            body.add("signal(SIGPIPE, SIG_IGN);  // " + Remarks.because("c.sigpipe"));
        }
        for (Statement s : program.statements()) {
            if (s.call() instanceof Call.Opening) {
                body.gap();
            }
            body.call(s.number());
            String remark = Remarks.of(s);
            if (!remark.isEmpty()) {
                body.add("// " + remark);
            }
            add(s);
            body.call(Listing.NO_CALL);
        }
        String file = Language.C.fileName(program);
        return source.listing(Remarks.header(program),
                Remarks.command("cc -o " + program.name() + " " + file + " && ./" + program.name()));
    }

    private void add(Statement s) {
        switch (s.call()) {
            case Call.Socket c -> descriptor(s, "socket(" + c.family() + ", " + c.type() + ", " + c.protocol() + ")");
            case Call.SocketPair c -> pair(s, c);
            case Call.Other c -> body.add("// " + Remarks.because("other", c.word()));
            case Call.Unlink c -> {
                source.include("<unistd.h>");
                check(s, "unlink(" + Literals.c(c.address().path()) + ")");
            }
            case Call.Polling c -> poll(s, c);
            case Call.Select c -> select(s, c);
            case Call.EpollCreate c -> {
                source.include("<sys/epoll.h>");
                String made = "epoll_create1(0)";
                if (s.failed() || s.outcome().isEmpty()) {
                    check(s, made);
                } else {
                    epolls.add((int) s.outcome().get().value());
                    check(s, "(" + epoll((int) s.outcome().get().value()) + " = " + made + ")");
                }
            }
            case Call.EpollCtl c when epolls.contains(c.fd()) ->
                check(s, "epoll_ctl(" + epoll(c.fd()) + ", " + c.operation() + ", "
                        + arguments.descriptor(s, c.target())
                        + ", &(struct epoll_event){.events = "
                        + new EpollEntry(c.target(), c.events()).eventsText().replace("|", " | ") + ", .data.fd = "
                        + arguments.descriptor(s, c.target()) + "})");
            case Call.EpollWait c when epolls.contains(c.fd()) -> epollWait(s, c);
            case Call.Close c when epolls.remove(c.fd()) -> {
                source.include("<unistd.h>");
                check(s, "close(" + epoll(c.fd()) + ")");
            }
            case Call.OnDescriptor c when s.socket().isEmpty() && c.fd() != Call.NO_DESCRIPTOR ->
                body.add("// " + Remarks.foreign(s));
            case Call.OnDescriptor c ->
                onDescriptor(s, c, c.fd() == Call.NO_DESCRIPTOR ? "-1" : s.socket().get().name());
        }
    }

    private void onDescriptor(Statement s, Call.OnDescriptor call, String on) {
        switch (call) {
            case Call.SetSockOpt c -> check(s, "setsockopt(" + on + ", " + arguments.option(c.option()) + ", "
                    + arguments.value(c.value()) + ")");
            case Call.GetSockOpt c -> getSockOpt(s, c, on);
            case Call.Bind c -> check(s, "bind(" + on + ", " + arguments.address(s, c) + ")");
            case Call.Listen c -> check(s, "listen(" + on + ", " + c.backlog() + ")");
            case Call.Accept c -> accept(s, on);
            case Call.Connect c -> check(s, connect(s, c, on));
            case Call.ConnectEx c -> {
                source.include("<errno.h>", "<stdio.h>");
                body.add("printf(\"connect_ex: %d\\n\", " + connect(s, c, on) + " == -1 ? errno : 0);");
            }
            case Call.Send c ->
                timed(s, on, "POLLOUT", "send(" + on + ", " + sent(c) + ", " + arguments.flags(c.flags()) + ")");
            case Call.Write c -> {
                source.include("<unistd.h>");
                check(s, "write(" + on + ", " + sent(c) + ")");
            }
            case Call.SendAll c -> timed(s, on, "POLLOUT",
                    source.use(CHelper.SEND_ALL) + "(" + on + ", " + sent(c) + ", " + arguments.flags(c.flags()) + ")");
            case Call.SendTo c ->
                timed(s, on, "POLLOUT", "sendto(" + on + ", " + sent(c) + ", " + arguments.flags(c.flags()) + ", "
                        + arguments.address(s, c) + ")");
            case Call.Gathering c -> buffers.send(s, c, on);
            case Call.Scattering c -> buffers.receive(s, c, on);
            case Call.Receiving c -> receive(s, c, on);
            case Call.Shutdown c -> check(s, "shutdown(" + on + ", " + c.how() + ")");
            case Call.GetSockName c -> name(s, on);
            case Call.GetPeerName c -> name(s, on);
            case Call.Close c -> close(s, on);
            case Call.Dup c -> {
                source.include("<unistd.h>");
                descriptor(s, "dup(" + on + ")");
            }
            case Call.Dup2 c -> dup2(s, c, on);
            case Call.SetNonBlocking c -> nonBlocking(s, on, c.on());
            case Call.Fcntl c -> {
                source.include("<fcntl.h>");
                String argument = switch (c.command()) {
                    case F_GETFD, F_GETFL -> "";
                    case F_SETFD -> ", " + (c.argument() == FileFlags.FD_CLOEXEC ? "FD_CLOEXEC" : c.argument());
                    case F_SETFL -> ", " + FileFlags.text(c.argument()).replace("|", " | ");
                };
                check(s, "fcntl(" + on + ", " + c.command() + argument + ")");
            }
            case Call.Ioctl c -> {
                source.include("<linux/sockios.h>", "<stdio.h>", "<sys/ioctl.h>");
                String value = source.declare("int", "value");
                check(s, "ioctl(" + on + ", " + c.request() + ", &" + value + ")");
                if (!s.failed()) {
                    body.add("printf(\"ioctl " + c.request() + ": %d\\n\", " + value + ");");
                }
            }
            case Call.SetBlocking c -> nonBlocking(s, on, !c.blocking());
            case Call.SetTimeout c -> nonBlocking(s, on, c.nanos() >= 0);
            case Call.GetTimeout c -> body.add("// " + Remarks.because("c.timeout"));
            case Call.FileNo c -> {
                source.include("<stdio.h>");
                body.add("printf(\"fileno: %d\\n\", " + on + ");");
            }
            case Call.MakeFile c when s.socket().isPresent() && c.fd() != Call.NO_DESCRIPTOR -> files.make(on);
            case Call.ReadLine c when files.has(on) -> files.readLine(s, on);
            case Call.FileWrite c when files.has(on) -> failure(s, files.write(on, c));
            case Call.Flush c when files.has(on) -> failure(s, files.flush(on));
            case Call.MakeFile c -> noFile(c);
            case Call.ReadLine c -> noFile(c);
            case Call.FileWrite c -> noFile(c);
            case Call.Flush c -> noFile(c);
            case Call.EpollCtl c -> body.add("// " + Remarks.foreign(s));
            case Call.EpollWait c -> body.add("// " + Remarks.foreign(s));
            case Call.Timed c -> onDescriptor(s, c.call(), on);
        }
    }

    private void noFile(Call call) {
        body.add("// " + Remarks.because("c.no-file", call.word()));
    }

    private void descriptor(Statement s, String call) {
        if (s.made().isEmpty()) {
            check(s, call);
            return;
        }
        String name = s.made().get().name();
        body.add("int " + name + " = " + call + ";");
        body.add("if (" + name + " == -1)");
        body.addInside(source.use(CHelper.DIE) + "(\"" + s.call().word() + "\");");
    }

    private void pair(Statement s, Call.SocketPair call) {
        String pair = "pair";
        source.declare("int", pair + "[2]");
        check(s, "socketpair(" + call.family() + ", " + call.type() + ", " + call.protocol() + ", " + pair + ")");
        if (s.made().isPresent() && s.second().isPresent()) {
            String first = s.made().get().name();
            String second = s.second().get().name();
            source.include("<stdio.h>");
            body.add("int " + first + " = " + pair + "[0], " + second + " = " + pair + "[1];",
                    "printf(\"socketpair: %d %d\\n\", " + first + ", " + second + ");");
        }
    }

    private void dup2(Statement s, Call.Dup2 call, String on) {
        source.include("<unistd.h>");
        SocketVariable target = s.sockets().get(call.target());
        if (target == null) {
            descriptor(s, "dup2(" + on + ", " + call.target() + ")");
        } else {
            check(s, "dup2(" + on + ", " + target.name() + ")");
        }
    }

    private void accept(Statement s, String on) {
        waitIfTimed(s, on, "POLLIN");
        if (s.timedOut()) {
            return;
        }
        String peer = source.declare("struct sockaddr_storage", "peer");
        String length = source.declare("socklen_t", "length");
        body.add(length + " = sizeof " + peer + ";");
        descriptor(s, "accept(" + on + ", (struct sockaddr *)&" + peer + ", &" + length + ")");
        if (s.made().isPresent()) {
            body.add(source.use(CHelper.SHOW_ADDRESS) + "(\"accept\", &" + peer + ", " + length + ");");
        }
    }

    private String connect(Statement s, Call.WithAddress call, String on) {
        boolean timed = s.waitsForATime();
        return (timed ? source.use(CHelper.CONNECT_WITHIN) : "connect") + "(" + on + ", " + arguments.address(s, call)
                + (timed ? ", " + s.timeoutMillis() : "") + ")";
    }

    private void receive(Statement s, Call.Receiving call, String on) {
        waitIfTimed(s, on, "POLLIN");
        if (s.timedOut()) {
            return;
        }
        source.include("<sys/types.h>");
        if (call instanceof Call.Read) {
            source.include("<unistd.h>");
        }
        String buffer = source.buffer(call.length());
        String count = source.declare("ssize_t", "count");
        String who = call instanceof Call.RecvFrom ? sender(s.sender().orElse("peer")) : "";
        String flags = call instanceof Call.Read ? "" : ", " + arguments.flags(call.flags());
        body.add(count + " = " + call.word() + "(" + on + ", " + buffer + ", " + call.length() + flags + who + ");");
        failure(s, count + " == -1");
        shown(s, call);
    }

    private String sender(String variable) {
        source.declare("struct sockaddr_storage", variable);
        String length = source.declare("socklen_t", arguments.lengthOf(variable));
        body.add(length + " = sizeof " + variable + ";");
        return ", (struct sockaddr *)&" + variable + ", &" + length;
    }

    void shown(Statement s, Call.Receiving call) {
        boolean ownLength = (call.flags() & MessageFlags.MSG_TRUNC) != 0;
        String shown = ownLength ? "printf(\"" + call.word() + ": %zd bytes\\n\", count);"
                : source.use(CHelper.SHOW) + "(\"" + call.word() + "\", buffer, count);";
        source.include("<stdio.h>");
        if (s.failed()) {
            body.add("else");
            body.addInside(shown);
        } else {
            body.add(shown);
        }
        s.sender().ifPresent(
                sender -> body.add(source.use(CHelper.SHOW_ADDRESS) + "(\"" + call.word() + "\", &" + sender + ", "
                        + arguments.lengthOf(sender) + ");"));
    }

    private void name(Statement s, String on) {
        String name = source.declare("struct sockaddr_storage", s.call() instanceof Call.GetSockName ? "own" : "peer");
        String length = source.declare("socklen_t", "length");
        body.add(length + " = sizeof " + name + ";");
        check(s, s.call().word() + "(" + on + ", (struct sockaddr *)&" + name + ", &" + length + ")");
        if (!s.failed()) {
            body.add(
                    source.use(CHelper.SHOW_ADDRESS) + "(\"" + s.call().word() + "\", &" + name + ", " + length + ");");
        }
    }

    private void getSockOpt(Statement s, Call.GetSockOpt call, String on) {
        source.include("<stdio.h>");
        String value = switch (call.option().format()) {
            case INT -> source.declare("int", "value");
            case LINGER -> source.declare("struct linger", "linger");
            case TIMEVAL -> {
                source.include("<sys/time.h>");
                yield source.declare("struct timeval", "limit");
            }
            case STRUCT -> {
                source.declare("char", "option[" + call.option().format().bytes() + "]");
                yield "option";
            }
        };
        String length = source.declare("socklen_t", "length");
        body.add(length + " = sizeof " + value + ";");
        check(s, "getsockopt(" + on + ", " + arguments.option(call.option()) + ", &" + value + ", &" + length + ")");
        if (!s.failed()) {
            String print = "printf(\"getsockopt " + call.option() + ": ";
            body.add(switch (call.option().format()) {
                case INT -> print + "%d\\n\", value);";
                case LINGER -> print + "%d, %d s\\n\", linger.l_onoff, linger.l_linger);";
                case TIMEVAL -> print + "%ld s, %ld us\\n\", (long)limit.tv_sec, (long)limit.tv_usec);";
                case STRUCT -> print + "%u bytes\\n\", (unsigned)length);";
            });
        }
    }

    private void close(Statement s, String on) {
        source.include("<unistd.h>");
        if (!files.close(on)) {
            check(s, "close(" + on + ")");
        }
    }

    private void nonBlocking(Statement s, String on, boolean set) {
        source.include("<sys/ioctl.h>");
        check(s, "ioctl(" + on + ", FIONBIO, &(int){" + (set ? 1 : 0) + "})");
    }

    private void poll(Statement s, Call.Polling call) {
        source.include("<poll.h>", "<stdio.h>");
        int count = call.entries().size();
        body.add("{");
        body.indent(1);
        body.add("struct pollfd entries[" + Math.max(1, count) + "] = {");
        for (PollEntry entry : call.entries()) {
            body.addInside("{.fd = " + arguments.descriptor(s, entry.fd()) + ", .events = "
                    + entry.eventsText().replace("|", " | ") + "},");
        }
        body.add("};");
        check(s, switch (call) {
            case Call.Poll c -> "poll(entries, " + count + ", " + c.timeoutMillis() + ")";
            case Call.Ppoll c -> "ppoll(entries, " + count + ", " + (c.timeoutNanos() < 0 ? "NULL"
                    : "&(struct timespec){.tv_sec = " + c.timeoutNanos() / 1_000_000_000 + ", .tv_nsec = "
                            + c.timeoutNanos() % 1_000_000_000 + "}")
                    + ", NULL)";
        });
        body.add("for (int i = 0; i < " + count + "; i++)");
        body.addInside("printf(\"" + call.word()
                + ": descriptor %d, events 0x%x\\n\", entries[i].fd, (unsigned)entries[i].revents);");
        body.indent(-1);
        body.add("}");
    }

    private String epoll(int fd) {
        return source.declare("int", "epoll" + fd);
    }

    private void epollWait(Statement s, Call.EpollWait call) {
        source.include("<stdio.h>");
        int room = Math.max(1, call.maxEvents());
        body.add("{");
        body.indent(1);
        body.add("struct epoll_event ready[" + room + "];",
                "int count = epoll_wait(" + epoll(call.fd()) + ", ready, " + room + ", "
                        + call.timeoutMillis() + ");");
        failure(s, "count == -1");
        body.add("for (int i = 0; i < count; i++)");
        body.addInside(
                "printf(\"epoll_wait: descriptor %d, events 0x%x\\n\", ready[i].data.fd, (unsigned)ready[i].events);");
        body.indent(-1);
        body.add("}");
    }

    private void select(Statement s, Call.Select call) {
        source.include("<stdio.h>", "<sys/select.h>");
        if (call.fds().contains(Call.NO_DESCRIPTOR)) {
            body.add("// " + Remarks.because("c.select"));
            return;
        }
        body.add("{");
        body.indent(1);
        body.add("int highest = -1;", "fd_set readable, writable, urgent;",
                "FD_ZERO(&readable);", "FD_ZERO(&writable);", "FD_ZERO(&urgent);");
        call.read().forEach(fd -> watch(s, fd, "readable"));
        call.write().forEach(fd -> watch(s, fd, "writable"));
        call.except().forEach(fd -> watch(s, fd, "urgent"));
        long micros = call.timeoutMicros();
        String timeout =
                micros < 0 ? "NULL" : arguments.time(new OptionValue.Time(micros / 1_000_000, micros % 1_000_000));
        check(s, "select(highest + 1, &readable, &writable, &urgent, " + timeout + ")");
        for (int fd : call.fds()) {
            String name = arguments.descriptor(s, fd);
            body.add("printf(\"select: " + name + " %d %d %d\\n\", FD_ISSET(" + name + ", &readable) != 0, FD_ISSET("
                    + name + ", &writable) != 0, FD_ISSET(" + name + ", &urgent) != 0);");
        }
        body.indent(-1);
        body.add("}");
    }

    private void watch(Statement s, int fd, String set) {
        body.add(source.use(CHelper.WATCH) + "(" + arguments.descriptor(s, fd) + ", &" + set + ", &highest);");
    }

    private void timed(Statement s, String on, String event, String call) {
        waitIfTimed(s, on, event);
        if (!s.timedOut()) {
            check(s, call);
        }
    }

    void waitIfTimed(Statement s, String on, String event) {
        if (s.waitsForATime()) {
            body.add("if (" + source.use(CHelper.WAIT_FOR) + "(" + on + ", " + event + ", " + s.timeoutMillis()
                    + ") == -1)");
            body.addInside(onFailure(s));
        }
    }

    void check(Statement s, String call) {
        failure(s, call + " == -1");
    }

    void failure(Statement s, String condition) {
        body.add("if (" + condition + ")");
        body.addInside(onFailure(s));
    }

    private String onFailure(Statement s) {
        source.include("<stdio.h>");
        return s.failed() ? "perror(\"" + s.call().word() + "\");"
                : source.use(CHelper.DIE) + "(\"" + s.call().word() + "\");";
    }

    private static String sent(Call.Sending call) {
        return Literals.c(Literals.said(call.data())) + ", " + Literals.said(call.data()).length();
    }
}
