package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.SocketRow;

/** The participants' open sockets, found by number and by address without a look at all of them. */
final class Endpoints {
    private record Key(int participant, int fd) {}

    /** What a number stands for. */
    private record Number(Endpoint endpoint, int real) {}

    /** The length of {@code sun_path}, in {@code <sys/un.h>}. */
    private static final int LONGEST_NAME = 108;

    private final Map<Key, Number> open = new HashMap<>();
    private final Map<Integer, Endpoint> byReal = new HashMap<>();
    /**
     * An IPv4 caller of an IPv6 socket has its own address at one end, mapped into IPv6 at the other: here it is
     * unmapped.
     */
    private final Map<SocketAddress, Endpoint> callersByLocal = new HashMap<>();
    private final Map<Endpoint, Endpoint> bound = new LinkedHashMap<>();
    private int pairedEnds;

    Endpoint add(Lifeline owner, Outcome.Opened opened, Family family, SocketType type) {
        Endpoint endpoint = new Endpoint(owner, family, type);
        duplicated(endpoint, opened);
        return endpoint;
    }

    /** Another number stands for an open socket as well. */
    void duplicated(Endpoint endpoint, Outcome.Opened opened) {
        endpoint.numbers++;
        open.put(new Key(endpoint.owner.participant(), opened.fd()), new Number(endpoint, opened.real()));
        byReal.put(opened.real(), endpoint);
    }

    /** Two sockets are each other's ends from the start, without addresses. */
    void paired(Endpoint one, Endpoint other) {
        Endpoint.join(one, other);
        one.stage = Endpoint.Stage.CONNECTED;
        other.stage = Endpoint.Stage.CONNECTED;
        if (one.isDatagram()) {
            told(one, noName());
            told(other, noName());
            one.peer = other.local;
            other.peer = one.local;
        }
    }

    /**
     * What stands for the address of one end of a pair, so that its datagrams are found as all others are: a name that
     * no socket can have, being longer than {@code sun_path}.
     */
    private SocketAddress noName() {
        return SocketAddress.Unix.of("@" + "-".repeat(LONGEST_NAME) + pairedEnds++);
    }

    /** The open socket of this number; null if there is none. */
    Endpoint of(Lifeline owner, int fd) {
        Number number = open.get(new Key(owner.participant(), fd));
        return number == null ? null : number.endpoint();
    }

    /**
     * An open number stands for its socket no more; answers whether it was the last: then the socket is to be closed.
     */
    boolean takeAway(Lifeline owner, int fd) {
        Number number = open.remove(new Key(owner.participant(), fd));
        byReal.remove(number.real(), number.endpoint());
        number.endpoint().numbers--;
        return number.endpoint().numbers == 0;
    }

    void bound(Endpoint endpoint) {
        bound.put(endpoint, endpoint);
    }

    void closed(Endpoint endpoint) {
        // Who hangs up while waiting in the queue is accepted all the same.
        boolean waits =
                endpoint.isStream() && endpoint.listener != null && endpoint.listener.callers.contains(endpoint);
        endpoint.stage = Endpoint.Stage.CLOSED;
        bound.remove(endpoint);
        if (!waits) {
            forgetCaller(endpoint);
        }
        List.copyOf(endpoint.callers).forEach(this::forgetCaller);
    }

    /** A paired caller is asked for no more. */
    void forgetCaller(Endpoint caller) {
        if (caller.local != null) {
            callersByLocal.remove(caller.local.unmapped(), caller);
        }
        if (caller.listener != null) {
            caller.listener.callers.remove(caller);
        }
    }

    /** The open socket with a real descriptor that a line of the kernel's table is about; null if there is none. */
    Endpoint of(SocketRow row) {
        Endpoint endpoint = byReal.get(row.fd());
        return endpoint != null && SocketRow.Transport.of(endpoint.family, endpoint.type) == row.transport() ? endpoint
                : null;
    }

    /** Takes in a line of the kernel's table about a stream's socket. */
    void sampled(Endpoint endpoint, SocketAddress local, SocketAddress remote) {
        if (endpoint.other != null) {
            return;
        }
        boolean connecting = endpoint.stage == Endpoint.Stage.CALLING || endpoint.isStream();
        // A line read just before a descriptor was used anew may be about the old socket.
        if (!connecting) {
            endpoint.local = local;
        } else if (remote.reaches(endpoint.peer)) {
            knowCaller(endpoint, local);
        }
    }

    void knowCaller(Endpoint caller, SocketAddress local) {
        if (caller.local != null) {
            callersByLocal.remove(caller.local.unmapped(), caller);
        }
        caller.local = local;
        if (caller.listener != null) {
            callersByLocal.put(local.unmapped(), caller);
        }
    }

    /** The unpaired caller with this address of its own that calls this listener. */
    Optional<Endpoint> caller(SocketAddress local, Endpoint listener) {
        return Optional.ofNullable(callersByLocal.get(local.unmapped())).filter(caller -> caller.listener == listener);
    }

    /** Who calls this listener from an address that is not known yet. */
    static List<Endpoint> unknownCallers(Endpoint listener) {
        List<Endpoint> unknown = new ArrayList<>();
        for (Endpoint caller : listener.callers) {
            if (caller.local == null) {
                unknown.add(caller);
            }
        }
        return unknown;
    }

    /** The socket that a connect to this address arrives at: one that listens, else one that is only bound there. */
    Optional<Endpoint> boundAt(SocketAddress address) {
        List<Endpoint> here = bound.keySet().stream().filter(e -> !e.isDatagram() && e.isReachedAt(address))
                // Both [::] and 0.0.0.0 can have a port of their own; the nearer one is meant.
                .sorted(Comparator.comparing(e -> e.local.family() != address.unmapped().family()))
                .toList();
        return here.stream().filter(e -> e.stage == Endpoint.Stage.LISTENING).findFirst()
                .or(() -> here.stream().findFirst());
    }

    /** The socket that a datagram to this address arrives at. */
    Optional<Endpoint> receiverAt(SocketAddress address) {
        return bound.keySet().stream().filter(e -> e.isDatagram() && e.isReachedAt(address))
                .min(Comparator.comparing(e -> e.local.family() != address.unmapped().family()));
    }

    /** Whether a datagram from one socket may arrive at another whose address was not told. */
    boolean mayArriveUntold(Endpoint from) {
        return open.values().stream().map(Number::endpoint)
                .anyMatch(e -> e != from && e.isDatagram() && e.local == null && e.hasUntoldAddress
                        && e.isUnix() == from.isUnix());
    }

    /** A socket's own address was told. */
    void told(Endpoint endpoint, SocketAddress local) {
        endpoint.local = local;
        bound(endpoint);
    }
}
