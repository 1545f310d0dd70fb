package org.socketworkbench.ui.listing;

import java.util.List;
import org.socketworkbench.ui.listing.PythonSyntax.Part;

/**
 * A line of a program in the listing.
 *
 * @param number     from 1
 * @param breakpoint whether programs stop before it
 * @param marks      the threads that are at it
 * @param error      what ended the program there, in words, or ""
 * @param parts      what has a colour of its own in the text
 */
record ListingLine(int number, String text, boolean breakpoint, List<Mark> marks, String error, List<Part> parts) {
    ListingLine {
        marks = List.copyOf(marks);
        parts = List.copyOf(parts);
    }

    ListingLine with(List<Mark> others, String what) {
        return new ListingLine(number, text, breakpoint, others, what, parts);
    }

    /**
     * A thread that is at the line.
     *
     * @param thread its name; "" if it is the only one
     */
    record Mark(Kind kind, String thread) {}

    /** What a thread does at a line; the most urgent first. */
    enum Kind {
        /** Its next call waits at the gate. */
        AT_GATE,
        /** It waits before the line, which has a breakpoint. */
        AT_LINE,
        /** The kernel blocks its call. */
        BLOCKED,
        /** It waits for a line from the user. */
        ASKS,
        /** Its call is in progress. */
        IN_CALL,
        /** It sleeps. */
        SLEEPS,
        /** It was last seen there. */
        LAST,
        /** The call that the user has selected was made there. */
        CHOSEN
    }
}
