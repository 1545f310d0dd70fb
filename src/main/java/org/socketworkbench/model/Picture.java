package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;

/**
 * Everything that is known at one point of the trace. It is built only by applying the trace's events in order. For one
 * thread.
 */
public final class Picture {
    private final Map<Integer, ParticipantState> participants = new LinkedHashMap<>();
    private final AddressBook book;
    private final KernelView kernel;
    private final CallEffects effects;
    private final Traffic traffic;
    /**
     * The sockets of the calls that are being made, by call: a descriptor number can refer to another socket before the
     * call returns.
     */
    private final Map<Integer, DescriptorState> sockets = new HashMap<>();
    /** What the current event reveals. */
    private final List<Fact> facts = new ArrayList<>();

    /** A picture in which nothing has happened yet. */
    public Picture() {
        book = new AddressBook();
        kernel = new KernelView(book);
        effects = new CallEffects(book);
        traffic = new Traffic(book, facts::add, this::isReceivedFrom);
    }

    private Picture(Picture other) {
        Map<DescriptorState, DescriptorState> copies = new IdentityHashMap<>();
        other.participants.forEach((id, participant) -> participants.put(id, participant.copy(copies)));
        UnaryOperator<DescriptorState> copyOf = socket -> copies.getOrDefault(socket, socket);
        other.sockets.forEach((call, socket) -> sockets.put(call, copyOf.apply(socket)));
        for (DescriptorState socket : copies.values()) {
            socket.partner = socket.partner == null ? null : copyOf.apply(socket.partner);
            socket.stream = socket.stream == null ? null : socket.stream.copy(copyOf);
        }
        book = other.book.copy(copyOf);
        kernel = other.kernel.copy(book);
        effects = new CallEffects(book);
        traffic = other.traffic.copy(book, facts::add, this::isReceivedFrom, copyOf);
    }

    /** A copy of its present state. Events that are applied to one do not change the other. */
    public Picture copy() {
        return new Picture(this);
    }

    private boolean isReceivedFrom(DescriptorState socket) {
        return of(socket.owner()).isReceiving(socket);
    }

