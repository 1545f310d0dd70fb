package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.DescriptorState.Phase;
import org.socketworkbench.trace.SocketRow;

/** What came of a call, with the values that it was made with and gave. */
final class Results {
    private final Words words;

    Results(Words words) {
        this.words = words;
    }

    /** The sentences that tell it. */
    List<String> of(Scene scene, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed o -> List.of(words.text("failed", o.errno()));
            case Outcome.Done o -> done(scene, o.value());
            case Outcome.Accepted o -> accepted(scene, o);
            case Outcome.Received o -> received(scene, o.data());
            case Outcome.ReceivedFrom o -> receivedFrom(scene, o);
            case Outcome.Named o -> List.of(named(scene, o.address()));
            case Outcome.OptionRead o -> List.of(option((Call.GetSockOpt) scene.call(), o.option()));
            case Outcome.Polled o -> List.of();
            case Outcome.Selected o -> List.of();
            case Outcome.TimeoutIs o -> List.of();
            case Outcome.TimedOut o -> List.of();
        };
    }

    private List<String> done(Scene scene, long value) {
        return switch (scene.call()) {
            case Call.Socket c -> List.of(words.text("socket.done", value));
            case Call.SetSockOpt c -> List.of(optionSet(scene, c));
            case Call.Bind c -> bound(c);
            case Call.Listen c -> listening(scene, c);
            case Call.Connect c -> connected(scene, c);
            case Call.Send c -> sent(c.data(), value);
            case Call.Shutdown c -> List.of(shutDown(scene, c));
            case Call.Close c -> closed(scene);
            case Call.SendTo c -> sent(c.data(), value);
            case Call.SendAll c -> List.of();
            case Call.ConnectEx c -> List.of();
            case Call.SetNonBlocking c -> List.of();
            case Call.SetBlocking c -> List.of();
            case Call.SetTimeout c -> List.of();
            case Call.FileNo c -> List.of();
            case Call.MakeFile c -> List.of();
            case Call.Write c -> List.of();
            case Call.Flush c -> List.of();
            case Call.Unlink c -> List.of();
            case Call.Timed c -> List.of();
            // These answer with more than a number.
            case Call.Accept c -> List.of();
            case Call.Receiving c -> List.of();
            case Call.GetSockOpt c -> List.of();
            case Call.GetSockName c -> List.of();
            case Call.GetPeerName c -> List.of();
            case Call.Poll c -> List.of();
            case Call.Select c -> List.of();
            case Call.GetTimeout c -> List.of();
            case Call.ReadLine c -> List.of();
        };
    }

    private String optionSet(Scene scene, Call.SetSockOpt call) {
        SocketOption option = call.option();
        if (option.equals(SocketOption.SO_REUSEADDR) && call.value() instanceof OptionValue.Int(int on)) {
            return on == 0 ? words.text("setsockopt.reuse.off")
                    : words.text(scene.phase() == Phase.NEW ? "setsockopt.reuse.on" : "setsockopt.reuse.late");
        }
        if (isBuffer(option) && call.value() instanceof OptionValue.Int(int size)) {
            return words.text("setsockopt.buffer", option, words.bytes(size));
        }
        return words.text("setsockopt.any", option, call.value());
    }

    private String option(Call.GetSockOpt call, OptionValue value) {
        SocketOption option = call.option();
        if (!(value instanceof OptionValue.Int(int number))) {
            return words.text("getsockopt.any", option, value);
        }
        if (option.equals(SocketOption.SO_REUSEADDR)) {
            return words.text(number == 0 ? "getsockopt.reuse.off" : "getsockopt.reuse.on");
        }
        if (isBuffer(option)) {
            return words.text("getsockopt.buffer", option, words.bytes(number));
        }
        if (option.equals(SocketOption.SO_ERROR)) {
            return number == 0 ? words.text("getsockopt.noError") : words.text("getsockopt.error", new Errno(number));
        }
        return words.text("getsockopt.any", option, value);
    }

    private static boolean isBuffer(SocketOption option) {
        return option.equals(SocketOption.SO_SNDBUF) || option.equals(SocketOption.SO_RCVBUF);
    }

    private List<String> bound(Call.Bind call) {
        SocketAddress address = call.address();
        List<String> told = new ArrayList<>();
        if (Scene.port(address) == 0) {
            told.add(words.text("bind.portZero", Scene.host(address)));
        } else {
            told.add(words.text("bind.done", address));
        }
        if (Scene.isAny(address)) {
            told.add(words.text("bind.any"));
        } else if (Scene.isLoopback(address)) {
            told.add(words.text("bind.loopback"));
        } else {
            told.add(words.text("bind.reachable", Scene.host(address)));
        }
        return told;
    }

    private List<String> listening(Scene scene, Call.Listen call) {
        List<String> told = new ArrayList<>();
        if (scene.phase() == Phase.LISTENING) {
            told.add(words.text("listen.again"));
        } else if (scene.phase() == Phase.NEW) {
            told.add(words.text("listen.unbound"));
        } else {
            told.add(scene.socket().flatMap(DescriptorState::local)
                    .map(local -> words.text("listen.done", local)).orElseGet(() -> words.text("listen.somewhere")));
        }
        // The kernel takes the number as unsigned, and lets one more wait than it says.
        told.add(call.backlog() < 0 ? words.text("listen.backlog.most")
                : words.text("listen.backlog", call.backlog(), call.backlog() + 1L));
        return told;
    }

    private List<String> accepted(Scene scene, Outcome.Accepted accepted) {
        List<String> told = new ArrayList<>();
        told.add(words.text("accept.done", accepted.fd(), accepted.peer(), ((Call.OnDescriptor) scene.call()).fd()));
        scene.socket().ifPresent(listener -> {
            List<SocketAddress> queue = scene.picture().acceptQueue(listener);
            if (scene.picture().hasWaited(accepted.peer(), listener)) {
                told.add(words.text("accept.waited"));
            }
            List<SocketAddress> others = queue.stream()
                    .filter(peer -> !peer.equals(accepted.peer()) && !taken(scene, peer)).toList();
            if (!others.isEmpty()) {
                told.add(words.text("accept.queue", others.size(), others.getFirst()));
            }
        });
        return told;
    }

    /** Whether accept has taken this caller since the table was read. */
    private static boolean taken(Scene scene, SocketAddress peer) {
        return scene.picture().descriptors()
                .anyMatch(d -> d.isAccepted() && d.isOpen() && d.peer().equals(Optional.of(peer)));
    }

    private List<String> connected(Scene scene, Call.Connect call) {
        Optional<SocketAddress> local = scene.socket().flatMap(DescriptorState::row).map(SocketRow::local);
        List<String> told = new ArrayList<>();
        told.add(local.map(own -> words.text("connect.done", own, call.address()))
                .orElseGet(() -> words.text("connect.doneTo", call.address())));
        boolean queued = local.isPresent() && scene.picture().rows().stream()
                .anyMatch(row -> row.isQueued() && row.remote().unmapped().equals(local.get().unmapped()));
        told.add(words.text(queued ? "connect.queued" : "connect.kernel", call.address()));
        return told;
    }

    private List<String> sent(Bytes data, long taken) {
        if (data.length() == 0) {
            return List.of(words.text("send.nothing"));
        }
        if (taken < data.length()) {
            return List.of(words.text("send.short", words.bytes(taken), words.bytes(data.length()),
                    words.bytes(data.length() - taken)));
        }
        return List.of(words.text("send.done", words.bytes(taken), words.glance(data)), words.text("send.notYetRead"));
    }

    private List<String> received(Scene scene, Bytes data) {
        int length = scene.call() instanceof Call.Receiving call ? call.length() : data.length();
        if (length == 0) {
            return List.of(words.text("recv.askedNothing"));
        }
        if (data.length() == 0) {
            return List.of(ended(scene));
        }
        List<String> told = new ArrayList<>();
        told.add(words.text("recv.done", words.bytes(data.length()), words.glance(data)));
        long more = scene.unread() - data.length();
        if (more > 0) {
            told.add(words.text("recv.more", words.bytes(more), scene.owner(scene.otherEnd().orElseThrow())));
        }
        told.add(words.text(data.length() < length ? "recv.fewer" : "recv.full", words.bytes(length)));
        return told;
    }

    private List<String> receivedFrom(Scene scene, Outcome.ReceivedFrom received) {
        return received(scene, received.data());
    }

    private String ended(Scene scene) {
        if (scene.socket().filter(DescriptorState::isReset).isPresent()) {
            return words.text("recv.end.reset");
        }
        Optional<DescriptorState> other = scene.otherEnd();
        if (other.isPresent()) {
            String name = scene.owner(other.get());
            if (!other.get().isOpen()) {
                return words.text("recv.end.closed", name);
            }
            if (other.get().sendingEnded()) {
                return words.text("recv.end.shutdown", name);
            }
        }
        return words.text("recv.end");
    }

    private String shutDown(Scene scene, Call.Shutdown call) {
        if (scene.phase() == Phase.LISTENING) {
            return words.text(call.how() == Call.Shutdown.How.SHUT_WR ? "shutdown.listener.WR" : "shutdown.listener");
        }
        return switch (call.how()) {
            case SHUT_RD -> words.text("shutdown.RD");
            case SHUT_WR -> words.text("shutdown.WR");
            case SHUT_RDWR -> words.text("shutdown.RDWR");
        };
    }

    private String named(Scene scene, SocketAddress address) {
        if (scene.call() instanceof Call.GetPeerName) {
            return words.text("getpeername.done", address);
        }
        return Scene.port(address) == 0 ? words.text("getsockname.none", address)
                : words.text("getsockname.done", address);
    }

    private List<String> closed(Scene scene) {
        return switch (scene.phase()) {
            case LISTENING -> List.of(words.text("close.listener"));
            case CONNECTED -> List.of(words.text("close.free"), hungUp(scene, scene.socket().orElseThrow()));
            case NEW, BOUND, CLOSED -> List.of(words.text("close.free"));
        };
    }

    private String hungUp(Scene scene, DescriptorState socket) {
        if (socket.isReset()) {
            return words.text("close.reset");
        }
        if (scene.unread() > 0) {
            return words.text("close.unread", words.bytes(scene.unread()));
        }
        // With a participant at the other end the calls say it; of another program only the last reading can.
        long waiting = scene.otherEnd().isPresent() ? 0 : socket.row().map(row -> row.unread().orElse(0)).orElse(0L);
        if (waiting > 0) {
            return words.text("close.unread.read", waiting);
        }
        if (socket.peerEnded() || scene.otherEnd().filter(other -> !other.isOpen() || other.sendingEnded()).isPresent()) {
            return words.text(socket.sendingEnded() ? "close.both" : "close.second");
        }
        return words.text("close.first");
    }
}
