package org.socketworkbench.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. The limit only says when a test has failed, so it is generous. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_NANOS = 500_000;

    private Await() {}

    /** Waits until the condition holds; fails, with what was waited for, if it never does. */
    public static void until(String what, BooleanSupplier condition) {
        that(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits until something holds that may rightly take longer than anything else here. */
    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        that(what, atMost, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits until there is a value and answers it. */
    public static <T> T that(String what, Supplier<Optional<T>> source) {
        return that(what, LIMIT, source);
    }

    private static <T> T that(String what, Duration atMost, Supplier<Optional<T>> source) {
        long due = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > due) {
                fail("waited in vain: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