    /**
     * Takes in the event with this number. Events come in the order of their numbers, without gaps. Returns what the
     * event has revealed about what happens between sockets, in order.
     */
    public List<Fact> apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e ->
                participants.put(e.participant(), new ParticipantState(e.participant(), e.name(), e.role()));
            case TraceEvent.ParticipantWent e -> {
                of(e).went();
                sockets.values().removeIf(socket -> socket.owner() == e.participant());
            }
            case TraceEvent.CallWaiting e -> of(e).lane(e.origin()).waiting = e.call();
            case TraceEvent.CallEntered e -> {
                if (e.call() instanceof Call.OnSocket call) {
                    of(e).open(call.fd()).ifPresent(d -> entered(of(e), d, number, call));
                }
                of(e).entered(number, e);
            }
            case TraceEvent.CallBlocked e -> {
                if (of(e).within(e.call()).orElse(null) instanceof Call.OnSocket call) {
                    of(e).open(call.fd()).ifPresent(d -> traffic.blocked(d, e.call(), call));
                }
                of(e).blocked(e.call());
            }
            case TraceEvent.CallReturned e -> {
                of(e).returned(e);
                FileBuffers.returned(of(e), e.call(), e.outcome());
                returned(of(e), e);
            }
            case TraceEvent.KernelSample e -> kernel.read(e.rows(), participants.values());
            case TraceEvent.Unknown e -> {}
            case TraceEvent.Note e -> noted(of(e), number, e);
        }
        traffic.resolve();
        if (facts.isEmpty()) {
            return List.of();
        }
        List<Fact> found = List.copyOf(facts);
        facts.clear();
        return found;
    }

    private void entered(ParticipantState p, DescriptorState d, int number, Call.OnSocket call) {
        sockets.put(number, d);
        effects.entered(d, call);
        traffic.entered(d, number, call);
        closes(p, d, call).flatMap(p::open).filter(gone -> gone.fds().size() == 1)
                .ifPresent(gone -> traffic.closeEntered(gone, number));
    }

    /** The descriptor number that a call on a socket closes: close its own, dup2 its target. */
    private static Optional<Integer> closes(ParticipantState p, DescriptorState d, Call.OnSocket call) {
        return switch (call) {
            case Call.Close c -> Optional.of(c.fd());
            case Call.Dup2 c when p.open(c.target()).filter(target -> target == d).isEmpty() -> Optional.of(c.target());
            default -> Optional.empty();
        };
    }

    /** All participants in the order in which they came, including those that have left. */
    public Collection<ParticipantState> participants() {
        return Collections.unmodifiableCollection(participants.values());
    }

    public Optional<ParticipantState> participant(int id) {
        return Optional.ofNullable(participants.get(id));
    }

    /** The kernel's tables as they were last read. */
    public List<SocketRow> rows() {
        return kernel.rows();
    }

    /** The participants' sockets, open and closed. */
    public Stream<DescriptorState> descriptors() {
        return participants.values().stream().flatMap(p -> p.descriptors().stream());
    }

    /** How many sockets can still change. Only these take up memory in a copy. */
    long unsettled() {
        return descriptors().filter(socket -> !socket.isSettled()).count();
    }

    /** The socket at the other end of a connection, if a participant has it and it is known. */
    public Optional<DescriptorState> otherEnd(DescriptorState one) {
        return Optional.ofNullable(one.partner);
    }

    /** The open listening socket that a connect to this address reaches. */
    public Optional<DescriptorState> listenerFor(SocketAddress address) {
        return book.listenerAt(address);
    }

    /** The open socket that a datagram to this address arrives at. */
    public Optional<DescriptorState> receiverFor(SocketAddress address) {
        return book.receiverAt(address);
    }

    /**
     * Whether a connected stream socket talks to a program that the trace knows nothing about: no participant listened
     * at the address that it called, or no participant is the caller that was accepted.
     */
    public boolean talksToAStranger(DescriptorState connected) {
        return connected.stream != null && connected.stream.isOutsideAcross();
    }

    /**
     * Whether the other side of a connection has ended its direction, even if no call has reported it yet. A
     * participant's own calls show it; for another program the kernel's table does.
     */
    public boolean hasHungUp(DescriptorState connection) {
        return otherEnd(connection).map(other -> !other.isOpen() || other.sendingEnded())
                .orElseGet(() -> connection.tcpState().filter(TcpState.CLOSE_WAIT::equals).isPresent());
    }

    /** What a stream socket has sent and nobody has taken, in order: what is left of each send. */
    public List<Unread> unread(DescriptorState sender) {
        return sender.stream == null ? List.of()
                : sender.stream.outgoing.stream().filter(chunk -> chunk.left() > 0)
                        .map(chunk -> new Unread(chunk.send, chunk.taken, chunk.left(), chunk.returned)).toList();
    }

    /** How many bytes a stream's socket has sent that nobody has taken, as far as its calls have returned. */
    public long arrived(DescriptorState sender) {
        return unread(sender).stream().filter(Unread::returned).mapToLong(Unread::count).sum();
    }

    /**
     * What is left of one send.
     *
     * @param send     the number of its call
     * @param inSend   how many of its bytes were taken: those that follow are left
     * @param count    how many are left
     * @param returned whether the send has returned; until then the count is only an upper limit
     */
    public record Unread(int send, int inSend, int count, boolean returned) {}

    /** The participants' sockets that are connected to a listener and not accepted yet, in the order of their calls. */
    public List<DescriptorState> callers(DescriptorState listener) {
        return listener.stream == null ? List.of()
                : listener.stream.callers.stream().filter(caller -> caller.peer != null).toList();
    }

    /**
     * The addresses of the callers in a listener's accept queue: they are connected, but no process holds the
     * connections yet. Read from the kernel's tables.
     */
    public List<SocketAddress> acceptQueue(DescriptorState listener) {
        List<SocketAddress> queue = kernel.acceptQueue(listener);
        if (queue.size() < 2) {
            return queue;
        }
        List<SocketAddress> known =
                callers(listener).stream().map(DescriptorState::local).flatMap(Optional::stream).toList();
        // The kernel's table has no order; the calls have.
        return queue.stream()
                .sorted(Comparator
                        .comparingInt(caller -> known.contains(caller) ? known.indexOf(caller) : known.size()))
                .toList();
    }

    /**
     * Whether a connected socket waits in its listener's accept queue. Read from the kernel's tables. For UNIX callers
     * these show only how many wait; that the latest callers are the ones that wait is concluded.
     */
    public boolean waitsForAccept(DescriptorState connected) {
        if (!(connected.peer instanceof SocketAddress.Unix path)) {
            return kernel.waitsForAccept(connected);
        }
        if (connected.stream == null || connected.isAccepted() || connected.partner != null) {
            return false;
        }
        if (connected.stream.listener == null) {
            return kernel.queueLength(path) > 0; // Another program's listener: it is not known who else waits there.
        }
        List<DescriptorState> callers = callers(connected.stream.listener);
        return callers.indexOf(connected) >= Math.max(0, callers.size() - kernel.queueLength(path));
    }

    /**
     * Whether a caller was seen in a listener's accept queue. It may have left the queue since. Read from the kernel's
     * tables.
     */
    public boolean hasWaited(SocketAddress caller, DescriptorState listener) {
        return kernel.hasWaited(caller, listener);
    }

    /** The datagrams that participants have sent to a socket and nobody has taken, in order. They are concluded. */
    public List<Datagrams.Sent<DescriptorState>> datagramsAt(DescriptorState receiver) {
        return traffic.datagramsAt(receiver);
    }

    /**
     * The datagram that a call about to return with these bytes most likely takes, if a participant sent it.
     *
     * @param sender the sender's address, if the call reported it
     */
    public Optional<Datagrams.Sent<DescriptorState>> datagram(DescriptorState receiver, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        return traffic.datagram(receiver, call, data, sender);
    }

    private ParticipantState of(TraceEvent.OfParticipant event) {
        return of(event.participant());
    }

    private ParticipantState of(int participant) {
        return Objects.requireNonNull(participants.get(participant), "nobody has come with this number");
    }

    private void returned(ParticipantState p, TraceEvent.CallReturned e) {
        DescriptorState own = sockets.remove(e.number());
        switch (e.outcome()) {
            case Outcome.Accepted o when e.call() instanceof Call.Accept accept -> accepted(p, e, accept, o);
            case Outcome.Opened o -> opened(p, e, o);
            case Outcome.PairOpened o when e.call() instanceof Call.SocketPair pair -> paired(p, e, pair, o);
            default -> {
                if (e.call() instanceof Call.LibraryCall call) {
                    p.open(call.fd()).ifPresent(d -> effects.library(d, call, e.outcome()));
                } else if (e.call() instanceof Call.OnSocket call) {
                    p.open(call.fd()).filter(d -> own == null || d == own).ifPresent(d -> {
                        if (call instanceof Call.Close) {
                            closed(p, call.fd(), e.number());
                        } else {
                            effects.changed(d, call, e.outcome(), e.nanos());
                            kernel.recognise(d);
                            traffic.returned(d, e.number(), call, e.outcome());
                        }
                    });
                }
            }
        }
    }

    private void closed(ParticipantState p, int fd, int number) {
        DescriptorState socket = p.open(fd).orElseThrow();
        boolean isLast = socket.fds().size() == 1;
        if (isLast) {
            traffic.closing(socket, number);
        }
        kernel.closed(p.closed(fd));
        if (isLast) {
            traffic.closed(socket);
        }
    }

    private void opened(ParticipantState p, TraceEvent.CallReturned e, Outcome.Opened o) {
        switch (e.call()) {
            case Call.Socket c -> add(p, new DescriptorState(o, p.id(), e.nanos(), c.family(), c.type(), false),
                    e.number());
            case Call.OnSocket c -> p.open(c.fd()).filter(d -> !d.fds().contains(o.fd())).ifPresent(d -> {
                makeRoom(p, o.fd(), e.number());
                p.duplicated(d, o);
            });
            default -> {}
        }
    }

    /** A number is about to refer to another socket: dup2 closes the socket that had it. */
    private void makeRoom(ParticipantState p, int fd, int number) {
        if (p.open(fd).isPresent()) {
            closed(p, fd, number);
        }
    }

    private void paired(ParticipantState p, TraceEvent.CallReturned e, Call.SocketPair call, Outcome.PairOpened o) {
        List<DescriptorState> ends = o.opened().stream()
                .map(opened -> new DescriptorState(opened, p.id(), e.nanos(), call.family(), call.type(), false))
                .toList();
        Traffic.pair(ends.getFirst(), ends.getLast());
        for (DescriptorState end : ends) {
            end.phase = DescriptorState.Phase.CONNECTED;
            add(p, end, e.number());
        }
    }

    private void accepted(ParticipantState p, TraceEvent.CallReturned e, Call.Accept call, Outcome.Accepted o) {
        Optional<DescriptorState> listener = p.open(call.fd());
        DescriptorState connection = new DescriptorState(o.opened().getFirst(), p.id(), e.nanos(),
                listener.map(DescriptorState::family).orElseGet(() -> o.peer().family()), SocketType.SOCK_STREAM, true);
        connection.phase = DescriptorState.Phase.CONNECTED;
        connection.peer = o.peer();
        // A connection shares only the port with a listener on all addresses; the kernel's table will show the rest.
        listener.map(l -> l.local)
                .filter(local -> !(local instanceof SocketAddress.Inet inet && inet.isAny()))
                .ifPresent(local -> connection.local = local);
        add(p, connection, e.number());
        traffic.accepted(connection, listener.filter(l -> l.stream != null), e.number());
    }

    private void add(ParticipantState p, DescriptorState socket, int number) {
        makeRoom(p, socket.fd(), number);
        p.add(socket);
        kernel.recognise(socket);
    }

    private static void noted(ParticipantState p, int number, TraceEvent.Note note) {
        switch (note.kind()) {
            case SOURCE -> p.source(note.origin().file(), note.text());
            case PROGRAM_STARTED -> p.started(number, note.text());
            case PROGRAM_ENDED, PROGRAM_STOPPED -> p.ended(note);
            case PROGRAM_FAILED -> {
                p.ended(note);
                p.lane(note.origin());
            }
            case EXIT -> p.exits();
            case WAITS_FOR_INPUT -> p.lane(note.origin()).asks(note.text(), note.nanos());
            case INPUT, INPUT_ENDED -> p.lane(note.origin()).isAnswered();
            case TAKEN_BACK -> p.lane(note.origin()).waiting = null;
            case WAITS_AT_LINE -> p.lane(note.origin()).waitsAtLine = true;
            case VARIABLES -> p.lane(note.origin()).variables = note.text();
            case SLEEPS -> p.lane(note.origin()).sleeps = note.text();
            case WAKES -> p.lane(note.origin()).sleeps = null;
            case THREAD_STARTED -> p.threadStarted(note.origin().thread(), note.text());
            case THREAD_ENDED -> p.threadEnded(note.origin().thread());
            case MAIN_ENDED -> p.lane(note.origin()).hasEnded = true;
            case OUTPUT, ERROR_OUTPUT, PREDICTION, TRACE_FULL, FORGOTTEN -> {}
            // With this case, the compiler demands a case for every kind.
            case null -> throw new NullPointerException("a note without a kind");
        }
    }
}
