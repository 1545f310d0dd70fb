package org.socketworkbench.trace;

import java.util.Optional;

/** The codec of something that people have a word for. In a format for people, that word is the only field written. */
interface Spelling<T> extends Codec<T> {
    String text(T value);

    /** The value that the text is the word for; empty if there is none. */
    Optional<T> of(String text);
}
