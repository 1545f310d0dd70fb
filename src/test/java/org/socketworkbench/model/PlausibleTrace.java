package org.socketworkbench.model;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;

/**
 * What a server and two clients, two threads each, might really see: a small kernel carries out their random calls, and
 * a call's return may be traced later than what comes of it. No two bytes of a stream or datagram beside each other are
 * the same, so that each can be followed.
 */
public final class PlausibleTrace {
    private static final int CAST = 3;
    private static final int THREADS = 2;
    private static final int ROOM = 9;
    private static final SocketAddress NOBODY = new SocketAddress.Inet4(0, 0);
    private static final SocketAddress PORT = SocketAddress.Inet4.loopback(8080);
    private static final SocketAddress PATH = SocketAddress.Unix.of("/run/plausible");

    private final Random random;
    private final boolean oneByOne;
    private final List<TraceEvent> events = new ArrayList<>();
    private final Map<Integer, Map<Integer, Socket>> open = new HashMap<>();
    private final Map<List<Integer>, Making> making = new HashMap<>();
    private int real = 40;
    private int port = 40_000;
    private int written;

    /** A call on its way; the outcome is there when the kernel has carried it out. */
    private static final class Making {
        final int number;
        final TraceEvent.CallEntered entered;
        Outcome outcome;

        Making(int number, TraceEvent.CallEntered entered) {
            this.number = number;
            this.entered = entered;
        }
    }

    private record Datagram(SocketAddress from, Bytes data) {}

    private static final class Socket {
        final int real;
        final Family family;
        final SocketType type;
        SocketAddress local;
        SocketAddress peer;
        boolean listens;
        boolean connected;
        Socket other;
        boolean fin;
        boolean ended;
        boolean reset;
        boolean closed;
        boolean held = true;
        boolean known;
        final Deque<Socket> queue = new ArrayDeque<>();
        final Deque<Byte> arrived = new ArrayDeque<>();
        final Deque<Datagram> datagrams = new ArrayDeque<>();

        Socket(int real, Family family, SocketType type) {
            this.real = real;
            this.family = family;
            this.type = type;
        }

        boolean isUnix() {
            return family == Family.AF_UNIX;
        }

        boolean isStream() {
            return type == SocketType.SOCK_STREAM;
        }
    }

    public PlausibleTrace(long seed) {
        this(seed, false);
    }

    /**
     * @param oneByOne whether no two threads are in calls on one socket at once: then it is sure whose bytes are whose
     */
    public PlausibleTrace(long seed, boolean oneByOne) {
        random = new Random(seed);
        this.oneByOne = oneByOne;
    }

    /** At least so many events; the same for the same seed. */
    public List<TraceEvent> events(int count) {
        for (int who = 0; who < CAST; who++) {
            add(new TraceEvent.ParticipantCame(now(), who, "p" + who, who == 0 ? Role.SERVER : Role.CLIENT));
            open.put(who, new HashMap<>());
        }
        while (events.size() < count) {
            step(random.nextInt(CAST), random.nextInt(THREADS));
        }
        return events;
    }

    private void step(int who, int thread) {
        List<Integer> lane = List.of(who, thread);
        Making call = making.get(lane);
        if (call == null) {
            Call next = call(who);
            if (next != null) {
                TraceEvent.CallEntered entered = new TraceEvent.CallEntered(now(), who, Origin.of(thread),
                        TraceEvent.CallEntered.NO_PARENT, next);
                making.put(lane, new Making(events.size(), entered));
                add(entered);
            }
        } else if (call.outcome == null) {
            call.outcome = carryOut(who, call.entered.call());
            if (call.outcome == null && random.nextInt(8) == 0) {
                add(new TraceEvent.CallBlocked(now(), who, call.number));
            } else if (call.outcome == null && random.nextInt(12) == 0) {
                call.outcome = new Outcome.Failed(Errno.EINTR);
            }
        } else {
            if (call.entered.call() instanceof Call.Connect || random.nextInt(6) == 0) {
                sample();
            }
            add(new TraceEvent.CallReturned(now(), who, call.number, call.entered.nanos(), call.entered.call(),
                    call.outcome));
            call.outcome.opened().forEach(opened -> open.get(who).get(opened.fd()).known = true);
            making.remove(lane);
        }
    }

    private boolean isUsed(int who, int fd) {
        return making.entrySet().stream().anyMatch(one -> one.getKey().getFirst() == who
                && one.getValue().entered.call() instanceof Call.OnSocket call && call.fd() == fd);
    }

