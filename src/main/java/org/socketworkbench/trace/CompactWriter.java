package org.socketworkbench.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;

/**
 * Writes fields as bytes in memory, without names and with small numbers in few bytes. The bytes stay where they are
 * written, so a record needs no allocation and no copy. For one thread at a time.
 */
final class CompactWriter implements FieldWriter {
    /** How a long is stored in the bytes. */
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int SMALLEST_CHUNK = 1 << 12;
    /**
     * A new array is first filled with zeros, and the collector copies all of it, written or not. So chunks of this
     * size made a traced echo faster than chunks of several megabytes (docs/decisions/0028).
     */
    private static final int LARGEST_CHUNK = 1 << 18;
    /** Each byte holds seven bits, so a long takes at most ten bytes. */
    private static final int LONGEST_NUMBER = 10;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final Records records;
    private byte[] chunk = {};
    private int chunkNumber;
    private int begin;
    private int end;

    /** @param records what the records are added to */
    CompactWriter(Records records) {
        this.records = records;
    }

    /** Begins a new record and drops one that was begun but not appended. */
    void begin() {
        end = begin;
    }

    /** How many bytes the record has so far. */
    int length() {
        return end - begin;
    }

    /** Appends the record that was begun and returns its number. */
    int append() {
        int number = records.append(chunkNumber, begin);
        begin = end;
        return number;
    }

    @Override
    public boolean spellsOut() {
        return false;
    }

    /** The sign goes into the lowest bit, so that small negative numbers are short too. */
    @Override
    public void number(String name, long value) {
        makeRoom(LONGEST_NUMBER);
        long folded = value << 1 ^ value >> Long.SIZE - 1;
        if ((folded & ~SEVEN_BITS) == 0) {
            chunk[end++] = (byte) folded;
        } else {
            longNumber(folded);
        }
    }

    private void longNumber(long folded) {
        byte[] to = chunk;
        int at = end;
        long left = folded;
        while ((left & ~SEVEN_BITS) != 0) {
            to[at++] = (byte) (left | MORE);
            left >>>= 7;
        }
        to[at++] = (byte) left;
        end = at;
    }

    /**
     * Every event has a time, and times are large numbers: writing eight bytes is faster than writing the six or seven
     * that they need.
     */
    @Override
    public void nanos(String name, long value) {
        makeRoom(Long.BYTES);
        LONGS.set(chunk, end, value);
        end += Long.BYTES;
    }

    @Override
    public void number(String name, long value, long usual) {
        number(name, value);
    }

    @Override
    public void numbers(String name, List<Integer> values) {
        number(name, values.size());
        for (int value : values) {
            number(name, value);
        }
    }

    @Override
    public void flag(String name, boolean value) {
        makeRoom(1);
        chunk[end++] = (byte) (value ? 1 : 0);
    }

    /**
     * Every char unchanged, even half of a surrogate pair: one byte each if all of them fit into one, otherwise two.
     */
    @Override
    public void string(String name, String value) {
        int count = value.length();
        boolean wide = !value.chars().allMatch(c -> c <= 0xff);
        number(name, count);
        flag(name, wide);
        makeRoom(2 * count);
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            if (wide) {
                chunk[end++] = (byte) (c >> 8);
            }
            chunk[end++] = (byte) c;
        }
    }

    @Override
    public void bytes(String name, Bytes value) {
        int kept = value.kept();
        number(name, kept);
        number(name, value.length() - kept);
        makeRoom(kept);
        value.copyTo(chunk, end);
        end += kept;
    }

    @Override
    public void symbol(String name, Enum<?> value) {
        makeRoom(1);
        chunk[end++] = (byte) value.ordinal();
    }

    @Override
    public <T> void spelled(String name, T value, Spelling<T> spelling) {
        spelling.write(this, value);
    }

    @Override
    public <T> void object(String name, T value, Codec<T> codec) {
        codec.write(this, value);
    }

    @Override
    public <T> void optional(String name, Optional<T> value, Codec<T> codec) {
        flag(name, value.isPresent());
        value.ifPresent(present -> codec.write(this, present));
    }

    @Override
    public <T> void list(String name, List<T> values, Codec<T> codec) {
        number(name, values.size());
        for (T value : values) {
            codec.write(this, value);
        }
    }

    private void makeRoom(int bytes) {
        if (chunk.length - end < bytes) {
            moveOn(bytes);
        }
    }

    /**
     * Moves the record so far into a new chunk, with room for this many more bytes. The chunk has its usual room
     * besides a long payload: otherwise the next field would move the payload again.
     */
    private void moveOn(int bytes) {
        int written = length();
        int usual = Math.clamp(2L * chunk.length, SMALLEST_CHUNK, LARGEST_CHUNK);
        byte[] next = new byte[Math.addExact(usual, Math.addExact(2 * written, bytes))];
        System.arraycopy(chunk, begin, next, 0, written);
        chunkNumber = records.add(next);
        chunk = next;
        begin = 0;
        end = written;
    }
}
