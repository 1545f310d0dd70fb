package org.socketworkbench.trace;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;

/** A format that takes in fields, in the order in which a {@link FieldReader} of the same format gives them out. */
interface FieldWriter {
    /**
     * Whether people and other programs read it: then what follows from other fields or events is to be written as
     * well. No reader asks for it.
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

    /** Payload, as far as it is kept, and its true length. */
    void bytes(String name, Bytes value);

    /** One of an enum's constants; its text is what {@code toString} says. */
    void symbol(String name, Enum<?> value);

    <T> void spelled(String name, T value, Spelling<T> spelling);

    <T> void object(String name, T value, Codec<T> codec);

    <T> void optional(String name, Optional<T> value, Codec<T> codec);

    <T> void list(String name, List<T> values, Codec<T> codec);
}
