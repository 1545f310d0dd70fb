package org.socketworkbench.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Immutable payload bytes. A long payload may be kept only in part, so that a trace stays bounded: {@link #length} is
 * always the true count, {@link #kept} how many of its first bytes are still here.
 */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0);

    private final byte[] first;
    private final int length;

    private Bytes(byte[] first, int length) {
        this.first = first;
        this.length = length;
    }

    /** All of the given bytes, copied. */
    public static Bytes of(byte... bytes) {
        return owning(bytes.clone());
    }

    /** All of the given bytes, not copied: the caller gives the array away and never writes to it again. */
    public static Bytes owning(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, bytes.length);
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes there were, kept or not. */
    public int length() {
        return length;
    }

    /** How many of the first bytes are kept here, at most {@link #length}. */
    public int kept() {
        return first.length;
    }

    /** The kept byte at a position from 0 to {@code kept() - 1}, as 0 to 255. */
    public int at(int position) {
        return first[position] & 0xff;
    }

    /** A copy of the kept bytes. */
    public byte[] toArray() {
        return first.clone();
    }

    /** Copies the kept bytes to where they are to begin. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(first, 0, target, at, first.length);
    }

    /** The same payload with at most {@code limit} of its first bytes kept; the length stays true. */
    public Bytes keeping(int limit) {
        return first.length <= limit ? this : new Bytes(Arrays.copyOf(first, limit), length);
    }

    /** These bytes as the first of {@code total}, if that is more than they are. */
    public Bytes outOf(int total) {
        return total <= length ? this : new Bytes(first, total);
    }

    /** The kept bytes after the first {@code count}, as a payload of its own; for what a partial send left over. */
    public Bytes from(int count) {
        return count == 0 ? this : owning(Arrays.copyOfRange(first, Math.min(count, first.length), first.length));
    }

    /** Puts the kept bytes into a buffer. */
    public void copyTo(ByteBuffer to) {
        to.put(first);
    }

    /** The kept bytes to read numbers from, not copied. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(first).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && length == that.length && Arrays.equals(first, that.first);
    }

    @Override
    public int hashCode() {
        return 31 * length + Arrays.hashCode(first);
    }

    /** As a C programmer writes it: {@code "Hello\n"}, at most 32 bytes, then {@code ...} if there were more. */
    @Override
    public String toString() {
        return CText.quoted(this, 32);
    }
}
