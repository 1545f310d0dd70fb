package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;

/** The calls that wait until a descriptor is ready: poll with its array of structs, select with its bit sets. */
final class Readiness {
    /** The size of struct pollfd: an int and two shorts. */
    private static final int POLLFD = 8;
    private static final int F_GETFD = 1;
    private static final int WORD_BITS = 64;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    private final LinuxCaller caller;

    Readiness(LinuxCaller caller) {
        this.caller = caller;
    }

    /** Waits for one event without a timeout; returns what poll returned. */
    int await(int fd, int events) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            return poll(pollfds(arena, List.of(new PollEntry(fd, events))), 1, -1);
        }
    }

    Outcome poll(Call.Poll c) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fds = pollfds(arena, c.entries());
            return poll(fds, c.entries().size(), c.timeoutMillis()) < 0 ? caller.failed() : ready(c, fds);
        }
    }

    Outcome ppoll(Call.Ppoll c) throws Throwable {
        long due = System.nanoTime() + c.timeoutNanos();
        long left = c.timeoutNanos();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment fds = pollfds(arena, c.entries());
            MemorySegment timespec = arena.allocate(2 * Long.BYTES, 8);
            MemorySegment limit = c.timeoutNanos() < 0 ? MemorySegment.NULL : timespec;
            while (true) {
                timespec.set(JAVA_LONG, 0, left / NANOS);
                timespec.set(JAVA_LONG, Long.BYTES, left % NANOS);
                int ready = (int) LibC.PPOLL.invokeExact(caller.errno, fds, (long) c.entries().size(), limit,
                        MemorySegment.NULL);
                if (ready >= 0 || !caller.strayInterruption()) {
                    return ready < 0 ? caller.failed() : ready(c, fds);
                }
                left = c.timeoutNanos() <= 0 ? c.timeoutNanos() : Math.max(0, due - System.nanoTime());
            }
        }
    }

    private static Outcome ready(Call.Polling c, MemorySegment fds) {
        List<PollEntry> ready = new ArrayList<>();
        for (int i = 0; i < c.entries().size(); i++) {
            int found = Short.toUnsignedInt(fds.get(JAVA_SHORT, (long) i * POLLFD + 6));
            if (found != 0) {
                ready.add(new PollEntry(c.entries().get(i).fd(), found));
            }
        }
        return new Outcome.Polled(ready);
    }

    private int poll(MemorySegment fds, int count, int timeoutMillis) throws Throwable {
        long due = System.nanoTime() + timeoutMillis * 1_000_000L;
        int left = timeoutMillis;
        while (true) {
            int ready = (int) LibC.POLL.invokeExact(caller.errno, fds, (long) count, left);
            if (ready >= 0 || !caller.strayInterruption()) {
                return ready;
            }
            if (timeoutMillis > 0) {
                left = (int) Math.max(0, Math.ceilDiv(due - System.nanoTime(), 1_000_000L));
            }
        }
    }

    static MemorySegment pollfds(Arena arena, List<PollEntry> entries) {
        MemorySegment fds = arena.allocate(Math.max(1, entries.size()) * (long) POLLFD, 8);
        for (int i = 0; i < entries.size(); i++) {
            fds.set(JAVA_INT, (long) i * POLLFD, entries.get(i).fd());
            fds.set(JAVA_SHORT, (long) i * POLLFD + 4, (short) entries.get(i).events());
        }
        return fds;
    }

    /** The sets are as long as the highest descriptor requires: the kernel has no FD_SETSIZE. */
    Outcome select(Call.Select c) throws Throwable {
        if (c.fds().contains(Call.NO_DESCRIPTOR)) {
            // No bit can represent it: the kernel is asked about this descriptor alone, and its answer is the call's.
            return caller.done((int) LibC.FCNTL.invokeExact(caller.errno, Call.NO_DESCRIPTOR, F_GETFD));
        }
        int count = c.fds().stream().mapToInt(fd -> fd + 1).max().orElse(0);
        long due = System.nanoTime() + c.timeoutMicros() * 1000;
        long left = c.timeoutMicros();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timeval = arena.allocate(2 * Long.BYTES, 8);
            MemorySegment limit = c.timeoutMicros() < 0 ? MemorySegment.NULL : timeval;
            while (true) {
                // After an error the sets are undefined (man 2 select): each attempt has its own.
                MemorySegment read = set(arena, count, c.read());
                MemorySegment write = set(arena, count, c.write());
                MemorySegment except = set(arena, count, c.except());
                timeval.set(JAVA_LONG, 0, left / MICROS);
                timeval.set(JAVA_LONG, Long.BYTES, left % MICROS);
                int ready = (int) LibC.SELECT.invokeExact(caller.errno, count, read, write, except, limit);
                if (ready >= 0) {
                    return new Outcome.Selected(in(read, c.read()), in(write, c.write()), in(except, c.except()));
                }
                if (!caller.strayInterruption()) {
                    return caller.failed();
                }
                left = c.timeoutMicros() <= 0 ? c.timeoutMicros()
                        : Math.max(0, Math.ceilDiv(due - System.nanoTime(), 1000L));
            }
        }
    }

    private static MemorySegment set(Arena arena, int count, List<Integer> fds) {
        MemorySegment set = arena.allocate(Math.max(1, Math.ceilDiv(count, WORD_BITS)) * (long) Long.BYTES, 8);
        for (int fd : fds) {
            long word = set.getAtIndex(JAVA_LONG, fd / WORD_BITS);
            set.setAtIndex(JAVA_LONG, fd / WORD_BITS, word | 1L << fd % WORD_BITS);
        }
        return set;
    }

    private static List<Integer> in(MemorySegment set, List<Integer> fds) {
        return fds.stream().filter(fd -> (set.getAtIndex(JAVA_LONG, fd / WORD_BITS) >>> fd % WORD_BITS & 1) != 0)
                .toList();
    }
}
