package org.socketworkbench.export;

import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/**
 * A call that a participant made by hand.
 *
 * @param number       the number of its event in the trace
 * @param outcome      its result; empty until it has returned
 * @param afterProgram whether a program has run since the participant's previous call: descriptors now stand for other
 *                     sockets
 */
record HandCall(int number, Call call, Optional<Outcome> outcome, boolean afterProgram) {
    HandCall returned(Outcome came) {
        return new HandCall(number, call, Optional.of(came), afterProgram);
    }
}
