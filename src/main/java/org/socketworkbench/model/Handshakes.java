package org.socketworkbench.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;

/**
 * Finds out how connections are made: which socket calls which, and which accept belongs to which connect. The two
 * returns may be traced in either order, and the caller's own address is known only once a call or the kernel's table
 * has reported it. A UNIX caller has no address: accept takes the one that called first.
 */
final class Handshakes {
    private final AddressBook book;
    private final Consumer<Fact> facts;
    private final Consumer<DescriptorState> onOutside;
    /** Accepted connections that may belong to callers whose addresses are not known. */
    private final Set<DescriptorState> unresolved = new LinkedHashSet<>();
    /** Callers whose listener is not known yet: the return of listen may be traced after that of connect. */
    private final Set<DescriptorState> seeking = new LinkedHashSet<>();

    /** @param onOutside receives a connection when its other end turns out to be outside */
    Handshakes(AddressBook book, Consumer<Fact> facts, Consumer<DescriptorState> onOutside) {
        this.book = book;
        this.facts = facts;
        this.onOutside = onOutside;
    }

    /** Takes over what another one knows, with the copies of its sockets. */
    void learn(Handshakes other, UnaryOperator<DescriptorState> copyOf) {
        other.unresolved.forEach(connection -> unresolved.add(copyOf.apply(connection)));
        other.seeking.forEach(caller -> seeking.add(copyOf.apply(caller)));
    }

    void connectEntered(DescriptorState caller, int call) {
        StreamEnd end = caller.asEnd();
        if (end.calling) {
            end.call = call; // This connect asks how far the first one has got.
        } else if (caller.phase == Phase.NEW || caller.phase == Phase.BOUND) {
            end.calling = true;
            end.call = call;
            if (!findListener(caller)) {
                seeking.add(caller);
            }
            book.calls(caller);
        }
    }

    /** Looks for the listener that is called. Returns whether a participant has it. */
    private boolean findListener(DescriptorState caller) {
        Optional<DescriptorState> found = book.listenerAt(target(caller));
        found.ifPresent(listener -> {
            caller.asEnd().listener = listener;
            caller.asEnd().across = caller.asEnd().across == null ? listener : caller.asEnd().across;
            listener.asEnd().callers.add(caller);
        });
        return found.isPresent();
    }

    private static SocketAddress target(DescriptorState caller) {
        return Objects.requireNonNull(caller.asEnd().calling ? caller.called : caller.peer, "calls nobody");
    }

    void connectBlocked(DescriptorState caller, int call) {
        if (caller.asEnd().calling && caller.asEnd().call == call) {
            called(caller);
        }
    }

    void connectReturned(DescriptorState caller, int call, Outcome outcome) {
        // Another connect may already have reported how the attempt ended.
        if (!caller.asEnd().calling || caller.asEnd().call != call) {
            return;
        }
        if (outcome instanceof Outcome.Failed(Errno errno) && !errno.equals(Errno.EISCONN)) {
            if (isUnderWay(caller, errno)) {
                caller.connecting = true;
                called(caller);
            } else {
                failed(caller, errno);
            }
        } else {
            connected(caller);
        }
        resolve();
    }

    /** Whether the kernel continues what connect has begun. */
    private static boolean isUnderWay(DescriptorState caller, Errno errno) {
        boolean goesOn = errno.equals(Errno.EINPROGRESS) || errno.equals(Errno.EALREADY) || errno.equals(Errno.EINTR);
        return goesOn && !isUnix(caller);
    }

    /** SO_ERROR has reported how a connect that did not wait has ended. */
    void settled(DescriptorState caller, Errno errno) {
        if (caller.connecting) {
            if (errno.number() == 0) {
                connected(caller);
            } else {
                failed(caller, errno);
            }
            resolve();
        }
    }

    /** A call has succeeded that can succeed only on a connection. */
    void connected(DescriptorState caller) {
        if (caller.asEnd().calling) {
            caller.asEnd().calling = false;
            caller.connecting = false;
            caller.phase = Phase.CONNECTED;
            caller.peer = caller.peer == null ? caller.called : caller.peer;
            boolean isThere = caller.partner != null || caller.asEnd().listener != null || findListener(caller);
            // A caller of another program has no listener to look for.
            if (isThere || book.boundAt(target(caller)).isEmpty()) {
                seeking.remove(caller);
            }
            book.calls(caller);
            handshake(caller);
        }
    }

    private void failed(DescriptorState caller, Errno errno) {
        StreamEnd end = caller.asEnd();
        boolean answered = errno.equals(Errno.ECONNREFUSED);
        // For a UNIX socket the kernel answers by itself: nothing was sent.
        if (!isUnix(caller) && (answered || errno.equals(Errno.ETIMEDOUT))) {
            called(caller);
            if (answered) {
                facts.accept(new Fact.Refused(caller, across(caller), end.call));
            }
        }
        forgetCaller(caller);
        seeking.remove(caller);
        end.calling = false;
        caller.connecting = false;
        end.call = Fact.NO_CALL;
        end.listener = null;
        end.across = caller.partner;
        end.callTold = false;
    }

    private void called(DescriptorState caller) {
        if (!caller.asEnd().callTold && !isUnix(caller)) {
            caller.asEnd().callTold = true;
            facts.accept(new Fact.Called(caller, across(caller), caller.asEnd().call));
        }
    }

    private void handshake(DescriptorState caller) {
        if (!caller.asEnd().connectionTold) {
            caller.asEnd().connectionTold = true;
            called(caller);
            facts.accept(new Fact.Connected(caller, across(caller), caller.asEnd().call));
        }
    }

