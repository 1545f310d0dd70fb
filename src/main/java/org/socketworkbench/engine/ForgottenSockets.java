package org.socketworkbench.engine;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * While open, closes what programs have forgotten whenever nobody has done anything for half a second. This is for
 * programs that run at their own pace. Whoever makes programs take turns knows better when to ask, and calls {@link
 * Workbench#closeForgotten} itself.
 */
public final class ForgottenSockets implements AutoCloseable {
    private static final long QUIET_MILLIS = 500;

    private final Workbench workbench;
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("forgotten-sockets").factory());
    /** The last event that was somebody's doing, at the last look. */
    private int seen;

    public ForgottenSockets(Workbench workbench) {
        this.workbench = workbench;
        looker.scheduleWithFixedDelay(this::look, QUIET_MILLIS, QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        int last = workbench.lastDone();
        if (last == seen) {
            workbench.closeForgotten();
        }
        seen = last;
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
