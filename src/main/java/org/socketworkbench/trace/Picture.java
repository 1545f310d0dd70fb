package org.socketworkbench.trace;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.TcpState;

/**
 * Everything that is known at one point of the trace: made by applying its events in order, and by nothing else. For one
 * thread.
 */
public final class Picture {
    private final Map<Integer, ParticipantState> participants = new LinkedHashMap<>();
    private List<TcpRow> rows = List.of();

    /** Takes in the event with this number; events come in the order of their numbers, without a gap. */
    public void apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e ->
                participants.put(e.participant(), new ParticipantState(e.participant(), e.name(), e.role()));
            case TraceEvent.ParticipantWent e -> went(of(e));
            case TraceEvent.CallWaiting e -> of(e).waiting = e.call();
            case TraceEvent.CallEntered e -> {
                of(e).waiting = null;
                if (e.call() instanceof Call.Connect connect) {
                    of(e).open(connect.fd()).ifPresent(d -> d.called = connect.address());
                }
                of(e).pending = new ParticipantState.Pending(number, e.nanos(), e.call(), false);
            }
            case TraceEvent.CallBlocked e -> {
                ParticipantState.Pending pending = of(e).pending;
                if (pending != null && pending.number() == e.call()) {
                    of(e).pending = new ParticipantState.Pending(pending.number(), pending.entered(), pending.call(), true);
                }
            }
            case TraceEvent.CallReturned e -> {
                of(e).pending = null;
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
    public List<TcpRow> rows() {
        return rows;
    }

    /** The participants' sockets, open and closed. */
    public Stream<DescriptorState> descriptors() {
        return participants.values().stream().flatMap(p -> p.descriptors().stream());
    }

    /** The socket at the other end of a connection, if a participant has it: its addresses are this one's, crossed. */
    public Optional<DescriptorState> otherEnd(DescriptorState one) {
        if (one.local == null || one.peer == null) {
            return Optional.empty();
        }
        List<DescriptorState> ends = descriptors()
                .filter(d -> d != one && one.local.equals(d.peer) && one.peer.equals(d.local))
                .toList();
        return ends.isEmpty() ? Optional.empty() : Optional.of(ends.getLast());
    }

    /** The open socket that listens where a connect to this address arrives. */
    public Optional<DescriptorState> listenerFor(SocketAddress address) {
        return descriptors()
                .filter(d -> d.phase == DescriptorState.Phase.LISTENING && d.local != null && reaches(address, d.local))
                .findFirst();
    }

    /** Who waits in a listener's accept queue: connected, held by no process yet. Read from the kernel's table. */
    public List<SocketAddress> acceptQueue(DescriptorState listener) {
        return rows.stream()
                .filter(row -> isQueued(row) && listener.local != null && reaches(row.local(), listener.local))
                .map(TcpRow::remote)
                .toList();
    }

    /** Whether a connected socket waits in its listener's accept queue. Read from the kernel's table. */
    public boolean waitsForAccept(DescriptorState connected) {
        return rows.stream().anyMatch(row -> isQueued(row)
                && row.remote().equals(connected.local) && row.local().equals(connected.peer));
    }

    private static boolean isQueued(TcpRow row) {
        return !row.held() && (row.state() == TcpState.ESTABLISHED || row.state() == TcpState.CLOSE_WAIT);
    }

    /** Whether a call to an address arrives at a socket bound to another: the same, or the same port on 0.0.0.0. */
    public static boolean reaches(SocketAddress called, SocketAddress bound) {
        return called.equals(bound)
                || called instanceof SocketAddress.Inet4 c && bound instanceof SocketAddress.Inet4 b
                        && b.isAny() && c.port() == b.port();
    }

    private ParticipantState of(TraceEvent.OfParticipant event) {
        return participants.get(event.participant());
    }

    private void returned(ParticipantState p, TraceEvent.CallReturned e) {
        switch (e.outcome()) {
            case Outcome.Accepted o -> accepted(p, e, o);
            case Outcome.Done o when e.call() instanceof Call.Socket ->
                p.add(new DescriptorState((int) o.value(), p.id(), e.nanos(), false));
            default -> {
                if (e.call() instanceof Call.OnDescriptor call) {
                    p.open(call.fd()).ifPresent(d -> {
                        if (call instanceof Call.Close) {
                            p.closed(d);
                        } else {
                            changed(d, call, e.outcome());
                            // The table may have been read while the call was on its way: now it fits.
                            rows.stream().filter(row -> row.fd() == d.fd()).forEach(row -> read(row, d));
                        }
                    });
                }
            }
        }
    }

    /** Whatever it was in the middle of, it does no more: a defect can end a participant inside a call. */
    private static void went(ParticipantState p) {
        p.present = false;
        p.program = null;
        p.prompt = null;
        p.waiting = null;
        p.pending = null;
    }

    private static void accepted(ParticipantState p, TraceEvent.CallReturned e, Outcome.Accepted o) {
        DescriptorState connection = new DescriptorState(o.fd(), p.id(), e.nanos(), true);
        connection.phase = DescriptorState.Phase.CONNECTED;
        connection.peer = o.peer();
        // Of a listener on 0.0.0.0 only the port is the connection's own; the kernel's table will tell the rest.
        p.open(((Call.Accept) e.call()).fd()).map(listener -> listener.local)
                .filter(local -> !(local instanceof SocketAddress.Inet4 inet && inet.isAny()))
                .ifPresent(local -> connection.local = local);
        p.add(connection);
    }

    private static void changed(DescriptorState d, Call.OnDescriptor call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Failed failed ->
                d.reset |= failed.errno().equals(Errno.ECONNRESET)
                        && (call instanceof Call.Recv || call instanceof Call.Send);
            case Outcome.Received received -> received(d, (Call.Recv) call, received);
            case Outcome.Named named -> {
                if (call instanceof Call.GetSockName) {
                    d.local = named.address();
                }
            }
            case Outcome.OptionValue option -> { }
            case Outcome.Accepted accepted -> { }
            case Outcome.Done done -> succeeded(d, call, done.value());
        }
    }

