package org.socketworkbench.trace;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;

/** Writes fields in a format, in the order in which the {@link FieldReader} of that format reads them. */
interface FieldWriter {
    /**
     * Whether people and other programs read the format. Then values that follow from other fields or events are
     * written as well; no reader asks for them.
     */
    boolean spellsOut();

    void number(String name, long value);

    /** A number that may be left out if it is the usual one. */
    void number(String name, long value, long usual);

    /** A time in nanoseconds. */
    void nanos(String name, long value);

    void numbers(String name, List<Integer> values);

    void flag(String name, boolean value);

    void string(String name, String value);

    /** The kept bytes of a payload, and its true length. */
    void bytes(String name, Bytes value);

    /** One of an enum's constants, written as its {@code toString}. */
    void symbol(String name, Enum<?> value);

    <T> void spelled(String name, T value, Spelling<T> spelling);

    <T> void object(String name, T value, Codec<T> codec);

    <T> void optional(String name, Optional<T> value, Codec<T> codec);

    <T> void list(String name, List<T> values, Codec<T> codec);
}