    private Call call(int who) {
        List<Integer> mine = open.get(who).keySet().stream().filter(fd -> open.get(who).get(fd).known).toList();
        if (mine.size() < 2 || mine.size() < 6 && random.nextInt(8) == 0) {
            boolean stream = random.nextInt(3) > 0;
            return random.nextInt(12) == 0
                    ? new Call.SocketPair(Family.AF_UNIX, stream ? SocketType.SOCK_STREAM : SocketType.SOCK_DGRAM, 0,
                            true)
                    : new Call.Socket(random.nextInt(4) == 0 ? Family.AF_UNIX : Family.AF_INET,
                            stream ? SocketType.SOCK_STREAM : SocketType.SOCK_DGRAM, 0);
        }
        int fd = mine.get(random.nextInt(mine.size()));
        if (oneByOne && isUsed(who, fd)) {
            return null;
        }
        Socket socket = open.get(who).get(fd);
        if (random.nextInt(20) == 0 && !isUsed(who, fd)) {
            return new Call.Close(fd);
        }
        if (random.nextInt(15) == 0) {
            return new Call.GetSockName(fd);
        }
        Bytes data = data();
        SocketAddress target = socket.isUnix() ? PATH : PORT;
        if (!socket.isStream()) {
            return switch (random.nextInt(4)) {
                case 0 -> who == 0 && socket.local == null ? new Call.Bind(fd, target) : new Call.RecvFrom(fd, ROOM, 0);
                case 1 -> socket.other == null ? new Call.SendTo(fd, data, 0, target) : new Call.Send(fd, data, 0);
                default -> new Call.RecvFrom(fd, ROOM, 0);
            };
        }
        if (socket.connected) {
            return switch (random.nextInt(8)) {
                case 0 -> random.nextInt(4) == 0 && !isUsed(who, fd) ? new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR)
                        : null;
                case 1, 2, 3 -> new Call.Send(fd, data, 0);
                default -> new Call.Recv(fd, 1 + random.nextInt(ROOM), 0);
            };
        }
        if (isUsed(who, fd)) {
            return null;
        }
        return who != 0 ? new Call.Connect(fd, target) : socket.listens ? new Call.Accept(fd)
                : socket.local == null ? new Call.Bind(fd, target) : new Call.Listen(fd, 5);
    }

    /** The next few bytes of a long count. */
    private Bytes data() {
        byte[] bytes = new byte[random.nextInt(6)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + written++ % 26);
        }
        return Bytes.owning(bytes);
    }

    /** What comes of a call now; null while it has to wait. */
    private Outcome carryOut(int who, Call call) {
        Socket socket = call instanceof Call.OnSocket on ? open.get(who).get(on.fd()) : null;
        if (call instanceof Call.OnSocket && socket == null) {
            return new Outcome.Failed(Errno.EBADF);
        }
        return switch (call) {
            case Call.Socket c -> open(who, new Socket(real++, c.family(), c.type()));
            case Call.SocketPair c -> pair(who, c);
            case Call.Bind c -> bind(socket, c.address());
            case Call.Listen c -> {
                socket.listens = true;
                yield new Outcome.Done(0);
            }
            case Call.Connect c -> connect(socket, c.address());
            case Call.Accept c -> accept(who, socket);
            case Call.Send c -> socket.isStream() ? send(socket, c.data()) : post(socket, socket.other, c.data());
            case Call.SendTo c -> post(socket, at(c.address(), SocketType.SOCK_DGRAM), c.data());
            case Call.Recv c -> recv(socket, c.length());
            case Call.RecvFrom c -> take(socket, c.length());
            case Call.Shutdown c -> {
                socket.ended = true;
                socket.other.fin = true;
                yield new Outcome.Done(0);
            }
            case Call.GetSockName c -> new Outcome.Named(socket.local != null ? socket.local
                    : socket.isUnix() ? SocketAddress.Unix.UNNAMED : NOBODY);
            case Call.Close c -> close(who, c.fd(), socket);
            default -> throw new IllegalArgumentException(call.name().text());
        };
    }

    private Outcome.Opened open(int who, Socket socket) {
        int fd = 3;
        while (open.get(who).containsKey(fd)) {
            fd++;
        }
        open.get(who).put(fd, socket);
        return new Outcome.Opened(fd, socket.real);
    }

    private Outcome pair(int who, Call.SocketPair call) {
        Socket one = new Socket(real++, call.family(), call.type());
        Socket other = new Socket(real++, call.family(), call.type());
        join(one, other);
        return new Outcome.PairOpened(open(who, one), open(who, other));
    }

    private static void join(Socket one, Socket other) {
        one.other = other;
        other.other = one;
        one.connected = true;
        other.connected = true;
    }

    private Socket at(SocketAddress address, SocketType type) {
        return open.values().stream().flatMap(all -> all.values().stream())
                .filter(one -> one.type == type && address.equals(one.local)).findFirst().orElse(null);
    }

    private Outcome bind(Socket socket, SocketAddress address) {
        if (at(address, socket.type) != null) {
            return new Outcome.Failed(Errno.EADDRINUSE);
        }
        socket.local = address;
        return new Outcome.Done(0);
    }

    private Outcome connect(Socket socket, SocketAddress address) {
        Socket listener = at(address, SocketType.SOCK_STREAM);
        if (listener == null || !listener.listens) {
            return new Outcome.Failed(Errno.ECONNREFUSED);
        }
        Socket connection = new Socket(real++, socket.family, socket.type);
        connection.held = false;
        if (!socket.isUnix()) {
            socket.local = SocketAddress.Inet4.loopback(port++);
        }
        socket.peer = address;
        connection.local = address;
        connection.peer = socket.isUnix() ? SocketAddress.Unix.UNNAMED : socket.local;
        join(socket, connection);
        listener.queue.add(connection);
        return new Outcome.Done(0);
    }

    private Outcome accept(int who, Socket listener) {
        if (!listener.isUnix() && random.nextInt(12) == 0) {
            Socket connection = new Socket(real++, listener.family, listener.type);
            connection.local = listener.local;
            connection.peer = new SocketAddress.Inet4(0x0a000001, port++);
            join(connection, new Socket(0, listener.family, listener.type));
            connection.arrived.add((byte) '?');
            listener.queue.addFirst(connection);
        }
        Socket connection = listener.queue.poll();
        if (connection == null) {
            return null;
        }
        connection.held = true;
        Outcome.Opened opened = open(who, connection);
        return new Outcome.Accepted(opened.fd(), opened.real(), connection.peer);
    }

    private Outcome send(Socket socket, Bytes data) {
        if (socket.ended) {
            return new Outcome.Failed(Errno.EPIPE);
        }
        if (socket.other.closed) {
            boolean told = socket.reset;
            socket.reset = true;
            return told ? new Outcome.Failed(Errno.EPIPE) : new Outcome.Done(data.length());
        }
        int count = random.nextInt(4) == 0 ? random.nextInt(data.length() + 1) : data.length();
        for (int i = 0; i < count; i++) {
            socket.other.arrived.add((byte) data.at(i));
        }
        return new Outcome.Done(count);
    }

    private Outcome recv(Socket socket, int length) {
        if (socket.arrived.isEmpty()) {
            return socket.reset ? new Outcome.Failed(Errno.ECONNRESET)
                    : socket.fin ? new Outcome.Received(Bytes.EMPTY) : null;
        }
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        while (taken.size() < length && !socket.arrived.isEmpty()) {
            taken.write(socket.arrived.poll());
        }
        return new Outcome.Received(Bytes.owning(taken.toByteArray()));
    }

    private Outcome post(Socket from, Socket to, Bytes data) {
        if (from.local == null && !from.isUnix()) {
            from.local = SocketAddress.Inet4.loopback(port++);
        }
        if (to != null && !to.closed) {
            to.datagrams.add(new Datagram(from.isUnix() ? null : from.local, data));
        } else if (from.isUnix()) {
            return new Outcome.Failed(Errno.ECONNREFUSED);
        }
        return new Outcome.Done(data.length());
    }

    private static Outcome take(Socket socket, int length) {
        Datagram datagram = socket.datagrams.poll();
        return datagram == null ? null
                : new Outcome.ReceivedFrom(datagram.data.keeping(length), Optional.ofNullable(datagram.from));
    }

    private Outcome close(int who, int fd, Socket socket) {
        open.get(who).remove(fd);
        socket.closed = true;
        if (socket.other != null) {
            socket.other.fin = true;
            socket.other.reset |= !socket.arrived.isEmpty();
        }
        socket.queue.forEach(waiting -> {
            waiting.closed = true;
            waiting.other.reset = true;
        });
        return new Outcome.Done(0);
    }

    /** The kernel's table of TCP. */
    private void sample() {
        List<SocketRow> rows = new ArrayList<>();
        open.values().stream().flatMap(all -> all.values().stream())
                .filter(one -> one.isStream() && !one.isUnix() && (one.listens || one.connected))
                .forEach(one -> {
                    rows.add(row(one));
                    one.queue.forEach(waiting -> rows.add(row(waiting)));
                });
        add(new TraceEvent.KernelSample(now(), rows));
    }

    private static SocketRow row(Socket socket) {
        return new SocketRow(socket.local, socket.listens ? NOBODY : socket.peer,
                socket.listens ? TcpState.LISTEN : socket.fin ? TcpState.CLOSE_WAIT : TcpState.ESTABLISHED, 0,
                socket.listens ? socket.queue.size() : socket.arrived.size(),
                socket.held ? socket.real : SocketRow.NOT_OURS, socket.held);
    }

    private long now() {
        return events.size() * 1_000L;
    }

    private void add(TraceEvent event) {
        events.add(event);
    }
}
