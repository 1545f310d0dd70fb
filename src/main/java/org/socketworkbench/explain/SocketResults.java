package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.FileFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** Describes the results of calls that make a socket, give it an address, or ask for one. */
final class SocketResults {
    private final Words words;

    SocketResults(Words words) {
        this.words = words;
    }

    /** A call has made one descriptor, or has given one to a socket that was there. */
    List<String> opened(Scene scene, Call.SystemCall call, int descriptor) {
        return switch (call) {
            case Call.Socket c -> made(c, descriptor);
            case Call.EpollCreate c -> List.of(words.text("epoll.made", descriptor));
            case Call.Dup c -> duplicated(scene, c.fd(), descriptor);
            case Call.Dup2 c -> duplicated(scene, c);
            default -> List.of();
        };
    }

    private List<String> duplicated(Scene scene, int descriptor, int other) {
        return List.of(words.text("dup.done", descriptor, other), words.text("dup.last", scene.kind()));
    }

    private List<String> duplicated(Scene scene, Call.Dup2 call) {
        Optional<DescriptorState> before = scene.who().flatMap(who -> who.open(call.target()));
        if (before.isPresent() && before.equals(scene.socket())) {
            return List.of(words.text("dup2.same", call.target()));
        }
        List<String> told = new ArrayList<>(duplicated(scene, call.fd(), call.target()));
        before.ifPresent(other -> told.add(words.text("dup2.closed", call.target())));
        return told;
    }

    /** fcntl has read or set flags. */
    List<String> flags(Call.Fcntl call, int value) {
        return List.of(switch (call.command()) {
            case F_GETFD -> words.text(value == FileFlags.FD_CLOEXEC ? "fcntl.closes" : "fcntl.stays");
            case F_SETFD -> words.text(call.argument() == FileFlags.FD_CLOEXEC ? "fcntl.closes" : "fcntl.stays");
            case F_GETFL -> words.text("fcntl.flags", FileFlags.text(value), waiting(value));
            case F_SETFL -> words.text("fcntl.set", waiting(call.argument()));
        });
    }

    private String waiting(int flags) {
        return words.text((flags & FileFlags.O_NONBLOCK) != 0 ? "ioctl.on" : "ioctl.off");
    }

    /** ioctl has told a number. */
    List<String> asked(Call.Ioctl call, int number) {
        return List.of(switch (call.request()) {
            case FIONREAD -> words.text("ioctl.unread", words.bytes(number));
            case SIOCOUTQ -> words.text("ioctl.unsent", words.bytes(number));
            case SIOCATMARK -> words.text(number == 0 ? "ioctl.noMark" : "ioctl.mark");
        });
    }

    List<String> paired(Call.SocketPair call, Outcome.PairOpened opened) {
        return List.of(words.text("socketpair.done", opened.first().fd(), opened.second().fd()),
                words.text(call.type() == SocketType.SOCK_DGRAM ? "socketpair.datagrams" : "socketpair.streams"));
    }

    private List<String> made(Call.Socket call, int descriptor) {
        String kind = switch (Kind.of(call.family(), call.type())) {
            case TCP -> words.text("socket.tcp", version(call.family()));
            case UNIX -> words.text("socket.unix");
            case DATAGRAM -> call.family() == Family.AF_UNIX ? words.text("socket.datagram.unix")
                    : words.text("socket.udp", version(call.family()));
        };
        return List.of(words.text("socket.done", descriptor), kind);
    }

    private String version(Family family) {
        return words.text(family == Family.AF_INET ? "family.four" : "family.six");
    }

    List<String> bound(Scene scene, SocketAddress address) {
        List<String> told = new ArrayList<>(switch (address) {
            case SocketAddress.Inet inet -> bound(scene.kind(), inet);
            case SocketAddress.Unix unix -> bound(unix);
        });
        if (scene.kind() == Kind.DATAGRAM) {
            told.add(words.text("bind.datagram"));
        }
        return told;
    }

    private List<String> bound(Kind kind, SocketAddress.Inet address) {
        List<String> told = new ArrayList<>();
        told.add(address.port() == 0 ? words.text("bind.portZero", address.hostText())
                : words.text("bind.done", address));
        if (address.isAny()) {
            told.add(words.text(address.family() == Family.AF_INET ? "bind.any" : "bind.any.six", kind));
        } else if (address.isLoopback()) {
            told.add(words.text("bind.loopback", kind));
        } else {
            told.add(words.text("bind.reachable", kind, address.hostText()));
        }
        if (address.unmapped().family() == Family.AF_INET6 && address.isLoopback()) {
            told.add(words.text("bind.loopback.six"));
        }
        return told;
    }

    private List<String> bound(SocketAddress.Unix address) {
        if (address.isUnnamed()) {
            return List.of(words.text("bind.autobind"));
        }
        return List.of(words.text("bind.done", address),
                words.text(address.isAbstract() ? "bind.abstract" : "bind.path"));
    }

    List<String> named(Scene scene, SocketAddress address) {
        boolean peer = scene.call() instanceof Call.GetPeerName;
        if (address instanceof SocketAddress.Unix unix && unix.isUnnamed()) {
            return List.of(words.text(peer ? "getpeername.unnamed" : "getsockname.unnamed"));
        }
        if (!peer && Scene.port(address) == 0) {
            return List.of(words.text("getsockname.none", scene.kind(), address));
        }
        List<String> told = new ArrayList<>();
        told.add(words.text(peer ? "getpeername.done" : "getsockname.done", address));
        words.mapped(address).ifPresent(told::add);
        return told;
    }
}
