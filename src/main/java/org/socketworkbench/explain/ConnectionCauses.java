package org.socketworkbench.explain;

import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** Finds out why there is no connection, why there is one already, and why one has ended. */
final class ConnectionCauses {

    /** EISCONN. */
    Optional<Cause> alreadyConnected(Scene scene) {
        if (scene.call() instanceof Call.SendTo) {
            return Optional.of(Cause.concluded("connected.sendto"));
        }
        return switch (scene.phase()) {
            case LISTENING -> Optional.of(Cause.concluded("connected.listener"));
            case CONNECTED -> Optional.of(peer(scene)
                    .map(peer -> Cause.concluded("connected.twice", peer))
                    .orElseGet(() -> Cause.concluded("connected.somebody")));
            case NEW, BOUND, CLOSED -> Optional.empty();
        };
    }

    /** ENOTCONN. */
    Optional<Cause> notConnected(Scene scene) {
        if (scene.kind() == Kind.DATAGRAM && scene.phase() != Phase.CONNECTED) {
            return Optional.of(Cause.concluded("notConnected.datagram", scene.word()));
        }
        return switch (scene.phase()) {
            case NEW, BOUND -> Optional.of(Cause.concluded("notConnected.never"));
            case LISTENING -> Optional.of(Cause.concluded("notConnected.listener", scene.word()));
            case CONNECTED -> Optional.of(Cause.concluded("notConnected.over"));
            case CLOSED -> Optional.empty();
        };
    }

    /** EPIPE. */
    Optional<Cause> brokenPipe(Scene scene) {
        return switch (scene.phase()) {
            case NEW, BOUND -> Optional.of(Cause.concluded("notConnected.never"));
            case LISTENING -> Optional.of(Cause.concluded("notConnected.listener", scene.word()));
            case CONNECTED -> Optional.of(brokenConnection(scene, scene.socket().orElseThrow()));
            case CLOSED -> Optional.empty();
        };
    }

    private Cause brokenConnection(Scene scene, DescriptorState socket) {
        if (socket.sendingEnded()) {
            return Cause.concluded(scene.kind() == Kind.DATAGRAM ? "pipe.shutdown.datagram" : "pipe.shutdown");
        }
        if (socket.isReset()) {
            return Cause.concluded("pipe.reset");
        }
        return scene.otherEnd().filter(other -> !other.isOpen())
                .map(other -> Cause.concluded(scene.kind() == Kind.UNIX ? "pipe.closed.unix" : "pipe.closed",
                        scene.owner(other)))
                .orElseGet(() -> Cause.concluded("pipe.gone"));
    }

    /** ECONNRESET. */
    Optional<Cause> reset(Scene scene) {
        Optional<DescriptorState> other = scene.otherEnd();
        if (other.isPresent() && !other.get().isOpen() && resets(other.get())) {
            return Optional.of(Cause.concluded("reset.linger", scene.owner(other.get())));
        }
        if (other.isPresent() && !other.get().isOpen()) {
            String name = scene.owner(other.get());
            long unread = scene.socket().orElseThrow().sentBytes() - other.get().receivedBytes();
            return Optional.of(unread > 0 ? Cause.concluded("reset.unread", name, unread)
                    : Cause.concluded("reset.closed", name));
        }
        // Only if both addresses are known is it certain that no participant has accepted this connection.
        boolean known = scene.socket().flatMap(DescriptorState::local).isPresent();
        Optional<DescriptorState> closedListener = other.isPresent() || !known ? Optional.empty()
                : peer(scene).flatMap(peer -> closedListener(scene, peer));
        return closedListener.map(listener -> Cause.concluded("reset.queue", scene.owner(listener)))
                // Only for an established connection, not for one that was being opened.
                .or(() -> scene.phase() == Phase.CONNECTED ? Optional.of(Cause.concluded("errno.ECONNRESET"))
                        : Optional.empty());
    }

    private static boolean resets(DescriptorState closed) {
        return closed.linger().on() && closed.linger().seconds() == 0 && closed.family() != Family.AF_UNIX;
    }

    /** A participant's listening socket, closed since, whose queue would have held a connection to this peer. */
    private static Optional<DescriptorState> closedListener(Scene scene, SocketAddress peer) {
        return scene.picture().descriptors()
                .filter(d -> d.phase() == Phase.CLOSED && !d.isAccepted() && d.peer().isEmpty())
                .filter(d -> d.local().filter(local -> Scene.clash(local, peer)).isPresent())
                .findFirst();
    }

    private static Optional<SocketAddress> peer(Scene scene) {
        return scene.socket().flatMap(DescriptorState::peer);
    }
}
