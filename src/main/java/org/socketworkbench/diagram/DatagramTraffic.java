package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.diagram.Message.Kind;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.trace.Datagrams;
import org.socketworkbench.trace.Datagrams.Sent;
import org.socketworkbench.trace.SocketRow;

/** Datagrams: from the call that sends each to the one that takes it, if one does. */
final class DatagramTraffic implements Traffic {
    private final Endpoints endpoints;
    private final Arrows arrows;
    private final Datagrams<Endpoint> onTheirWay = new Datagrams<>(endpoint -> Optional.ofNullable(endpoint.local));
    private final Map<Sent<Endpoint>, Activation> sends = new IdentityHashMap<>();
    /** Those that a socket may have got whose address was not told. */
    private final List<Sent<Endpoint>> undecided = new ArrayList<>();

    DatagramTraffic(Endpoints endpoints, Arrows arrows) {
        this.endpoints = endpoints;
        this.arrows = arrows;
    }

    /**
     * A datagram counts from here on: the call that takes it may be traced as returned before the one that sends it.
     */
    @Override
    public void entered(Endpoint endpoint, Activation activation, Call.OnSocket call) {
        switch (call) {
            case Call.SendTo c -> post(endpoint, activation, c.data(), c.address());
            case Call.Send c when endpoint.peer != null -> post(endpoint, activation, c.data(), endpoint.peer);
            case Call.Write c when endpoint.peer != null -> post(endpoint, activation, c.data(), endpoint.peer);
            default -> {}
        }
    }

    private void post(Endpoint from, Activation activation, Bytes data, SocketAddress to) {
        from.posting = onTheirWay.sent(from, to, data);
        sends.put(from.posting, activation);
    }

    @Override
    public void sampled(Endpoint endpoint, SocketRow row) {
        // A UNIX socket without a path has the empty one in the table; a socket of UDP is there only when it has a
        // port.
        if (row.local() instanceof SocketAddress.Inet) {
            told(endpoint, row.local());
        }
    }

    @Override
    public void returned(Endpoint endpoint, Activation activation, Call.OnSocket call, Outcome outcome) {
        if (outcome instanceof Outcome.Failed(Errno errno)) {
            failed(endpoint, activation, call, errno);
            return;
        }
        switch (call) {
            case Call.Bind c -> bound(endpoint, c.address());
            case Call.Connect c -> {
                endpoint.peer = c.address();
                endpoint.hasUntoldAddress |= !endpoint.isUnix();
            }
            case Call.Sending c -> sent(endpoint);
            case Call.Receiving c -> received(endpoint, activation, c, outcome);
            case Call.Shutdown c -> endpoint.readingEnded |= c.how() != Call.Shutdown.How.SHUT_WR;
            case Call.GetSockName c -> {
                if (outcome instanceof Outcome.Named(SocketAddress address) && hasName(address)) {
                    told(endpoint, address);
                }
            }
            case Call.SetSockOpt c -> {
                if (c.option().equals(SocketOption.IPV6_V6ONLY) && c.value() instanceof OptionValue.Int(int on)) {
                    endpoint.v6Only = on != 0;
                }
            }
            case Call.Close c -> {}
            case Call.Listen c -> {}
            case Call.Opening c -> {}
            case Call.SetNonBlocking c -> {}
            case Call.GetSockOpt c -> {}
            case Call.GetPeerName c -> {}
        }
    }

    private void failed(Endpoint endpoint, Activation activation, Call.OnSocket call, Errno errno) {
        if (call instanceof Call.Sending && endpoint.posting != null) {
            onTheirWay.forget(endpoint.posting);
            sends.remove(endpoint.posting);
            endpoint.posting = null;
        }
        boolean transfer = call instanceof Call.Sending || call instanceof Call.Receiving;
        // On the next call the kernel reports what an earlier datagram has met; inside the machine no datagram is on
        // its way then.
        if (transfer && errno.equals(Errno.ECONNREFUSED) && endpoint.peer != null && !endpoint.isUnix()) {
            arrows.signal(Kind.NOBODY, line(endpoint.peer, Lifeline.Place.OUTSIDE_SERVER), endpoint.owner,
                    activation.number(), false);
        }
    }

    private void bound(Endpoint endpoint, SocketAddress address) {
        if (hasName(address)) {
            told(endpoint, address);
        } else {
            endpoint.hasUntoldAddress = true;
        }
    }

