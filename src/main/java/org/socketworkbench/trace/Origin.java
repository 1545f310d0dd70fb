package org.socketworkbench.trace;

/**
 * The place in a participant's program that an event comes from.
 *
 * @param thread the thread that ran there: 0 is the main thread, and the others are numbered in the order in which they
 *               started
 * @param file   the file's name, as Python gives it, or "" if there is none
 * @param line   the line in it, from 1; 0 if it is not known
 */
public record Origin(int thread, String file, int line) {
    /** A call made by hand, or something that no line of a program did. */
    public static final Origin NONE = new Origin(0, "", 0);

    public Origin {
        file = Bounds.cut(file, Bounds.NAME);
    }

    /** No particular place, on one of the program's threads. */
    public static Origin of(int thread) {
        return thread == 0 ? NONE : new Origin(thread, "", 0);
    }

    /** Whether it names a line of a program. */
    public boolean hasLine() {
        return line > 0;
    }
}
