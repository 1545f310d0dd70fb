package org.socketworkbench.trace;

/**
 * How something is written as fields, and read again in the same order, since a format may keep no names. Most are a
 * {@link Form}. For any thread.
 */
interface Codec<T> {
    void write(FieldWriter to, T value);

    /** @throws Unreadable if the fields are not those of such a thing */
    T read(FieldReader from);
}
