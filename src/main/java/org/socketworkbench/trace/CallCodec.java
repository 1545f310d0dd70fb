package org.socketworkbench.trace;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** Calls with their arguments. */
final class CallCodec implements Codec<Call> {
    static final CallCodec INSTANCE = new CallCodec();
    private static final CallName[] NAMES = CallName.values();
    private static final Family[] FAMILIES = Family.values();
    private static final SocketType[] TYPES = SocketType.values();
    private static final Call.Shutdown.How[] DIRECTIONS = Call.Shutdown.How.values();
    private static final OptionValueCodec VALUE = new OptionValueCodec("value");
    private static final long NO_TIMEOUT = 0;
    /** More would be no number of nanoseconds, as which it is shown. */
    private static final long MAX_MICROS = Long.MAX_VALUE / 1000;

    @Override
    public void write(FieldWriter to, Call call) {
        write(to, call, NO_TIMEOUT);
    }

    /** Those that programs make most come first. */
    private static void write(FieldWriter to, Call call, long within) {
        switch (call) {
            case Call.Send c -> sending(to, CallName.SEND, within, c, c.flags());
            case Call.Recv c -> receiving(to, CallName.RECV, within, c);
            case Call.SendTo c -> {
                sending(to, CallName.SENDTO, within, c, c.flags());
                address(to, c.address());
            }
            case Call.RecvFrom c -> receiving(to, CallName.RECVFROM, within, c);
            case Call.Timed c -> write(to, c.call(), c.nanos());
            case Call.Socket c ->
                making(to, CallName.SOCKET, within, c.family(), c.type(), c.protocol(), c.closeOnExec());
            case Call.SocketPair c ->
                making(to, CallName.SOCKETPAIR, within, c.family(), c.type(), c.protocol(), c.closeOnExec());
            case Call.Dup c -> {
                begin(to, CallName.DUP, within, c);
                closeOnExec(to, c.closeOnExec());
            }
            case Call.Dup2 c -> {
                begin(to, CallName.DUP2, within, c);
                to.number("target", c.target());
            }
            case Call.Unlink c -> {
                begin(to, CallName.UNLINK, within);
                address(to, c.address());
            }
            case Call.Poll c -> {
                begin(to, CallName.POLL, within);
                to.list("entries", c.entries(), PollEntryCodec.INSTANCE);
                to.number("timeoutMillis", c.timeoutMillis());
            }
            case Call.Select c -> {
                begin(to, CallName.SELECT, within);
                to.numbers("read", c.read());
                to.numbers("write", c.write());
                to.numbers("except", c.except());
                to.number("timeoutMicros", c.timeoutMicros());
            }
            case Call.SetSockOpt c -> {
                begin(to, CallName.SETSOCKOPT, within, c);
                OptionCodec.write(to, c.option());
                VALUE.write(to, c.value());
            }
            case Call.GetSockOpt c -> {
                begin(to, CallName.GETSOCKOPT, within, c);
                OptionCodec.write(to, c.option());
                to.number("length", c.length());
            }
            case Call.Bind c -> addressed(to, CallName.BIND, within, c, c.address());
            case Call.Listen c -> {
                begin(to, CallName.LISTEN, within, c);
                to.number("backlog", c.backlog());
            }
            case Call.Accept c -> {
                begin(to, CallName.ACCEPT, within, c);
                closeOnExec(to, c.closeOnExec());
            }
            case Call.Connect c -> addressed(to, CallName.CONNECT, within, c, c.address());
            case Call.Shutdown c -> {
                begin(to, CallName.SHUTDOWN, within, c);
                to.symbol("how", c.how());
            }
            case Call.SetNonBlocking c -> {
                begin(to, CallName.IOCTL, within, c);
                to.flag("on", c.on());
            }
            case Call.ConnectEx c -> addressed(to, CallName.CONNECT_EX, within, c, c.address());
            case Call.SendAll c -> sending(to, CallName.SENDALL, within, c, c.flags());
            case Call.SetBlocking c -> {
                begin(to, CallName.SETBLOCKING, within, c);
                to.flag("blocking", c.blocking());
            }
            case Call.SetTimeout c -> {
                begin(to, CallName.SETTIMEOUT, within, c);
                to.number("timeoutNanos", c.nanos());
            }
            case Call.Write c -> {
                begin(to, CallName.FILE_WRITE, within, c);
                to.bytes("data", c.data());
            }
            case Call.GetSockName c -> begin(to, CallName.GETSOCKNAME, within, c);
            case Call.GetPeerName c -> begin(to, CallName.GETPEERNAME, within, c);
            case Call.Close c -> begin(to, CallName.CLOSE, within, c);
            case Call.GetTimeout c -> begin(to, CallName.GETTIMEOUT, within, c);
            case Call.FileNo c -> begin(to, CallName.FILENO, within, c);
            case Call.MakeFile c -> begin(to, CallName.MAKEFILE, within, c);
            case Call.ReadLine c -> begin(to, CallName.READLINE, within, c);
            case Call.Flush c -> begin(to, CallName.FLUSH, within, c);
        }
    }

