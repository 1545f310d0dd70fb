package org.socketworkbench.trace;

import java.util.Locale;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** Calls with their arguments. */
final class CallCodec implements Codec<Call> {
    static final CallCodec INSTANCE = new CallCodec();
    private static final Kind[] KINDS = Kind.values();
    private static final Family[] FAMILIES = Family.values();
    private static final SocketType[] TYPES = SocketType.values();
    private static final Call.Shutdown.How[] DIRECTIONS = Call.Shutdown.How.values();
    private static final OptionValueCodec VALUE = new OptionValueCodec("value");
    private static final long NO_TIMEOUT = 0;
    /** More would be no number of nanoseconds, as which it is shown. */
    private static final long MAX_MICROS = Long.MAX_VALUE / 1000;

    /** A call's kind; its text is the name that every call has in C or Python. */
    private enum Kind {
        SOCKET, SETSOCKOPT, GETSOCKOPT, BIND, LISTEN, ACCEPT, CONNECT, SEND, SENDTO, RECV, RECVFROM, SHUTDOWN, GETSOCKNAME,
        GETPEERNAME, CLOSE, UNLINK, IOCTL, POLL, SELECT, CONNECT_EX, SENDALL, SETBLOCKING, SETTIMEOUT, GETTIMEOUT, FILENO,
        MAKEFILE, READLINE, WRITE, FLUSH;

        private final String text = name().toLowerCase(Locale.ROOT);

