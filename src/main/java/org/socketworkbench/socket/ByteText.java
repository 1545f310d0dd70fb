package org.socketworkbench.socket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes bytes from a peer readable, so that nothing in them can affect a terminal, a label or a file. */
public final class ByteText {
    private static final int ROW = 16;

    private ByteText() {}

    /**
     * The kept bytes as UTF-8 text. Line ends (LF, CR LF) and tabs stay. Invalid UTF-8, and every other control or
     * formatting character, is written as {@code \xNN}, byte by byte. So is a CR alone: on a terminal, the text after
     * it would overwrite the text before it.
     */
    public static String text(Bytes bytes) {
        StringBuilder text = new StringBuilder(bytes.kept());
        byte[] all = bytes.toArray();
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        int at = 0;
        while (at < all.length) {
            int length = sequenceLength(all[at] & 0xff);
            String symbol = decoded(utf8, all, at, length);
            if (symbol == null) {
                appendEscaped(text, all, at, at + 1);
                at++;
            } else {
                boolean lineEnd = all[at] == '\r' && at + 1 < all.length && all[at + 1] == '\n';
                if (lineEnd || isReadable(symbol.codePointAt(0))) {
                    text.append(symbol);
                } else {
                    appendEscaped(text, all, at, at + length);
                }
                at += length;
            }
        }
        return text.toString();
    }

    /** The kept bytes as {@link #text} writes them, but on one line: line ends and tabs are escaped too. */
    public static String line(Bytes bytes) {
        return text(bytes).replace("\r", "\\x0d").replace("\n", "\\x0a").replace("\t", "\\x09");
    }

    /** The kept bytes as rows of offset, sixteen bytes in hexadecimal, and their ASCII. */
    public static String hex(Bytes bytes) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < bytes.kept(); row += ROW) {
            int end = Math.min(row + ROW, bytes.kept());
            text.append(String.format(Locale.ROOT, "%06x  ", row));
            for (int i = row; i < row + ROW; i++) {
                if (i < end) {
                    appendHex(text, bytes.at(i));
                    text.append(' ');
                } else {
                    text.append("   ");
                }
            }
            text.append(' ');
            for (int i = row; i < end; i++) {
                int b = bytes.at(i);
                text.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    static void appendHex(StringBuilder text, int b) {
        text.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
    }

    /** How many bytes a UTF-8 sequence with this first byte has (RFC 3629); 1 for a byte that cannot be first. */
    private static int sequenceLength(int first) {
        if (first >= 0xc2 && first < 0xe0) {
            return 2;
        }
        if (first >= 0xe0 && first < 0xf0) {
            return 3;
        }
        return first >= 0xf0 && first < 0xf5 ? 4 : 1;
    }

    private static @Nullable String decoded(CharsetDecoder utf8, byte[] all, int at, int length) {
        if (at + length > all.length) {
            return null;
        }
        try {
            return utf8.decode(ByteBuffer.wrap(all, at, length)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isReadable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\t';
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    private static void appendEscaped(StringBuilder text, byte[] all, int from, int to) {
        for (int i = from; i < to; i++) {
            text.append("\\x");
            appendHex(text, all[i] & 0xff);
        }
    }
}
