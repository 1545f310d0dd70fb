package org.socketworkbench.python;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One of a program's two output streams, split into lines. Any of the program's threads may write.
 *
 * @see #MAX_LINES
 */
final class Console {
    /** The most lines kept of one run, from one or both streams; a program that prints more is ended. */
    static final int MAX_LINES = 100_000;
    /** The most characters kept of one run. */
    static final int MAX_CHARACTERS = 4 << 20;
    /** Longer lines are split here, so that a line without an end becomes visible at all. */
    private static final int MAX_LINE = 8 << 10;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder line = new StringBuilder();
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private int lines;
    private int characters;

    /**
     * Takes written bytes.
     *
     * @param print receives each completed line
     * @return false if the program has written more than is kept: the line over the limit is not printed
     */
    synchronized boolean write(byte[] bytes, Consumer<String> print) {
        ByteBuffer all = ByteBuffer.allocate(undecoded.remaining() + bytes.length).put(undecoded).put(bytes).flip();
        CharBuffer text = CharBuffer.allocate(all.remaining());
        decoder.decode(all, text, false);
        undecoded = all.slice();
        text.flip();
        while (text.hasRemaining()) {
            char next = text.get();
            if (next != '\n') {
                line.append(next);
            }
            if ((next == '\n' || line.length() >= MAX_LINE) && !print(print)) {
                return false;
            }
        }
        return true;
    }

    /** Returns and clears the unfinished line, such as a prompt. */
    synchronized String takeUnfinished() {
        String unfinished = line.toString();
        line.setLength(0);
        return unfinished;
    }

    private boolean print(Consumer<String> print) {
        if (lines == MAX_LINES || characters + line.length() > MAX_CHARACTERS) {
            line.setLength(0);
            return false;
        }
        lines++;
        characters += line.length();
        print.accept(line.toString());
        line.setLength(0);
        return true;
    }
}
