package org.socketworkbench.ui.states;

import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.TcpState;

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
}
