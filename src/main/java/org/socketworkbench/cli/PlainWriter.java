package org.socketworkbench.cli;

import java.io.PrintWriter;

/** Prints nothing that acts on a terminal, whatever it is given. All output of the command line goes through it. */
final class PlainWriter extends PrintWriter {
    /** @param to the underlying writer; flushed after every line */
    PlainWriter(PrintWriter to) {
        super(to, true);
    }

    @Override
    public void write(String text, int from, int length) {
        String plain = Plain.text(text.substring(from, from + length));
        super.write(plain, 0, plain.length());
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length), 0, length);
    }
}
