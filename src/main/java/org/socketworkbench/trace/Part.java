package org.socketworkbench.trace;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** A field of a T: how it is written from a T and read back. */
record Part<T, V>(BiConsumer<FieldWriter, T> writing, Function<FieldReader, V> reading) {

    void write(FieldWriter to, T whole) {
        writing.accept(to, whole);
    }

    V read(FieldReader from) {
        return reading.apply(from);
    }

    /** The same field, with more for people and other programs to read; no reader asks for that. */
    Part<T, V> telling(BiConsumer<FieldWriter, T> more) {
        return new Part<>((to, whole) -> {
            writing.accept(to, whole);
            if (to.spellsOut()) {
                more.accept(to, whole);
            }
        }, reading);
    }
}
