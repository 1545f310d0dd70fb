package org.socketworkbench.cli;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** Reads a log from its first event and waits for new ones. Use from one thread only. */
final class LogReader implements AutoCloseable {
    private final TraceLog log;
    private final Semaphore news = new Semaphore(0);
    private final Runnable unsubscribe;
    private int read;

    LogReader(TraceLog log) {
        this.log = log;
        unsubscribe = log.onAppend(news::release);
    }

    /** Returns the next event, or empty if none arrives by {@code due}, a {@link System#nanoTime}. */
    Optional<TraceEvent> next(long due) throws InterruptedException {
        while (read == log.size()) {
            if (!news.tryAcquire(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            // The check that follows sees everything that came before.
            news.drainPermits();
        }
        return Optional.of(log.get(read++));
    }

    @Override
    public void close() {
        unsubscribe.run();
    }
}