    private static void begin(FieldWriter to, CallName name, long within) {
        to.symbol("name", name);
        to.number("withinNanos", within, NO_TIMEOUT);
    }

    private static void begin(FieldWriter to, CallName name, long within, Call.OnDescriptor call) {
        begin(to, name, within);
        to.number("fd", call.fd());
    }

    private static void making(FieldWriter to, CallName name, long within, Family family, SocketType type, int protocol,
            boolean closeOnExec) {
        begin(to, name, within);
        to.symbol("family", family);
        to.symbol("type", type);
        to.number("protocol", protocol);
        closeOnExec(to, closeOnExec);
    }

    private static void closeOnExec(FieldWriter to, boolean set) {
        to.number("closeOnExec", set ? 1 : 0, 0);
    }

    private static void sending(FieldWriter to, CallName name, long within, Call.Sending call, int flags) {
        begin(to, name, within, call);
        to.bytes("data", call.data());
        to.number("flags", flags);
    }

    private static void receiving(FieldWriter to, CallName name, long within, Call.Receiving call) {
        begin(to, name, within, call);
        to.number("length", call.length());
        to.number("flags", call.flags());
    }

    private static void addressed(FieldWriter to, CallName name, long within, Call.OnDescriptor call,
            SocketAddress address) {
        begin(to, name, within, call);
        address(to, address);
    }

    private static void address(FieldWriter to, SocketAddress address) {
        to.object("address", address, AddressCodec.INSTANCE);
    }

    @Override
    public Call read(FieldReader from) {
        CallName name = from.symbol("name", NAMES);
        long within = from.number("withinNanos", NO_TIMEOUT, Long.MAX_VALUE, NO_TIMEOUT);
        Call call = arguments(from, name);
        if (within == NO_TIMEOUT) {
            return call;
        }
        if (call instanceof Call.Waiting waiting) {
            return new Call.Timed(waiting, within);
        }
        throw new Unreadable("call.within", name);
    }

    private static Call arguments(FieldReader from, CallName name) {
        return switch (name) {
            case SOCKET ->
                new Call.Socket(from.symbol("family", FAMILIES), from.symbol("type", TYPES), from.integer("protocol"),
                        closeOnExec(from));
            case SOCKETPAIR ->
                new Call.SocketPair(from.symbol("family", FAMILIES), from.symbol("type", TYPES),
                        from.integer("protocol"), closeOnExec(from));
            case DUP -> new Call.Dup(fd(from), closeOnExec(from));
            case DUP2 -> new Call.Dup2(fd(from), from.integer("target"));
            case UNLINK -> new Call.Unlink(path(from));
            case POLL -> new Call.Poll(from.list("entries", PollEntryCodec.INSTANCE), from.integer("timeoutMillis"));
            case SELECT -> new Call.Select(from.numbers("read"), from.numbers("write"), from.numbers("except"),
                    from.number("timeoutMicros", Call.FOR_EVER, MAX_MICROS));
            case SEND -> new Call.Send(fd(from), from.bytes("data"), from.integer("flags"));
            case SENDTO -> new Call.SendTo(fd(from), from.bytes("data"), from.integer("flags"), address(from));
            case RECV -> new Call.Recv(fd(from), from.integer("length", 0, Call.MAX_LENGTH), from.integer("flags"));
            case RECVFROM ->
                new Call.RecvFrom(fd(from), from.integer("length", 0, Call.MAX_LENGTH), from.integer("flags"));
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
            case SETTIMEOUT ->
                new Call.SetTimeout(fd(from), from.number("timeoutNanos", Call.FOR_EVER, Long.MAX_VALUE));
            case FILE_WRITE -> new Call.Write(fd(from), from.bytes("data"));
            case ACCEPT -> new Call.Accept(fd(from), closeOnExec(from));
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

    private static boolean closeOnExec(FieldReader from) {
        return from.number("closeOnExec", 0, 1, 0) == 1;
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
