package org.socketworkbench.explain;

import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.SocketAddress;

/** Finds the likely cause of an error: first from the picture, else the usual cause for such a call. */
final class Causes {
    /** The value of {@code net.ipv4.ip_unprivileged_port_start} unless an administrator has changed it. */
    private static final int FIRST_FREE_PORT = 1024;

    private final Words words;
    private final PathCauses paths = new PathCauses();
    private final DatagramCauses datagrams = new DatagramCauses();
    private final AddressCauses addresses = new AddressCauses(paths, datagrams);
    private final ConnectionCauses connections = new ConnectionCauses();
    private final FitCauses fits = new FitCauses();
    private final AgainCauses again;

    Causes(Words words) {
        this.words = words;
        again = new AgainCauses(words);
    }

    /** Puts the error into words. */
    Trouble trouble(Scene made, Errno errno) {
        Scene scene = made.ofSystemCall().ofOneBuffer();
        Cause cause = inTheScene(scene, errno).orElseGet(() -> usual(made.ofSystemCall(), errno));
        String meaning = "errno." + errno.symbol() + ".meaning";
        return new Trouble(
                errno.toString(),
                words.has(meaning) ? words.text(meaning) : words.text("errno.other.meaning", errno),
                words.text(cause.key() + ".cause", cause.values()),
                cause.read(),
                words.text(cause.key() + ".try", cause.values()));
    }

    private Optional<Cause> inTheScene(Scene scene, Errno errno) {
        return switch (errno.symbol()) {
            case "EBADF" -> badDescriptor(scene);
            case "EAGAIN" -> again.again(scene);
            case "EALREADY", "EINPROGRESS" -> underWay(scene, errno);
            case "ECONNREFUSED" -> addresses.refused(scene);
            case "EADDRINUSE" -> addresses.inUse(scene);
            case "EADDRNOTAVAIL" -> notAvailable(scene);
            case "EACCES" -> notAllowed(scene);
            case "EPERM" -> paths.notYours(scene);
            case "EINVAL" -> invalid(scene);
            case "EPROTONOSUPPORT" -> fits.protocol(scene);
            case "EAFNOSUPPORT" -> fits.family(scene);
            case "ENETUNREACH" -> fits.loopbackOfTheOther(scene);
            case "EPROTOTYPE" -> paths.otherType(scene);
            case "EOPNOTSUPP" -> unsupported(scene);
            case "ENOPROTOOPT" -> fits.level(scene);
            case "EMSGSIZE" -> datagrams.tooLong(scene);
            case "ENOENT" -> paths.missing(scene);
            case "ENOTDIR" -> paths.ofPath(scene, "path.notAFolder");
            case "EISDIR" -> paths.ofPath(scene, "path.folder");
            case "EROFS" -> paths.ofPath(scene, "path.readOnly");
            case "EISCONN" -> connections.alreadyConnected(scene);
            case "ENOTCONN" -> connections.notConnected(scene);
            case "EPIPE" -> connections.brokenPipe(scene);
            case "ECONNRESET" -> connections.reset(scene);
            case "ETIMEDOUT" -> timedOut(scene);
            default -> Optional.empty();
        };
    }

    /** The texts for an error with this call, else for the error with any call, else for any error. */
    private Cause usual(Scene scene, Errno errno) {
        String general = "errno." + errno.symbol();
        String special = general + "." + scene.call().name();
        if (words.has(special + ".cause")) {
            return Cause.concluded(special, scene.word());
        }
        return words.has(general + ".cause") ? Cause.concluded(general, scene.word())
                : Cause.concluded("errno.other", scene.word());
    }

    private Optional<Cause> badDescriptor(Scene scene) {
        if (scene.call() instanceof Call.OnDescriptors c) {
            return Optional.of(Cause.concluded("badf.several", c.word()));
        }
        if (scene.call() instanceof Call.Dup2 c && scene.socket().isPresent()) {
            return Optional.of(Cause.concluded("badf.target", c.target()));
        }
        return scene.who().map(who -> {
            if (who.descriptors().isEmpty()) {
                return Cause.concluded("badf.never", who.name());
            }
            return Cause.concluded(who.descriptors().stream().anyMatch(DescriptorState::isOpen)
                    ? "badf.another" : "badf.closed", who.name());
        });
    }

    /** A non-blocking connect: the attempt goes on. */
    private static Optional<Cause> underWay(Scene scene, Errno errno) {
        return scene.call() instanceof Call.Connect c && errno.equals(Errno.EINPROGRESS)
                ? Optional.of(Cause.concluded("underWay.begun", c.address()))
                : scene.socket().flatMap(DescriptorState::called)
                        .map(called -> Cause.concluded("underWay.still", called));
    }

