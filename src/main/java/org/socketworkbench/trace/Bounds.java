package org.socketworkbench.trace;

/**
 * How long the texts of an event may be, in characters. A longer text is cut before it is kept, and rejected in a file.
 */
final class Bounds {
    /** The name of a participant, a file or a thread. */
    static final int NAME = 1 << 10;
    /** A program's text, or a line that it reads or prints. */
    static final int TEXT = 4 << 20;

    private Bounds() {}

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
