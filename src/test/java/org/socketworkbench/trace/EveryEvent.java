package org.socketworkbench.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.SocketAddress.Inet6;
import org.socketworkbench.socket.SocketAddress.Unix;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.TraceEvent.Note;

/** Traces, written by hand, that can have happened and in which everything is that a trace can hold. */
public final class EveryEvent {
    /** Text that would act on what shows it, and half a character. */
    static final String HOSTILE = "\u001b[2J\u202e\"\\\u2028\n{\"event\":99}\ud83d\ude00\ud800</script>";

    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final Outcome OK = new Outcome.Done(0);
    private static final SocketAddress PORT = Inet4.loopback(8080);
    private static final SocketAddress CALLER = Inet4.loopback(41_204);
    private static final SocketAddress PORT6 = new Inet6(0xfe80L << 48, 1, 8080, 7, -2);
    private static final Unix PATH = Unix.of("/tmp/phone");
    private static final Bytes HELLO = Bytes.utf8("Hello");
    private static final Outcome REFUSED = new Outcome.Failed(Errno.ECONNREFUSED);
    private static final Outcome NOTHING_YET = new Outcome.Failed(Errno.EAGAIN);

    private final List<TraceEvent> events = new ArrayList<>();

    private EveryEvent() {}

    public static List<List<TraceEvent>> traces() {
        return List.of(of(EveryEvent::streams), of(EveryEvent::datagrams), of(EveryEvent::duplicates),
                of(EveryEvent::options),
                of(EveryEvent::library), of(EveryEvent::oddities));
    }

    private static List<TraceEvent> of(Consumer<EveryEvent> story) {
        EveryEvent trace = new EveryEvent();
        trace.add(new TraceEvent.ParticipantCame(trace.now(), SERVER, "server", Role.SERVER));
        trace.add(new TraceEvent.ParticipantCame(trace.now(), CLIENT, "client", Role.CLIENT));
        story.accept(trace);
        trace.add(new TraceEvent.ParticipantWent(trace.now(), CLIENT));
        return trace.events;
    }

