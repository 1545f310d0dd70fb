package org.socketworkbench.trace;

import java.util.List;
import java.util.function.Supplier;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** Calls with their arguments. */
final class CallCodec implements Codec<Call> {
    static final CallCodec INSTANCE = new CallCodec();
    private static final long NO_TIMEOUT = 0;
    /** It is shown in nanoseconds, and a larger number would overflow a long. */
    private static final long MAX_MICROS = Long.MAX_VALUE / 1000;

    private static final Field<CallName> NAME = Field.symbol("name", CallName.values());
    private static final Field.Unusual WITHIN =
            new Field.Unusual("withinNanos", NO_TIMEOUT, Long.MAX_VALUE, NO_TIMEOUT);
    private static final Field<SocketAddress> ADDRESS = Field.object("address", AddressCodec.INSTANCE);
    private static final Field.Int ANY_FLAGS = new Field.Int("flags");
    private static final Field<Family> FAMILY = Field.symbol("family", Family.values());
    private static final Field<SocketType> TYPE = Field.symbol("type", SocketType.values());
    private static final Field.Int PROTOCOL = new Field.Int("protocol");
    private static final Field<Boolean> CLOSE_ON_EXEC = Field.one("closeOnExec");

    private static final Part<Call.OnDescriptor, Integer> FD = new Field.Int("fd").of(Call.OnDescriptor::fd);
    private static final Part<Call.Sending, Bytes> DATA = Field.bytes("data").of(Call.Sending::data);
    private static final Part<Call.WithAddress, SocketAddress> TO = ADDRESS.of(Call.WithAddress::address);
    private static final Part<Call.Receiving, Integer> LENGTH =
            new Field.Int("length", 0, Call.MAX_LENGTH).of(Call.Receiving::length);
    private static final Part<Call.Receiving, Integer> FLAGS = ANY_FLAGS.of(Call.Receiving::flags);

    private static final Field<List<Integer>> LENGTHS = Field.numbers("lengths");

