package org.socketworkbench.trace;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;

/**
 * Reads fields in a format, in the order in which the {@link FieldWriter} of that format wrote them. Every method
 * throws {@link Unreadable} if there is no such field or its value is not allowed.
 */
interface FieldReader {
    /** A number from {@code least} to {@code most}. */
    long number(String name, long least, long most);

    /** A number from {@code least} to {@code most}; the usual one if it was left out. */
    long number(String name, long least, long most, long usual);

    /** Any int. */
    default int integer(String name) {
        return integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** An int from {@code least} to {@code most}. */
    default int integer(String name, int least, int most) {
        return (int) number(name, least, most);
    }

    /** A time in nanoseconds, 0 or more. */
    long nanos(String name);

    List<Integer> numbers(String name);

    boolean flag(String name);

    /** A text of at most {@code most} characters. */
    String string(String name, int most);

    Bytes bytes(String name);

    /** One of an enum's constants; {@code all} is the list of them in order. */
    <E extends Enum<E>> E symbol(String name, E[] all);

    <T> T spelled(String name, Spelling<T> spelling);

    <T> T object(String name, Codec<T> codec);

    <T> Optional<T> optional(String name, Codec<T> codec);

    <T> List<T> list(String name, Codec<T> codec);
}
