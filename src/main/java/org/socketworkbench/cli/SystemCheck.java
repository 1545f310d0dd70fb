package org.socketworkbench.cli;

import java.util.Optional;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.Platform;

/**
 * Checks whether this machine can run the workbench, before anything native is used.
 *
 * @param system   the system's name, as in the property {@code os.name}
 * @param platform the port to the system, if it is the right one
 */
public record SystemCheck(String system, Platform platform) {
    private static final Messages MESSAGES = Messages.of(SystemCheck.class);

    /** What is possible on this machine. */
    public sealed interface Verdict {}

    /** A window can be opened. */
    public record WindowPossible() implements Verdict {}

    /** There is no display, and nobody expects a window: a play without one is possible. */
    public record NoDisplay() implements Verdict {}

    /** The workbench does not run here; the message is one line that says why and what helps. */
    public record Unusable(String message) implements Verdict {}

    /** Whether a window can be opened. */
    public Verdict forWindow() {
        Optional<Unusable> unusable = forCalls();
        if (unusable.isPresent()) {
            return unusable.get();
        }
        return switch (platform.display()) {
            case READY -> new WindowPossible();
            case NONE -> new NoDisplay();
            case ONLY_WAYLAND -> unusable("check.wayland");
            case NO_GTK -> unusable("check.gtk");
        };
    }

    /** Why socket calls cannot be made here, if they cannot. */
    public Optional<Unusable> forCalls() {
        return platform.isFor(system) ? Optional.empty() : Optional.of(unusable("check.system", system));
    }

    private static Unusable unusable(String key, Object... values) {
        return new Unusable(MESSAGES.text(key, values));
    }
}
