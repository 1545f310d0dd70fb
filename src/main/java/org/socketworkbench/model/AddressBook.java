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

/** The participants' open sockets, found by their addresses without a look at all of them. */
final class AddressBook {
    /** Those that can be reached at an address of theirs, by port, or by the whole address where there are no ports. */
    private final Map<Object, List<DescriptorState>> reached = new HashMap<>();
    /**
     * Those that call and are not accepted, by their own addresses. An IPv4 caller of an IPv6 socket has its own
     * address
     * at one end, mapped into IPv6 at the other: here it is unmapped.
     */
    private final Map<SocketAddress, DescriptorState> callers = new HashMap<>();
    /** Sockets of datagrams for which the kernel has chosen an address that nobody has told. */
    private final Set<DescriptorState> untold = new LinkedHashSet<>();
    private boolean changed;

    /** The same as it is now, about the copies of sockets. */
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

    /** Whether an address is one at which a socket can be reached: not one that the kernel is to choose. */
    static boolean isName(@Nullable SocketAddress address) {
        return switch (address) {
            case null -> false;
            case SocketAddress.Inet inet -> inet.port() != 0;
            case SocketAddress.Unix unix -> !unix.isUnnamed();
        };
    }

    /** A socket's own address was told by a call or by the kernel's table. */
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

    /** Bind or listen has succeeded on a socket: from now on it can be reached at its address, if that is known. */
    void bound(DescriptorState socket) {
        enter(socket, true);
        changed = true;
        if (socket.type() == SocketType.SOCK_DGRAM && !isName(socket.local)) {
            untold.add(socket);
        }
    }

    /** A call has succeeded for which the kernel gives a socket of datagrams an address, if it has none. */
    void asked(DescriptorState socket) {
        if (socket.type() == SocketType.SOCK_DGRAM && socket.family() != Family.AF_UNIX && !isName(socket.local)) {
            untold.add(socket);
        }
    }

    /** Whether since this was last asked it may have become known who is at an address, or that nobody is. */
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

    /** Takes a socket out; answers whether it was in. */
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
     * A socket is about to be closed: nobody reaches it any more.
     *
     * @param waits whether it waits for accept, which takes it all the same
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

    /** A caller was accepted, or has given up: it is asked for no more. */
    void forgetCaller(DescriptorState caller) {
        if (caller.local != null) {
            callers.remove(caller.local.unmapped(), caller);
        }
    }

    private static boolean isCaller(DescriptorState socket) {
        return socket.stream != null && !socket.isAccepted() && socket.partner == null
                && (socket.stream.calling || socket.phase == Phase.CONNECTED);
    }

    /** The caller with this address of its own that nobody has accepted. */
    Optional<DescriptorState> caller(SocketAddress local) {
        return Optional.ofNullable(callers.get(local.unmapped()));
    }

    /** The open socket that listens where a connect to this address arrives. */
    Optional<DescriptorState> listenerAt(SocketAddress address) {
        return streamsAt(address).filter(socket -> socket.phase == Phase.LISTENING).findFirst();
    }

    /** The socket that a connect to this address is decided by: one that listens, else one that is only bound there. */
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
                        // Both [::] and 0.0.0.0 can have a port of their own; the nearer one is meant.
                        .sorted(Comparator.comparing(s -> s.family() != address.unmapped().family()));
    }

    /** Whether a datagram from one socket may arrive at another whose address was not told. */
    boolean mayArriveUntold(DescriptorState from) {
        return untold.stream().anyMatch(
                socket -> socket != from && (socket.family() == Family.AF_UNIX) == (from.family() == Family.AF_UNIX));
    }

    static Object place(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? (Object) inet.port() : address;
    }
}
