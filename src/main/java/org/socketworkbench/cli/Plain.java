package org.socketworkbench.cli;

import org.socketworkbench.socket.ByteText;
import org.socketworkbench.socket.Bytes;

/** Writes text from outside, such as a name, a path or a program's output, so that nothing in it acts on a terminal. */
final class Plain {
    private Plain() {}

    /** The text with its line breaks and tabs. */
    static String text(String text) {
        return ByteText.text(Bytes.utf8(text));
    }

    /** The text on one line, so that no part of it can pass for another line. */
    static String line(String text) {
        return ByteText.line(Bytes.utf8(text));
    }
}
