package org.socketworkbench.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;

/** Finds out why an address could not be used, and why nobody answered at one. */
final class AddressCauses {

    private final PathCauses paths;
    private final DatagramCauses datagrams;

    AddressCauses(PathCauses paths, DatagramCauses datagrams) {
        this.paths = paths;
        this.datagrams = datagrams;
    }

    /** Why nobody answered: ECONNREFUSED. */
    Optional<Cause> refused(Scene scene) {
        Optional<SocketAddress.Unix> path = PathCauses.path(scene);
        if (path.isPresent()) {
            return path.map(unix -> paths.refused(scene, unix));
        }
        if (scene.kind() == Kind.DATAGRAM) {
            return Optional.of(datagrams.refused(scene));
        }
        return switch (scene.call()) {
            case Call.Connect c -> Optional.of(refused(scene, scene.called(c)));
            // The non-blocking connect has failed, and this call is the first to report it.
            case Call.Receiving c ->
                scene.socket().flatMap(DescriptorState::called).map(called -> refused(scene, called));
            case Call.Sending c ->
                scene.socket().flatMap(DescriptorState::called).map(called -> refused(scene, called));
            default -> Optional.empty();
        };
    }

    private Cause refused(Scene scene, SocketAddress address) {
        if (Scene.port(address) == 0) {
            return Cause.concluded("refused.portZero");
        }
        Optional<DescriptorState> bound = unconnected(scene, Phase.BOUND)
                .filter(d -> meets(address, d))
                .findFirst();
        if (bound.isPresent()) {
            return Cause.concluded("refused.notListening",
                    scene.owner(bound.get()), bound.get().local().orElseThrow(), bound.get().fd());
        }
        List<DescriptorState> listeners = unconnected(scene, Phase.LISTENING)
                .filter(d -> d.local().isPresent())
                .sorted(Comparator.comparing(d -> Scene.port(d.local().orElseThrow()) != Scene.port(address)))
                .toList();
        if (!listeners.isEmpty() && listeners.stream().noneMatch(d -> meets(address, d))) {
            DescriptorState nearest = listeners.getFirst();
            SocketAddress local = nearest.local().orElseThrow();
            return new Cause(
                    Scene.port(local) == Scene.port(address) ? otherHost(address, nearest) : "refused.otherPort",
                    isReadListening(nearest), address, scene.owner(nearest), local, callable(local));
        }
        Optional<DescriptorState> gone = unconnected(scene, Phase.CLOSED)
                .filter(d -> meets(address, d))
                .findFirst();
        if (gone.isPresent()) {
            return Cause.concluded("refused.closed", scene.owner(gone.get()), address);
        }
        return Cause.concluded(isHere(address) ? "refused.nobody" : "refused.remote", address);
    }

    /** The same port at another address: of the same family, or one that localhost resolves to as well. */
    private static String otherHost(SocketAddress called, DescriptorState listener) {
        boolean four = called.unmapped().family() == Family.AF_INET;
        if (four == (listener.local().orElseThrow().unmapped().family() == Family.AF_INET)) {
            return "refused.otherHost";
        }
        return four ? listener.isV6Only() ? "refused.sixOnly" : "refused.listensSix" : "refused.listensFour";
    }

    /** The participants' TCP sockets in this phase that were never a connection. */
    private static Stream<DescriptorState> unconnected(Scene scene, Phase phase) {
        return scene.picture().descriptors()
                .filter(d -> d.phase() == phase && !d.isAccepted() && d.peer().isEmpty())
                .filter(d -> d.transport() == Transport.TCP);
    }

    /** Whether a connect to an address reaches a socket; a connect to 0.0.0.0 or [::] reaches this machine. */
    private static boolean meets(SocketAddress called, DescriptorState socket) {
        return socket.isReachedAt(called) || Scene.isAny(called) && socket.local()
                .filter(local -> local.family() == called.family())
                .filter(local -> Scene.isLoopback(local) && Scene.port(called) == Scene.port(local)).isPresent();
    }