    private void streams() {
        note(SERVER, Note.Kind.PROGRAM_STARTED, "one_call_server.py");
        call(SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), new Outcome.Opened(3));
        call(SERVER, new Call.Bind(3, PORT), OK);
        call(SERVER, new Call.Listen(3, 5), OK);
        add(new Note(now(), SERVER, new Origin(0, "server.py", 1), Note.Kind.SOURCE, "accept()\n"));
        add(new TraceEvent.CallWaiting(now(), SERVER, new Origin(0, "server.py", 7), new Call.Accept(3)));
        int accept = entered(SERVER, new Call.Accept(3));
        add(new TraceEvent.CallBlocked(now(), SERVER, accept));
        call(CLIENT, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), new Outcome.Opened(4));
        call(CLIENT, new Call.Connect(4, PORT), OK);
        sample(row(SocketRow.Transport.TCP, PORT, new Inet4(0, 0), TcpState.LISTEN, 3),
                row(SocketRow.Transport.TCP, CALLER, PORT,
                        TcpState.ESTABLISHED, 4));
        returned(SERVER, accept, new Outcome.Accepted(5, CALLER));
        sample(row(SocketRow.Transport.TCP, PORT, new Inet4(0, 0), TcpState.LISTEN, 3),
                new SocketRow(SocketRow.Transport.TCP, CALLER, PORT, TcpState.ESTABLISHED, 1, Long.MAX_VALUE, 4, true,
                        Optional.of(
                                new TcpInfo(TcpState.ESTABLISHED, 1, 2, 65_483, 20, 10, 0, 5, -1, Integer.MIN_VALUE))),
                new SocketRow(SocketRow.Transport.UDP, PORT, new Inet4(0, 0), TcpState.CLOSED, 0, 5, 9, true,
                        Optional.empty(), Optional.of(new UdpBuffer(768, 3))),
                new SocketRow(PORT, CALLER, TcpState.TIME_WAIT, 0, 0, SocketRow.NOT_OURS, false));
        threads();
        call(CLIENT, new Call.Send(4, HELLO, MessageFlags.MSG_NOSIGNAL), new Outcome.Done(5));
        call(SERVER, new Call.Recv(5, 1024, 0), new Outcome.Received(HELLO));
        call(CLIENT, new Call.Send(4, Bytes.of(new byte[100]).keeping(3), 0), new Outcome.Done(99));
        call(SERVER, new Call.GetSockName(5), new Outcome.Named(PORT));
        call(SERVER, new Call.GetPeerName(5), new Outcome.Named(CALLER));
        call(CLIENT, new Call.Shutdown(4, Call.Shutdown.How.SHUT_WR), OK);
        call(SERVER, new Call.Recv(5, 1024, 0), new Outcome.Received(Bytes.EMPTY));
        call(SERVER, new Call.Close(5), OK);
        call(CLIENT, new Call.Recv(4, 16, 0), new Outcome.Failed(Errno.ECONNRESET));
        call(CLIENT, new Call.Close(4), OK);
        note(SERVER, Note.Kind.PROGRAM_ENDED, "");
    }

    private void datagrams() {
        call(SERVER, new Call.Socket(Family.AF_INET6, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(3));
        call(SERVER, new Call.Bind(3, PORT6), OK);
        call(SERVER, new Call.Bind(3, new Inet6(1, 2, 3, 4, 5)), new Outcome.Failed(Errno.EADDRNOTAVAIL));
        call(CLIENT, new Call.Socket(Family.AF_INET6, SocketType.SOCK_DGRAM, 17), new Outcome.Opened(4));
        call(CLIENT, new Call.SendTo(4, HELLO, 0, PORT6), new Outcome.Done(5));
        call(SERVER, new Call.RecvFrom(3, 4, MessageFlags.MSG_TRUNC),
                new Outcome.ReceivedFrom(HELLO.keeping(4), Optional.of(Inet6.loopback(41_204))));
        call(SERVER, new Call.RecvFrom(3, 4, 0), NOTHING_YET);
        ControlMessage hops = new ControlMessage(SocketOption.IPPROTO_IPV6, 52, Bytes.of((byte) 64, (byte) 0));
        call(CLIENT, new Call.SendMsg(4, HELLO, List.of(4, 1), List.of(hops), 0, Optional.of(PORT6)),
                new Outcome.Done(5));
        call(SERVER, new Call.RecvMsg(3, List.of(1, 3), 64, MessageFlags.MSG_PEEK),
                new Outcome.ReceivedMessage(HELLO.keeping(4), Optional.of(Inet6.loopback(41_204)), List.of(hops, hops),
                        MessageFlags.MSG_TRUNC | MessageFlags.MSG_CTRUNC));
        call(SERVER, new Call.RecvMsg(3, List.of(), 0, 0), NOTHING_YET);
        call(SERVER, new Call.Socket(Family.AF_UNIX, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(6));
        call(SERVER, new Call.Bind(6, PATH), OK);
        call(CLIENT, new Call.Socket(Family.AF_UNIX, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(7));
        call(CLIENT, new Call.Bind(7, Unix.of("@abstract\u00e9")), OK);
        call(CLIENT, new Call.Connect(7, PATH), OK);
        call(CLIENT, new Call.Send(7, Bytes.EMPTY, 0), OK);
        call(SERVER, new Call.RecvFrom(6, 10, 0), new Outcome.ReceivedFrom(Bytes.EMPTY, Optional.empty()));
        call(SERVER, new Call.GetSockName(6), new Outcome.Named(PATH));
        call(CLIENT, new Call.GetPeerName(4), new Outcome.Named(Unix.UNNAMED));
        sample(row(SocketRow.Transport.UDP, PORT6, new Inet6(0, 0, 0, 0, 0), TcpState.CLOSED, 3),
                row(SocketRow.Transport.UNIX_DATAGRAM, PATH, Unix.UNNAMED, TcpState.CLOSED, 6),
                row(SocketRow.Transport.UNIX_STREAM, Unix.UNNAMED, PATH, TcpState.ESTABLISHED, SocketRow.NOT_OURS));
        call(SERVER, new Call.Close(6), OK);
        call(SERVER, new Call.Unlink(PATH), OK);
        call(SERVER, new Call.Other("lseek", "lseek(9, 5000000000, SEEK_SET)"), new Outcome.Done(5_000_000_000L));
    }

    private void duplicates() {
        call(SERVER, new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_STREAM, 0, true),
                new Outcome.PairOpened(new Outcome.Opened(3, 30), new Outcome.Opened(4, 31)));
        call(SERVER, new Call.Write(3, HELLO), new Outcome.Done(5));
        call(SERVER, new Call.Read(4, 10), new Outcome.Received(HELLO));
        call(SERVER, Call.WriteV.of(3, HELLO, Bytes.EMPTY, HELLO.from(2)), new Outcome.Done(8));
        call(SERVER, new Call.ReadV(4, List.of(3, 0, 10)), new Outcome.Received(HELLO));
        call(SERVER, new Call.ReadV(4, List.of()), new Outcome.Failed(Errno.EINVAL));
        call(SERVER, new Call.SendMsg(3, HELLO, List.of(2, 3), List.of(), MessageFlags.MSG_EOR, Optional.empty()),
                new Outcome.Done(3));
        call(SERVER, new Call.Timed(new Call.RecvMsg(4, List.of(3, 2), 100, 0), 5), new Outcome.TimedOut());
        call(SERVER, new Call.Dup(3, false), new Outcome.Opened(5, 32));
        call(SERVER, new Call.Dup(3, true), new Outcome.Opened(6, 33));
        call(SERVER, new Call.Dup2(5, 4), new Outcome.Opened(4, 31));
        call(SERVER, new Call.Dup2(5, -1), new Outcome.Failed(Errno.EBADF));
        call(SERVER, new Call.Close(3), OK);
        call(SERVER, new Call.SocketPair(Family.AF_INET, SocketType.SOCK_DGRAM, 17, false),
                new Outcome.Failed(Errno.EOPNOTSUPP));
    }

    private void options() {
        call(CLIENT, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), new Outcome.Opened(4));
        SocketOption unknown = new SocketOption(999, -1);
        List<Map.Entry<SocketOption, OptionValue>> values = List.of(
                Map.entry(SocketOption.SO_REUSEADDR, new OptionValue.Int(1)),
                Map.entry(SocketOption.SO_LINGER, new OptionValue.Linger(true, 5)),
                Map.entry(SocketOption.SO_RCVTIMEO, new OptionValue.Time(1, 500_000)),
                Map.entry(SocketOption.IPV6_V6ONLY, new OptionValue.Int(Integer.MIN_VALUE)),
                Map.entry(SocketOption.TCP_INFO, new OptionValue.Raw(Bytes.of(new byte[8]))),
                Map.entry(unknown, new OptionValue.Raw(Bytes.EMPTY)));
        for (Map.Entry<SocketOption, OptionValue> value : values) {
            call(CLIENT, new Call.SetSockOpt(4, value.getKey(), value.getValue()), OK);
            call(CLIENT, new Call.GetSockOpt(4, value.getKey()), new Outcome.OptionRead(value.getValue()));
        }
        call(CLIENT, new Call.GetSockOpt(4, unknown, 0), new Outcome.Failed(new Errno(41)));
        call(CLIENT, new Call.SetNonBlocking(4, true), OK);
        call(CLIENT, new Call.EpollCreate(true), new Outcome.Opened(7, 70));
        call(CLIENT, new Call.EpollCtl(7, Call.EpollCtl.Operation.EPOLL_CTL_ADD, 4,
                PollEntry.POLLIN | EpollEntry.EPOLLET | EpollEntry.EPOLLONESHOT), OK);
        call(CLIENT, new Call.EpollCtl(7, Call.EpollCtl.Operation.EPOLL_CTL_DEL, 3, 0),
                new Outcome.Failed(Errno.ENOENT));
        call(CLIENT, new Call.EpollWait(7, 16, 500),
                new Outcome.EpollReady(List.of(new EpollEntry(4, PollEntry.POLLIN | PollEntry.POLLHUP))));
        call(CLIENT, new Call.EpollWait(7, 16, 0), new Outcome.EpollReady(List.of()));
        call(CLIENT, new Call.Close(7), OK);
        call(CLIENT, new Call.Fcntl(4, Call.Fcntl.Command.F_GETFL),
                new Outcome.Done(FileFlags.O_RDWR | FileFlags.O_NONBLOCK));
        call(CLIENT, new Call.Fcntl(4, Call.Fcntl.Command.F_SETFD, FileFlags.FD_CLOEXEC), OK);
        call(CLIENT, new Call.Ioctl(4, Call.Ioctl.Request.FIONREAD), new Outcome.NumberRead(Integer.MAX_VALUE));
        call(CLIENT, new Call.Ppoll(List.of(new PollEntry(4, PollEntry.POLLIN)), 1), new Outcome.Polled(List.of()));
        call(CLIENT, new Call.Connect(4, PORT), new Outcome.Failed(Errno.EINPROGRESS));
        call(CLIENT, new Call.Poll(List.of(new PollEntry(4, PollEntry.POLLOUT), new PollEntry(-1, 0xffff)), 500),
                new Outcome.Polled(List.of(new PollEntry(4, PollEntry.POLLOUT))));
        call(CLIENT, new Call.GetSockOpt(4, SocketOption.SO_ERROR), new Outcome.OptionRead(new OptionValue.Int(0)));
        call(CLIENT, new Call.Select(List.of(4, 3), List.of(), List.of(4), Call.FOR_EVER),
                new Outcome.Selected(List.of(3), List.of(), List.of(4)));
    }

    private void library() {
        call(CLIENT, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), new Outcome.Opened(4));
        call(CLIENT, new Call.SetBlocking(4, false), OK, new Call.SetNonBlocking(4, true), OK);
        call(CLIENT, new Call.SetTimeout(4, 1_500_000_000), OK, new Call.SetNonBlocking(4, true), OK);
        call(CLIENT, new Call.GetTimeout(4), new Outcome.TimeoutIs(1_500_000_000));
        call(CLIENT, new Call.ConnectEx(4, PORT), new Outcome.Done(111), new Call.Connect(4, PORT), REFUSED);
        call(CLIENT, new Call.Timed(new Call.Connect(4, PORT), 1_500_000_000), new Outcome.TimedOut(),
                new Call.Connect(4, PORT), new Outcome.Failed(Errno.EINPROGRESS),
                new Call.Poll(List.of(new PollEntry(4, PollEntry.POLLOUT)), 1500), new Outcome.Polled(List.of()));
        call(CLIENT, new Call.Timed(new Call.Accept(4, true), 1), new Outcome.Accepted(5, 57, CALLER),
                new Call.Accept(4, true),
                new Outcome.Accepted(5, 57, CALLER));
        call(CLIENT, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0, true), new Outcome.Opened(3, 58));
        call(CLIENT, new Call.Timed(new Call.RecvFrom(4, 10, 0), Long.MAX_VALUE),
                new Outcome.ReceivedFrom(HELLO, Optional.empty()),
                new Call.RecvFrom(4, 10, 0), new Outcome.ReceivedFrom(HELLO, Optional.empty()));
        call(CLIENT, new Call.SendAll(4, HELLO, 0), OK,
                new Call.Send(4, HELLO, 0), new Outcome.Done(3), new Call.Send(4, HELLO.from(3), 0),
                new Outcome.Done(2));
        call(CLIENT, new Call.FileNo(4), new Outcome.Done(4));
        call(CLIENT, new Call.MakeFile(4), new Outcome.Done(4));
        call(CLIENT, new Call.FileWrite(4, HELLO), new Outcome.Done(5));
        call(CLIENT, new Call.Flush(4), OK, new Call.Send(4, HELLO, 0), new Outcome.Done(5));
        call(CLIENT, new Call.ReadLine(4), new Outcome.Received(Bytes.utf8("Hi\n")),
                new Call.Recv(4, 8192, 0), new Outcome.Received(Bytes.utf8("Hi\n")));
        call(CLIENT, new Call.SetTimeout(4, Call.FOR_EVER), OK, new Call.SetNonBlocking(4, false), OK);
    }

    private void oddities() {
        for (Note.Kind kind : Note.Kind.values()) {
            note(SERVER, kind, HOSTILE);
        }
        add(new TraceEvent.ParticipantCame(now(), 77, HOSTILE, Role.CLIENT));
        call(77, new Call.Send(-1, Bytes.utf8(HOSTILE), -1), new Outcome.Failed(Errno.EBADF));
        call(77, new Call.Close(Integer.MAX_VALUE), new Outcome.Done(-1));
        entered(77, new Call.Accept(Integer.MIN_VALUE)); // A defect ended it.
        int listen = call(77, new Call.Listen(3, Integer.MIN_VALUE), OK);
        add(new TraceEvent.ParticipantWent(now(), 77));
        add(new TraceEvent.CallBlocked(now(), 77, listen)); // Seen too late.
        sample();
        add(new TraceEvent.Unknown(now(), "call-guessed"));
        add(new TraceEvent.KernelSample(Long.MAX_VALUE, List.of()));
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        call(SERVER, new Call.Send(3, Bytes.of(all), 0), new Outcome.Done(256));
    }

    private long now() {
        return events.size() * 1_000_003L;
    }

    private void threads() {
        Origin origin = new Origin(2, "server.py", 12);
        add(new Note(now(), SERVER, Origin.of(2), Note.Kind.THREAD_STARTED, "Thread-2"));
        add(new Note(now(), SERVER, origin, Note.Kind.VARIABLES, "s = 3\n\nPORT = 8080"));
        add(new TraceEvent.CallWaiting(now(), SERVER, origin, new Call.Listen(3, 9)));
        int listen = add(new TraceEvent.CallEntered(now(), SERVER, origin, TraceEvent.CallEntered.NO_PARENT,
                new Call.Listen(3, 9)));
        int other = entered(SERVER, new Call.GetSockName(3));
        returned(SERVER, listen, OK);
        returned(SERVER, other, new Outcome.Named(PORT));
        add(new Note(now(), SERVER, origin, Note.Kind.SLEEPS, "1.5"));
        add(new Note(now(), SERVER, origin, Note.Kind.WAKES, ""));
        add(new Note(now(), SERVER, Origin.of(2), Note.Kind.THREAD_ENDED, "Thread-2"));
    }

    private int add(TraceEvent event) {
        events.add(event);
        return events.size() - 1;
    }

    private void note(int participant, Note.Kind kind, String text) {
        add(new Note(now(), participant, kind, text));
    }

    private static SocketRow row(SocketRow.Transport transport, SocketAddress local, SocketAddress remote,
            TcpState state, int fd) {
        return new SocketRow(transport, local, remote, state, 0, 0, fd, true, Optional.empty());
    }

    private void sample(SocketRow... rows) {
        add(new TraceEvent.KernelSample(now(), List.of(rows)));
    }

    private int entered(int participant, Call call) {
        return add(new TraceEvent.CallEntered(now(), participant, call));
    }

    private void returned(int participant, int number, Outcome outcome) {
        TraceEvent.CallEntered entered = (TraceEvent.CallEntered) events.get(number);
        add(new TraceEvent.CallReturned(now(), participant, number, entered.nanos(), entered.call(), outcome));
    }

    /** @param children calls that it makes, each with its outcome */
    private int call(int participant, Call call, Outcome outcome, Object... children) {
        int number = entered(participant, call);
        for (int i = 0; i < children.length; i += 2) {
            int child = add(new TraceEvent.CallEntered(now(), participant, number, (Call) children[i]));
            returned(participant, child, (Outcome) children[i + 1]);
        }
        returned(participant, number, outcome);
        return number;
    }
}
