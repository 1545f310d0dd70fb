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
    /** A process has fewer descriptors than this: more than Linux lets one have unless an administrator says so. */
    static final int LIMIT = 65_536;

    /**
     * The real descriptors by number, {@link #NONE} where none is open. Copied when it changes: each call looks, and
     * never waits.
     */
    private volatile int[] real = {};
    /** Numbers that are taken, also by calls that have not answered yet. */
    private final BitSet taken = new BitSet();

    /** Those of the taken numbers whose real descriptors are being closed. */
    private final BitSet closing = new BitSet();
    /** Those of the taken numbers that are a program's files: no socket gets them, and no call is made on them here. */
    private final BitSet files = new BitSet();

    /** Takes the lowest free number for a file of the program's. */
    synchronized int reserveForFile() {
        int fd = reserve();
        files.set(fd);
        return fd;
    }

    /** A file of the program's is closed: its number is free again. */
    synchronized void fileClosed(int fd) {
        if (files.get(fd)) {
            files.clear(fd);
            taken.clear(fd);
        }
    }

    /** The program has ended, and its files are closed. */
    synchronized void filesClosed() {
        taken.andNot(files);
        files.clear();
    }

    /** Takes the lowest free number, for a descriptor that is being made. */
    synchronized int reserve() {
        int fd = taken.nextClearBit(FIRST);
        taken.set(fd);
        return fd;
    }

    /**
     * Takes this number; answers whether it was free. One that is open or on its way to be is not, nor is one that no
     * socket can have here: the standard streams are no sockets.
     */
    synchronized boolean reserve(int fd) {
        boolean free = isPossible(fd) && !taken.get(fd);
        if (free) {
            taken.set(fd);
        }
        return free;
    }

    /** Whether a socket can have this number at all. */
    static boolean isPossible(int fd) {
        return fd >= FIRST && fd < LIMIT;
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
        closing.clear(fd);
        real = changed;
    }

    /**
     * The real descriptor behind a number that is about to be closed, or {@link #NONE}. No call finds it from here on:
     * once it is closed, it may be a file of the workbench.
     */
    synchronized int closing(int fd) {
        int found = real(fd);
        if (found != NONE) {
            int[] changed = real.clone();
            changed[fd] = NONE;
            real = changed;
            closing.set(fd);
        }
        return found;
    }

    /** A number that was being closed is free again; of any other nothing changes. */
    synchronized void closed(int fd) {
        if (fd >= 0 && closing.get(fd)) {
            closing.clear(fd);
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
        return Arrays.stream(real).filter(fd -> fd != NONE).boxed().toList();
    }
}