    private Optional<Cause> notAvailable(Scene scene) {
        return scene.call() instanceof Call.Bind c
                ? Optional.of(Cause.concluded("notAvailable.bind", Scene.host(c.address()))) : Optional.empty();
    }

    private Optional<Cause> notAllowed(Scene scene) {
        if (scene.call() instanceof Call.Bind c && c.address() instanceof SocketAddress.Inet inet
                && inet.port() < FIRST_FREE_PORT) {
            return Optional.of(Cause.concluded("notAllowed.lowPort", inet.port()));
        }
        return scene.kind() == Kind.DATAGRAM ? datagrams.notAllowed(scene).or(() -> paths.denied(scene))
                : paths.denied(scene);
    }

    private Optional<Cause> unsupported(Scene scene) {
        if (scene.kind() == Kind.DATAGRAM && datagrams.unsupported(scene).isPresent()) {
            return datagrams.unsupported(scene);
        }
        return switch (scene.call()) {
            case Call.SendTo c -> Optional.of(Cause.concluded("unsupported.sendto"));
            case Call.SocketPair c -> Optional.of(Cause.concluded("unsupported.socketpair", c.family()));
            default -> fits.level(scene);
        };
    }

    private Optional<Cause> invalid(Scene scene) {
        Optional<Cause> none = Optional.empty();
        Optional<Cause> unfit = fits.invalid(scene);
        if (unfit.isPresent()) {
            return unfit;
        }
        return switch (scene.call()) {
            case Call.Bind c -> switch (scene.phase()) {
                case BOUND, LISTENING -> Optional.of(boundTwice(scene));
                case CONNECTED -> Optional.of(Cause.concluded("invalid.bind.connected"));
                case NEW -> scene.socket().filter(DescriptorState::isConnecting)
                        .map(d -> Cause.concluded("invalid.bind.connected"));
                case CLOSED -> none;
            };
            case Call.Listen c -> switch (scene.phase()) {
                case CONNECTED -> Optional.of(Cause.concluded("invalid.listen.connected"));
                case NEW -> scene.kind() == Kind.UNIX ? Optional.of(Cause.concluded("invalid.listen.path")) : none;
                case BOUND, LISTENING, CLOSED -> none;
            };
            case Call.Accept c -> switch (scene.phase()) {
                case NEW -> Optional.of(Cause.concluded("invalid.accept.new"));
                case BOUND -> Optional.of(Cause.concluded("invalid.accept.bound"));
                case CONNECTED -> Optional.of(Cause.concluded("invalid.accept.connected"));
                case LISTENING -> Optional.of(Cause.concluded("invalid.accept.shutdown"));
                case CLOSED -> none;
            };
            case Call.Connect c when scene.kind() == Kind.UNIX ->
                scene.phase() == Phase.LISTENING ? Optional.of(Cause.concluded("invalid.connect.listener")) : none;
            case Call.Connect c -> scene.socket().flatMap(DescriptorState::local)
                    .filter(local -> Scene.isLoopback(local) && !Scene.isLoopback(c.address()))
                    .map(local -> Cause.concluded("invalid.connect.loopback", local, c.address()));
            case Call.SendTo c -> scene.socket().flatMap(DescriptorState::local)
                    .filter(local -> Scene.isLoopback(local) && !Scene.isLoopback(c.address()))
                    .map(local -> Cause.concluded("invalid.sendto.loopback", local, c.address()));
            case Call.Receiving c when DatagramCauses.isUrgent(c.flags()) -> Optional.of(Cause.concluded(
                    scene.kind() == Kind.UNIX ? "invalid.urgent.unix" : "invalid.urgent"));
            // A UNIX socket's form of ENOTCONN.
            case Call.Receiving c when scene.kind() == Kind.UNIX -> connections.notConnected(scene);
            default -> none;
        };
    }

    private static Cause boundTwice(Scene scene) {
        return scene.socket().flatMap(DescriptorState::local)
                .map(local -> Cause.concluded("invalid.bind.twice", local))
                .orElseGet(() -> Cause.concluded("invalid.bind.somewhere"));
    }

    private Optional<Cause> timedOut(Scene scene) {
        if (!(scene.call() instanceof Call.Connect c)) {
            return Optional.empty();
        }
        SocketAddress address = c.address();
        return Waits.fullQueue(scene, address)
                .map(listener -> Cause.read("timedOut.full", address, scene.owner(listener)));
    }
}
