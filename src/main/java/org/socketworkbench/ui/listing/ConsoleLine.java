package org.socketworkbench.ui.listing;

/** A line of a participant's console. */
record ConsoleLine(Kind kind, String text) {
    /** What the line is. */
    enum Kind {
        /** A program began. */
        BEGIN,
        /** Standard output. */
        OUTPUT,
        /** Error output. */
        ERROR,
        /** A prompt that waits for a line. */
        PROMPT,
        /** A prompt, and the line that was typed. */
        TYPED,
        /** The number of older lines that are left out. */
        LEFT_OUT
    }
}
