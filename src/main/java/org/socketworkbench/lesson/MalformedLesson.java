package org.socketworkbench.lesson;

/** A file that is no lesson: the message says where, and what was expected there. */
public final class MalformedLesson extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    /** @param line the line in the file, from 1 */
    MalformedLesson(int line, String message) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
