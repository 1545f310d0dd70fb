package org.socketworkbench.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Records of bytes, numbered from 0, in a few large arrays, so that the collector has little to look at, however many
 * records there are. Each {@link CompactWriter} writes into an array of its own, so that no writer waits for another.
 * Any thread may read the records; they never change or move.
 *
 * <p>A complete record takes the first free number, in one step. So all records with smaller numbers are there before
 * it, and no number lacks its record, even if a writing thread dies.
 */
final class Records {
    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PAGE = 1 << 12;

    private static final VarHandle COUNTED = countedHandle();

    /**
     * Where to begin looking for the end: all records with smaller numbers are there. A slow thread may set it back.
     */
    private int counted;
    /**
     * Where each record begins: the upper half is the number of its chunk, from 1, and the lower half is the position
     * in the chunk; 0 if the record is not there yet.
     */
    private volatile long[][] pages = {};
    private volatile byte[][] chunks = {};
    private long room;

    /** How many records there are. The thread that asked can read those with smaller numbers. */
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

    /** Adds an array for one writer to fill and returns its number. */
    synchronized int add(byte[] chunk) {
        byte[][] more = Arrays.copyOf(chunks, chunks.length + 1);
        more[chunks.length] = chunk;
        chunks = more;
        room += chunk.length;
        return more.length;
    }

    /** Gives a number to the complete record that begins at a position in a chunk. */
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
