package org.socketworkbench.export;

import static org.socketworkbench.export.SocketVariable.Kind.ENDPOINT;
import static org.socketworkbench.export.SocketVariable.Kind.LISTENER;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.export.JavaWriter.JavaLines;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.FileFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;

/** Writes each call with Java's channels, and remembers between calls what they do differently. */
final class JavaCalls {
    private final JavaProgram program;
    private final JavaTransfers transfers;
    private final Set<SocketVariable> there = new HashSet<>();
    /** The address of a listener to be bound: Java binds it together with listen. */
    private final Map<SocketVariable, String> bound = new HashMap<>();
    private final Set<SocketVariable> listening = new HashSet<>();
    /** Sockets with a non-blocking connect whose result has not been asked for yet. */
    private final Set<SocketVariable> connecting = new HashSet<>();

    JavaCalls(JavaProgram program) {
        this.program = program;
        transfers = new JavaTransfers(program);
    }

    boolean has(SocketVariable socket) {
        return there.contains(socket);
    }

    JavaLines socket(Statement s, Call.Socket call) {
        if (s.made().isEmpty()) {
            return JavaLines.none(Remarks.because("java.socket"));
        }
        SocketVariable made = s.made().get();
        if (made.family() == Family.AF_UNIX && made.type() == SocketType.SOCK_DGRAM) {
            return JavaLines.none(Remarks.because("java.unix-datagrams"));
        }
        there.add(made);
        JavaLines lines = JavaLines.of(channel(made) + " " + opened(made));
        return call.protocol() == 0 ? lines
                : lines.because(Remarks.because("java.protocol", Remarks.number(call.protocol())));
    }

    private String opened(SocketVariable socket) {
        String family = switch (socket.family()) {
            case AF_INET -> "INET";
            case AF_INET6 -> "INET6";
            case AF_UNIX -> "UNIX";
        };
        return socket.name() + " = " + channel(socket) + ".open(" + program.use("java.net.StandardProtocolFamily") + "."
                + family + ");";
    }

    private String channel(SocketVariable socket) {
        return program.use("java.nio.channels." + switch (socket.kind()) {
            case LISTENER -> "ServerSocketChannel";
            case CONNECTION, CLIENT -> "SocketChannel";
            case ENDPOINT -> "DatagramChannel";
        });
    }

    JavaLines unlink(Call.Unlink call) {
        return JavaText.path(call.address())
                .map(path -> JavaLines.of(
                        program.use("java.nio.file.Files", "java.nio.file.Path") + ".delete(Path.of(" + path + "));"))
                .orElseGet(() -> JavaLines.none(Remarks.because("java.path", call.word())));
    }

    /** What Java requires before the next call if a non-blocking connect is in progress. */
    Optional<String> finishConnect(Statement s) {
        boolean wantsEnd = switch (s.call()) {
            case Call.Sending c -> true;
            case Call.Receiving c -> true;
            case Call.GetPeerName c -> true;
            default -> false;
        };
        return s.socket().filter(socket -> wantsEnd && connecting.remove(socket))
                .map(socket -> "while (!" + socket.name() + ".finishConnect()) { Thread.onSpinWait(); }  // "
                        + Remarks.because("java.finish"));
    }

