package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The descriptors of one participant, numbered as in a process of its own: a new descriptor gets the lowest free
 * number, from 3 on, since a process begins with its standard input, output and error output. All participants live in
 * the workbench's one process, so each number stands for a real descriptor of that process. Any thread may call it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">man 2 open</a>
 */
final class DescriptorTable {
    private static final int FIRST = 3;
    /** Stands for a real descriptor that is not there. */
    static final int NONE = -1;
    /** A process has fewer descriptors than this, unless an administrator has raised Linux's limit. */
    static final int LIMIT = 65_536;

    /**
     * The real descriptors by number; {@link #NONE} where none is open. Every change makes a new copy, because each
     * call looks here and must not wait.
     */
    private volatile int[] real = {};
    /** The numbers that are taken, also those reserved by calls that have not returned yet. */
    private final BitSet taken = new BitSet();

    /** The taken numbers whose real descriptors are being closed. */
    private final BitSet closing = new BitSet();
    /** The taken numbers that are files of the program: no socket gets them, and no call is made on them here. */
    private final BitSet files = new BitSet();

    /** Takes the lowest free number for a file of the program. */
    synchronized int reserveForFile() {
        int fd = reserve();
        files.set(fd);
        return fd;
    }

    /** Frees the number of a file that the program has closed. */
    synchronized void fileClosed(int fd) {
        if (files.get(fd)) {
            files.clear(fd);
            taken.clear(fd);
        }
    }

    /** Frees the numbers of all files: the program has ended. */
    synchronized void filesClosed() {
        taken.andNot(files);
        files.clear();
    }

    /** Takes the lowest free number for a descriptor that is being made. */
    synchronized int reserve() {
        int fd = taken.nextClearBit(FIRST);
        taken.set(fd);
        return fd;
    }

    /**
     * Takes this number; returns whether it was free. It is not free if it is open or reserved, nor if no socket can
     * have it here: the standard streams are not sockets.
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

    /** Frees a reserved number: no descriptor was made. */
    synchronized void release(int fd) {
        taken.clear(fd);
    }

    /** From now on a number stands for a real descriptor. */
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
     * The real descriptor behind a number that is about to be closed, or {@link #NONE}. From now on no call finds it:
     * once it is closed, its real number may belong to a file of the workbench.
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

    /** Frees a number that was being closed; any other stays as it is. */
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
