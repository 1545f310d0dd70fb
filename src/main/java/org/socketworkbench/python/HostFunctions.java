package org.socketworkbench.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.engine.Program;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.ControlMessage;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Origin;

/**
 * Everything outside itself that a program's interpreter can reach: socket calls on the engine, its console, the clock,
 * names. The modules in {@code lib/} call these functions; a call that waits holds no lock of the interpreter.
 */
final class HostFunctions {
    private static final int SHUT_RDWR = 2;

    private final ScriptFolder folder;
    private final CompiledModules compiled;
    private final HostNames hosts;
    private final Map<String, Object> functions = new LinkedHashMap<>();
    /** Set before the program's first line. */
    private volatile @Nullable Run run;
    /** What a program's main thread does after Ctrl+C. */
    private volatile Runnable onInterrupt = () -> {};

    /** Reads a socket call from Python's arguments. */
    private interface CallReader {
        Call read(Arguments arguments);
    }

    /**
     * @param folder   the files that the program sees
     * @param compiled modules that other interpreters have compiled
     */
    HostFunctions(ScriptFolder folder, CompiledModules compiled, HostNames hosts) {
        this.folder = folder;
        this.compiled = compiled;
        this.hosts = hosts;
        modules();
        calls();
        files();
        console();
        names();
    }

    /**
     * From here on the functions serve this run.
     *
     * @param onInterrupt what its main thread does after Ctrl+C; an exception propagates into Python
     */
    void serve(Run run, Runnable onInterrupt) {
        this.run = run;
        this.onInterrupt = onInterrupt;
    }

    /** The functions as Python sees them. */
    ProxyObject proxy() {
        return ProxyObject.fromMap(functions);
    }

    private void modules() {
        function("compiled", values -> {
            String file = values[0].asString();
            String found = compiled.find(file).orElse(null);
            if (found == null && isRunning()) {
                compiled.want(file);
            }
            return found;
        });
        function("share", values -> {
            if (!isRunning()) {
                compiled.add(values[0].asString(), values[1].asString());
            }
            return null;
        });
        function("wanted", values -> Answers.list(isRunning() ? List.of() : compiled.takeWanted()));
    }

    private void calls() {
        call("socket", a -> new Call.Socket(family(a.number()), type(a.number()), a.number(), true));
        call("socketpair", a -> new Call.SocketPair(family(a.number()), type(a.number()), a.number(), true));
        call("dup", a -> new Call.Dup(a.number(), true));
        call("dup2", a -> new Call.Dup2(a.number(), a.number()));
        call("bind", a -> new Call.Bind(a.number(), a.address()));
        call("connect", a -> new Call.Connect(a.number(), a.address()));
        call("connect_ex", a -> new Call.ConnectEx(a.number(), a.address()));
        call("listen", a -> new Call.Listen(a.number(), a.number()));
        call("accept", a -> new Call.Accept(a.number(), true));
        call("send", a -> new Call.Send(a.number(), a.bytes(), a.number()));
        call("sendall", a -> new Call.SendAll(a.number(), a.bytes(), a.number()));
        call("sendto", a -> new Call.SendTo(a.number(), a.bytes(), a.number(), a.address()));
        call("recv", a -> new Call.Recv(a.number(), room(a.number()), a.number()));
        call("recvfrom", a -> new Call.RecvFrom(a.number(), room(a.number()), a.number()));
        call("os_read", a -> new Call.Read(a.number(), room(a.number())));
        call("os_write", a -> new Call.Write(a.number(), a.bytes()));
        call("os_readv", a -> new Call.ReadV(a.number(), rooms(a.numbers())));
        call("os_writev", a -> new Call.WriteV(a.number(), a.bytes(), a.numbers()));
        call("sendmsg", a -> new Call.SendMsg(a.number(), a.bytes(), a.numbers(),
                control(a.numbers(), a.numbers(), a.bytes(), a.numbers()), a.number(), a.addressIfAny()));
        call("recvmsg", a -> new Call.RecvMsg(a.number(), rooms(a.numbers()),
                Math.min(a.number(), Call.RecvMsg.MAX_CONTROL), a.number()));
        call("getsockname", a -> new Call.GetSockName(a.number()));
        call("getpeername", a -> new Call.GetPeerName(a.number()));
        call("setsockopt", a -> setSockOpt(a.number(), new SocketOption(a.number(), a.number()), a));
        call("getsockopt", a -> new Call.GetSockOpt(a.number(), new SocketOption(a.number(), a.number()), a.number()));
        call("setblocking", a -> new Call.SetBlocking(a.number(), a.flag()));
        call("settimeout", a -> new Call.SetTimeout(a.number(), a.longNumber()));
        call("gettimeout", a -> new Call.GetTimeout(a.number()));
        call("fileno", a -> new Call.FileNo(a.number()));
        call("close", a -> {
            int fd = a.number();
            // Before it is closed: then another thread may get the number.
            run().held().letGo(fd);
            return new Call.Close(fd);
        });
        function("hold", values -> run().held().hold(values[0].asInt()));
        function("let_go", values -> {
            run().held().letGo(values[0].asInt());
            process().detached(values[0].asInt());
            return null;
        });
        function("used", values -> {
            process().used(values[0].asInt(), values[1].asLong());
            return null;
        });
        function("take_number", values -> process().takeNumberForFile());
        function("file_closed", values -> {
            process().fileClosed(values[0].asInt());
            return null;
        });
        function("is_socket", values -> values[0].fitsInInt() && process().hasOpen(values[0].asInt()));
        call("poll", a -> new Call.Poll(entries(a.numbers(), a.numbers()), a.number()));
        call("select", a -> new Call.Select(a.numbers(), a.numbers(), a.numbers(), a.longNumber()));
        call("epoll_create1", a -> new Call.EpollCreate(true));
        call("epoll_ctl", a -> new Call.EpollCtl(a.number(), Call.EpollCtl.Operation.values()[a.number()], a.number(),
                (int) a.longNumber()));
        call("epoll_wait",
                a -> new Call.EpollWait(a.number(), Math.min(a.number(), Call.EpollWait.MOST_EVENTS), a.number()));
        call("fcntl", a -> new Call.Fcntl(a.number(), Call.Fcntl.Command.of(a.number()).orElseThrow(), a.number()));
        call("fionbio", a -> new Call.SetNonBlocking(a.number(), a.flag()));
        call("ioctl", a -> new Call.Ioctl(a.number(), Call.Ioctl.Request.of(a.number()).orElseThrow()));
        function("unlink", this::unlink);
        function("shutdown", values -> {
            Arguments a = new Arguments(values);
            int fd = a.number();
            int how = a.number();
            return how < 0 || how > SHUT_RDWR ? Answers.of(new Outcome.Failed(Errno.EINVAL))
                    : make(a, new Call.Shutdown(fd, Call.Shutdown.How.values()[how]));
        });
    }