    private static boolean hasName(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet inet -> inet.port() != 0;
            case SocketAddress.Unix unix -> !unix.isUnnamed();
        };
    }

    private void told(Endpoint endpoint, SocketAddress local) {
        endpoints.told(endpoint, local);
        decideAll();
    }

    private void decideAll() {
        undecided.removeIf(sent -> !sends.containsKey(sent) || decide(sent));
    }

    private void sent(Endpoint from) {
        from.hasUntoldAddress |= !from.isUnix();
        Sent<Endpoint> datagram = from.posting;
        from.posting = null;
        // It may have been taken already.
        if (datagram != null && sends.containsKey(datagram) && !decide(datagram)) {
            undecided.add(datagram);
        }
    }

    /** Says where a datagram waits, or that it has gone nowhere that is known; false while that may become known. */
    private boolean decide(Sent<Endpoint> datagram) {
        Optional<Endpoint> receiver = endpoints.receiverAt(datagram.to());
        if (receiver.isPresent()) {
            sends.get(datagram).waitsAt(receiver.get().owner, arrows.event());
            return true;
        }
        if (endpoints.mayArriveUntold(datagram.sender())) {
            return false;
        }
        onTheirWay.forget(datagram);
        draw(Kind.UNTOLD, datagram, arrows.outside(datagram.to(), Lifeline.Place.OUTSIDE_SERVER), datagram.data(),
                datagram.data().length());
        return true;
    }

    private void received(Endpoint to, Activation activation, Call.Receiving call, Outcome outcome) {
        if (!call.takes()) {
            return;
        }
        switch (outcome) {
            case Outcome.Received(Bytes data) -> taken(to, activation, call, data, Optional.empty());
            case Outcome.ReceivedFrom(Bytes data, Optional<SocketAddress> sender) ->
                taken(to, activation, call, data, sender);
            default -> {}
        }
    }

    private void taken(Endpoint to, Activation activation, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        boolean whole = (call.flags() & MessageFlags.MSG_TRUNC) != 0;
        int count = Math.min(data.length(), call.length());
        Optional<Datagrams.Delivery<Endpoint>> delivery =
                onTheirWay.take(new Datagrams.Taken(Optional.ofNullable(to.local),
                        sender.or(() -> Optional.ofNullable(to.peer)), data, call.length(), whole));
        if (delivery.isPresent()) {
            Sent<Endpoint> taken = delivery.get().taken();
            delivery.get().lost().forEach(lost -> draw(Kind.UNREAD, lost, to.owner, lost.data(), lost.data().length()));
            draw(taken.data().length() > count ? Kind.CUT : Kind.DATA, taken, to.owner, data, count);
            if (taken.sender().local == null) {
                sender.filter(DatagramTraffic::hasName).ifPresent(address -> told(taken.sender(), address));
            }
        } else if (data.length() > 0 || sender.isPresent() || !to.readingEnded) {
            SocketAddress from = sender.or(() -> Optional.ofNullable(to.peer)).orElse(SocketAddress.Unix.UNNAMED);
            arrows.arrow(data.length() > count ? Kind.CUT : Kind.DATA, line(from, Lifeline.Place.OUTSIDE_CLIENT),
                    to.owner, Lifeline.NEVER, activation.number(), count, Streams.glance(data, 0, count), false);
        }
    }

    /** The lifeline of whoever has an address. */
    private Lifeline line(SocketAddress address, Lifeline.Place place) {
        return endpoints.receiverAt(address).map(endpoint -> endpoint.owner)
                .orElseGet(() -> arrows.outside(address, place));
    }

    private void draw(Kind kind, Sent<Endpoint> datagram, Lifeline to, Bytes data, int count) {
        Activation send = sends.remove(datagram);
        send.isTaken(arrows.event());
        arrows.arrow(kind, datagram.sender().owner, to, send.entryRow(), send.number(), count,
                Streams.glance(data, 0, count), kind == Kind.UNREAD || kind == Kind.UNTOLD);
    }

    @Override
    public void closing(Endpoint endpoint, Activation activation) {
        // Nobody is told.
    }

    /** What waits in a socket goes with it, unless another has the same address. */
    @Override
    public void closed(Endpoint endpoint, Activation activation) {
        endpoints.closed(endpoint);
        if (endpoint.local != null && endpoints.receiverAt(endpoint.local).isEmpty()) {
            onTheirWay.discard(endpoint.local).stream().filter(sends::containsKey)
                    .forEach(lost -> draw(Kind.UNREAD, lost, endpoint.owner, lost.data(), lost.data().length()));
        }
        decideAll();
    }
}
