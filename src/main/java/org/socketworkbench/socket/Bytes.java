package org.socketworkbench.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Immutable payload bytes. A long payload may be kept only in part, so that a trace stays bounded: {@link #length} is
 * always the true count, and {@link #kept} is how many of its first bytes are still here.
 */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0, 0);

    private final byte[] array;
    private final int begin;
    private final int kept;
    private final int length;

    private Bytes(byte[] array, int begin, int kept, int length) {
        this.array = array;
        this.begin = begin;
        this.kept = kept;
        this.length = length;
    }

    /** All of the given bytes, copied. */
    public static Bytes of(byte... bytes) {
        return owning(bytes.clone());
    }

    /** All of the given bytes, not copied: the caller gives the array away and never writes to it again. */
    public static Bytes owning(byte[] bytes) {
        return within(bytes, 0, bytes.length);
    }

    /** Part of a longer array, not copied: nobody may write to that part again. */
    public static Bytes within(byte[] array, int from, int count) {
        return count == 0 ? EMPTY : new Bytes(array, from, count, count);
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
        return kept;
    }

    /** The kept byte at a position from 0 to {@code kept() - 1}, as 0 to 255. */
    public int at(int position) {
        return array[begin + Objects.checkIndex(position, kept)] & 0xff;
    }

    /** A copy of the kept bytes. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, begin, begin + kept);
    }

    /** Copies the kept bytes into {@code target}, from position {@code at} on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, begin, target, at, kept);
    }

    /** The same payload with at most {@code limit} of its first bytes kept; the length stays true. */
    public Bytes keeping(int limit) {
        return kept <= limit ? this : new Bytes(Arrays.copyOfRange(array, begin, begin + limit), 0, limit, length);
    }

    /** These bytes as the first of {@code total}, if that is more than {@link #length}. */
    public Bytes outOf(int total) {
        return total <= length ? this : new Bytes(array, begin, kept, total);
    }

    /** The kept bytes after the first {@code count}, as a payload of its own: what a partial send left over. */
    public Bytes from(int count) {
        return count == 0 ? this : within(array, begin + Math.min(count, kept), Math.max(0, kept - count));
    }

    /** A part of these bytes, as a payload of its own. Bytes that were not kept only count towards its length. */
    public Bytes part(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Bytes left = within(array, begin + Math.min(from, kept), Math.clamp(kept - from, 0, count));
        return left.outOf(count);
    }

    /** All of these bytes, one after the other. */
    public static Bytes joined(List<Bytes> parts) {
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(Bytes::kept).sum());
        parts.forEach(part -> part.copyTo(all));
        return owning(all.array());
    }

    /** Puts the kept bytes into a buffer. */
    public void copyTo(ByteBuffer to) {
        to.put(array, begin, kept);
    }

    /** The kept bytes as a read-only buffer, not copied, for reading numbers. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, begin, kept).slice().asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && length == that.length
                && Arrays.equals(array, begin, begin + kept, that.array, that.begin, that.begin + that.kept);
    }

    @Override
    public int hashCode() {
        return 31 * length + Arrays.hashCode(toArray());
    }

    /** As a C programmer writes it: {@code "Hello\n"}, at most 32 bytes, then {@code ...} if there were more. */
    @Override
    public String toString() {
        return CText.quoted(this, 32);
    }
}