    JavaLines make(Statement s, Call.OnDescriptor call) {
        SocketVariable on = s.socket().orElseThrow();
        return switch (call) {
            case Call.SetSockOpt c -> JavaText.set(on, c, program);
            case Call.GetSockOpt c ->
                connecting.contains(on) && JavaText.asksForError(c) ? finish(s, on) : JavaText.get(on, c, program);
            case Call.Bind c -> bind(s, on, c);
            case Call.Listen c -> listen(on, c);
            case Call.Accept c -> accept(s, on);
            case Call.Connect c -> connect(s, on, c);
            case Call.ConnectEx c -> connect(s, on, c).because(Remarks.because("java.connect-ex"));
            case Call.Send c -> transfers.send(s, on, c, c.flags());
            case Call.Write c -> transfers.send(s, on, c, 0);
            case Call.SendAll c -> transfers.sendAll(s, on, c);
            case Call.SendTo c -> transfers.sendTo(s, on, c);
            case Call.Gathering c -> transfers.gather(s, on, c);
            case Call.Scattering c -> transfers.scatter(s, on, c);
            case Call.Receiving c -> transfers.receive(s, on, c);
            case Call.Shutdown c -> shutdown(on, c);
            case Call.GetSockName c -> JavaLines.of(printed(c, on.name() + ".getLocalAddress()"));
            case Call.GetPeerName c ->
                on.kind() == LISTENER ? lacks(on, c) : JavaLines.of(printed(c, on.name() + ".getRemoteAddress()"));
            case Call.Dup c -> JavaLines.none(Remarks.because("java.none", c.word()));
            case Call.Dup2 c -> JavaLines.none(Remarks.because("java.none", c.word()));
            case Call.Close c -> JavaLines.of(on.name() + ".close();");
            case Call.SetNonBlocking c -> blocking(on, !c.on());
            case Call.Fcntl c -> c.command() == Call.Fcntl.Command.F_SETFL
                    ? blocking(on, (c.argument() & FileFlags.O_NONBLOCK) == 0)
                    : JavaLines.none(Remarks.because("java.none", c.word()));
            case Call.EpollCtl c -> JavaLines.none(Remarks.because("java.poll", c.word()));
            case Call.EpollWait c -> JavaLines.none(Remarks.because("java.poll", c.word()));
            case Call.Ioctl c -> JavaLines.none(Remarks.because("java.none", c.word()));
            case Call.SetBlocking c -> blocking(on, c.blocking());
            case Call.SetTimeout c -> timeout(s, on, c);
            case Call.GetTimeout c ->
                JavaText.hasSocket(on) ? JavaLines.of(printed(c, on.name() + ".socket().getSoTimeout() + \" ms\""))
                        : lacks(on, c);
            case Call.FileNo c -> JavaLines.none(Remarks.because("java.fileno"));
            case Call.MakeFile c -> transfers.makeFile(s, on);
            case Call.ReadLine c -> transfers.readLine(on, c);
            case Call.FileWrite c -> transfers.write(on, c);
            case Call.Flush c -> transfers.flush(on, c);
            case Call.Timed c -> make(s, c.call());
        };
    }

    static JavaLines lacks(SocketVariable on, Call call) {
        return JavaLines.none(Remarks.because("java.lacks", on.name(), call.word()));
    }

    static String printed(Call call, String expression) {
        return "System.out.println(\"" + call.word() + ": \" + " + expression + ");";
    }

    private JavaLines bind(Statement s, SocketVariable on, Call.Bind call) {
        Optional<String> address = JavaText.address(call.address(), on, program);
        if (address.isEmpty()) {
            return JavaLines.none(Remarks.because("java.path", call.word()));
        }
        if (on.kind() != LISTENER || s.failed()) {
            return JavaLines.of(on.name() + ".bind(" + address.get() + ");");
        }
        bound.put(on, address.get());
        return JavaLines.none(Remarks.because("java.bind", Remarks.address(call.address())));
    }

    private JavaLines listen(SocketVariable on, Call.Listen call) {
        if (on.kind() != LISTENER) {
            return lacks(on, call);
        }
        if (!listening.add(on)) {
            return JavaLines.none(Remarks.because("java.listen-again"));
        }
        JavaLines lines =
                JavaLines.of(on.name() + ".bind(" + bound.getOrDefault(on, "null") + ", " + call.backlog() + ");");
        return call.backlog() > 0 ? lines : lines.because(Remarks.because("java.backlog"));
    }

    private JavaLines accept(Statement s, SocketVariable on) {
        if (on.kind() != LISTENER) {
            return lacks(on, s.call());
        }
        String call = s.waitsForATime() && JavaText.hasSocket(on) ? ".socket().accept().getChannel()" : ".accept()";
        if (s.made().isEmpty()) {
            return JavaLines.of(printed(s.call(), on.name() + call));
        }
        SocketVariable made = s.made().get();
        there.add(made);
        return JavaLines.of(channel(made) + " " + made.name() + " = " + on.name() + call + ";",
                printed(s.call(), made.name() + ".getRemoteAddress()"));
    }

