package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Outcome;

/** The calls of epoll, with its struct epoll_event: the events, then 8 bytes of data, of which the first 4 are used. */
final class Epoll {
    /** Only x86-64 packs the struct. */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int DATA = PACKED ? 4 : 8;
    private static final int EVENT = DATA + 8;

    private final LinuxCaller caller;

    Epoll(LinuxCaller caller) {
        this.caller = caller;
    }

    Outcome ctl(Call.EpollCtl c) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT, 8);
            event.set(JAVA_INT, 0, c.events());
            event.set(JAVA_INT, DATA, c.data());
            // A target that is no longer watched has no events.
            MemorySegment passed = c.operation() == Call.EpollCtl.Operation.EPOLL_CTL_DEL ? MemorySegment.NULL : event;
            return caller.done((int) LibC.EPOLL_CTL.invokeExact(caller.errno, c.fd(), c.operation().number(),
                    c.target(), passed));
        }
    }

    Outcome await(Call.EpollWait c) throws Throwable {
        long due = System.nanoTime() + c.timeoutMillis() * 1_000_000L;
        int left = c.timeoutMillis();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate((long) Math.max(1, c.maxEvents()) * EVENT, 8);
            while (true) {
                int count = (int) LibC.EPOLL_WAIT.invokeExact(caller.errno, c.fd(), events, c.maxEvents(), left);
                if (count >= 0) {
                    return ready(events, count);
                }
                if (!caller.strayInterruption()) {
                    return caller.failed();
                }
                left = c.timeoutMillis() <= 0 ? c.timeoutMillis()
                        : (int) Math.max(0, Math.ceilDiv(due - System.nanoTime(), 1_000_000L));
            }
        }
    }

    private static Outcome ready(MemorySegment events, int count) {
        List<EpollEntry> ready = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = (long) i * EVENT;
            ready.add(new EpollEntry(events.get(JAVA_INT_UNALIGNED, at + DATA), events.get(JAVA_INT_UNALIGNED, at)));
        }
        return new Outcome.EpollReady(ready);
    }
}
