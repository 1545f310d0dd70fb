package org.socketworkbench.ui.states;

import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.LiveSocket;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow.Transport;

/** What a state means and what leads out of it. */
final class StateWords {
    private static final Messages TEXT = Messages.of(StateWords.class);

    private StateWords() {}

    static String meaning(TcpState state) {
        return TEXT.text("states.meaning." + state.name());
    }

    static String ways(TcpState state) {
        return TEXT.text("states.ways." + state.name());
    }

    /** The meaning of a socket's state; for a socket without one, why it has none. */
    static String meaning(LiveSocket socket) {
        return socket.standing().map(standing -> meaning(standing.box()))
                .orElseGet(() -> TEXT.text(
                        socket.transport() == Transport.UDP ? "states.meaning.udp" : "states.meaning.unix"));
    }

    static String ways(LiveSocket socket) {
        return socket.standing().map(standing -> ways(standing.box())).orElse("");
    }
}
