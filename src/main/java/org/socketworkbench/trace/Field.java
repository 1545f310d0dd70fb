package org.socketworkbench.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.socketworkbench.socket.Bytes;

/**
 * A field with its name and type, declared once for both directions. To the compiler, a record's components and a
 * lambda's captured variables never change, so a field in a constant costs no more than the same code written in place.
 */
record Field<V>(BiConsumer<FieldWriter, V> writing, Function<FieldReader, V> reading) implements Codec<V> {

    @Override
    public void write(FieldWriter to, V value) {
        writing.accept(to, value);
    }

    @Override
    public V read(FieldReader from) {
        return reading.apply(from);
    }

    /** The field, with the function that gets it from a T. */
    <T> Part<T, V> of(Function<T, V> get) {
        return new Part<>((to, value) -> write(to, get.apply(value)), reading);
    }

    /** The fields of a value, written among the fields of what contains it. */
    static <V> Field<V> among(Codec<V> codec) {
        return new Field<>(codec::write, codec::read);
    }

    static Field<List<Integer>> numbers(String name) {
        return new Field<>((to, value) -> to.numbers(name, value), from -> from.numbers(name));
    }

    static Field<Boolean> flag(String name) {
        return new Field<>((to, value) -> to.flag(name, value), from -> from.flag(name));
    }

    /** A flag that is written as 1 if it is set and left out if not. */
    static Field<Boolean> one(String name) {
        return new Field<>((to, value) -> to.number(name, value ? 1 : 0, 0), from -> from.number(name, 0, 1, 0) == 1);
    }

    /** A text of at most {@code most} characters. */
    static Field<String> string(String name, int most) {
        return new Field<>((to, value) -> to.string(name, value), from -> from.string(name, most));
    }

    static Field<Bytes> bytes(String name) {
        return new Field<>((to, value) -> to.bytes(name, value), from -> from.bytes(name));
    }

    /** One of an enum's constants; {@code all} is the list of them in order. */
    static <E extends Enum<E>> Field<E> symbol(String name, E[] all) {
        return new Field<>((to, value) -> to.symbol(name, value), from -> from.symbol(name, all));
    }

    static <V> Field<V> spelled(String name, Spelling<V> spelling) {
        return new Field<>((to, value) -> to.spelled(name, value, spelling), from -> from.spelled(name, spelling));
    }

    static <V> Field<V> object(String name, Codec<V> codec) {
        return new Field<>((to, value) -> to.object(name, value, codec), from -> from.object(name, codec));
    }

    static <V> Field<Optional<V>> optional(String name, Codec<V> codec) {
        return new Field<>((to, value) -> to.optional(name, value, codec), from -> from.optional(name, codec));
    }

    static <V> Field<List<V>> list(String name, Codec<V> codec) {
        return new Field<>((to, value) -> to.list(name, value, codec), from -> from.list(name, codec));
    }

    /** An int, written without boxing. */
    record Int(String name, int least, int most) {
        /** Any int. */
        Int(String name) {
            this(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        void write(FieldWriter to, int value) {
            to.number(name, value);
        }

        int read(FieldReader from) {
            return from.integer(name, least, most);
        }

        <T> Part<T, Integer> of(ToIntFunction<T> get) {
            return new Part<>((to, value) -> write(to, get.applyAsInt(value)), this::read);
        }
    }

    /** A long that may be left out if it is the usual one. */
    record Unusual(String name, long least, long most, long usual) {
        void write(FieldWriter to, long value) {
            to.number(name, value, usual);
        }

        long read(FieldReader from) {
            return from.number(name, least, most, usual);
        }
    }

    /** An int that may be left out if it is the usual one. */
    record UnusualInt(String name, int least, int most, int usual) {
        void write(FieldWriter to, int value) {
            to.number(name, value, usual);
        }

        int read(FieldReader from) {
            return (int) from.number(name, least, most, usual);
        }

        <T> Part<T, Integer> of(ToIntFunction<T> get) {
            return new Part<>((to, value) -> write(to, get.applyAsInt(value)), this::read);
        }
    }

    /** A long, written without boxing. */
    record Whole(String name, long least, long most) {
        /** Any long. */
        Whole(String name) {
            this(name, Long.MIN_VALUE, Long.MAX_VALUE);
        }

        void write(FieldWriter to, long value) {
            to.number(name, value);
        }

        long read(FieldReader from) {
            return from.number(name, least, most);
        }

        <T> Part<T, Long> of(ToLongFunction<T> get) {
            return new Part<>((to, value) -> write(to, get.applyAsLong(value)), this::read);
        }
    }

    /** A time in nanoseconds, written without boxing. */
    record Nanos(String name) {
        void write(FieldWriter to, long value) {
            to.nanos(name, value);
        }

        long read(FieldReader from) {
            return from.nanos(name);
        }

        <T> Part<T, Long> of(ToLongFunction<T> get) {
            return new Part<>((to, value) -> write(to, get.applyAsLong(value)), this::read);
        }
    }
}