    private static final Form<Call.Socket> SOCKET = Form.of(Call.Socket::new, FAMILY.of(Call.Socket::family),
            TYPE.of(Call.Socket::type), PROTOCOL.of(Call.Socket::protocol), CLOSE_ON_EXEC.of(Call.Socket::closeOnExec));
    private static final Form<Call.SocketPair> SOCKETPAIR = Form.of(Call.SocketPair::new,
            FAMILY.of(Call.SocketPair::family), TYPE.of(Call.SocketPair::type), PROTOCOL.of(Call.SocketPair::protocol),
            CLOSE_ON_EXEC.of(Call.SocketPair::closeOnExec));
    private static final Form<Call.Dup> DUP = Form.of(Call.Dup::new, FD, CLOSE_ON_EXEC.of(Call.Dup::closeOnExec));
    private static final Form<Call.Dup2> DUP2 =
            Form.of(Call.Dup2::new, FD, new Field.Int("target").of(Call.Dup2::target));
    private static final Form<Call.Bind> BIND = Form.of(Call.Bind::new, FD, TO);
    private static final Form<Call.Listen> LISTEN =
            Form.of(Call.Listen::new, FD, new Field.Int("backlog").of(Call.Listen::backlog));
    private static final Form<Call.Accept> ACCEPT =
            Form.of(Call.Accept::new, FD, CLOSE_ON_EXEC.of(Call.Accept::closeOnExec));
    private static final Form<Call.Connect> CONNECT = Form.of(Call.Connect::new, FD, TO);
    private static final Form<Call.Send> SEND = Form.of(Call.Send::new, FD, DATA, ANY_FLAGS.of(Call.Send::flags));
    private static final Form<Call.SendTo> SENDTO =
            Form.of(Call.SendTo::new, FD, DATA, ANY_FLAGS.of(Call.SendTo::flags), TO);
    private static final Form<Call.Recv> RECV = Form.of(Call.Recv::new, FD, LENGTH, FLAGS);
    private static final Form<Call.RecvFrom> RECVFROM = Form.of(Call.RecvFrom::new, FD, LENGTH, FLAGS);
    private static final Form<Call.Read> READ = Form.of(Call.Read::new, FD, LENGTH);
    private static final Form<Call.Write> WRITE = Form.of(Call.Write::new, FD, DATA);
    private static final Form<Call.ReadV> READV =
            Form.of((fd, lengths) -> whole(() -> new Call.ReadV(fd, lengths)), FD, LENGTHS.of(Call.ReadV::lengths));
    private static final Form<Call.WriteV> WRITEV =
            Form.of((fd, data, lengths) -> whole(() -> new Call.WriteV(fd, data, lengths)), FD, DATA,
                    LENGTHS.of(Call.WriteV::lengths));
    private static final Form<Call.SendMsg> SENDMSG = Form.of(
            (fd, data, lengths, control, flags, to) -> whole(
                    () -> new Call.SendMsg(fd, data, lengths, control, flags, to)),
            FD, DATA, LENGTHS.of(Call.SendMsg::lengths),
            Field.list("control", ControlMessageCodec.FORM).of(Call.SendMsg::control),
            ANY_FLAGS.of(Call.SendMsg::flags),
            Field.optional("address", AddressCodec.INSTANCE).of(Call.SendMsg::to));
    private static final Form<Call.RecvMsg> RECVMSG = Form.of(
            (fd, lengths, control, flags) -> whole(() -> new Call.RecvMsg(fd, lengths, control, flags)),
            FD, LENGTHS.of(Call.RecvMsg::lengths),
            new Field.Int("controlLength", 0, Call.RecvMsg.MAX_CONTROL).of(Call.RecvMsg::controlLength), FLAGS);
    private static final Form<Call.Shutdown> SHUTDOWN = Form.of(Call.Shutdown::new, FD,
            Field.symbol("how", Call.Shutdown.How.values()).of(Call.Shutdown::how));
    private static final Form<Call.Close> CLOSE = Form.of(Call.Close::new, FD);
    private static final Form<Call.Unlink> UNLINK = Form.of(CallCodec::unlink, ADDRESS.of(Call.Unlink::address));
    private static final Form<Call.Other> OTHER = Form.of(CallCodec::other,
            Field.string("called", Bounds.NAME).of(Call.Other::word),
            Field.string("text", Bounds.NAME).of(Call.Other::text));
    private static final Form<Call.SetSockOpt> SETSOCKOPT = Form.of(Call.SetSockOpt::new, FD,
            OptionCodec.FIELD.of(Call.SetSockOpt::option),
            Field.among(new OptionValueCodec("value")).of(Call.SetSockOpt::value));
    private static final Form<Call.GetSockOpt> GETSOCKOPT = Form.of(Call.GetSockOpt::new, FD,
            OptionCodec.FIELD.of(Call.GetSockOpt::option),
            new Field.Int("length", 0, Call.GetSockOpt.MAX_LENGTH).of(Call.GetSockOpt::length));
    private static final Form<Call.GetSockName> GETSOCKNAME = Form.of(Call.GetSockName::new, FD);
    private static final Form<Call.GetPeerName> GETPEERNAME = Form.of(Call.GetPeerName::new, FD);
    private static final Form<Call.SetNonBlocking> IOCTL =
            Form.of(Call.SetNonBlocking::new, FD, Field.flag("on").of(Call.SetNonBlocking::on));
    private static final Form<Call.Fcntl> FCNTL = Form.of(Call.Fcntl::new, FD,
            Field.symbol("command", Call.Fcntl.Command.values()).of(Call.Fcntl::command),
            new Field.Int("argument").of(Call.Fcntl::argument));
    private static final Form<Call.Ioctl> IOCTL_READ = Form.of(Call.Ioctl::new, FD,
            Field.symbol("request", Call.Ioctl.Request.values()).of(Call.Ioctl::request));
    private static final Form<Call.EpollCreate> EPOLL_CREATE1 =
            Form.of(Call.EpollCreate::new, CLOSE_ON_EXEC.of(Call.EpollCreate::closeOnExec));
    private static final Form<Call.EpollCtl> EPOLL_CTL = Form.of(Call.EpollCtl::new, FD,
            Field.symbol("operation", Call.EpollCtl.Operation.values()).of(Call.EpollCtl::operation),
            new Field.Int("target").of(Call.EpollCtl::target), new Field.Int("watched").of(Call.EpollCtl::events));
    private static final Form<Call.EpollWait> EPOLL_WAIT = Form.of(Call.EpollWait::new, FD,
            new Field.Int("maxEvents", Integer.MIN_VALUE, Call.EpollWait.MOST_EVENTS).of(Call.EpollWait::maxEvents),
            new Field.Int("timeoutMillis").of(Call.EpollWait::timeoutMillis));
    private static final Form<Call.Ppoll> PPOLL = Form.of(Call.Ppoll::new,
            Field.list("entries", PollEntryCodec.FORM).of(Call.Ppoll::entries),
            new Field.Whole("timeoutNanos", Call.FOR_EVER, Long.MAX_VALUE).of(Call.Ppoll::timeoutNanos));
    private static final Form<Call.Poll> POLL = Form.of(Call.Poll::new,
            Field.list("entries", PollEntryCodec.FORM).of(Call.Poll::entries),
            new Field.Int("timeoutMillis").of(Call.Poll::timeoutMillis));
    private static final Form<Call.Select> SELECT = Form.of(Call.Select::new,
            Field.numbers("read").of(Call.Select::read), Field.numbers("write").of(Call.Select::write),
            Field.numbers("except").of(Call.Select::except),
            new Field.Whole("timeoutMicros", Call.FOR_EVER, MAX_MICROS).of(Call.Select::timeoutMicros));
    private static final Form<Call.ConnectEx> CONNECT_EX = Form.of(Call.ConnectEx::new, FD, TO);
    private static final Form<Call.SendAll> SENDALL =
            Form.of(Call.SendAll::new, FD, DATA, ANY_FLAGS.of(Call.SendAll::flags));
    private static final Form<Call.SetBlocking> SETBLOCKING =
            Form.of(Call.SetBlocking::new, FD, Field.flag("blocking").of(Call.SetBlocking::blocking));
    private static final Form<Call.SetTimeout> SETTIMEOUT = Form.of(Call.SetTimeout::new, FD,
            new Field.Whole("timeoutNanos", Call.FOR_EVER, Long.MAX_VALUE).of(Call.SetTimeout::nanos));
    private static final Form<Call.GetTimeout> GETTIMEOUT = Form.of(Call.GetTimeout::new, FD);
    private static final Form<Call.FileNo> FILENO = Form.of(Call.FileNo::new, FD);
    private static final Form<Call.MakeFile> MAKEFILE = Form.of(Call.MakeFile::new, FD);
    private static final Form<Call.ReadLine> READLINE = Form.of(Call.ReadLine::new, FD);
    private static final Form<Call.FileWrite> FILE_WRITE = Form.of(Call.FileWrite::new, FD, DATA);
    private static final Form<Call.Flush> FLUSH = Form.of(Call.Flush::new, FD);

