package org.socketworkbench.socket.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends blocked calls with a signal to their thread: only this wakes every kind of call and leaves the socket unchanged.
 * A signal that arrives just before the call is lost, so it is sent again until the call has returned, with growing
 * pauses.
 */
final class Interrupter {
    /**
     * SIGURG, the same number on x86-64 and aarch64. Neither the JVM nor glibc uses it. The kernel merges signals below
     * 32: a thread has at most one pending, however many were sent.
     */
    static final int SIGNAL = 23;
    private static final long SHORTEST_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 16_000_000;
    /**
     * The size of glibc's struct sigaction; sa_handler comes first, and the rest, including sa_flags, is zero: no
     * SA_RESTART.
     */
    private static final int SIGACTION_BYTES = 152;

    /** The callers to signal, each once however often it was requested. */
    private final Map<LinuxCaller, Beat> wanted = new HashMap<>();
    private @Nullable Thread thread;

    /** When a caller is signalled next, a {@link System#nanoTime}, and the pause after that. */
    private record Beat(long due, long pause) {
        static Beat now() {
            return new Beat(System.nanoTime(), SHORTEST_PAUSE_NANOS);
        }

        Beat after(long now) {
            return new Beat(now + pause, Math.min(2 * pause, LONGEST_PAUSE_NANOS));
        }
    }

    Interrupter() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(SIGACTION_BYTES, 8);
            // abs(3) is a handler that does nothing and is already native; a Java upcall must never run in a signal
            // handler.
            action.set(ValueLayout.ADDRESS, 0, LibC.symbol("abs"));
            MemorySegment errno = arena.allocate(LibC.ERRNO_LAYOUT);
            int result = (int) LibC.SIGACTION.invokeExact(errno, SIGNAL, action, MemorySegment.NULL);
            if (result != 0) {
                throw new IllegalStateException("sigaction: errno " + LibC.errno(errno));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }

    /** Signals the caller's thread until its call has returned. Any thread may call it; returns at once. */
    synchronized void interrupt(LinuxCaller caller) {
        wanted.put(caller, Beat.now());
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("interrupter").start(this::signalWanted);
        }
        notifyAll();
    }

    private synchronized void signalWanted() {
        try {
            while (true) {
                long pause = signalThoseDue();
                if (wanted.isEmpty()) {
                    wait();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, pause);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Returns the time until the next signal is due. */
    private long signalThoseDue() {
        long now = System.nanoTime();
        long pause = LONGEST_PAUSE_NANOS;
        for (Iterator<Map.Entry<LinuxCaller, Beat>> entries = wanted.entrySet().iterator(); entries.hasNext();) {
            Map.Entry<LinuxCaller, Beat> entry = entries.next();
            if (entry.getValue().due() - now <= 0) {
                if (!entry.getKey().signalIfInCall(SIGNAL)) {
                    entries.remove();
                    continue;
                }
                entry.setValue(entry.getValue().after(now));
            }
            pause = Math.min(pause, entry.getValue().due() - now);
        }
        return pause;
    }
}
