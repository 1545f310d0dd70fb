package org.socketworkbench.trace;

/**
 * How something is written as fields, and read again. Here, and nowhere else, its fields are named: in {@link #write}
 * and {@link #read}, in the same order, since a format may keep no names. For any thread.
 */
interface Codec<T> {
    void write(FieldWriter to, T value);

    /** @throws Unreadable if the fields are not those of such a thing */
    T read(FieldReader from);
}
