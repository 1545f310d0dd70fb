package org.socketworkbench.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Records of bytes, numbered from 0, in a few large arrays: the collector has little to look at, however many there
 * are. Each {@link CompactWriter} has an array of its own to write into, so that no writer waits for another; any
 * thread reads those that are there, which never change or move.
 *
 * <p>A record that is complete takes the first number whose place is free, in one step: so those with smaller numbers
 * are there whenever it is, and whatever becomes of a thread that writes, no number is left without its record.
 */
final class Records {
    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PAGE = 1 << 12;

    private static final VarHandle COUNTED = countedHandle();

    /** From where on to look for the end: those with numbers below it are there. A slow thread may set it back. */
    private int counted;
    /**
     * Where each record begins: the number of its chunk, from 1, in the upper half, and the place in it; 0 if it is not
     * there yet.
     */
    private volatile long[][] pages = {};
    private volatile byte[][] chunks = {};
    private long room;

    /** How many there are. Those with numbers below it can be read by the thread that asked. */
    int count() {
        int before = (int) COUNTED.getAcquire(this);
        int count = before;
        while (place(count) != 0) {
            count++;
        }
        if (count > before) {
            COUNTED.setRelease(this, count);
        }
        return count;
    }

    /** How many bytes the arrays have in all, filled or not. */
    synchronized long bytes() {
        return room;
    }

    /** Adds an array, for one writer to fill, and answers its number. */
    synchronized int add(byte[] chunk) {
        byte[][] more = Arrays.copyOf(chunks, chunks.length + 1);
        more[chunks.length] = chunk;
        chunks = more;
        room += chunk.length;
        return more.length;
    }

    /** The record that begins at a place in a chunk is complete: gives it its number. */
    int append(int chunk, int begin) {
        long place = (long) chunk << Integer.SIZE | begin;
        int number = count();
        while (!PLACES.compareAndSet(page(number / PAGE), number % PAGE, 0L, place)) {
            number++;
        }
        COUNTED.setRelease(this, number + 1);
        return number;
    }

    private long[] page(int index) {
        long[][] all = pages;
        return index < all.length ? all[index] : newPage(index);
    }

    private synchronized long[] newPage(int index) {
        while (pages.length <= index) {
            long[][] more = Arrays.copyOf(pages, pages.length + 1);
            more[pages.length] = new long[PAGE];
            room += (long) Long.BYTES * PAGE;
            pages = more;
        }
        return pages[index];
    }

    private long place(int number) {
        long[][] all = pages;
        int index = number / PAGE;
        return index < all.length ? (long) PLACES.getAcquire(all[index], number % PAGE) : 0;
    }

    /** Reads the record with a number from 0 to {@code count() - 1}. */
    CompactReader at(int number) {
        long place = number < 0 ? 0 : place(number);
        if (place == 0) {
            throw new IndexOutOfBoundsException(number);
        }
        return new CompactReader(chunks[(int) (place >>> Integer.SIZE) - 1], (int) place);
    }

    private static VarHandle countedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Records.class, "counted", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
