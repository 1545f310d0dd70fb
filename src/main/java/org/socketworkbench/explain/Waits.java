package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.DescriptorState.Phase;
import org.socketworkbench.trace.ParticipantState;

/** What a call waits for that has not returned. */
final class Waits {
    private final Words words;

    Waits(Words words) {
        this.words = words;
    }

    /** The sentences that tell it; {@code blocked} if the kernel holds the call. */
    List<String> of(Scene scene, boolean blocked) {
        if (blocked) {
            List<String> told = new ArrayList<>(held(scene));
            told.add(words.text("blocked.interrupt"));
            return told;
        }
        boolean atGate = scene.who().flatMap(ParticipantState::waiting).filter(scene.call()::equals).isPresent();
        return List.of(words.text(atGate ? "gate" : "made"));
    }

    private List<String> held(Scene scene) {
        return switch (scene.call()) {
            case Call.Accept c -> List.of(scene.socket().flatMap(DescriptorState::local)
                    .map(local -> words.text("blocked.accept", local))
                    .orElseGet(() -> words.text("blocked.accept.somewhere")));
            case Call.Connect c -> connecting(scene, c);
            case Call.Receiving c -> receiving(scene);
            case Call.Sending c -> List.of(words.text("blocked.send"));
            default -> any(scene.call());
        };
    }

    private List<String> any(Call call) {
        return List.of(words.text("blocked.any", call.name()));
    }

    private List<String> connecting(Scene scene, Call.Connect call) {
        return fullQueue(scene, call.address())
                .map(listener -> words.text("blocked.connect.full", call.address(), scene.owner(listener)))
                .map(full -> List.of(words.text("blocked.connect", call.address()), full))
                .orElseGet(() -> List.of(words.text("blocked.connect", call.address())));
    }

    /** The participants' listener at this address, if the kernel's table says that no more callers fit into its queue. */
    static Optional<DescriptorState> fullQueue(Scene scene, SocketAddress address) {
        return scene.picture().listenerFor(address)
                .filter(listener -> listener.backlog() >= 0
                        && scene.picture().acceptQueue(listener).size() > listener.backlog());
    }

    private List<String> receiving(Scene scene) {
        Optional<DescriptorState> other = scene.otherEnd().filter(DescriptorState::isOpen);
        if (other.isPresent() && bothListen(scene, other.get())) {
            return List.of(words.text("blocked.recv"), words.text("blocked.recv.both", scene.owner(other.get())));
        }
        boolean queued = scene.phase() == Phase.CONNECTED
                && scene.socket().filter(scene.picture()::waitsForAccept).isPresent();
        return queued ? List.of(words.text("blocked.recv"), words.text("blocked.recv.queued"))
                : List.of(words.text("blocked.recv"));
    }

    /** Whether the peer is held in recv on the same connection, and nothing is on its way there. */
    private static boolean bothListen(Scene scene, DescriptorState other) {
        boolean peerReceives = scene.picture().participant(other.owner()).flatMap(ParticipantState::pending)
                .filter(pending -> pending.blocked() && pending.call() instanceof Call.Receiving recv
                        && recv.fd() == other.fd())
                .isPresent();
        return peerReceives && scene.socket().orElseThrow().sentBytes() <= other.receivedBytes();
    }
}
