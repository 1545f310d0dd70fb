package org.socketworkbench.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.socketworkbench.messages.Messages;

/**
 * Checks whether this machine can run the workbench, before anything native is used.
 *
 * @param system      the system's name, as in the property {@code os.name}
 * @param environment the environment variables
 * @param library     whether a shared library is present, by its soname; asked last
 */
public record SystemCheck(String system, Map<String, String> environment, Predicate<String> library) {
    private static final String GTK = "libgtk-3.so.0";
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
        boolean x11 = isSet("DISPLAY");
        if (!x11) {
            return isSet("WAYLAND_DISPLAY") ? unusable("check.wayland") : new NoDisplay();
        }
        return library.test(GTK) ? new WindowPossible() : unusable("check.gtk");
    }

    /** Why socket calls cannot be made here, if they cannot. */
    public Optional<Unusable> forCalls() {
        return system.equals("Linux") ? Optional.empty() : Optional.of(unusable("check.system", system));
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    private static Unusable unusable(String key, Object... values) {
        return new Unusable(MESSAGES.text(key, values));
    }
}
