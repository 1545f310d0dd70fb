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
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/**
 * Everything that is known at one point of the trace: made by applying its events in order, and by nothing else. For one
 * thread.
 */
public final class Picture {
    private final Map<Integer, ParticipantState> participants = new LinkedHashMap<>();
    private final KernelView kernel = new KernelView();

    /** Takes in the event with this number; events come in the order of their numbers, without a gap. */
    public void apply(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e ->
                participants.put(e.participant(), new ParticipantState(e.participant(), e.name(), e.role()));
            case TraceEvent.ParticipantWent e -> of(e).went();
            case TraceEvent.CallWaiting e -> of(e).waiting = e.call();
            case TraceEvent.CallEntered e -> {
                of(e).waiting = null;
                entered(of(e), e.call());
                of(e).entered(e.parent(), new ParticipantState.Pending(number, e.nanos(), e.call(), false));
            }
            case TraceEvent.CallBlocked e -> of(e).blocked(e.call());
            case TraceEvent.CallReturned e -> {
                of(e).returned(e.number());
                returned(of(e), e);
            }
            case TraceEvent.KernelSample e -> kernel.read(e.rows(), participants.values());
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
     * Whether a connected socket waits in its listener's accept queue. Read from the kernel's tables; of UNIX callers these tell
     * only how many wait, and that it is those who came last is concluded.
     */
    public boolean waitsForAccept(DescriptorState connected) {
        if (!(connected.peer instanceof SocketAddress.Unix path)) {
            return kernel.waitsForAccept(connected);
        }
        List<DescriptorState> callers = callers(path);
        return callers.indexOf(connected) >= Math.max(0, callers.size() - kernel.queueLength(path));
    }

    /** Whether a caller was seen in a listener's accept queue, and may have left it since. Read from the kernel's tables. */
    public boolean hasWaited(SocketAddress caller, DescriptorState listener) {
        return kernel.hasWaited(caller, listener);
    }

    private static boolean meets(SocketAddress one, SocketAddress other) {
        return other != null && one.unmapped().equals(other.unmapped());
    }

    private ParticipantState of(TraceEvent.OfParticipant event) {
        return participants.get(event.participant());
    }

    private static void entered(ParticipantState p, Call call) {
        if (call instanceof Call.Connect || call instanceof Call.SendTo) {
            p.open(((Call.WithAddress) call).fd()).ifPresent(d -> {
                d.hasAskedForPort = true;
                d.called = call instanceof Call.Connect connect ? connect.address() : d.called;
            });
        }
    }

    private void returned(ParticipantState p, TraceEvent.CallReturned e) {
        switch (e.outcome()) {
            case Outcome.Accepted o when e.call() instanceof Call.Accept accept -> accepted(p, e, accept, o);
            case Outcome.Done o when e.call() instanceof Call.Socket socket ->
                add(p, new DescriptorState((int) o.value(), p.id(), e.nanos(), socket.family(), socket.type(), false));
            default -> {
                if (e.call() instanceof Call.LibraryCall call) {
                    p.open(call.fd()).ifPresent(d -> library(d, call, e.outcome()));
                } else if (e.call() instanceof Call.OnSocket call) {
                    p.open(call.fd()).ifPresent(d -> {
                        if (call instanceof Call.Close) {
                            p.closed(d);
                            kernel.closed(d.fd());
                        } else {
                            changed(d, call, e);
                            kernel.recognise(d);
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
            firstWaiting(listener.orElse(null)).ifPresent(caller -> {
                caller.partner = connection;
                connection.partner = caller;
            });
        }
        add(p, connection);
    }

    private void add(ParticipantState p, DescriptorState socket) {
        p.add(socket);
        kernel.recognise(socket);
    }

    /**
     * Who has waited longest for a UNIX listener's accept. No address tells which caller it took, since callers have none: that
     * it was the first is concluded from the queue's order, and wrong if another program called in between.
     */
    private Optional<DescriptorState> firstWaiting(DescriptorState listener) {
        return listener != null && listener.local instanceof SocketAddress.Unix path ? callers(path).stream().findFirst()
                : Optional.empty();
    }

    /** Who is connected to a UNIX listener and whom no accept has taken, in the order in which they connected. */
    private List<DescriptorState> callers(SocketAddress.Unix listening) {
        return descriptors()
                .filter(d -> !d.isAccepted() && d.partner == null && d.type() == SocketType.SOCK_STREAM
                        && d.phase == DescriptorState.Phase.CONNECTED && listening.equals(d.peer))
                .sorted(Comparator.comparingLong(d -> d.connectedNanos))
                .toList();
    }

    /** What the library remembers of a socket; what its system calls changed, they have told themselves. */
    private static void library(DescriptorState d, Call.LibraryCall call, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            return;
        }
        switch (call) {
            case Call.SetTimeout c -> d.timeoutNanos = c.nanos();
            case Call.SetBlocking c -> d.timeoutNanos = c.blocking() ? Call.FOR_EVER : 0;
            case Call.MakeFile c -> d.file = true;
            case Call.Timed c -> { }
            case Call.ConnectEx c -> { }
            case Call.SendAll c -> { }
            case Call.GetTimeout c -> { }
            case Call.FileNo c -> { }
            case Call.ReadLine c -> { }
            case Call.Write c -> { }
            case Call.Flush c -> { }
        }
    }

    private static void changed(DescriptorState d, Call.OnSocket call, TraceEvent.CallReturned e) {
        switch (e.outcome()) {
            case Outcome.Failed failed -> {
                d.reset |= failed.errno().equals(Errno.ECONNRESET)
                        && (call instanceof Call.Receiving || call instanceof Call.Sending);
                d.connecting |= call instanceof Call.Connect && failed.errno().equals(Errno.EINPROGRESS);
            }
            case Outcome.Received received -> received(d, (Call.Receiving) call, received.data(), Optional.empty());
            case Outcome.ReceivedFrom received -> received(d, (Call.Receiving) call, received.data(), received.sender());
            case Outcome.Named named -> {
                if (call instanceof Call.GetSockName) {
                    d.local = named.address();
                } else if (call instanceof Call.GetPeerName) {
                    connected(d, named.address(), e.nanos());
                }
            }
            case Outcome.OptionRead read -> {
                boolean settled = call instanceof Call.GetSockOpt(int fd, SocketOption option, int length)
                        && option.equals(SocketOption.SO_ERROR) && d.connecting;
                if (settled) {
                    d.connecting = false;
                    if (read.option().equals(new OptionValue.Int(0))) {
                        connected(d, d.called, e.nanos());
                    }
                }
            }
            case Outcome.Done done -> succeeded(d, call, done.value(), e.nanos());
            // No call on one socket answers so.
            case Outcome.Accepted accepted -> { }
            case Outcome.Polled polled -> { }
            case Outcome.Selected selected -> { }
            case Outcome.TimeoutIs timeout -> { }
            case Outcome.TimedOut timedOut -> { }
        }
    }

    private static void connected(DescriptorState d, SocketAddress peer, long nanos) {
        if (d.phase != DescriptorState.Phase.CONNECTED) {
            d.connectedNanos = nanos;
        }
        d.phase = DescriptorState.Phase.CONNECTED;
        d.peer = peer;
    }

    private static void received(DescriptorState d, Call.Receiving call, Bytes data, Optional<SocketAddress> sender) {
        if ((call.flags() & MessageFlags.MSG_PEEK) != 0) {
            return; // It is still there.
        }
        boolean datagram = d.type() == SocketType.SOCK_DGRAM;
        d.receivedBytes += data.length();
        if (data.length() > 0 || datagram) {
            d.received.add(new DescriptorState.Arrival(data, sender, call.length(), (call.flags() & MessageFlags.MSG_TRUNC) != 0));
            d.lastTransfer = call.name();
        } else {
            d.peerEnded |= call.length() > 0;
        }
    }

    private static void succeeded(DescriptorState d, Call.OnSocket call, long value, long nanos) {
        switch (call) {
            case Call.Bind c -> {
                d.phase = DescriptorState.Phase.BOUND;
                boolean chosen = c.address() instanceof SocketAddress.Inet inet && inet.port() == 0
                        || c.address() instanceof SocketAddress.Unix unix && unix.isUnnamed();
                d.local = chosen ? d.local : c.address();
            }
            case Call.Listen c -> {
                d.phase = DescriptorState.Phase.LISTENING;
                d.backlog = c.backlog();
            }
            case Call.Connect c -> connected(d, c.address(), nanos);
            case Call.Sending c -> {
                d.sentBytes += value;
                d.lastTransfer = call.name();
            }
            case Call.Shutdown c -> d.sendingEnded |= c.how() != Call.Shutdown.How.SHUT_RD;
            case Call.SetSockOpt c -> {
                if (c.value() instanceof OptionValue.Int(int on)) {
                    d.reuseAddress = c.option().equals(SocketOption.SO_REUSEADDR) ? on != 0 : d.reuseAddress;
                    d.ipv6Only = c.option().equals(SocketOption.IPV6_V6ONLY) ? on != 0 : d.ipv6Only;
                }
            }
            case Call.SetNonBlocking c -> d.nonBlocking = c.on();
            case Call.Accept c -> { }
            case Call.Receiving c -> { }
            case Call.GetSockOpt c -> { }
            case Call.GetSockName c -> { }
            case Call.GetPeerName c -> { }
            case Call.Close c -> { }
        }
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