    private Peer across(DescriptorState caller) {
        StreamEnd end = caller.asEnd();
        if (end.across == null) {
            end.across = book.boundAt(target(caller)).map(Peer.class::cast)
                    .orElseGet(() -> new Peer.Outside(target(caller), Role.SERVER));
        }
        return end.across;
    }

    /** An accept has returned a connection. */
    void accepted(DescriptorState connection, Optional<DescriptorState> listener, int call) {
        connection.asEnd().call = call;
        connection.asEnd().listener = listener.orElse(null);
        if (!resolve(connection)) {
            // The caller is one of these, so its handshake is over even if the return of its connect is not traced yet.
            unknownCallers(connection).filter(caller -> !caller.asEnd().connectionTold).findFirst()
                    .ifPresent(this::handshake);
            unresolved.add(connection);
        }
    }

    /**
     * The callers that an accepted connection may belong to: they call its listener from addresses that are not known
     * yet.
     */
    private static Stream<DescriptorState> unknownCallers(DescriptorState connection) {
        return Stream.ofNullable(connection.asEnd().listener).flatMap(listener -> listener.asEnd().callers.stream())
                .filter(caller -> !AddressBook.isName(caller.local) && mayComeFrom(caller, connection.connectedTo()));
    }

    /** A caller of a loopback address comes from a loopback address, and a caller of another address does not. */
    private static boolean mayComeFrom(DescriptorState caller, SocketAddress address) {
        return !(target(caller).unmapped() instanceof SocketAddress.Inet called
                && address.unmapped() instanceof SocketAddress.Inet from)
                || (called.isLoopback() || called.isAny()) == from.isLoopback();
    }

    /** Checks whether more is known by now about the other ends of connections. */
    void resolve() {
        seeking.removeIf(this::findListener);
        unresolved.removeIf(this::resolve);
    }

    /**
     * Finds the other end of an accepted connection. Returns false while it may be a caller whose address is not known.
     */
    private boolean resolve(DescriptorState connection) {
        DescriptorState listener = connection.asEnd().listener;
        Optional<DescriptorState> caller = isUnix(connection)
                ? Optional.ofNullable(listener).flatMap(one -> one.asEnd().callers.stream().findFirst())
                : book.caller(connection.connectedTo()).filter(one -> one.asEnd().listener == listener);
        if (caller.isPresent()) {
            pair(connection, caller.get());
            return true;
        }
        if (listener != null && !isUnix(connection) && unknownCallers(connection).findAny().isPresent()) {
            return false;
        }
        fromOutside(connection);
        return true;
    }

    /** A connection is used. If its other end is still not known, it is decided now. */
    void decide(DescriptorState end) {
        if (unresolved.isEmpty()) {
            return;
        }
        if (end.phase == Phase.LISTENING) {
            // The listener is about to be closed, and its queue with it.
            unresolved.stream().filter(connection -> connection.asEnd().listener == end).toList().forEach(this::decide);
        } else if (unresolved.remove(end)) {
            unknownCallers(end).findFirst()
                    .ifPresentOrElse(caller -> pair(end, caller), () -> fromOutside(end));
        } else if (end.partner == null && !end.isAccepted() && end.asEnd().listener != null
                && end.phase == Phase.CONNECTED && !AddressBook.isName(end.local)) {
            unresolved.stream()
                    .filter(one -> one.asEnd().listener == end.asEnd().listener && mayComeFrom(end, one.connectedTo()))
                    .findFirst()
                    .ifPresent(connection -> {
                        unresolved.remove(connection);
                        pair(connection, end);
                    });
        }
    }

    private void pair(DescriptorState connection, DescriptorState caller) {
        handshake(caller);
        forgetCaller(caller);
        seeking.remove(caller);
        Traffic.pair(connection, caller);
        connection.asEnd().listener = null;
        caller.asEnd().listener = null;
        facts.accept(new Fact.Accepted(connection, caller, connection.asEnd().call));
    }

    private void fromOutside(DescriptorState connection) {
        Peer.Outside caller = new Peer.Outside(connection.connectedTo(), Role.CLIENT);
        connection.asEnd().across = caller;
        connection.asEnd().listener = null;
        facts.accept(new Fact.AcceptedFromOutside(connection, caller, connection.asEnd().call));
        onOutside.accept(connection);
    }

    private void forgetCaller(DescriptorState caller) {
        book.forgetCaller(caller);
        if (caller.asEnd().listener != null) {
            caller.asEnd().listener.asEnd().callers.remove(caller);
        }
    }

    /** A socket is about to be closed. A caller that waits in a listener's queue can still be accepted. */
    void closing(DescriptorState socket) {
        StreamEnd end = socket.asEnd();
        seeking.remove(socket);
        boolean waits = socket.phase == Phase.CONNECTED && waitsForAccept(socket);
        book.closing(socket, waits);
        if (!waits) {
            forgetCaller(socket);
        }
        for (DescriptorState caller : List.copyOf(end.callers)) {
            forgetCaller(caller);
            caller.asEnd().listener = null;
            if (!caller.isOpen()) {
                caller.stream = null;
            }
        }
    }

    /** Whether a caller waits at a participant's listener that has not accepted it yet. */
    static boolean waitsForAccept(DescriptorState caller) {
        return caller.stream != null && caller.asEnd().listener != null
                && caller.asEnd().listener.asEnd().callers.contains(caller);
    }

    private static boolean isUnix(DescriptorState socket) {
        return socket.family() == Family.AF_UNIX;
    }
}
