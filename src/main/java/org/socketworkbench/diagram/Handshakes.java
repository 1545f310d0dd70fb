package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.SocketRow;

/**
 * How connections come about: who calls whom, and which accept belongs to which connect. The two returns may be traced
 * in either order, and the caller's own address is known only when the kernel's table has been read after its connect.
 * A UNIX caller has no address: accept takes the one who has called first, and there are no packets.
 */
final class Handshakes {
    private final Endpoints endpoints;
    private final Arrows arrows;
    private final Consumer<Endpoint> onOutside;
    private final List<Endpoint> unresolved = new ArrayList<>();

    /** @param onOutside told of a connection when its other end turns out to be outside */
    Handshakes(Endpoints endpoints, Arrows arrows, Consumer<Endpoint> onOutside) {
        this.endpoints = endpoints;
        this.arrows = arrows;
        this.onOutside = onOutside;
    }

    void connectEntered(Activation activation, Call.Connect call) {
        Endpoint caller = endpoints.of(activation.lifeline(), call.fd());
        if (caller.stage == Endpoint.Stage.CALLING) {
            caller.connect = activation; // It asks how far the first one has come.
        }
        if (caller.stage != Endpoint.Stage.FRESH) {
            return;
        }
        caller.stage = Endpoint.Stage.CALLING;
        caller.connect = activation;
        caller.peer = call.address();
        findListener(caller);
    }

    private void findListener(Endpoint caller) {
        endpoints.boundAt(caller.peer).filter(e -> e.stage == Endpoint.Stage.LISTENING).ifPresent(listener -> {
            caller.listener = listener;
            listener.callers.add(caller);
            if (caller.local != null) {
                endpoints.knowCaller(caller, caller.local);
            }
        });
    }

    void connectBlocked(Activation activation, Call.Connect call) {
        Endpoint caller = callerOf(activation, call);
        if (caller != null) {
            syn(caller);
        }
    }

    void connectReturned(Activation activation, Call.Connect call, Outcome outcome) {
        Endpoint caller = callerOf(activation, call);
        if (caller == null) {
            return;
        }
        if (outcome instanceof Outcome.Failed(Errno errno) && !errno.equals(Errno.EISCONN)) {
            if (isUnderWay(caller, errno)) {
                syn(caller);
            } else {
                failed(caller, errno);
            }
        } else {
            connected(caller);
        }
        resolve();
    }

    /** Whether the kernel goes on with what connect has begun. */
    private static boolean isUnderWay(Endpoint caller, Errno errno) {
        boolean goesOn = errno.equals(Errno.EINPROGRESS) || errno.equals(Errno.EALREADY) || errno.equals(Errno.EINTR);
        return goesOn && !caller.isUnix();
    }

    /** SO_ERROR tells how a connect has ended that did not wait. */
    void settled(Endpoint caller, Errno errno) {
        if (caller.stage == Endpoint.Stage.CALLING) {
            if (errno.number() == 0) {
                connected(caller);
            } else {
                failed(caller, errno);
            }
            resolve();
        }
    }

    /** A call has succeeded that only a connection can make. */
    void connected(Endpoint caller) {
        if (caller.stage == Endpoint.Stage.CALLING) {
            caller.stage = Endpoint.Stage.CONNECTED;
            if (caller.listener == null) {
                findListener(caller);
            }
            handshake(caller);
        }
    }

    /** The socket whose fate this very connect decides; null if it was connected before, or is none. */
    private Endpoint callerOf(Activation activation, Call.Connect call) {
        Endpoint caller = endpoints.of(activation.lifeline(), call.fd());
        return caller != null && caller.connect == activation ? caller : null;
    }

    private void failed(Endpoint caller, Errno errno) {
        boolean answered = errno.equals(Errno.ECONNREFUSED);
        // Inside the machine the kernel answers by itself: nothing has gone anywhere.
        if (!caller.isUnix() && (answered || errno.equals(Errno.ETIMEDOUT))) {
            syn(caller);
            if (answered) {
                arrows.signal(Message.Kind.RST, target(caller), caller.owner, caller.connect.number(), false);
            }
        }
        endpoints.forgetCaller(caller);
        caller.stage = Endpoint.Stage.FRESH;
        caller.connect = null;
        caller.listener = null;
        caller.peerLine = null;
        caller.synDrawn = false;
    }