    /** An address to call a listener at: if it listens on every address, the loopback address. */
    private static SocketAddress callable(SocketAddress listening) {
        return switch (listening) {
            case SocketAddress.Inet4 inet when inet.isAny() -> SocketAddress.Inet4.loopback(inet.port());
            case SocketAddress.Inet6 inet when inet.isAny() -> SocketAddress.Inet6.loopback(inet.port());
            case SocketAddress address -> address;
        };
    }

    private static boolean isHere(SocketAddress address) {
        return Scene.isLoopback(address) || Scene.isAny(address);
    }

    private static boolean isReadListening(DescriptorState socket) {
        return socket.tcpState().equals(Optional.of(TcpState.LISTEN));
    }

    /** Who has the address already: EADDRINUSE. */
    Optional<Cause> inUse(Scene scene) {
        return switch (scene.call()) {
            case Call.Bind c -> Optional.of(inUse(scene, c.address()));
            case Call.Listen c ->
                scene.socket().flatMap(DescriptorState::local).flatMap(local -> listenedTo(scene, local));
            default -> Optional.empty();
        };
    }

    private Optional<Cause> listenedTo(Scene scene, SocketAddress address) {
        return clashing(scene, address)
                .filter(d -> d.phase() == Phase.LISTENING)
                .findFirst()
                .map(d -> new Cause("inUse.listen", isReadListening(d), scene.owner(d), d.local().orElseThrow(),
                        d.fd()));
    }

    private Cause inUse(Scene scene, SocketAddress address) {
        if (address instanceof SocketAddress.Unix path) {
            return paths.inUse(scene, path);
        }
        List<DescriptorState> holders = clashing(scene, address)
                .sorted(Comparator.comparing(d -> d.phase() != Phase.LISTENING))
                .toList();
        if (!holders.isEmpty()) {
            DescriptorState holder = holders.getFirst();
            String key = switch (holder.phase()) {
                case LISTENING -> "inUse.listener";
                case CONNECTED -> scene.kind() == Kind.DATAGRAM ? "inUse.bound" : "inUse.connection";
                case NEW, BOUND, CLOSED -> "inUse.bound";
            };
            // The kernel's table does not list a TCP socket that is only bound.
            return new Cause(key, holder.row().isPresent(),
                    scene.owner(holder), holder.local().orElseThrow(), holder.fd());
        }
        List<SocketRow> rows = scene.picture().rows().stream()
                .filter(row -> !row.isOurs() && Scene.clash(row.local(), address)
                        && sharesNames(scene, row.transport()))
                .sorted(Comparator.comparing((SocketRow row) -> row.state() != TcpState.LISTEN)
                        .thenComparing(row -> !row.held()))
                .toList();
        return rows.isEmpty() ? Cause.concluded("inUse.unknown", address) : heldBy(scene, rows.getFirst());
    }

    /** An IPv4 address is shown as such, even if another program uses it with an IPv6 socket. */
    private Cause heldBy(Scene scene, SocketRow row) {
        SocketAddress local = row.local().unmapped();
        if (row.transport() == Transport.UDP) {
            return Cause.read("inUse.programUdp", local);
        }
        SocketAddress remote = row.remote().unmapped();
        if (row.state() == TcpState.LISTEN) {
            return Cause.read("inUse.program", local);
        }
        if (row.held()) {
            return Cause.read("inUse.programConnection", local, remote);
        }
        if (row.state() != TcpState.TIME_WAIT) {
            return Cause.read("inUse.unfinished", local, remote, row.state());
        }
        boolean reuses = scene.socket().filter(DescriptorState::reusesAddress).isPresent();
        return Cause.read(reuses ? "inUse.timeWait.reuse" : "inUse.timeWait", local, remote);
    }

    /** The participants' other open sockets whose address conflicts with this one. */
    private static Stream<DescriptorState> clashing(Scene scene, SocketAddress address) {
        Optional<DescriptorState> own = scene.socket();
        return scene.picture().descriptors()
                .filter(d -> d.isOpen() && !own.equals(Optional.of(d)) && sharesNames(scene, d.transport()))
                .filter(d -> d.local().filter(local -> Scene.clash(local, address)).isPresent());
    }

    /** Whether such a socket can conflict with the scene's: TCP and UDP have separate ports. */
    private static boolean sharesNames(Scene scene, Transport transport) {
        return scene.socket().filter(own -> own.transport() != transport).isEmpty();
    }
}
