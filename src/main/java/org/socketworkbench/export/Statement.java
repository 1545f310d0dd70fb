package org.socketworkbench.export;

import java.util.Map;
import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/**
 * One call of a {@link HandProgram}, with the variables that it uses.
 *
 * @param number       the number of the call's event in the trace
 * @param call         the call as requested, never {@link Call.Timed}
 * @param outcome      its result by hand; empty until it has returned
 * @param timeoutNanos how long calls on the socket may wait, in nanoseconds; {@link Call#FOR_EVER}, or 0 for not at all
 * @param sockets      the sockets that it is made on, by descriptor
 * @param made         the socket that it makes, unless it failed
 * @param second       the other socket that it makes, if it makes a pair
 * @param address      the variable that holds its address, if that came from a received datagram
 * @param sender       the variable that holds a received datagram's sender
 */
record Statement(int number, Call call, Optional<Outcome> outcome, long timeoutNanos,
        Map<Integer, SocketVariable> sockets,
        Optional<SocketVariable> made, Optional<SocketVariable> second, Optional<String> address,
        Optional<String> sender) {

    /** The socket of a call on one descriptor; empty if a program made it, or if there was none. */
    Optional<SocketVariable> socket() {
        return call instanceof Call.OnDescriptor c ? Optional.ofNullable(sockets.get(c.fd())) : Optional.empty();
    }

    /** Whether it failed by hand: then the program makes it again and goes on anyway. */
    boolean failed() {
        return outcome.filter(came -> came instanceof Outcome.Failed || came instanceof Outcome.TimedOut).isPresent();
    }

    boolean timedOut() {
        return outcome.filter(Outcome.TimedOut.class::isInstance).isPresent();
    }

    boolean waitsForATime() {
        return timeoutNanos > 0;
    }

    /** The timeout in milliseconds, rounded up as in Python. */
    int timeoutMillis() {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(timeoutNanos, 1_000_000L));
    }
}
