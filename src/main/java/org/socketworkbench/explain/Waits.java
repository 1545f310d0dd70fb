package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.SocketAddress;

/** Describes what a call that has not returned waits for. */
final class Waits {
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long NANOS_A_MICRO = 1_000;

    private final Words words;

    Waits(Words words) {
        this.words = words;
    }

    /** The sentences that describe it; {@code blocked} if the kernel blocks the call. */
    List<String> of(Scene scene, boolean blocked) {
        if (blocked) {
            List<String> told = new ArrayList<>(held(scene, scene.call()));
            scene.parent().ifPresent(parent -> told.add(words.text(
                    parent instanceof Call.Timed ? "step.timed" : "step", parent.word())));
            told.add(words.text("blocked.interrupt"));
            return told;
        }
        boolean atGate = scene.who().flatMap(ParticipantState::waiting).filter(scene.call()::equals).isPresent();
        return List.of(words.text(atGate ? "gate" : "made"));
    }

    private List<String> held(Scene scene, Call call) {
        return switch (call) {
            case Call.Accept c -> List.of(scene.socket().flatMap(DescriptorState::local)
                    .map(local -> words.text("blocked.accept", local))
                    .orElseGet(() -> words.text("blocked.accept.somewhere")));
            case Call.Connect c -> connecting(scene, c.address());
            case Call.ConnectEx c -> connecting(scene, c.address());
            case Call.Receiving c -> receiving(scene, c);
            case Call.Sending c when scene.kind() == Kind.DATAGRAM -> List.of(datagramQueue(scene));
            case Call.Sending c -> List.of(words.text("blocked.send"));
            case Call.Polling c -> List.of(polling(c.word(), c.fds(), c.withinNanos()));
            case Call.Select c -> List.of(polling(c.word(), c.fds(), c.timeoutMicros() * NANOS_A_MICRO));
            case Call.EpollWait c -> List.of(polling(c.word(), watched(scene, c), c.timeoutMillis() * NANOS_A_MILLI));
            case Call.Timed c -> timed(scene, c);
            case Call.ReadLine c -> List.of(words.text("blocked.readline"));
            case Call.Flush c -> List.of(words.text("blocked.send"));
            default -> List.of(words.text("blocked.any", call.word()));
        };
    }

    private static List<Integer> watched(Scene scene, Call.EpollWait call) {
        return scene.who().stream().flatMap(who -> who.watchedBy(call.fd()).stream()).map(EpollEntry::fd).toList();
    }

    /** A datagram is delivered at once, but a UNIX socket holds only a limited number of unread ones. */
    private String datagramQueue(Scene scene) {
        return words.text(scene.socket().filter(d -> d.family() == Family.AF_UNIX).isPresent()
                ? "blocked.send.queue" : "blocked.send.buffer");
    }

    private String polling(String name, List<Integer> fds, long nanos) {
        return nanos < 0 ? words.text("blocked.poll.forEver", words.list(fds))
                : words.text("blocked.poll", words.list(fds), words.time(nanos));
    }

    private List<String> timed(Scene scene, Call.Timed call) {
        List<String> told = new ArrayList<>(held(scene.of(call.call()), call.call()));
        told.add(words.text("blocked.timed", CText.timeout(call.nanos())));
        return told;
    }

    private List<String> connecting(Scene scene, SocketAddress address) {
        if (address instanceof SocketAddress.Unix) {
            return List.of(words.text("blocked.connect.unix", address));
        }
        return fullQueue(scene, address)
                .map(listener -> words.text("blocked.connect.full", address, scene.owner(listener)))
                .map(full -> List.of(words.text("blocked.connect", address), full))
                .orElseGet(() -> List.of(words.text("blocked.connect", address)));
    }

    /** The participants' listener at this address, if the kernel's table shows that its queue is full. */
    static Optional<DescriptorState> fullQueue(Scene scene, SocketAddress address) {
        return scene.picture().listenerFor(address)
                .filter(listener -> listener.backlog() >= 0
                        && scene.picture().acceptQueue(listener).size() > listener.backlog());
    }

    private List<String> receiving(Scene scene, Call.Receiving call) {
        if (scene.kind() == Kind.DATAGRAM) {
            return List.of(
                    scene.socket().flatMap(DescriptorState::peer).map(peer -> words.text("blocked.datagram.from", peer))
                            .orElseGet(() -> words.text("blocked.datagram")));
        }
        String waits = (call.flags() & MessageFlags.MSG_WAITALL) != 0
                ? words.text("blocked.recv.all", words.bytes(call.length()))
                : words.text("blocked.recv");
        Optional<DescriptorState> other = scene.otherEnd().filter(DescriptorState::isOpen);
        if (other.isPresent() && bothListen(scene, other.get())) {
            return List.of(waits, words.text("blocked.recv.both", scene.owner(other.get())));
        }
        boolean queued = scene.phase() == Phase.CONNECTED
                && scene.socket().filter(scene.picture()::waitsForAccept).isPresent();
        return queued ? List.of(waits, words.text("blocked.recv.queued")) : List.of(waits);
    }

    /** Whether the peer is blocked in recv on the same connection, and no data is on its way there. */
    private static boolean bothListen(Scene scene, DescriptorState other) {
        boolean peerReceives = scene.picture().participant(other.owner()).flatMap(ParticipantState::pending)
                .filter(pending -> pending.blocked() && pending.call() instanceof Call.Receiving recv
                        && other.fds().contains(recv.fd()))
                .isPresent();
        return peerReceives && scene.picture().arrived(scene.socket().orElseThrow()) == 0;
    }
}
