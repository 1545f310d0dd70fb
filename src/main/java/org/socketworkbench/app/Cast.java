package org.socketworkbench.app;

import java.time.Duration;
import java.util.List;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceLog;

/** A workbench and the watch over the kernel that belongs to it; each looks at the other. */
final class Cast implements AutoCloseable {
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);

    private final KernelWatch watch;
    private final Workbench workbench;

    Cast(Sockets sockets, TraceLog log) {
        watch = new KernelWatch(log, this::participants);
        workbench = new Workbench(sockets, log, watch, Thread.ofPlatform().daemon()::start);
        watch.start();
    }

    Workbench workbench() {
        return workbench;
    }

    private List<Participant> participants() {
        return workbench.cast();
    }

    /** Sends everybody away and closes their sockets. */
    @Override
    public void close() {
        try {
            workbench.close(CLOSING_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watch.close();
        }
    }
}
