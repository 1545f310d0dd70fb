package org.socketworkbench.cli;

import org.socketworkbench.socket.ByteText;
import org.socketworkbench.socket.Bytes;

/** Text from outside, as a name, a path or what a program prints: written so that nothing in it acts on a terminal. */
final class Plain {
    private Plain() {}

    /** The text with its line ends and tabs. */
    static String text(String text) {
        return ByteText.text(Bytes.utf8(text));
    }

    /** The text in one line, so that it cannot pass for another one either. */
    static String line(String text) {
        return ByteText.line(Bytes.utf8(text));
    }
}
