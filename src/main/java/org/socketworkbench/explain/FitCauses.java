package org.socketworkbench.explain;

import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;

/** Finds mismatches: an address and a socket, a protocol and a type, an option and its value. */
final class FitCauses {

    /** The protocol does not match the family and the type: EPROTONOSUPPORT. */
    Optional<Cause> protocol(Scene scene) {
        return scene.call() instanceof Call.Socket c
                ? Optional.of(Cause.concluded("protocol.other", protocolName(c.protocol()), c.family(), c.type()))
                : Optional.empty();
    }

    private static String protocolName(int protocol) {
        return switch (protocol) {
            case Protocols.TCP -> "6 (TCP)";
            case Protocols.UDP -> "17 (UDP)";
            default -> Integer.toString(protocol);
        };
    }

    /** The kernel does not know the family, or the address does not match the socket's: EAFNOSUPPORT. */
    Optional<Cause> family(Scene scene) {
        return scene.call() instanceof Call.Socket c ? Optional.of(Cause.concluded("family.off", c.family()))
                : otherFamily(scene).or(() -> loopbackOfTheOther(scene));
    }

    /** The address is for sockets of another family. */
    Optional<Cause> otherFamily(Scene scene) {
        if (!(scene.call() instanceof Call.WithAddress c) || scene.socket().isEmpty()) {
            return Optional.empty();
        }
        Family own = scene.socket().get().family();
        // An IPv6 datagram socket can also send to IPv4 addresses.
        boolean fits = c.address().family() == own
                || own == Family.AF_INET6 && c.address().family() == Family.AF_INET && scene.kind() == Kind.DATAGRAM
                        && !(c instanceof Call.Bind);
        return fits ? Optional.empty()
                : Optional.of(Cause.concluded("family.other", own, c.address(), c.address().family()));
    }

    /** An IPv6-only socket, or one bound to an IPv6 address, calls over IPv4: EAFNOSUPPORT or ENETUNREACH. */
    Optional<Cause> loopbackOfTheOther(Scene scene) {
        boolean called = scene.call() instanceof Call.WithAddress c && !(c instanceof Call.Bind)
                && c.address().unmapped().family() == Family.AF_INET;
        Optional<DescriptorState> six = scene.socket().filter(d -> called && d.family() == Family.AF_INET6);
        if (six.filter(DescriptorState::isV6Only).isPresent()) {
            return Optional.of(Cause.concluded("family.sixOnly", ((Call.WithAddress) scene.call()).address()));
        }
        return six.filter(d -> d.phase() == Phase.BOUND || d.local().isPresent())
                .filter(d -> d.local().filter(local -> local.unmapped().family() == Family.AF_INET).isEmpty())
                .map(d -> Cause.concluded("family.boundToSix", ((Call.WithAddress) scene.call()).address()));
    }

    /** An address or an option value that makes no sense: EINVAL. */
    Optional<Cause> invalid(Scene scene) {
        if (scene.call() instanceof Call.SetSockOpt c) {
            return value(scene, c.option(), c.value());
        }
        Optional<SocketAddress.Unix> tooLong =
                PathCauses.path(scene).filter(path -> path.path().length() > SocketAddress.Unix.MAX_PATH);
        if (tooLong.isPresent()) {
            return tooLong.map(
                    path -> Cause.concluded("path.tooLong", path.path().length(), SocketAddress.Unix.MAX_PATH));
        }
        if (otherFamily(scene).isPresent()) {
            return otherFamily(scene);
        }
        return scene.call() instanceof Call.WithAddress c ? address(c) : Optional.empty();
    }

    private static Optional<Cause> address(Call.WithAddress call) {
        return switch (call.address()) {
            case SocketAddress.Unix unix when unix.isUnnamed() && !(call instanceof Call.Bind) ->
                Optional.of(Cause.concluded("path.empty"));
            case SocketAddress.Inet inet when inet.port() == 0 && call instanceof Call.SendTo ->
                Optional.of(Cause.concluded("invalid.sendto.portZero"));
            // fe80::/10, the link-local addresses that every interface assigns itself.
            case SocketAddress.Inet6 inet when inet.high() >>> 54 == 0x3fa && inet.scope() == 0 ->
                Optional.of(Cause.concluded("address.noScope", inet.hostText()));
            default -> Optional.empty();
        };
    }

    private static Optional<Cause> value(Scene scene, SocketOption option, OptionValue value) {
        boolean hasAddress = scene.phase() != Phase.NEW || scene.socket().flatMap(DescriptorState::called).isPresent();
        if (option.equals(SocketOption.IPV6_V6ONLY) && hasAddress) {
            return Optional.of(Cause.concluded("option.tooLate"));
        }
        int needed = option.format().bytes();
        boolean tooShort = value.toBytes().length() < needed && option.format() != SocketOption.Format.STRUCT;
        return Optional.of(tooShort ? Cause.concluded("option.size", option, value.toBytes().length(), needed)
                : Cause.concluded("option.range", option, value));
    }

    /** A level that the socket does not have: EOPNOTSUPP or ENOPROTOOPT. */
    Optional<Cause> level(Scene scene) {
        Optional<SocketOption> option = switch (scene.call()) {
            case Call.SetSockOpt c -> Optional.of(c.option());
            case Call.GetSockOpt c -> Optional.of(c.option());
            default -> Optional.empty();
        };
        return option.filter(o -> o.level() != SocketOption.SOL_SOCKET)
                .map(o -> Cause.concluded("option.level", o, o.levelName()))
                .or(() -> option.filter(SocketOption.SO_REUSEPORT::equals)
                        .map(o -> Cause.concluded("option.notHere", o)));
    }
}
