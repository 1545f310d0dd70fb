package org.socketworkbench.python;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the program that has taken most memory when memory becomes scarce: all programs share one heap with the
 * workbench, and one that fills it would bring down everything. It checks periodically while programs run. Thread-safe.
 */
final class MemoryBound implements AutoCloseable {
    /** From this share on, the collector is asked how much is really in use. */
    private static final double SUSPICIOUS = 0.70;
    /** More than this share in use after a collection is too much. */
    private static final double TOO_MUCH = 0.60;
    /** A program that has never allocated this much is not the one that fills the memory. */
    private static final double OF_ONE = 0.25;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .findFirst().orElseThrow();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("memory-bound").factory());
    private @Nullable ScheduledFuture<?> looking;

    synchronized void began(Run run) {
        runs.add(run);
        if (looking == null && !looker.isShutdown()) {
            looking = looker.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    synchronized void ended(Run run) {
        runs.remove(run);
        if (runs.isEmpty() && looking != null) {
            looking.cancel(false);
            looking = null;
        }
    }

    private void look() {
        if (isAbove(SUSPICIOUS)) {
            runs.stream().filter(run -> allocated(run) > OF_ONE * most()).max(Comparator.comparingLong(this::allocated))
                    .ifPresent(run -> {
                        System.gc();
                        if (isAbove(TOO_MUCH)) {
                            run.refuse(new Run.Refusal.TooMuchMemory());
                        }
                    });
        }
    }

    private boolean isAbove(double share) {
        return old.getUsage().getUsed() > share * most();
    }

    private long most() {
        long most = old.getUsage().getMax();
        return most > 0 ? most : Runtime.getRuntime().maxMemory();
    }

    private long allocated(Run run) {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(run.threadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
