package org.socketworkbench.python;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One of a program's two outputs, cut into lines. Any of the program's threads may write.
 *
 * @see #MAX_LINES
 */
final class Console {
    /** So many lines of one run are kept, of both outputs together or of one; what prints more is ended. */
    static final int MAX_LINES = 100_000;
    /** So many characters of one run are kept. */
    static final int MAX_CHARACTERS = 4 << 20;
    /** A line is cut there, so that one without an end is seen at all. */
    private static final int MAX_LINE = 8 << 10;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder line = new StringBuilder();
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private int lines;
    private int characters;

    /**
     * Takes in what was written.
     *
     * @param print gets each line that has become whole
     * @return false if the program has written more than is kept: a line that is too many is not printed
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

    /** What stands in the line that is not finished, such as a prompt; the line begins anew. */
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
