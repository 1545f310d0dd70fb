package org.socketworkbench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * The program that strace watches: a server and a client make a fixed set of calls by hand. It prints what the trace
 * says, a call a line: the kernel's number of the thread, who, the call as this project writes it, and as strace should
 * write it.
 */
public final class StraceSubject {
    private final TraceLog log = new TraceLog();
    /** A permit for every event that was appended and not yet waited for. */
    private final Semaphore appended = new Semaphore(0);
    private final Set<Long> threads = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> threadOf = new ConcurrentHashMap<>();
    private final Workbench workbench = new Workbench(this::caller, log, (call, outcome) -> {},
            body -> Thread.ofPlatform().start(body));
    private final Sockets sockets = ThisSystem.sockets();
    private final Participant server = add("server", Role.SERVER);
    private final Participant client = add("client", Role.CLIENT);

    private StraceSubject() {
        log.onAppend(appended::release);
    }

    /** @param args {@code hand} for the hand sequence alone; nothing for all calls */
    public static void main(String[] args) throws Exception {
        boolean handSequenceAlone = List.of(args).contains("hand");
        // The first round loads classes, which opens and closes files, on threads that nobody compares.
        new StraceSubject().run(false);
        StraceSubject subject = new StraceSubject();
        subject.run(handSequenceAlone);
        subject.print();
        if (!handSequenceAlone) {
            StraceScripts.printAll();
        }
    }

    private Sockets.Caller caller() {
        Sockets.Caller caller = sockets.caller();
        threads.add(caller.threadId());
        return caller;
    }

    private Participant add(String name, Role role) {
        Participant participant = workbench.add(name, role);
        while (threads.size() <= participant.id()) {
            Thread.onSpinWait();
        }
        threadOf.put(participant.id(),
                threads.stream().filter(tid -> !threadOf.containsValue(tid)).findFirst().orElseThrow());
        return participant;
    }

    private void run(boolean handSequenceAlone) throws InterruptedException {
        handSequence();
        if (!handSequenceAlone) {
            unnaturalCalls();
        }
        workbench.close(Duration.ofSeconds(30));
    }

    private void handSequence() throws InterruptedException {
        int listener = socket(server);
        make(server, new Call.SetSockOpt(listener, SocketOption.SO_REUSEADDR, 1));
        make(server, new Call.Bind(listener, SocketAddress.Inet4.loopback(0)));
        make(server, new Call.Listen(listener, 5));
        SocketAddress address = ((Outcome.Named) make(server, new Call.GetSockName(listener))).address();
        int from = log.size();
        server.make(new Call.Accept(listener));
        int calling = socket(client);
        make(client, new Call.Connect(calling, address));
        int called = ((Outcome.Accepted) returned(server, from)).fd();
        make(client, new Call.Send(calling, Bytes.utf8("Hello"), 0));
        make(server, new Call.Recv(called, 1024, 0));
        make(server, new Call.Send(called, Bytes.utf8("HELLO"), 0));
        make(client, new Call.Recv(calling, 1024, 0));
        make(server, new Call.Close(called));
        make(client, new Call.Recv(calling, 1024, 0));
        make(client, new Call.Close(calling));
        make(server, new Call.Close(listener));
    }

    private void unnaturalCalls() throws InterruptedException {
        int fd = socket(server);
        make(server, new Call.Accept(fd));
        make(server, new Call.Recv(fd, 10, 0));
        make(server, new Call.Send(fd, Bytes.utf8("nobody"), 0));
        make(server, new Call.GetPeerName(fd));
        make(server, new Call.SetSockOpt(fd, SocketOption.SO_RCVBUF, 50_000));
        make(server, new Call.GetSockOpt(fd, SocketOption.SO_RCVBUF));
        make(server, new Call.GetSockOpt(fd, SocketOption.SO_ERROR));
        make(server, new Call.Bind(fd, SocketAddress.Inet4.loopback(0)));
        make(server, new Call.Bind(fd, SocketAddress.Inet4.loopback(0)));
        SocketAddress address = ((Outcome.Named) make(server, new Call.GetSockName(fd))).address();
        int calling = socket(client);
        make(client, new Call.Connect(calling, address));
        make(server, new Call.Listen(fd, 1));
        make(client, new Call.Connect(calling, address));
        make(client, new Call.Connect(calling, address));
        make(client, new Call.GetPeerName(calling));
        int called = ((Outcome.Accepted) make(server, new Call.Accept(fd))).fd();
        make(client, new Call.Send(calling, Bytes.utf8("a line that is longer than thirty-two bytes\r\n"), 0));
        make(client, new Call.Send(calling, Bytes.utf8("\"quoted\" \\ \t\r\n"), 0));
        make(client, new Call.Shutdown(calling, Call.Shutdown.How.SHUT_WR));
        make(client, new Call.Send(calling, Bytes.utf8("more"), 0));
        while (make(server, new Call.Recv(called, 40, 0)).value() > 0) {
            // Until the end.
        }
        make(client, new Call.Close(Call.NO_DESCRIPTOR));
        int from = log.size();
        server.make(new Call.Accept(fd));
        while (server.inCall().isEmpty()) {
            Thread.onSpinWait();
        }
        server.interrupt();
        returned(server, from);
        make(server, new Call.Close(called));
        duplicates(fd, calling);
    }

