package org.socketworkbench.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;

/**
 * Fields as bytes for the memory: without names, small numbers in few bytes. Written into one buffer again and again, so that
 * nothing is allocated for a record. For one thread at a time.
 */
final class CompactWriter implements FieldWriter {
    private static final int BUFFER = 1 << 10;
    /** A buffer that has become larger is not kept for the next record. */
    private static final int LARGE = 1 << 16;
    /** Seven bits a byte: a long takes ten at most. */
    private static final int LONGEST_NUMBER = 10;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private byte[] buffer = new byte[BUFFER];
    private int length;

    /** Begins a new record. */
    void clear() {
        length = 0;
        if (buffer.length > LARGE) {
            buffer = new byte[BUFFER];
        }
    }

    /** The record is the first {@link #length} bytes of this, until the next one is begun. */
    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    @Override
    public boolean spellsOut() {
        return false;
    }

    /** The sign goes into the lowest bit, so that small negative numbers are short too. */
    @Override
    public void number(String name, long value) {
        makeRoom(LONGEST_NUMBER);
        byte[] to = buffer;
        int at = length;
        long left = value << 1 ^ value >> Long.SIZE - 1;
        while ((left & ~SEVEN_BITS) != 0) {
            to[at++] = (byte) (left | MORE);
            left >>>= 7;
        }
        to[at++] = (byte) left;
        length = at;
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
        buffer[length++] = (byte) (value ? 1 : 0);
    }

    /** Every char as it is, also what is half a character: in one byte if all fit into one, else in two. */
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
                buffer[length++] = (byte) (c >> 8);
            }
            buffer[length++] = (byte) c;
        }
    }

    @Override
    public void bytes(String name, Bytes value) {
        int kept = value.kept();
        number(name, kept);
        number(name, value.length() - kept);
        makeRoom(kept);
        value.copyTo(buffer, length);
        length += kept;
    }

    @Override
    public void symbol(String name, Enum<?> value) {
        makeRoom(1);
        buffer[length++] = (byte) value.ordinal();
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
        if (buffer.length - length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(length, bytes)));
        }
    }
}