    @Override
    public void write(FieldWriter to, Call call) {
        write(to, call, NO_TIMEOUT);
    }

    /** The calls that programs make most often come first. */
    private static void write(FieldWriter to, Call call, long within) {
        switch (call) {
            case Call.Send c -> write(to, CallName.SEND, within, SEND, c);
            case Call.Recv c -> write(to, CallName.RECV, within, RECV, c);
            case Call.SendTo c -> write(to, CallName.SENDTO, within, SENDTO, c);
            case Call.RecvFrom c -> write(to, CallName.RECVFROM, within, RECVFROM, c);
            case Call.Read c -> write(to, CallName.READ, within, READ, c);
            case Call.Write c -> write(to, CallName.WRITE, within, WRITE, c);
            case Call.ReadV c -> write(to, CallName.READV, within, READV, c);
            case Call.WriteV c -> write(to, CallName.WRITEV, within, WRITEV, c);
            case Call.SendMsg c -> write(to, CallName.SENDMSG, within, SENDMSG, c);
            case Call.RecvMsg c -> write(to, CallName.RECVMSG, within, RECVMSG, c);
            case Call.Timed c -> write(to, c.call(), c.nanos());
            case Call.Poll c -> write(to, CallName.POLL, within, POLL, c);
            case Call.Select c -> write(to, CallName.SELECT, within, SELECT, c);
            case Call.Accept c -> write(to, CallName.ACCEPT, within, ACCEPT, c);
            case Call.Connect c -> write(to, CallName.CONNECT, within, CONNECT, c);
            case Call.Socket c -> write(to, CallName.SOCKET, within, SOCKET, c);
            case Call.Close c -> write(to, CallName.CLOSE, within, CLOSE, c);
            case Call.Bind c -> write(to, CallName.BIND, within, BIND, c);
            case Call.Listen c -> write(to, CallName.LISTEN, within, LISTEN, c);
            case Call.Shutdown c -> write(to, CallName.SHUTDOWN, within, SHUTDOWN, c);
            case Call.SetSockOpt c -> write(to, CallName.SETSOCKOPT, within, SETSOCKOPT, c);
            case Call.GetSockOpt c -> write(to, CallName.GETSOCKOPT, within, GETSOCKOPT, c);
            case Call.GetSockName c -> write(to, CallName.GETSOCKNAME, within, GETSOCKNAME, c);
            case Call.GetPeerName c -> write(to, CallName.GETPEERNAME, within, GETPEERNAME, c);
            case Call.SocketPair c -> write(to, CallName.SOCKETPAIR, within, SOCKETPAIR, c);
            case Call.Dup c -> write(to, CallName.DUP, within, DUP, c);
            case Call.Dup2 c -> write(to, CallName.DUP2, within, DUP2, c);
            case Call.Other c -> write(to, CallName.OTHER, within, OTHER, c);
            case Call.Unlink c -> write(to, CallName.UNLINK, within, UNLINK, c);
            case Call.Fcntl c -> write(to, CallName.FCNTL, within, FCNTL, c);
            case Call.Ioctl c -> write(to, CallName.IOCTL_READ, within, IOCTL_READ, c);
            case Call.EpollCreate c -> write(to, CallName.EPOLL_CREATE1, within, EPOLL_CREATE1, c);
            case Call.EpollCtl c -> write(to, CallName.EPOLL_CTL, within, EPOLL_CTL, c);
            case Call.EpollWait c -> write(to, CallName.EPOLL_WAIT, within, EPOLL_WAIT, c);
            case Call.Ppoll c -> write(to, CallName.PPOLL, within, PPOLL, c);
            case Call.SetNonBlocking c -> write(to, CallName.IOCTL, within, IOCTL, c);
            case Call.ConnectEx c -> write(to, CallName.CONNECT_EX, within, CONNECT_EX, c);
            case Call.SendAll c -> write(to, CallName.SENDALL, within, SENDALL, c);
            case Call.SetBlocking c -> write(to, CallName.SETBLOCKING, within, SETBLOCKING, c);
            case Call.SetTimeout c -> write(to, CallName.SETTIMEOUT, within, SETTIMEOUT, c);
            case Call.GetTimeout c -> write(to, CallName.GETTIMEOUT, within, GETTIMEOUT, c);
            case Call.FileNo c -> write(to, CallName.FILENO, within, FILENO, c);
            case Call.MakeFile c -> write(to, CallName.MAKEFILE, within, MAKEFILE, c);
            case Call.ReadLine c -> write(to, CallName.READLINE, within, READLINE, c);
            case Call.FileWrite c -> write(to, CallName.FILE_WRITE, within, FILE_WRITE, c);
            case Call.Flush c -> write(to, CallName.FLUSH, within, FLUSH, c);
        }
    }

