package org.socketworkbench.export;

import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/**
 * A call that a participant made by hand.
 *
 * @param number       the number of its event in the trace
 * @param outcome      what came of it; nothing as long as it has not returned
 * @param afterProgram whether a program has run since the participant's call before it: descriptors stand for other
 *                     sockets now
 */
record HandCall(int number, Call call, Optional<Outcome> outcome, boolean afterProgram) {
    HandCall returned(Outcome came) {
        return new HandCall(number, call, Optional.of(came), afterProgram);
    }
}
