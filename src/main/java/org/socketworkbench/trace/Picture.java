package org.socketworkbench.trace;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
import org.socketworkbench.socket.TcpState;

/**
 * Everything that is known at one point of the trace: made by applying its events in order, and by nothing else. For one
 * thread.
 */
public final class Picture {
    private final Map<Integer, ParticipantState> participants = new LinkedHashMap<>();
    private final CallEffects effects = new CallEffects();
    private List<SocketRow> rows = List.of();

    /** Takes in the event with this number; events come in the order of their numbers, without a gap. */
    public void apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e ->
                participants.put(e.participant(), new ParticipantState(e.participant(), e.name(), e.role()));
            case TraceEvent.ParticipantWent e -> of(e).went();
            case TraceEvent.CallWaiting e -> of(e).waiting = e.call();
            case TraceEvent.CallEntered e -> {
                of(e).waiting = null;
                if (e.call() instanceof Call.OnSocket call) {
                    of(e).open(call.fd()).ifPresent(d -> effects.entered(d, call, e.nanos()));
                }
                FileBuffers.entered(of(e), e.call());
                of(e).entered(e.parent(), new ParticipantState.Pending(number, e.nanos(), e.call(), false));
            }
            case TraceEvent.CallBlocked e -> of(e).blocked(e.call());
            case TraceEvent.CallReturned e -> {
                of(e).returned(e.number(), e.outcome());
                FileBuffers.returned(of(e), e.call(), e.outcome());
                returned(of(e), e);
            }
            case TraceEvent.KernelSample e -> sampled(e);
            case TraceEvent.Note e -> noted(of(e), e);
        }
    }

    /** All participants in the order in which they came, those that have left too. */
    public Collection<ParticipantState> participants() {
        return Collections.unmodifiableCollection(participants.values());
    }

    public Optional<ParticipantState> participant(int id) {
        return Optional.ofNullable(participants.get(id));
    }

    /** The kernel's table when last read. */
    public List<SocketRow> rows() {
        return rows;
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
                .filter(d -> d != one && meets(one.local, d.peer) && meets(one.peer, d.local))
                .toList();
        return ends.isEmpty() ? Optional.empty() : Optional.of(ends.getLast());
    }

    /** The open socket that listens where a connect to this address arrives. */
    public Optional<DescriptorState> listenerFor(SocketAddress address) {
        return descriptors()
                .filter(d -> d.phase == DescriptorState.Phase.LISTENING && d.local != null && address.reaches(d.local))
                .findFirst();
    }

    /** Who waits in a listener's accept queue: connected, held by no process yet. Read from the kernel's table. */
    public List<SocketAddress> acceptQueue(DescriptorState listener) {
        return rows.stream()
                .filter(row -> isQueued(row) && listener.local != null && row.local().reaches(listener.local))
                .map(SocketRow::remote)
                .toList();
    }

    /** Whether a connected socket waits in its listener's accept queue. Read from the kernel's table. */
    public boolean waitsForAccept(DescriptorState connected) {
        return rows.stream().anyMatch(row -> isQueued(row)
                && meets(row.remote(), connected.local) && meets(row.local(), connected.peer));
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

    private static boolean isQueued(SocketRow row) {
        return !row.held() && (row.state() == TcpState.ESTABLISHED || row.state() == TcpState.CLOSE_WAIT);
    }

    private ParticipantState of(TraceEvent.OfParticipant event) {
        return participants.get(event.participant());
    }

    private void returned(ParticipantState p, TraceEvent.CallReturned e) {
        switch (e.outcome()) {
            case Outcome.Accepted o when e.call() instanceof Call.Accept accept -> accepted(p, e, accept, o);
            case Outcome.Done o when e.call() instanceof Call.Socket socket ->
                p.add(new DescriptorState((int) o.value(), p.id(), e.nanos(), socket.family(), socket.type(), false));
            default -> {
                if (e.call() instanceof Call.LibraryCall call) {
                    p.open(call.fd()).ifPresent(d -> effects.library(d, call, e.outcome()));
                } else if (e.call() instanceof Call.OnSocket call) {
                    p.open(call.fd()).ifPresent(d -> {
                        if (call instanceof Call.Close) {
                            p.closed(d);
                        } else {
                            effects.changed(d, call, e.outcome());
                            // The table may have been read while the call was on its way: now it fits.
                            rows.stream().filter(row -> row.fd() == d.fd()).forEach(row -> read(row, d));
                        }
                    });
                }
            }
        }
    }

    private void accepted(ParticipantState p, TraceEvent.CallReturned e, Call.Accept call, Outcome.Accepted o) {
        Optional<DescriptorState> listener = p.open(call.fd());
        DescriptorState connection = new DescriptorState(o.fd(), p.id(), e.nanos(),
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
        p.add(connection);
    }

    /**
     * Who has waited longest for a UNIX listener's accept. No address tells which caller it took, since callers have none: that
     * it was the first is concluded from the queue's order, and wrong if another program called in between. Its connect may be
     * traced as returned only after the accept, and it may have closed its socket already.
     */
    private Optional<DescriptorState> firstWaiting(DescriptorState listener) {
        return descriptors()
                .filter(d -> listener.local != null && !d.isAccepted() && d.partner == null && listener.local.equals(d.called)
                        && d.calledNanos >= listener.bornNanos() && (d.peer != null || isCalling(d)))
                .min(Comparator.comparingLong(d -> d.calledNanos));
    }

    private boolean isCalling(DescriptorState d) {
        ParticipantState owner = participants.get(d.owner());
        return Stream.of(owner.pending(), owner.step()).flatMap(Optional::stream)
                .anyMatch(call -> call.call() instanceof Call.Connect connect && connect.fd() == d.fd());
    }

    private void sampled(TraceEvent.KernelSample sample) {
        rows = sample.rows();
        for (SocketRow row : rows) {
            if (row.fd() != SocketRow.NOT_OURS) {
                participants.values().stream()
                        .flatMap(p -> p.open(row.fd()).stream())
                        .forEach(d -> read(row, d));
            }
        }
    }

    private static void read(SocketRow row, DescriptorState d) {
        if (fits(row, d)) {
            d.row = row;
            d.local = row.local();
            if (d.phase == DescriptorState.Phase.CONNECTED) {
                d.peer = row.remote(); // Who called 0.0.0.0 learns here whom it reached.
            }
        }
    }

    /**
     * Whether a row can be this socket's. A number is given out again at once, so a row that was read a moment ago may be
     * that of the socket that had it before.
     */
    private static boolean fits(SocketRow row, DescriptorState d) {
        return switch (d.phase) {
            case LISTENING -> row.state() == TcpState.LISTEN && (d.local == null || d.local.equals(row.local()));
            case NEW, BOUND -> d.called != null && row.remote().reaches(d.called);
            case CONNECTED -> row.remote().reaches(d.peer);
            case CLOSED -> false;
        };
    }

    private static void noted(ParticipantState p, TraceEvent.Note note) {
        switch (note.kind()) {
            case PROGRAM_STARTED -> p.program = note.text();
            case PROGRAM_ENDED, PROGRAM_FAILED, PROGRAM_STOPPED -> {
                p.program = null;
                p.prompt = null;
                p.waiting = null;
            }
            case WAITS_FOR_INPUT -> p.prompt = note.text();
            case INPUT -> p.prompt = null;
            case OUTPUT, EXIT, TRACE_FULL -> { }
        }
    }
}
