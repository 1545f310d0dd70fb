package org.socketworkbench.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;

/** Reads what {@link CompactWriter} wrote: our own bytes, so it checks nothing. For one thread. */
final class CompactReader implements FieldReader {
    private final byte[] bytes;
    private int at;

    /** Reads the record that begins at {@code at}. */
    CompactReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    private long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }

    @Override
    public long number(String name, long least, long most) {
        return number();
    }

    @Override
    public long number(String name, long least, long most, long usual) {
        return number();
    }

    @Override
    public long nanos(String name) {
        at += Long.BYTES;
        return (long) CompactWriter.LONGS.get(bytes, at - Long.BYTES);
    }

    @Override
    public List<Integer> numbers(String name) {
        int count = (int) number();
        List<Integer> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add((int) number());
        }
        return values;
    }

    @Override
    public boolean flag(String name) {
        return bytes[at++] != 0;
    }

    @Override
    public String string(String name, int most) {
        char[] chars = new char[(int) number()];
        boolean wide = flag(name);
        for (int i = 0; i < chars.length; i++) {
            int high = wide ? bytes[at++] << 8 : 0;
            chars[i] = (char) (high | bytes[at++] & 0xff);
        }
        return new String(chars);
    }

    @Override
    public Bytes bytes(String name) {
        int kept = (int) number();
        int more = (int) number();
        at += kept;
        return Bytes.within(bytes, at - kept, kept).outOf(kept + more);
    }

    @Override
    public <E extends Enum<E>> E symbol(String name, E[] all) {
        return all[bytes[at++]];
    }

    @Override
    public <T> T spelled(String name, Spelling<T> spelling) {
        return spelling.read(this);
    }

    @Override
    public <T> T object(String name, Codec<T> codec) {
        return codec.read(this);
    }

    @Override
    public <T> Optional<T> optional(String name, Codec<T> codec) {
        return flag(name) ? Optional.of(codec.read(this)) : Optional.empty();
    }

    @Override
    public <T> List<T> list(String name, Codec<T> codec) {
        int count = (int) number();
        List<T> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(codec.read(this));
        }
        return values;
    }
}