    private JavaLines connect(Statement s, SocketVariable on, Call.WithAddress call) {
        if (on.kind() == LISTENER) {
            return lacks(on, call);
        }
        Optional<String> address = transfers.address(s, call, on);
        if (address.isEmpty()) {
            return JavaLines.none(Remarks.because("java.path", call.word()));
        }
        boolean begun = s.outcome().filter(new Outcome.Failed(Errno.EINPROGRESS)::equals).isPresent()
                || s.outcome().filter(new Outcome.Done(Errno.EINPROGRESS.number())::equals).isPresent();
        if (begun) {
            connecting.add(on);
        }
        boolean timed = s.waitsForATime() && JavaText.hasSocket(on) && on.kind() != ENDPOINT;
        String code = timed ? on.name() + ".socket().connect(" + address.get() + ", " + s.timeoutMillis() + ");"
                : on.name() + ".connect(" + address.get() + ");";
        if (call instanceof Call.ConnectEx && !s.failed()
                && !s.outcome().filter(new Outcome.Done(0)::equals).isPresent()) {
            return tried(call, code);
        }
        return JavaLines.of(code);
    }

    private JavaLines finish(Statement s, SocketVariable on) {
        connecting.remove(on);
        String code = "while (!" + on.name() + ".finishConnect()) { Thread.onSpinWait(); }";
        boolean connected = s.outcome().filter(new Outcome.OptionRead(new OptionValue.Int(0))::equals).isPresent();
        return (connected ? JavaLines.of(code) : tried(s.call(), code)).because(Remarks.because("java.error"));
    }

    /** A call that returns an error number by hand, and throws an exception in Java. */
    private static JavaLines tried(Call call, String code) {
        return JavaLines.of("try {", "    " + code, "} catch (IOException | IllegalStateException error) {",
                "    " + printed(call, "error"), "}");
    }

    /** Java closes a channel whose connect has failed; by hand the socket remains usable. */
    List<String> afterFailure(Statement s) {
        boolean closes = s.call() instanceof Call.Connect
                && s.socket().filter(on -> on.kind() == SocketVariable.Kind.CLIENT).isPresent();
        return closes ? List.of("if (!" + s.socket().get().name() + ".isOpen()) {",
                "    " + opened(s.socket().get()) + "  // " + Remarks.because("java.reopen"), "}") : List.of();
    }

    private static JavaLines shutdown(SocketVariable on, Call.Shutdown call) {
        if (on.kind() == LISTENER || on.kind() == ENDPOINT) {
            return lacks(on, call);
        }
        String input = on.name() + ".shutdownInput();";
        String output = on.name() + ".shutdownOutput();";
        return switch (call.how()) {
            case SHUT_RD -> JavaLines.of(input);
            case SHUT_WR -> JavaLines.of(output);
            case SHUT_RDWR -> JavaLines.of(input, output).because(Remarks.because("java.shutdown"));
        };
    }

    private static JavaLines blocking(SocketVariable on, boolean blocking) {
        return JavaLines.of(on.name() + ".configureBlocking(" + blocking + ");");
    }

    private static JavaLines timeout(Statement s, SocketVariable on, Call.SetTimeout call) {
        if (call.nanos() == 0) {
            return blocking(on, false);
        }
        if (!JavaText.hasSocket(on)) {
            return call.nanos() < 0 ? blocking(on, true) : lacks(on, call);
        }
        long millis = call.nanos() < 0 ? 0 : Math.min(Integer.MAX_VALUE, Math.ceilDiv(call.nanos(), 1_000_000L));
        String set = on.name() + ".socket().setSoTimeout(" + millis + ");";
        return s.timeoutNanos() == 0 ? JavaLines.of(on.name() + ".configureBlocking(true);", set) : JavaLines.of(set);
    }
}