    private static <T extends Call> void write(FieldWriter to, CallName name, long within, Form<T> form, T call) {
        NAME.write(to, name);
        WITHIN.write(to, within);
        form.write(to, call);
    }

    @Override
    public Call read(FieldReader from) {
        CallName name = NAME.read(from);
        long within = WITHIN.read(from);
        Call call = read(from, name);
        if (within == NO_TIMEOUT) {
            return call;
        }
        if (call instanceof Call.Waiting waiting && !(call instanceof Call.Plain)) {
            return new Call.Timed(waiting, within);
        }
        throw new Unreadable("call.within", name);
    }

    /** A switch and not a table of forms: the compiler sees through constants only. */
    private static Call read(FieldReader from, CallName name) {
        return switch (name) {
            case SEND -> SEND.read(from);
            case RECV -> RECV.read(from);
            case SENDTO -> SENDTO.read(from);
            case RECVFROM -> RECVFROM.read(from);
            case READ -> READ.read(from);
            case WRITE -> WRITE.read(from);
            case READV -> READV.read(from);
            case WRITEV -> WRITEV.read(from);
            case SENDMSG -> SENDMSG.read(from);
            case RECVMSG -> RECVMSG.read(from);
            case POLL -> POLL.read(from);
            case SELECT -> SELECT.read(from);
            case ACCEPT -> ACCEPT.read(from);
            case CONNECT -> CONNECT.read(from);
            case SOCKET -> SOCKET.read(from);
            case CLOSE -> CLOSE.read(from);
            case BIND -> BIND.read(from);
            case LISTEN -> LISTEN.read(from);
            case SHUTDOWN -> SHUTDOWN.read(from);
            case SETSOCKOPT -> SETSOCKOPT.read(from);
            case GETSOCKOPT -> GETSOCKOPT.read(from);
            case GETSOCKNAME -> GETSOCKNAME.read(from);
            case GETPEERNAME -> GETPEERNAME.read(from);
            case SOCKETPAIR -> SOCKETPAIR.read(from);
            case DUP -> DUP.read(from);
            case DUP2 -> DUP2.read(from);
            case OTHER -> OTHER.read(from);
            case UNLINK -> UNLINK.read(from);
            case FCNTL -> FCNTL.read(from);
            case IOCTL_READ -> IOCTL_READ.read(from);
            case EPOLL_CREATE1 -> EPOLL_CREATE1.read(from);
            case EPOLL_CTL -> EPOLL_CTL.read(from);
            case EPOLL_WAIT -> EPOLL_WAIT.read(from);
            case PPOLL -> PPOLL.read(from);
            case IOCTL -> IOCTL.read(from);
            case CONNECT_EX -> CONNECT_EX.read(from);
            case SENDALL -> SENDALL.read(from);
            case SETBLOCKING -> SETBLOCKING.read(from);
            case SETTIMEOUT -> SETTIMEOUT.read(from);
            case GETTIMEOUT -> GETTIMEOUT.read(from);
            case FILENO -> FILENO.read(from);
            case MAKEFILE -> MAKEFILE.read(from);
            case READLINE -> READLINE.read(from);
            case FILE_WRITE -> FILE_WRITE.read(from);
            case FLUSH -> FLUSH.read(from);
        };
    }

    /** Makes a call; throws {@link Unreadable} if its fields do not fit together. */
    private static <T extends Call> T whole(Supplier<T> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException e) {
            throw new Unreadable("call.buffers");
        }
    }

    private static Call.Other other(String called, String text) {
        try {
            return new Call.Other(called, text);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("call.other");
        }
    }

    private static Call.Unlink unlink(SocketAddress address) {
        if (address instanceof SocketAddress.Unix path) {
            return new Call.Unlink(path);
        }
        throw new Unreadable("call.unlink");
    }
}
