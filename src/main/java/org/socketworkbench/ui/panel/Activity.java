package org.socketworkbench.ui.panel;

import java.util.Optional;
import org.socketworkbench.model.Lane;
import org.socketworkbench.socket.Call;

/** What a thread of a participant is doing. */
public sealed interface Activity {
    record Idle() implements Activity {}

    /** A program runs and is between two calls. */
    record Running() implements Activity {}

    /** A program has been started and has done nothing yet. */
    record Beginning() implements Activity {}

    /**
     * The program's next call waits at the gate.
     *
     * @param line its line in the program, or 0
     */
    record AtGate(Call call, int line) implements Activity {}

    /** The program waits before a line that has a breakpoint. */
    record AtLine(int line) implements Activity {}

    /**
     * A call is in progress.
     *
     * @param step the system call that a library call is making now
     */
    record InCall(Lane.Pending call, Optional<Lane.Pending> step) implements Activity {}

    /**
     * The program waits for a line from the user.
     *
     * @param since in nanoseconds since the log began
     */
    record Asks(String prompt, long since) implements Activity {}

    /**
     * The program sleeps.
     *
     * @param seconds for how long, as Python writes it
     * @param line    where it sleeps, or 0
     */
    record Sleeps(String seconds, int line) implements Activity {}

    /** The main thread has reached its program's end, and waits for the other threads. */
    record Ended() implements Activity {}
    /** Whether it reads a line that is typed now, or goes on because of it. */
    default boolean takesInput() {
        return this instanceof Asks
                || this instanceof InCall inCall && inCall.call().call() instanceof Call.OnDescriptors c
                        && c.fds().contains(Call.STANDARD_INPUT);
    }

    /** What a thread is doing in a participant that runs a program, or none. */
    static Activity of(Lane lane, boolean programRuns) {
        if (lane.pending().isPresent()) {
            return new InCall(lane.pending().get(), lane.step());
        }
        if (lane.waiting().isPresent()) {
            return new AtGate(lane.waiting().get(), lane.origin().line());
        }
        if (lane.waitsAtLine()) {
            return new AtLine(lane.origin().line());
        }
        if (lane.prompt().isPresent()) {
            return new Asks(lane.prompt().get(), lane.asked());
        }
        if (lane.sleeps().isPresent()) {
            return new Sleeps(lane.sleeps().get(), lane.origin().line());
        }
        if (!programRuns) {
            return new Idle();
        }
        if (lane.hasEnded()) {
            return new Ended();
        }
        return lane.thread() > 0 || lane.origin().hasLine() ? new Running() : new Beginning();
    }
}
