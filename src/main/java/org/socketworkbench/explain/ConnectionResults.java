package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.SocketRow;

/** Describes the results of calls that begin and end connections. */
final class ConnectionResults {
    private final Words words;

    ConnectionResults(Words words) {
        this.words = words;
    }

    List<String> listening(Scene scene, Call.Listen call) {
        List<String> told = new ArrayList<>();
        if (scene.phase() == Phase.LISTENING) {
            told.add(words.text("listen.again"));
        } else if (scene.phase() == Phase.NEW) {
            told.add(words.text("listen.unbound"));
        } else {
            told.add(scene.socket().flatMap(DescriptorState::local)
                    .map(local -> words.text("listen.done", local)).orElseGet(() -> words.text("listen.somewhere")));
        }
        // The kernel treats the number as unsigned, and lets one more connection wait than it says.
        told.add(call.backlog() < 0 ? words.text("listen.backlog.most")
                : words.text("listen.backlog", call.backlog(), call.backlog() + 1L));
        return told;
    }

    List<String> accepted(Scene scene, Outcome.Accepted accepted) {
        List<String> told = new ArrayList<>();
        told.add(words.text("accept.done", scene.kind(), accepted.fd(), accepted.peer(),
                ((Call.OnDescriptor) scene.call()).fd()));
        SocketAddress peer = accepted.peer();
        words.mapped(peer).ifPresent(told::add);
        scene.socket().ifPresent(listener -> {
            if (scene.kind() == Kind.TCP) {
                told.addAll(queued(scene, listener, peer));
            }
            if (listener.isNonBlocking()) {
                told.add(words.text("accept.blocks"));
            }
        });
        return told;
    }

    private List<String> queued(Scene scene, DescriptorState listener, SocketAddress peer) {
        List<String> told = new ArrayList<>();
        if (scene.picture().hasWaited(peer, listener)) {
            told.add(words.text("accept.waited"));
        }
        List<SocketAddress> others = scene.picture().acceptQueue(listener).stream()
                .filter(other -> !other.equals(peer) && !taken(scene, other)).toList();
        if (!others.isEmpty()) {
            told.add(words.text("accept.queue", others.size(), others.getFirst()));
        }
        return told;
    }

    /** Whether accept has taken this connection since the table was read. */
    private static boolean taken(Scene scene, SocketAddress peer) {
        return scene.picture().descriptors()
                .anyMatch(d -> d.isAccepted() && d.isOpen() && d.peer().equals(Optional.of(peer)));
    }

    List<String> connected(Scene scene, Call.Connect call) {
        return switch (scene.kind()) {
            case TCP -> overTcp(scene, scene.called(call));
            case UNIX -> List.of(words.text("connect.doneTo", call.address()), words.text("connect.unix"));
            case DATAGRAM ->
                List.of(words.text(scene.phase() == Phase.CONNECTED ? "connect.anotherPeer" : "connect.peer",
                        call.address()), words.text("connect.nobodyAsked"));
        };
    }

    private List<String> overTcp(Scene scene, SocketAddress address) {
        Optional<SocketAddress> local = scene.socket().flatMap(DescriptorState::row).map(SocketRow::local);
        List<String> told = new ArrayList<>();
        if (scene.socket().filter(DescriptorState::isConnecting).isPresent()) {
            told.add(words.text("connect.finished"));
        }
        told.add(local.map(own -> words.text("connect.done", own, address))
                .orElseGet(() -> words.text("connect.doneTo", address)));
        boolean queued = local.isPresent() && scene.picture().rows().stream()
                .anyMatch(row -> row.isQueued() && row.remote().unmapped().equals(local.get().unmapped()));
        told.add(words.text(queued ? "connect.queued" : "connect.kernel", address));
        return told;
    }

    List<String> shutDown(Scene scene, Call.Shutdown call) {
        if (scene.phase() == Phase.LISTENING) {
            return List.of(words.text(
                    call.how() == Call.Shutdown.How.SHUT_WR ? "shutdown.listener.WR" : "shutdown.listener",
                    scene.kind()));
        }
        return List.of(switch (call.how()) {
            case SHUT_RD -> words.text("shutdown.RD", scene.kind());
            case SHUT_WR -> words.text("shutdown.WR", scene.kind());
            case SHUT_RDWR -> words.text("shutdown.RDWR", scene.kind());
        });
    }

    List<String> closed(Scene scene, Call.Close call) {
        List<Integer> left = scene.otherNumbers(call);
        return left.isEmpty() ? closed(scene) : List.of(words.text("close.duplicate", scene.kind(), words.list(left)));
    }

    private List<String> closed(Scene scene) {
        List<String> told = new ArrayList<>();
        boolean listens = scene.phase() == Phase.LISTENING;
        told.add(words.text(listens ? "close.listener" : "close.free"));
        scene.socket().ifPresent(socket -> {
            if (scene.kind() == Kind.DATAGRAM) {
                told.add(words.text("close.datagrams"));
            } else if (scene.phase() == Phase.CONNECTED) {
                told.add(hungUp(scene, socket));
            } else if (socket.isConnecting()) {
                told.add(words.text("close.connecting"));
            }
            socket.local().filter(local -> !socket.isAccepted() && isInTheFileSystem(local))
                    .ifPresent(path -> told.add(words.text("close.path", path)));
        });
        return told;
    }

    private static boolean isInTheFileSystem(SocketAddress address) {
        return address instanceof SocketAddress.Unix unix && !unix.isAbstract() && !unix.isUnnamed();
    }

    private String hungUp(Scene scene, DescriptorState socket) {
        if (socket.isReset()) {
            return words.text("close.reset");
        }
        if (socket.linger() instanceof OptionValue.Linger(boolean on, int seconds) && on && seconds == 0
                && scene.kind() == Kind.TCP) {
            return words.text("close.linger");
        }
        if (scene.unread() > 0) {
            return words.text("close.unread", words.bytes(scene.unread()));
        }
        // If the peer is a participant, its calls tell; for another program only the last reading of the table does.
        long waiting = scene.otherEnd().isPresent() ? 0 : socket.row().map(row -> row.unread().orElse(0)).orElse(0L);
        if (waiting > 0) {
            return words.text("close.unread.read", waiting);
        }
        if (socket.peerEnded()
                || scene.otherEnd().filter(other -> !other.isOpen() || other.sendingEnded()).isPresent()) {
            return words.text(socket.sendingEnded() ? "close.both" : "close.second", scene.kind());
        }
        return words.text("close.first", scene.kind());
    }
}
