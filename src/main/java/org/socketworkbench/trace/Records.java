package org.socketworkbench.trace;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records of bytes, numbered from 0, in a few large arrays: the collector has little to look at, however many there are. One
 * thread at a time appends; any thread reads those that are there, which never change or move.
 */
final class Records {
    private static final int SMALLEST_CHUNK = 1 << 14;
    /**
     * With its header, 16 bytes, such an array fills whole regions of the G1 collector, which leaves it where it is: smaller ones
     * would be copied twice.
     */
    private static final int LARGEST_CHUNK = (1 << 22) - 16;
    private static final int PAGE = 1 << 12;

    private final List<byte[]> chunks = new CopyOnWriteArrayList<>();
    /** Where each record begins: the number of its chunk in the upper half, and the place in it. */
    private final List<long[]> pages = new CopyOnWriteArrayList<>();
    private byte[] chunk = {};
    private long[] page = {};
    private int used;
    private long room;
    /** Told to the readers last, when a record and the way to it are there. */
    private final AtomicInteger count = new AtomicInteger();

    /** How many there are. Those with numbers below it can be read by the thread that asked. */
    int count() {
        return count.getAcquire();
    }

    /** How many bytes the arrays have in all, filled or not. For the thread that appends. */
    long bytes() {
        return room;
    }

    /** Copies the first {@code length} bytes of an array into a new record and answers its number. */
    int append(byte[] record, int length) {
        int number = count.getPlain();
        if (chunk.length - used < length) {
            chunk = new byte[Math.max(length, Math.clamp(2L * chunk.length, SMALLEST_CHUNK, LARGEST_CHUNK))];
            chunks.add(chunk);
            used = 0;
            room += chunk.length;
        }
        if (number % PAGE == 0) {
            page = new long[PAGE];
            pages.add(page);
            room += (long) Long.BYTES * PAGE;
        }
        System.arraycopy(record, 0, chunk, used, length);
        page[number % PAGE] = (long) (chunks.size() - 1) << Integer.SIZE | used;
        used += length;
        count.setRelease(number + 1);
        return number;
    }

    /** Reads the record with a number from 0 to {@code count() - 1}. */
    CompactReader at(int number) {
        Objects.checkIndex(number, count());
        long place = pages.get(number / PAGE)[number % PAGE];
        return new CompactReader(chunks.get((int) (place >>> Integer.SIZE)), (int) place);
    }
}
