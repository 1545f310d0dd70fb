package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Sockets;

/**
 * A kernel counter that is readable while it is not 0.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/eventfd.2.html">man 2 eventfd</a>
 */
final class EventFlag implements Sockets.Flag {
    /** EFD_CLOEXEC and EFD_NONBLOCK, from {@code <bits/eventfd.h>}: the same on x86-64 and aarch64. */
    private static final int FLAGS = 0x80000 | 0x800;

    private final int fd;
    private boolean raised;

    EventFlag() {
        try (Arena arena = Arena.ofConfined()) {
            int made = (int) LibC.EVENTFD.invokeExact(arena.allocate(LibC.ERRNO_LAYOUT), 0, FLAGS);
            fd = made < 0 ? Call.NO_DESCRIPTOR : made;
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }

    @Override
    public int descriptor() {
        return fd;
    }

    @Override
    public synchronized void raise(boolean up) {
        if (up == raised || fd == Call.NO_DESCRIPTOR) {
            return;
        }
        raised = up;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocateFrom(JAVA_LONG, 1);
            MemorySegment errno = arena.allocate(LibC.ERRNO_LAYOUT);
            long ignored = up ? (long) LibC.WRITE.invokeExact(errno, fd, count, (long) Long.BYTES)
                    : (long) LibC.READ.invokeExact(errno, fd, count, (long) Long.BYTES);
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }

    @Override
    public synchronized void close() {
        if (fd != Call.NO_DESCRIPTOR) {
            try (Arena arena = Arena.ofConfined()) {
                int ignored = (int) LibC.CLOSE.invokeExact(arena.allocate(LibC.ERRNO_LAYOUT), fd);
            } catch (Throwable e) {
                throw LibC.defect(e);
            }
        }
    }
}
