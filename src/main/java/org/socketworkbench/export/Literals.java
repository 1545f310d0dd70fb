package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;

/**
 * Writes bytes as string literals of programming languages. Only printable ASCII is written as it is, so that foreign
 * bytes can neither end the literal nor affect a compiler, an editor or a terminal.
 */
final class Literals {
    /** A longer payload is cut to this many bytes. */
    static final int LONGEST = 256;

    private Literals() {}

    /** The bytes that the program contains: those that the trace has kept, up to the limit. */
    static Bytes said(Bytes data) {
        return Bytes.owning(data.keeping(LONGEST).toArray());
    }

    /** The same of a call with several buffers: what of each the program contains. */
    static List<Bytes> buffers(Call.Gathering call) {
        int left = said(call.data()).length();
        List<Bytes> said = new ArrayList<>();
        for (Bytes buffer : call.buffers()) {
            said.add(Bytes.owning(buffer.keeping(Math.min(left, buffer.kept())).toArray()));
            left -= said.getLast().length();
        }
        return said;
    }

    /** Whether the program contains fewer bytes than the call made by hand. */
    static boolean isCut(Bytes data) {
        return said(data).length() < data.length();
    }

    /** A bytes literal: {@code b"Hello\n"}. */
    static String python(Bytes bytes) {
        StringBuilder text = new StringBuilder("b\"");
        for (int i = 0; i < bytes.kept(); i++) {
            int b = bytes.at(i);
            if (isPlain(b)) {
                text.append((char) b);
            } else if (!appendShort(text, b)) {
                text.append(String.format("\\x%02x", b));
            }
        }
        return text.append('"').toString();
    }

    /**
     * A string literal for C. Octal escapes end after three digits whatever follows, and no two question marks form a
     * trigraph.
     */
    static String c(Bytes bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < bytes.kept(); i++) {
            int b = bytes.at(i);
            if (b == '?' && i > 0 && bytes.at(i - 1) == '?') {
                text.append("\\?");
            } else {
                appendWithOctal(text, b);
            }
        }
        return text.append('"').toString();
    }

    /** A string literal for Java, one character from 0 to 255 per byte. */
    static String java(Bytes bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < bytes.kept(); i++) {
            appendWithOctal(text, bytes.at(i));
        }
        return text.append('"').toString();
    }

    private static void appendWithOctal(StringBuilder text, int b) {
        if (isPlain(b)) {
            text.append((char) b);
        } else if (!appendShort(text, b)) {
            text.append(String.format("\\%03o", b));
        }
    }

    /** Whether all bytes are ASCII, and so the same text in every common charset. */
    static boolean isAscii(Bytes bytes) {
        for (int i = 0; i < bytes.kept(); i++) {
            if (bytes.at(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int b) {
        return b >= 0x20 && b < 0x7f && b != '"' && b != '\\';
    }

    /** The escapes that all three languages share. */
    private static boolean appendShort(StringBuilder text, int b) {
        switch (b) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                return false;
            }
        }
        return true;
    }
}
