package org.socketworkbench.trace;

import java.util.Optional;

/**
 * The codec of something for which people have a word: in a format for them the word is the one field that is written.
 */
interface Spelling<T> extends Codec<T> {
    String text(T value);

    /** What the text is the word for, if it is one. */
    Optional<T> of(String text);
}
