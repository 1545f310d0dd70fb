package org.socketworkbench.engine;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, closes what programs have forgotten whenever nobody has done anything for half a second: for
 * programs that run on at their own pace. Who holds one program back for another knows better when, and asks
 * {@link Workbench#closeForgotten} itself.
 */
public final class ForgottenSockets implements AutoCloseable {
    private static final long QUIET_MILLIS = 500;

    private final Workbench workbench;
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("forgotten-sockets").factory());
    /** The last thing that anybody had done when it was last looked. */
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
