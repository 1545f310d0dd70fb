package org.socketworkbench.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** Finds out why a path does not lead to a UNIX socket, or cannot be used for one. */
final class PathCauses {

    /** Nobody answers at the path: ECONNREFUSED. */
    Cause refused(Scene scene, SocketAddress.Unix path) {
        Optional<DescriptorState> bound = here(scene, path).filter(d -> d.phase() == Phase.BOUND).findFirst();
        if (bound.isPresent() && scene.kind() == Kind.UNIX) {
            return Cause.concluded("refused.notListening", scene.owner(bound.get()), path, bound.get().fd());
        }
        boolean datagram = scene.kind() == Kind.DATAGRAM;
        if (path.isAbstract()) {
            return Cause.concluded(datagram ? "refused.abstract.datagram" : "refused.abstract", path);
        }
        return stale(scene, path)
                .map(closed -> Cause.concluded(datagram ? "refused.stale.datagram" : "refused.stale",
                        scene.owner(closed), path))
                .orElseGet(() -> Cause.concluded(datagram ? "refused.path.datagram" : "refused.path", path));
    }

    /** Something exists at the path already: EADDRINUSE. */
    Cause inUse(Scene scene, SocketAddress.Unix path) {
        Optional<DescriptorState> holder =
                here(scene, path).filter(d -> !scene.socket().equals(Optional.of(d))).findFirst();
        if (holder.isPresent()) {
            String key = holder.get().phase() == Phase.LISTENING ? "inUse.path.listener" : "inUse.path.bound";
            return Cause.concluded(key, scene.owner(holder.get()), path, holder.get().fd());
        }
        boolean another = scene.picture().rows().stream()
                .anyMatch(row -> !row.isOurs() && row.held() && row.local().equals(path));
        if (path.isAbstract()) {
            return new Cause("inUse.abstract", another, path);
        }
        if (another) {
            return Cause.read("inUse.programPath", path);
        }
        return stale(scene, path)
                .map(closed -> Cause.concluded("inUse.stale", scene.owner(closed), path))
                .orElseGet(() -> Cause.concluded("inUse.path", path));
    }

    /** Nothing exists at the path, or its folder does not exist: ENOENT. */
    Optional<Cause> missing(Scene scene) {
        return path(scene).map(path -> {
            if (scene.call() instanceof Call.Bind) {
                return Cause.concluded("missing.folder", path);
            }
            if (scene.call() instanceof Call.Unlink) {
                return Cause.concluded(path.isAbstract() ? "missing.abstract" : "missing.file", path);
            }
            return here(scene, path).findFirst()
                    .map(unlinked -> Cause.concluded("missing.unlinked", scene.owner(unlinked), path))
                    .orElseGet(() -> Cause.concluded("missing.path", path));
        });
    }

    /** The file system denies access: EACCES. */
    Optional<Cause> denied(Scene scene) {
        return path(scene).map(path -> Cause.concluded(
                scene.call() instanceof Call.Bind || scene.call() instanceof Call.Unlink ? "denied.folder"
                        : "denied.file",
                path));
    }

    /** ENOTDIR, EISDIR, EROFS and other errors that concern only the path. */
    Optional<Cause> ofPath(Scene scene, String key) {
        return path(scene).map(path -> Cause.concluded(key, path));
    }

    /** The socket at the path has the other type: EPROTOTYPE. */
    Optional<Cause> otherType(Scene scene) {
        return path(scene).map(path -> Cause.concluded(
                scene.kind() == Kind.DATAGRAM ? "otherType.stream" : "otherType.datagram", path));
    }

    /** The receiver is connected to somebody else: EPERM, on datagram sockets. */
    Optional<Cause> notYours(Scene scene) {
        Optional<SocketAddress.Unix> path = scene.kind() == Kind.DATAGRAM ? path(scene) : Optional.empty();
        return path.map(receiver -> Cause.concluded("notAllowed.receiver", receiver));
    }

    /** The path that the call names, else the path that the socket sends to. */
    static Optional<SocketAddress.Unix> path(Scene scene) {
        if (scene.socket().filter(d -> d.family() != Family.AF_UNIX).isPresent()) {
            return Optional.empty();
        }
        Optional<SocketAddress> address = switch (scene.call()) {
            case Call.WithAddress c -> Optional.of(c.address());
            case Call.Unlink c -> Optional.of(c.address());
            case Call.Sending c -> scene.socket().flatMap(DescriptorState::peer);
            default -> Optional.empty();
        };
        return address.filter(SocketAddress.Unix.class::isInstance).map(SocketAddress.Unix.class::cast);
    }

    private static Stream<DescriptorState> here(Scene scene, SocketAddress.Unix path) {
        return scene.picture().descriptors()
                .filter(d -> d.isOpen() && !d.isAccepted() && d.local().equals(Optional.of(path)));
    }

    /** The participants' closed socket that left this path behind. */
    private static Optional<DescriptorState> stale(Scene scene, SocketAddress.Unix path) {
        List<DescriptorState> closed = scene.picture().descriptors()
                .filter(d -> !d.isOpen() && !d.isAccepted() && d.local().equals(Optional.of(path))).toList();
        return closed.isEmpty() ? Optional.empty() : Optional.of(closed.getLast());
    }
}
