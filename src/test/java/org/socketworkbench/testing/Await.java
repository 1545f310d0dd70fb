package org.socketworkbench.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. The limit only says when a test has failed, so it is generous. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 500_000;

    private Await() {}

    /** Waits until the condition holds; fails, with what was waited for, if it never does. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, LIMIT, condition);
    }

    /** The same, for what takes longer on a loaded machine. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        that(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits until there is a value and answers it. */
    public static <T> T that(String what, Supplier<Optional<T>> source) {
        return that(what, LIMIT, source);
    }

    private static <T> T that(String what, Duration limit, Supplier<Optional<T>> source) {
        long due = System.nanoTime() + limit.toNanos();
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
