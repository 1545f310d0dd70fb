package org.socketworkbench.trace;

/**
 * Writes something as fields and reads it again in the same order, because a format may not keep the names. Most codecs
 * are a {@link Form}. For any thread.
 */
interface Codec<T> {
    void write(FieldWriter to, T value);

    /** @throws Unreadable if the fields do not make such a thing */
    T read(FieldReader from);
}
