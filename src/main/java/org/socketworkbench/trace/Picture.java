package org.socketworkbench.trace;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/**
 * Everything that is known at one point of the trace: made by applying its events in order, and by nothing else. For
 * one thread.
 */
public final class Picture {
    private final Map<Integer, ParticipantState> participants = new LinkedHashMap<>();
    private final KernelView kernel;
    private final CallEffects effects;

    /** Nothing has happened yet. */
    public Picture() {
        kernel = new KernelView();
        effects = new CallEffects();
    }

    private Picture(Picture other) {
        Map<DescriptorState, DescriptorState> sockets = new IdentityHashMap<>();
        other.participants.forEach((id, participant) -> participants.put(id, participant.copy(sockets)));
        kernel = other.kernel.copy();
        effects = other.effects.copy(sockets);
        sockets.values().forEach(socket -> socket.partner = sockets.get(socket.partner));
    }

    /** The same as it is now: what is applied to one from here on does not change the other. */
    public Picture copy() {
        return new Picture(this);
    }

    /** Takes in the event with this number; events come in the order of their numbers, without a gap. */
    public void apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e ->
                participants.put(e.participant(), new ParticipantState(e.participant(), e.name(), e.role()));
            case TraceEvent.ParticipantWent e -> of(e).went();
            case TraceEvent.CallWaiting e -> of(e).lane(e.origin()).waiting = e.call();
            case TraceEvent.CallEntered e -> {
                if (e.call() instanceof Call.OnSocket call) {
                    of(e).open(call.fd()).ifPresent(d -> effects.entered(d, call, e.nanos()));
                }
                of(e).entered(number, e);
            }
            case TraceEvent.CallBlocked e -> of(e).blocked(e.call());
            case TraceEvent.CallReturned e -> {
                of(e).returned(e);
                FileBuffers.returned(of(e), e.call(), e.outcome());
                returned(of(e), e);
            }
            case TraceEvent.KernelSample e -> kernel.read(e.rows(), participants.values());
            case TraceEvent.Unknown e -> {}
            case TraceEvent.Note e -> noted(of(e), number, e);
        }
    }

    /** All participants in the order in which they came, those that have left too. */
    public Collection<ParticipantState> participants() {
        return Collections.unmodifiableCollection(participants.values());
    }

    public Optional<ParticipantState> participant(int id) {
        return Optional.ofNullable(participants.get(id));
    }

    /** The kernel's tables when last read. */
    public List<SocketRow> rows() {
        return kernel.rows();
    }

    /** The participants' sockets, open and closed. */
    public Stream<DescriptorState> descriptors() {
        return participants.values().stream().flatMap(p -> p.descriptors().stream());
    }

    /** The socket at the other end of a connection, if a participant has it: its addresses are this one's, crossed. */
    public Optional<DescriptorState> otherEnd(DescriptorState one) {
        if (one.partner != null) {
            return Optional.of(one.partner);
        }
        if (one.local == null || one.peer == null || one.family() == Family.AF_UNIX) {
            return Optional.empty();
        }
        List<DescriptorState> ends = descriptors()
                .filter(d -> d != one && d.type() == one.type() && meets(one.local, d.peer) && meets(one.peer, d.local))
                .toList();
        return ends.isEmpty() ? Optional.empty() : Optional.of(ends.getLast());
    }

    /** The open socket that listens where a connect to this address arrives. */
    public Optional<DescriptorState> listenerFor(SocketAddress address) {
        return descriptors()
                .filter(d -> d.phase == DescriptorState.Phase.LISTENING && d.isReachedAt(address))
                // Both [::] and 0.0.0.0 can have a port of their own; the nearer one is meant.
                .min(Comparator.comparing(d -> d.local.family() != address.unmapped().family()));
    }

    /** Who waits in a listener's accept queue: connected, held by no process yet. Read from the kernel's tables. */
    public List<SocketAddress> acceptQueue(DescriptorState listener) {
        return kernel.acceptQueue(listener);
    }

    /**
     * Whether a connected socket waits in its listener's accept queue. Read from the kernel's tables; of UNIX callers
     * these tell only how many wait, and that it is those who came last is concluded.
     */
    public boolean waitsForAccept(DescriptorState connected) {
        if (!(connected.peer instanceof SocketAddress.Unix path)) {
            return kernel.waitsForAccept(connected);
        }
        List<DescriptorState> callers = callers(path).filter(d -> d.peer != null).toList();
        return callers.indexOf(connected) >= Math.max(0, callers.size() - kernel.queueLength(path));
    }

    /**
     * Whether a caller was seen in a listener's accept queue, and may have left it since. Read from the kernel's
     * tables.
     */
    public boolean hasWaited(SocketAddress caller, DescriptorState listener) {
        return kernel.hasWaited(caller, listener);
    }

    /**
     * The datagram that a call most likely takes which is about to return with these bytes, if a participant sent it.
     *
     * @param sender whom it came from, if the call told it
     */
    public Optional<Datagrams.Sent<DescriptorState>> datagram(DescriptorState receiver, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        return effects.datagram(receiver, call, data, sender);
    }

    private static boolean meets(SocketAddress one, SocketAddress other) {
        return other != null && one.unmapped().equals(other.unmapped());
    }

    private ParticipantState of(TraceEvent.OfParticipant event) {
        return participants.get(event.participant());
    }

    private void returned(ParticipantState p, TraceEvent.CallReturned e) {
        switch (e.outcome()) {
            case Outcome.Accepted o when e.call() instanceof Call.Accept accept -> accepted(p, e, accept, o);
            case Outcome.Opened o -> opened(p, e, o);
            case Outcome.PairOpened o when e.call() instanceof Call.SocketPair pair -> paired(p, e, pair, o);
            default -> {
                if (e.call() instanceof Call.LibraryCall call) {
                    p.open(call.fd()).ifPresent(d -> effects.library(d, call, e.outcome()));
                } else if (e.call() instanceof Call.OnSocket call) {
                    p.open(call.fd()).ifPresent(d -> {
                        if (call instanceof Call.Close) {
                            closed(p, call.fd());
                        } else {
                            effects.changed(d, call, e.outcome(), e.nanos());
                            kernel.recognise(d);
                        }
                    });
                }
            }
        }
    }

    private void closed(ParticipantState p, int fd) {
        kernel.closed(p.closed(fd));
    }

    private void opened(ParticipantState p, TraceEvent.CallReturned e, Outcome.Opened o) {
        switch (e.call()) {
            case Call.Socket c -> add(p, new DescriptorState(o, p.id(), e.nanos(), c.family(), c.type(), false));
            case Call.OnSocket c -> p.open(c.fd()).filter(d -> !d.fds().contains(o.fd())).ifPresent(d -> {
                makeRoom(p, o.fd());
                p.duplicated(d, o);
            });
            default -> {}
        }
    }

    /** A number is about to stand for another socket: dup2 closes what was there. */
    private void makeRoom(ParticipantState p, int fd) {
        if (p.open(fd).isPresent()) {
            closed(p, fd);
        }
    }

    private void paired(ParticipantState p, TraceEvent.CallReturned e, Call.SocketPair call, Outcome.PairOpened o) {
        List<DescriptorState> ends = o.opened().stream()
                .map(opened -> new DescriptorState(opened, p.id(), e.nanos(), call.family(), call.type(), false))
                .toList();
        ends.getFirst().partner = ends.getLast();
        ends.getLast().partner = ends.getFirst();
        for (DescriptorState end : ends) {
            end.phase = DescriptorState.Phase.CONNECTED;
            add(p, end);
        }
    }

    private void accepted(ParticipantState p, TraceEvent.CallReturned e, Call.Accept call, Outcome.Accepted o) {
        Optional<DescriptorState> listener = p.open(call.fd());
        DescriptorState connection = new DescriptorState(o.opened().getFirst(), p.id(), e.nanos(),
                listener.map(DescriptorState::family).orElseGet(() -> o.peer().family()), SocketType.SOCK_STREAM, true);
        connection.phase = DescriptorState.Phase.CONNECTED;
        connection.peer = o.peer();
        // Of a listener on every address only the port is the connection's own; the kernel's table will tell the rest.
        listener.map(l -> l.local)
                .filter(local -> !(local instanceof SocketAddress.Inet inet && inet.isAny()))
                .ifPresent(local -> connection.local = local);
        if (connection.family() == Family.AF_UNIX) {
            listener.flatMap(this::firstWaiting).ifPresent(caller -> {
                caller.partner = connection;
                connection.partner = caller;
            });
        }
        add(p, connection);
    }

    private void add(ParticipantState p, DescriptorState socket) {
        makeRoom(p, socket.fd());
        p.add(socket);
        kernel.recognise(socket);
    }

    /**
     * Who has waited longest for a UNIX listener's accept. No address tells which caller it took, since callers have
     * none: that it was the first is concluded from the queue's order, and wrong if another program called in between.
     * Its connect may be traced as returned only after the accept, and it may have closed its socket already.
     */
    private Optional<DescriptorState> firstWaiting(DescriptorState listener) {
        return listener.local instanceof SocketAddress.Unix path
                ? callers(path).filter(d -> d.calledNanos >= listener.bornNanos()).findFirst() : Optional.empty();
    }

    /** Who calls or has called at a path and was not taken by an accept, in the order of the calls. */
    private Stream<DescriptorState> callers(SocketAddress.Unix path) {
        return descriptors()
                .filter(d -> !d.isAccepted() && d.partner == null && d.type() == SocketType.SOCK_STREAM)
                .filter(d -> d.peer != null ? path.equals(d.peer)
                        : path.equals(d.called) && participants.get(d.owner()).isCalling(d))
                .sorted(Comparator.comparingLong(d -> d.calledNanos));
    }

    private static void noted(ParticipantState p, int number, TraceEvent.Note note) {
        switch (note.kind()) {
            case SOURCE -> p.source(note.origin().file(), note.text());
            case PROGRAM_STARTED -> p.started(number, note.text());
            case PROGRAM_ENDED, PROGRAM_STOPPED -> p.ended();
            case PROGRAM_FAILED -> {
                p.failed(note);
                p.lane(note.origin());
            }
            case WAITS_FOR_INPUT -> p.lane(note.origin()).asks(note.text(), note.nanos());
            case INPUT, INPUT_ENDED -> p.lane(note.origin()).isAnswered();
            case WAITS_AT_LINE -> p.lane(note.origin()).waitsAtLine = true;
            case SLEEPS -> p.lane(note.origin()).sleeps = note.text();
            case WAKES -> p.lane(note.origin()).sleeps = null;
            case THREAD_STARTED -> p.threadStarted(note.origin().thread(), note.text());
            case THREAD_ENDED -> p.threadEnded(note.origin().thread());
            case MAIN_ENDED -> p.lane(note.origin()).hasEnded = true;
            case OUTPUT, ERROR_OUTPUT, EXIT, TRACE_FULL, FORGOTTEN -> {}
            // With this case, the compiler asks for an answer to every kind.
            case null -> throw new NullPointerException("a note without a kind");
        }
    }
}