    /**
     * The file of a socket is removed by its own call; null for any other file, which the layer handles, not the
     * kernel.
     */
    private @Nullable Object unlink(Value[] values) {
        Arguments a = new Arguments(values);
        SocketAddress.Unix path = (SocketAddress.Unix) a.address();
        Call.Unlink call = new Call.Unlink(path);
        enterFolder(call);
        try {
            Path file = Path.of(new String(path.path().toArray(), StandardCharsets.UTF_8));
            return process().hasBound(path) || folder.hasLooseSocket(file) ? make(a, call) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void files() {
        file("rename", (from, to) -> folder.move(from, to));
        function("work_in", values -> {
            folder.setCurrentWorkingDirectory(Path.of(values[0].asString()));
            return null;
        });
        file("link", (existing, name) -> folder.createLink(name, existing));
        file("symlink", (target, link) -> folder.createSymbolicLink(link, target));
    }

    /**
     * A file operation that the interpreter does not pass to the file system unchanged; it returns a negative errno, or
     * 0.
     */
    private interface OnTwoPaths {
        void run(Path one, Path other) throws IOException;
    }

    private void file(String name, OnTwoPaths body) {
        function(name, values -> {
            try {
                body.run(Path.of(values[0].asString()), Path.of(values[1].asString()));
                return 0;
            } catch (IOException e) {
                return -FileErrno.of(e);
            }
        });
    }

    private void console() {
        function("source", values -> {
            process().source(values[0].asString(), values[1].asString());
            return null;
        });
        function("write", values -> {
            Arguments a = new Arguments(values);
            run().write(a.origin(process().thread()), a.flag(), a.byteArray());
            return null;
        });
        function("read_line", values -> {
            Arguments a = new Arguments(values);
            Origin origin = a.origin(process().thread());
            return ended(() -> run().readLine(process(), origin).orElse(null));
        });
        function("take_interrupt", values -> process().takeInterrupt());
        function("main_ended", values -> {
            process().mainEnded();
            return null;
        });
        function("sleep", values -> {
            Arguments a = new Arguments(values);
            Origin origin = a.origin(process().thread());
            long due = System.nanoTime() + a.longNumber();
            return ended(() -> {
                process().sleep(origin, Math.max(0, due - System.nanoTime()));
                return null;
            });
        });
        function("exit", values -> {
            Arguments a = new Arguments(values);
            run().exit(a.origin(process().thread()), a.number());
            return null;
        });
        threads();
    }

    private void threads() {
        function("run_thread", values -> {
            run().thread(values[0].asString(), () -> {
                // The starting thread goes on only when the new one has its place in the turn order.
                values[1].executeVoid();
                ended(this::goOn);
                values[2].executeVoid();
            });
            return null;
        });
        function("rest", values -> {
            process().rests();
            return null;
        });
        function("go_on", values -> ended(this::goOn));
        function("waker", values -> {
            Program.Process mine = process();
            return (ProxyExecutable) nothing -> {
                mine.wakes();
                return null;
            };
        });
    }

    private void names() {
        function("strerror", values -> new Errno(values[0].fitsInInt() ? values[0].asInt() : Integer.MAX_VALUE).text());
        function("resolve", values -> {
            try {
                return Answers.list(hosts.addresses(values[0].asString(), values[1].asBoolean()).stream()
                        .map(found -> Answers.array(found.family().number(), found.hostText())).toList());
            } catch (HostNames.NoAnswerException e) {
                return null;
            }
        });
        function("name_of", values -> hosts.nameOf(values[0].asString()));
        function("host_name", values -> hosts.ownName());
        function("service", values -> hosts.port(values[0].asString(), values[1].asString()).orElse(-1));
        function("service_name", values -> hosts.service(values[0].asInt(), values[1].asString()).orElse(""));
        function("interfaces", values -> Answers.list(hosts.interfaces().stream()
                .map(found -> Answers.array(found.index(), found.name())).toList()));
        function("packed",
                values -> PackedAddress.of(values[0].asInt(), values[1].asString()).map(Latin1::text).orElse(null));
        function("unpacked", values -> PackedAddress.text(Arguments.byteArray(values[0])));
    }

    private void call(String name, CallReader reader) {
        function(name, values -> {
            Arguments arguments = new Arguments(values);
            return make(arguments, reader.read(arguments));
        });
    }

    private void function(String name, ProxyExecutable function) {
        functions.put(name, function);
    }

    private @Nullable Object make(Arguments arguments, Call call) {
        Program.Process process = process();
        enterFolder(call);
        Origin origin = arguments.origin(process.thread());
        return ended(() -> Answers.of(process.attempt(origin, call)));
    }

    private @Nullable Object goOn() throws Program.Ended {
        process().goesOn();
        return null;
    }

    /** A relative path of a UNIX socket starts in the program's working folder. */
    private void enterFolder(Call call) {
        if (call.named().orElse(null) instanceof SocketAddress.Unix path && path.isRelative()) {
            try {
                process().workIn(folder.workingFolder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean isRunning() {
        return run != null;
    }

    private Run run() {
        return Objects.requireNonNull(run, "no program runs yet");
    }

    private Program.Process process() {
        return run().process();
    }

    private interface Body {
        @Nullable Object run() throws Program.Ended;
    }

    /**
     * A stopped program does nothing more: it ends, whatever it would do with an exception. After Ctrl+C, a program
     * runs its handler; if the program then goes on, so does the interrupted call (PEP 475).
     */
    private @Nullable Object ended(Body body) {
        while (true) {
            try {
                return body.run();
            } catch (Program.Ended e) {
                if (!e.wasInterrupted()) {
                    throw new StoppedException();
                }
                onInterrupt.run();
            }
        }
    }

    private static Family family(int number) {
        return number == Family.AF_UNIX.number() ? Family.AF_UNIX : number == Family.AF_INET.number() ? Family.AF_INET
                : Family.AF_INET6;
    }

    private static SocketType type(int number) {
        return number == SocketType.SOCK_DGRAM.number() ? SocketType.SOCK_DGRAM : SocketType.SOCK_STREAM;
    }

    private static int room(int length) {
        return Math.min(length, Call.MAX_LENGTH);
    }

    /** The sizes of buffers, as many bytes of them as one call gets here. */
    private static List<Integer> rooms(List<Integer> lengths) {
        int left = Call.MAX_LENGTH;
        List<Integer> rooms = new ArrayList<>(lengths.size());
        for (int length : lengths) {
            rooms.add(Math.min(left, length));
            left -= rooms.getLast();
        }
        return rooms;
    }

    /** @param data what all of them carry, one after the other */
    private static List<ControlMessage> control(List<Integer> levels, List<Integer> types, Bytes data,
            List<Integer> lengths) {
        List<ControlMessage> control = new ArrayList<>(levels.size());
        int from = 0;
        for (int i = 0; i < levels.size(); i++) {
            control.add(new ControlMessage(levels.get(i), types.get(i), data.part(from, lengths.get(i))));
            from += lengths.get(i);
        }
        return control;
    }

    private static Call setSockOpt(int fd, SocketOption option, Arguments a) {
        return new Call.SetSockOpt(fd, option, OptionValue.of(option, a.bytes()));
    }

    private static List<PollEntry> entries(List<Integer> fds, List<Integer> events) {
        List<PollEntry> entries = new ArrayList<>(fds.size());
        for (int i = 0; i < fds.size(); i++) {
            entries.add(new PollEntry(fds.get(i), events.get(i)));
        }
        return entries;
    }
}
