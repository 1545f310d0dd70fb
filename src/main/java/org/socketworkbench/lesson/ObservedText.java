package org.socketworkbench.lesson;

import java.util.Optional;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;

/** What came of a step, in a line. */
public final class ObservedText {
    private static final Messages TEXT = Messages.of(ObservedText.class);

    private ObservedText() {}

    /** The line, as in {@code "accept(3) blocks"} or {@code "recv(4, 1024) = \"HELLO\""}. */
    public static String of(Observed observed) {
        if (!observed.printed().isEmpty()) {
            return TEXT.text("observed.printed", String.join(" / ", observed.printed()));
        }
        if (observed.failure().isPresent() && observed.outcome().isEmpty()) {
            return observed.failure().get();
        }
        Optional<Call> call = observed.call();
        if (call.isEmpty()) {
            return TEXT.text("observed.nothing");
        }
        if (observed.blocked()) {
            return TEXT.text("observed.blocks", CText.of(call.get()));
        }
        return observed.outcome().map(outcome -> CText.of(call.get(), outcome))
                .orElseGet(() -> TEXT.text("observed.pending", CText.of(call.get())));
    }
}