    private void duplicates(int servers, int clients) throws InterruptedException {
        int second = (int) make(server, new Call.Dup(servers, false)).value();
        make(server, new Call.Dup(servers, true));
        make(server, new Call.Dup2(servers, 77));
        make(server, new Call.Dup2(77, second));
        make(server, new Call.Close(second));
        Call.SocketPair pair = new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_STREAM, 0, false);
        Outcome.PairOpened ends = (Outcome.PairOpened) make(client, pair);
        make(client, new Call.Send(ends.first().fd(), Bytes.utf8("over the wire"), 0));
        messages(ends.first().fd(), ends.second().fd());
        make(client, new Call.Dup2(clients, ends.first().fd()));
        make(client, new Call.Recv(ends.second().fd(), 40, 0));
        make(client, new Call.Recv(ends.second().fd(), 40, 0));
    }

    private void messages(int from, int to) throws InterruptedException {
        make(client, Call.WriteV.of(from, Bytes.utf8("one"), Bytes.EMPTY, Bytes.utf8(" two")));
        make(client, new Call.Recv(to, 40, MessageFlags.MSG_PEEK));
        make(client, new Call.SendMsg(from, Bytes.utf8("three"), List.of(2, 3), List.of(), 0, Optional.empty()));
        make(client, new Call.RecvMsg(to, List.of(16, 1, 5, 10), 0, 0));
        make(client, new Call.RecvMsg(to, List.of(5), 0, MessageFlags.MSG_DONTWAIT));
        make(client, new Call.Write(from, Bytes.utf8("four")));
        make(client, new Call.ReadV(to, List.of(2, 30)));
        make(client, new Call.ReadV(Call.NO_DESCRIPTOR, List.of(2)));
        make(client, new Call.Ppoll(List.of(new PollEntry(to, PollEntry.POLLIN)), 1_000_001));
        make(client, new Call.Ppoll(List.of(new PollEntry(to, PollEntry.POLLOUT)), Call.FOR_EVER));
        int epoll = (int) make(client, new Call.EpollCreate(true)).value();
        make(client, new Call.EpollCtl(epoll, Call.EpollCtl.Operation.EPOLL_CTL_ADD, to,
                PollEntry.POLLIN | PollEntry.POLLOUT | EpollEntry.EPOLLONESHOT));
        make(client, new Call.EpollWait(epoll, 5, Call.NO_DESCRIPTOR));
        make(client, new Call.EpollWait(epoll, 5, 0));
        make(client, new Call.Fcntl(to, Call.Fcntl.Command.F_SETFD, 1));
        make(client, new Call.Fcntl(to, Call.Fcntl.Command.F_GETFD));
        make(client, new Call.Ioctl(to, Call.Ioctl.Request.FIONREAD));
        make(client, new Call.Ioctl(to, Call.Ioctl.Request.SIOCATMARK));
    }

    private int socket(Participant who) throws InterruptedException {
        return (int) make(who, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0)).value();
    }

    private Outcome make(Participant who, Call call) throws InterruptedException {
        int from = log.size();
        who.make(call);
        return returned(who, from);
    }

    private Outcome returned(Participant who, int from) throws InterruptedException {
        while (true) {
            for (TraceEvent event : log.range(from, log.size())) {
                if (event instanceof TraceEvent.CallReturned returned && returned.participant() == who.id()) {
                    return returned.outcome();
                }
            }
            appended.acquire();
        }
    }

    private void print() {
        List<String> lines = new ArrayList<>();
        RealCalls real = new RealCalls();
        for (TraceEvent event : log.range(0, log.size())) {
            Optional<String> seen = real.next(event);
            if (event instanceof TraceEvent.CallReturned e && seen.isPresent()) {
                String who = e.participant() == server.id() ? server.name() : client.name();
                lines.add(threadOf.get(e.participant()) + "\t" + who + "\t" + CText.of(e.call(), e.outcome())
                        + "\t" + seen.get());
            }
        }
        lines.forEach(System.out::println);
    }
}
