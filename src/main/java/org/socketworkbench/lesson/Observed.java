package org.socketworkbench.lesson;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/**
 * What came of a step.
 *
 * @param call    the call that was made; empty if the line made none
 * @param outcome what it returned; empty if it has not returned
 * @param blocked whether the kernel was seen to hold it
 * @param printed the lines that the program printed
 * @param failure why the program failed, as in {@code "ValueError: ..."}, if it did
 */
public record Observed(Optional<Call> call, Optional<Outcome> outcome, boolean blocked, List<String> printed,
        Optional<String> failure) {
    static final Observed NOTHING =
            new Observed(Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());

    public Observed {
        printed = List.copyOf(printed);
    }
}
