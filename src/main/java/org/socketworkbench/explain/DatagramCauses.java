package org.socketworkbench.explain;

import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.SocketAddress;

/** Finds out why a datagram was not sent, or what happened to an earlier one. */
final class DatagramCauses {
    /** The largest payload of one IPv4 packet, with its own 20 header bytes and the 8 of UDP. */
    private static final int MOST_OVER_IPV4 = 65_507;
    /** The IPv6 length does not count the packet's own header. */
    private static final int MOST_OVER_IPV6 = 65_527;

    /** An earlier datagram reached nobody: ECONNREFUSED on a UDP socket. */
    Cause refused(Scene scene) {
        return scene.socket().flatMap(DescriptorState::peer)
                .map(peer -> Cause.concluded("refused.datagram", peer))
                .orElseGet(() -> Cause.concluded("refused.datagram.somewhere"));
    }

    /** EMSGSIZE. */
    Optional<Cause> tooLong(Scene scene) {
        if (!(scene.call() instanceof Call.Sending c) || scene.kind() != Kind.DATAGRAM) {
            return Optional.empty();
        }
        int length = c.data().length();
        return Optional.of(switch (scene.socket().orElseThrow().family()) {
            case AF_INET -> Cause.concluded("tooLong.udp", length, MOST_OVER_IPV4);
            case AF_INET6 -> Cause.concluded("tooLong.udp", length, toIPv4(scene) ? MOST_OVER_IPV4 : MOST_OVER_IPV6);
            case AF_UNIX -> Cause.concluded("tooLong.unix", length);
        });
    }

    private static boolean toIPv4(Scene scene) {
        Optional<SocketAddress> to = scene.call() instanceof Call.SendTo c ? Optional.of(c.address())
                : scene.socket().flatMap(DescriptorState::peer);
        return to.filter(address -> address.unmapped().family() == Family.AF_INET).isPresent();
    }

    /** A call for connections or urgent data: EOPNOTSUPP. */
    Optional<Cause> unsupported(Scene scene) {
        return switch (scene.call()) {
            case Call.Listen c -> Optional.of(Cause.concluded("unsupported.listen"));
            case Call.Accept c -> Optional.of(Cause.concluded("unsupported.accept"));
            case Call.Send c when isUrgent(c.flags()) -> Optional.of(Cause.concluded("unsupported.urgent"));
            case Call.SendTo c when isUrgent(c.flags()) -> Optional.of(Cause.concluded("unsupported.urgent"));
            case Call.Receiving c when isUrgent(c.flags()) -> Optional.of(Cause.concluded("unsupported.urgent"));
            default -> Optional.empty();
        };
    }

    static boolean isUrgent(int flags) {
        return (flags & MessageFlags.MSG_OOB) != 0;
    }

    /** A broadcast without permission: EACCES of an IP socket. */
    Optional<Cause> notAllowed(Scene scene) {
        return scene.call() instanceof Call.WithAddress c && c.address() instanceof SocketAddress.Inet inet
                && !(c instanceof Call.Bind) ? Optional.of(Cause.concluded("notAllowed.broadcast", inet.hostText()))
                        : Optional.empty();
    }
}
