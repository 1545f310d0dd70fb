package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The descriptors of one participant, numbered as a process's own: a new one gets the lowest number that is free, from
 * 3 on, since a process begins with its standard input, output and error output. All participants live in the
 * workbench's one process, so each number stands for a real descriptor of that process. Any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">man 2 open</a>
 */
final class DescriptorTable {
    private static final int FIRST = 3;
    /** What stands for a real descriptor where there is none. */
    static final int NONE = -1;

    /**
     * The real descriptors by number, {@link #NONE} where none is open. Copied when it changes: each call looks, and
     * never waits.
     */
    private volatile int[] real = {};
    /** Numbers that are taken, also by calls that have not answered yet. */
    private final BitSet taken = new BitSet();

    /** Takes the lowest free number, for a descriptor that is being made. */
    synchronized int reserve() {
        int fd = taken.nextClearBit(FIRST);
        taken.set(fd);
        return fd;
    }

    /** A number that was reserved is free again: no descriptor was made. */
    synchronized void release(int fd) {
        taken.clear(fd);
    }

    /** A number stands for a real descriptor from here on. */
    synchronized void open(int fd, int realFd) {
        int[] now = real;
        int[] changed = Arrays.copyOf(now, Math.max(now.length, fd + 1));
        Arrays.fill(changed, now.length, changed.length, NONE);
        changed[fd] = realFd;
        taken.set(fd);
        real = changed;
    }

    /** A number stands for nothing any more. */
    synchronized void closed(int fd) {
        if (has(fd)) {
            int[] changed = real.clone();
            changed[fd] = NONE;
            real = changed;
            taken.clear(fd);
        }
    }

    boolean has(int fd) {
        return real(fd) != NONE;
    }

    /** The real descriptor that a number stands for, or {@link #NONE}. */
    int real(int fd) {
        int[] now = real;
        return fd >= 0 && fd < now.length ? now[fd] : NONE;
    }

    /** The numbers that are open, lowest first. */
    List<Integer> numbers() {
        int[] now = real;
        List<Integer> open = new ArrayList<>();
        for (int fd = FIRST; fd < now.length; fd++) {
            if (now[fd] != NONE) {
                open.add(fd);
            }
        }
        return open;
    }

    /** The real descriptors that are open. */
    List<Integer> reals() {
        return numbers().stream().map(this::real).filter(fd -> fd != NONE).toList();
    }
}