        static Kind of(Call call) {
            return switch (call) {
                case Call.Socket c -> SOCKET;
                case Call.SetSockOpt c -> SETSOCKOPT;
                case Call.GetSockOpt c -> GETSOCKOPT;
                case Call.Bind c -> BIND;
                case Call.Listen c -> LISTEN;
                case Call.Accept c -> ACCEPT;
                case Call.Connect c -> CONNECT;
                case Call.Send c -> SEND;
                case Call.SendTo c -> SENDTO;
                case Call.Recv c -> RECV;
                case Call.RecvFrom c -> RECVFROM;
                case Call.Shutdown c -> SHUTDOWN;
                case Call.GetSockName c -> GETSOCKNAME;
                case Call.GetPeerName c -> GETPEERNAME;
                case Call.Close c -> CLOSE;
                case Call.Unlink c -> UNLINK;
                case Call.SetNonBlocking c -> IOCTL;
                case Call.Poll c -> POLL;
                case Call.Select c -> SELECT;
                case Call.Timed c -> of(c.call());
                case Call.ConnectEx c -> CONNECT_EX;
                case Call.SendAll c -> SENDALL;
                case Call.SetBlocking c -> SETBLOCKING;
                case Call.SetTimeout c -> SETTIMEOUT;
                case Call.GetTimeout c -> GETTIMEOUT;
                case Call.FileNo c -> FILENO;
                case Call.MakeFile c -> MAKEFILE;
                case Call.ReadLine c -> READLINE;
                case Call.Write c -> WRITE;
                case Call.Flush c -> FLUSH;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public void write(FieldWriter to, Call call) {
        to.symbol("name", Kind.of(call));
        to.number("withinNanos", call instanceof Call.Timed timed ? timed.nanos() : NO_TIMEOUT, NO_TIMEOUT);
        arguments(to, call);
    }

    private static void arguments(FieldWriter to, Call call) {
        switch (call) {
            case Call.Socket c -> {
                to.symbol("family", c.family());
                to.symbol("type", c.type());
                to.number("protocol", c.protocol());
                to.number("closeOnExec", c.closeOnExec() ? 1 : 0, 0);
            }
            case Call.Unlink c -> address(to, c.address());
            case Call.Poll c -> {
                to.list("entries", c.entries(), PollEntryCodec.INSTANCE);
                to.number("timeoutMillis", c.timeoutMillis());
            }
            case Call.Select c -> {
                to.numbers("read", c.read());
                to.numbers("write", c.write());
                to.numbers("except", c.except());
                to.number("timeoutMicros", c.timeoutMicros());
            }
            case Call.Timed c -> arguments(to, c.call());
            case Call.OnDescriptor c -> {
                to.number("fd", c.fd());
                onDescriptor(to, c);
            }
        }
    }

    private static void onDescriptor(FieldWriter to, Call.OnDescriptor call) {
        switch (call) {
            case Call.Send c -> {
                to.bytes("data", c.data());
                to.number("flags", c.flags());
            }
            case Call.SendTo c -> {
                to.bytes("data", c.data());
                to.number("flags", c.flags());
                address(to, c.address());
            }
            case Call.Receiving c -> {
                to.number("length", c.length());
                to.number("flags", c.flags());
            }
            case Call.SetSockOpt c -> {
                OptionCodec.write(to, c.option());
                VALUE.write(to, c.value());
            }
            case Call.GetSockOpt c -> {
                OptionCodec.write(to, c.option());
                to.number("length", c.length());
            }
            case Call.Bind c -> address(to, c.address());
            case Call.Listen c -> to.number("backlog", c.backlog());
            case Call.Connect c -> address(to, c.address());
            case Call.Shutdown c -> to.symbol("how", c.how());
            case Call.SetNonBlocking c -> to.flag("on", c.on());
            case Call.ConnectEx c -> address(to, c.address());
            case Call.SendAll c -> {
                to.bytes("data", c.data());
                to.number("flags", c.flags());
            }
            case Call.SetBlocking c -> to.flag("blocking", c.blocking());
            case Call.SetTimeout c -> to.number("timeoutNanos", c.nanos());
            case Call.Write c -> to.bytes("data", c.data());
            case Call.Accept c -> to.number("closeOnExec", c.closeOnExec() ? 1 : 0, 0);
            case Call.GetSockName c -> { }
            case Call.GetPeerName c -> { }
            case Call.Close c -> { }
            case Call.GetTimeout c -> { }
            case Call.FileNo c -> { }
            case Call.MakeFile c -> { }
            case Call.ReadLine c -> { }
            case Call.Flush c -> { }
            case Call.Timed c -> throw new IllegalArgumentException("a timeout around " + c);
        }
    }

    private static void address(FieldWriter to, SocketAddress address) {
        to.object("address", address, AddressCodec.INSTANCE);
    }

    @Override
    public Call read(FieldReader from) {
        Kind kind = from.symbol("name", KINDS);
        long within = from.number("withinNanos", NO_TIMEOUT, Long.MAX_VALUE, NO_TIMEOUT);
        Call call = arguments(from, kind);
        if (within == NO_TIMEOUT) {
            return call;
        }
        if (call instanceof Call.OnSocket onSocket) {
            return new Call.Timed(onSocket, within);
        }
        throw new Unreadable("call.within", kind);
    }

    private static Call arguments(FieldReader from, Kind kind) {
        return switch (kind) {
            case SOCKET -> new Call.Socket(from.symbol("family", FAMILIES), from.symbol("type", TYPES), from.integer("protocol"),
                    from.number("closeOnExec", 0, 1, 0) == 1);
            case UNLINK -> new Call.Unlink(path(from));
            case POLL -> new Call.Poll(from.list("entries", PollEntryCodec.INSTANCE), from.integer("timeoutMillis"));
            case SELECT -> new Call.Select(from.numbers("read"), from.numbers("write"), from.numbers("except"),
                    from.number("timeoutMicros", Call.FOR_EVER, MAX_MICROS));
            case SEND -> new Call.Send(fd(from), from.bytes("data"), from.integer("flags"));
            case SENDTO -> new Call.SendTo(fd(from), from.bytes("data"), from.integer("flags"), address(from));
            case RECV -> new Call.Recv(fd(from), from.integer("length", 0, Call.MAX_LENGTH), from.integer("flags"));
            case RECVFROM -> new Call.RecvFrom(fd(from), from.integer("length", 0, Call.MAX_LENGTH), from.integer("flags"));
            case SETSOCKOPT -> new Call.SetSockOpt(fd(from), OptionCodec.read(from), VALUE.read(from));
            case GETSOCKOPT -> new Call.GetSockOpt(fd(from), OptionCodec.read(from),
                    from.integer("length", 0, Call.GetSockOpt.MAX_LENGTH));
            case BIND -> new Call.Bind(fd(from), address(from));
            case LISTEN -> new Call.Listen(fd(from), from.integer("backlog"));
            case CONNECT -> new Call.Connect(fd(from), address(from));
            case SHUTDOWN -> new Call.Shutdown(fd(from), from.symbol("how", DIRECTIONS));
            case IOCTL -> new Call.SetNonBlocking(fd(from), from.flag("on"));
            case CONNECT_EX -> new Call.ConnectEx(fd(from), address(from));
            case SENDALL -> new Call.SendAll(fd(from), from.bytes("data"), from.integer("flags"));
            case SETBLOCKING -> new Call.SetBlocking(fd(from), from.flag("blocking"));
            case SETTIMEOUT -> new Call.SetTimeout(fd(from), from.number("timeoutNanos", Call.FOR_EVER, Long.MAX_VALUE));
            case WRITE -> new Call.Write(fd(from), from.bytes("data"));
            case ACCEPT -> new Call.Accept(fd(from), from.number("closeOnExec", 0, 1, 0) == 1);
            case GETSOCKNAME -> new Call.GetSockName(fd(from));
            case GETPEERNAME -> new Call.GetPeerName(fd(from));
            case CLOSE -> new Call.Close(fd(from));
            case GETTIMEOUT -> new Call.GetTimeout(fd(from));
            case FILENO -> new Call.FileNo(fd(from));
            case MAKEFILE -> new Call.MakeFile(fd(from));
            case READLINE -> new Call.ReadLine(fd(from));
            case FLUSH -> new Call.Flush(fd(from));
        };
    }

    private static int fd(FieldReader from) {
        return from.integer("fd");
    }

    private static SocketAddress address(FieldReader from) {
        return from.object("address", AddressCodec.INSTANCE);
    }

    private static SocketAddress.Unix path(FieldReader from) {
        if (address(from) instanceof SocketAddress.Unix path) {
            return path;
        }
        throw new Unreadable("call.unlink");
    }
}