    private void syn(Endpoint caller) {
        if (!caller.synDrawn && !caller.isUnix()) {
            caller.synDrawn = true;
            arrows.signal(Message.Kind.SYN, caller.owner, target(caller), caller.connect.number(), true);
        }
    }

    private void handshake(Endpoint caller) {
        if (!caller.handshakeDrawn) {
            caller.handshakeDrawn = true;
            if (caller.isUnix()) {
                arrows.signal(Message.Kind.CONNECT, caller.owner, target(caller), caller.connect.number(), false);
                return;
            }
            syn(caller);
            arrows.signal(Message.Kind.SYN_ACK, target(caller), caller.owner, caller.connect.number(), true);
            arrows.signal(Message.Kind.ACK, caller.owner, target(caller), caller.connect.number(), true);
        }
    }

    private Lifeline target(Endpoint caller) {
        if (caller.peerLine == null) {
            caller.peerLine = caller.listener != null ? caller.listener.owner
                    : endpoints.boundAt(caller.peer).map(e -> e.owner)
                            .orElseGet(() -> arrows.outside(caller.peer, Lifeline.Place.OUTSIDE_SERVER));
        }
        return caller.peerLine;
    }

    void accepted(Activation activation, Call.Accept call, Outcome.Accepted outcome) {
        Endpoint listener = endpoints.of(activation.lifeline(), call.fd());
        Endpoint connection = endpoints.add(activation.lifeline(), outcome.opened().getFirst(),
                listener == null ? outcome.peer().family() : listener.family, SocketType.SOCK_STREAM);
        connection.stage = Endpoint.Stage.CONNECTED;
        connection.peer = outcome.peer();
        connection.connect = activation;
        connection.listener = listener;
        if (!resolve(connection)) {
            // One of them it is, so its handshake is over, even if its connect has not been traced as returned.
            Endpoints.unknownCallers(listener).stream().filter(c -> !c.handshakeDrawn).findFirst()
                    .ifPresent(this::handshake);
            unresolved.add(connection);
        }
    }

    /** Takes in a line of the kernel's table about a stream's socket. */
    void sampled(Endpoint endpoint, SocketRow row) {
        // The table of UNIX sockets tells no caller's address, and no other that bind did not tell.
        if (!endpoint.isUnix()) {
            endpoints.sampled(endpoint, row.local(), row.remote());
        }
    }

    /** Looks whether more is known now about the other ends of connections. */
    void resolve() {
        unresolved.removeIf(this::resolve);
    }

    /** Finds the other end of an accepted connection; false while that may be a caller whose address is not known. */
    private boolean resolve(Endpoint connection) {
        Optional<Endpoint> inside = Optional.ofNullable(connection.listener).flatMap(listener -> listener.isUnix()
                ? listener.callers.stream().findFirst() : endpoints.caller(connection.peer, listener));
        if (inside.isPresent()) {
            pair(connection, inside.get());
            return true;
        }
        if (connection.listener != null && !connection.isUnix()
                && !Endpoints.unknownCallers(connection.listener).isEmpty()) {
            return false;
        }
        fromOutside(connection);
        return true;
    }

    /** A connection is used: whatever is not known about its other end by now is decided. */
    void decide(Endpoint connection) {
        if (unresolved.remove(connection)) {
            Endpoints.unknownCallers(connection.listener).stream().findFirst()
                    .ifPresentOrElse(caller -> pair(connection, caller), () -> fromOutside(connection));
        }
    }

    private void pair(Endpoint connection, Endpoint caller) {
        handshake(caller);
        Endpoint.join(connection, caller);
        endpoints.forgetCaller(caller);
    }

    private void fromOutside(Endpoint connection) {
        Lifeline outside = arrows.outside(connection.peer, Lifeline.Place.OUTSIDE_CLIENT);
        int call = connection.connect.number();
        connection.peerLine = outside;
        if (connection.isUnix()) {
            arrows.signal(Message.Kind.CONNECT, outside, connection.owner, call, false);
            onOutside.accept(connection);
            return;
        }
        arrows.signal(Message.Kind.SYN, outside, connection.owner, call, true);
        arrows.signal(Message.Kind.SYN_ACK, connection.owner, outside, call, true);
        arrows.signal(Message.Kind.ACK, outside, connection.owner, call, true);
        onOutside.accept(connection);
    }
}
