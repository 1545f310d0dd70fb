package org.socketworkbench.ui.listing;

/** A line of a participant's console. */
record ConsoleLine(Kind kind, String text) {
    /** What the line is. */
    enum Kind {
        /** A program began. */
        BEGIN,
        /** It was printed. */
        OUTPUT,
        /** It was written to the error output. */
        ERROR,
        /** A prompt that waits for a line. */
        PROMPT,
        /** A prompt, and the line that was typed. */
        TYPED,
        /** How many older lines are left out. */
        LEFT_OUT
    }
}