    private static void received(DescriptorState d, Call.Recv call, Outcome.Received received) {
        d.receivedBytes += received.value();
        if (received.value() > 0) {
            d.received.add(received.data());
            d.lastTransfer = call.name();
        } else {
            d.peerEnded |= call.length() > 0;
        }
    }

    private static void succeeded(DescriptorState d, Call.OnDescriptor call, long value) {
        switch (call) {
            case Call.Bind c -> {
                d.phase = DescriptorState.Phase.BOUND;
                d.local = c.address() instanceof SocketAddress.Inet4 inet && inet.port() == 0 ? d.local : c.address();
            }
            case Call.Listen c -> {
                d.phase = DescriptorState.Phase.LISTENING;
                d.backlog = c.backlog();
            }
            case Call.Connect c -> {
                d.phase = DescriptorState.Phase.CONNECTED;
                d.peer = c.address();
            }
            case Call.Send c -> {
                d.sentBytes += value;
                d.lastTransfer = c.name();
            }
            case Call.Shutdown c -> d.sendingEnded |= c.how() != Call.Shutdown.How.SHUT_RD;
            case Call.SetSockOpt c -> {
                if (c.option() == SocketOption.SO_REUSEADDR) {
                    d.reuseAddress = c.value() != 0;
                }
            }
            case Call.Accept c -> { }
            case Call.Recv c -> { }
            case Call.GetSockOpt c -> { }
            case Call.GetSockName c -> { }
            case Call.GetPeerName c -> { }
            case Call.Close c -> { }
        }
    }

    private void sampled(TraceEvent.KernelSample sample) {
        rows = sample.rows();
        for (TcpRow row : rows) {
            if (row.fd() != TcpRow.NOT_OURS) {
                participants.values().stream()
                        .flatMap(p -> p.open(row.fd()).stream())
                        .forEach(d -> read(row, d));
            }
        }
    }

    private static void read(TcpRow row, DescriptorState d) {
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
    private static boolean fits(TcpRow row, DescriptorState d) {
        return switch (d.phase) {
            case LISTENING -> row.state() == TcpState.LISTEN && (d.local == null || d.local.equals(row.local()));
            case NEW, BOUND -> d.called != null && reaches(row.remote(), d.called);
            case CONNECTED -> reaches(row.remote(), d.peer);
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
