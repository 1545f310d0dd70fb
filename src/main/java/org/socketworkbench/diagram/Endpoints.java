package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.socket.SocketAddress;

/** The participants' open sockets, found by number and by address without a look at all of them. */
final class Endpoints {
    private record Key(int participant, int fd) {}

    private final Map<Key, Endpoint> open = new HashMap<>();
    private final Map<Integer, Endpoint> byFd = new HashMap<>();
    /** An IPv4 caller of an IPv6 socket has its own address at one end, mapped into IPv6 at the other: here it is unmapped. */
    private final Map<SocketAddress, Endpoint> callersByLocal = new HashMap<>();
    private final Map<Endpoint, Endpoint> bound = new LinkedHashMap<>();

    Endpoint add(Lifeline owner, int fd) {
        Endpoint endpoint = new Endpoint(owner, fd);
        open.put(new Key(owner.participant(), fd), endpoint);
        byFd.put(fd, endpoint);
        return endpoint;
    }

    /** The open socket of this number; null if there is none. */
    Endpoint of(Lifeline owner, int fd) {
        return open.get(new Key(owner.participant(), fd));
    }

    void bound(Endpoint endpoint) {
        bound.put(endpoint, endpoint);
    }

    void closed(Endpoint endpoint) {
        endpoint.stage = Endpoint.Stage.CLOSED;
        open.remove(new Key(endpoint.owner.participant(), endpoint.fd), endpoint);
        byFd.remove(endpoint.fd, endpoint);
        bound.remove(endpoint);
        forgetCaller(endpoint);
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

    /** Takes in a line of the kernel's table. */
    void sampled(int fd, SocketAddress local, SocketAddress remote) {
        Endpoint endpoint = byFd.get(fd);
        if (endpoint == null || endpoint.other != null) {
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
        List<Endpoint> here = bound.keySet().stream()
                .filter(e -> e.local != null && address.reaches(e.local))
                .toList();
        return here.stream().filter(e -> e.stage == Endpoint.Stage.LISTENING).findFirst().or(() -> here.stream().findFirst());
    }
}
