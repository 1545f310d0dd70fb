package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** Finds the participants' open sockets by their addresses, without searching through all of them. */
final class AddressBook {
    /**
     * Sockets that can be reached at their own address. The key is the port, or the whole address if it has no port.
     */
    private final Map<Object, List<DescriptorState>> reached = new HashMap<>();
    /**
     * Callers that are not accepted yet, by their own addresses. When an IPv4 caller connects to an IPv6 socket, its
     * address is plain IPv4 at its own end and mapped into IPv6 at the other end. The keys here are unmapped.
     */
    private final Map<SocketAddress, DescriptorState> callers = new HashMap<>();
    /** Datagram sockets for which the kernel has chosen an address that is not known yet. */
    private final Set<DescriptorState> untold = new LinkedHashSet<>();
    private boolean changed;

    /** A copy of its present state that refers to the copies of the sockets. */
    AddressBook copy(UnaryOperator<DescriptorState> copyOf) {
        AddressBook copy = new AddressBook();
        reached.forEach((place, sockets) -> {
            List<DescriptorState> copied = new ArrayList<>(sockets.size());
            sockets.forEach(socket -> copied.add(copyOf.apply(socket)));
            copy.reached.put(place, copied);
        });
        callers.forEach((address, socket) -> copy.callers.put(address, copyOf.apply(socket)));
        untold.forEach(socket -> copy.untold.add(copyOf.apply(socket)));
        return copy;
    }

    /** Whether a socket can be reached at an address: false for an address that leaves the choice to the kernel. */
    static boolean isName(@Nullable SocketAddress address) {
        return switch (address) {
            case null -> false;
            case SocketAddress.Inet inet -> inet.port() != 0;
            case SocketAddress.Unix unix -> !unix.isUnnamed();
        };
    }

    /** A call or the kernel's table has reported a socket's own address. */
    void told(DescriptorState socket, SocketAddress local) {
        if (local.equals(socket.local)) {
            enter(socket, socket.type() == SocketType.SOCK_DGRAM);
            return;
        }
        boolean was = leave(socket);
        socket.local = local;
        changed = true;
        enter(socket, was || socket.type() == SocketType.SOCK_DGRAM);
        if (isName(local)) {
            untold.remove(socket);
        }
        calls(socket);
    }

    /**
     * A bind or listen has succeeded on a socket. From now on the socket can be reached at its address, if that is
     * known.
     */
    void bound(DescriptorState socket) {
        enter(socket, true);
        changed = true;
        if (socket.type() == SocketType.SOCK_DGRAM && !isName(socket.local)) {
            untold.add(socket);
        }
    }

    /** A call has succeeded that makes the kernel give a datagram socket an address if it has none. */
    void asked(DescriptorState socket) {
        if (socket.type() == SocketType.SOCK_DGRAM && socket.family() != Family.AF_UNIX && !isName(socket.local)) {
            untold.add(socket);
        }
    }

    /**
     * Whether it may have become known, since this method was last called, which socket has an address or that none
     * has.
     */
    boolean hasChanged() {
        boolean has = changed;
        changed = false;
        return has;
    }

    private void enter(DescriptorState socket, boolean wanted) {
        boolean waits = socket.phase == Phase.BOUND || socket.phase == Phase.LISTENING;
        if ((wanted || waits) && socket.local != null && isName(socket.local)) {
            List<DescriptorState> here = reached.computeIfAbsent(place(socket.local), key -> new ArrayList<>(1));
            if (!here.contains(socket)) {
                here.add(socket);
            }
        }
    }

    /** Removes a socket. Returns whether it could be reached until now. */
    private boolean leave(DescriptorState socket) {
        if (socket.local == null) {
            return false;
        }
        callers.remove(socket.local.unmapped(), socket);
        List<DescriptorState> here = reached.get(place(socket.local));
        if (here == null || !here.remove(socket)) {
            return false;
        }
        if (here.isEmpty()) {
            reached.remove(place(socket.local));
        }
        return true;
    }

    /**
     * A socket is about to be closed: it can no longer be reached.
     *
     * @param waits whether it waits in an accept queue: accept takes it even after it is closed
     */
    void closing(DescriptorState socket, boolean waits) {
        leave(socket);
        untold.remove(socket);
        changed = true;
        if (waits) {
            calls(socket);
        }
    }

    /** A socket has called, or is known to be connected and not accepted yet. */
    void calls(DescriptorState socket) {
        if (isCaller(socket) && socket.local != null && isName(socket.local)) {
            callers.put(socket.local.unmapped(), socket);
        }
    }

    /** A caller was accepted or has given up: it is no longer searched for. */
    void forgetCaller(DescriptorState caller) {
        if (caller.local != null) {
            callers.remove(caller.local.unmapped(), caller);
        }
    }

    private static boolean isCaller(DescriptorState socket) {
        return socket.stream != null && !socket.isAccepted() && socket.partner == null
                && (socket.stream.calling || socket.phase == Phase.CONNECTED);
    }

    /** The caller that has this local address and is not accepted yet. */
    Optional<DescriptorState> caller(SocketAddress local) {
        return Optional.ofNullable(callers.get(local.unmapped()));
    }

    /** The open listening socket that a connect to this address reaches. */
    Optional<DescriptorState> listenerAt(SocketAddress address) {
        return streamsAt(address).filter(socket -> socket.phase == Phase.LISTENING).findFirst();
    }

    /**
     * The socket that decides the outcome of a connect to this address: a listener, else one that is only bound there.
     */
    Optional<DescriptorState> boundAt(SocketAddress address) {
        return listenerAt(address).or(() -> streamsAt(address).findFirst());
    }

    /** The open socket that a datagram to this address arrives at. */
    Optional<DescriptorState> receiverAt(SocketAddress address) {
        return at(address, SocketType.SOCK_DGRAM).findFirst();
    }

    private Stream<DescriptorState> streamsAt(SocketAddress address) {
        return at(address, SocketType.SOCK_STREAM);
    }

    private Stream<DescriptorState> at(SocketAddress address, SocketType type) {
        List<DescriptorState> here = reached.get(place(address.unmapped()));
        return here == null ? Stream.empty()
                : here.stream().filter(socket -> socket.type() == type && socket.isReachedAt(address))
                        // Two sockets can have one port on [::] and on 0.0.0.0. The address's own family comes first.
                        .sorted(Comparator.comparing(s -> s.family() != address.unmapped().family()));
    }

    /** Whether a datagram from one socket may arrive at another whose address is not known. */
    boolean mayArriveUntold(DescriptorState from) {
        return untold.stream().anyMatch(
                socket -> socket != from && (socket.family() == Family.AF_UNIX) == (from.family() == Family.AF_UNIX));
    }

    static Object place(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? (Object) inet.port() : address;
    }
}
