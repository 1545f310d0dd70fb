package org.socketworkbench.ui.panel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;

/** Converts typed text to the bytes to send. */
public final class Payload {
    private static final Messages TEXT = Messages.of(Payload.class);

    private Payload() {}

    /** The typed text is malformed; the message says where and what to write instead. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final String message;

        Malformed(String message) {
            super(null, null, false, false);
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }

    /** Text in UTF-8, with the escapes {@code \n \r \t \0 \\ \xNN} as in C and Python. */
    public static Bytes ofText(String typed) throws Malformed {
        if (typed.indexOf('\\') < 0) {
            return Bytes.utf8(typed);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(typed.length());
        int at = 0;
        while (at < typed.length()) {
            int escape = typed.indexOf('\\', at);
            int end = escape < 0 ? typed.length() : escape;
            bytes.writeBytes(typed.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = escape < 0 ? end : unescape(typed, escape, bytes);
        }
        return Bytes.owning(bytes.toByteArray());
    }

    /** Pairs of hexadecimal digits, with or without spaces between them. */
    public static Bytes ofHex(String typed) throws Malformed {
        String digits = typed.replaceAll("\\s", "");
        if (!digits.matches("\\p{XDigit}*")) {
            throw new Malformed(TEXT.text("payload.hex.digit"));
        }
        if (digits.length() % 2 != 0) {
            throw new Malformed(TEXT.text("payload.hex.odd", Integer.toString(digits.length())));
        }
        return Bytes.owning(HexFormat.of().parseHex(digits));
    }

    /** Prepares pasted text for a single-line field: line breaks and tabs become escapes, so that none is lost. */
    public static String escaped(String pasted) {
        return pasted.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static int unescape(String typed, int at, ByteArrayOutputStream bytes) throws Malformed {
        char kind = at + 1 < typed.length() ? typed.charAt(at + 1) : ' ';
        switch (kind) {
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case '0' -> bytes.write(0);
            case '\\' -> bytes.write('\\');
            case 'x' -> {
                String digits = typed.substring(at + 2, Math.min(at + 4, typed.length()));
                if (!digits.matches("\\p{XDigit}{2}")) {
                    throw new Malformed(TEXT.text("payload.text.hex"));
                }
                bytes.write(Integer.parseInt(digits, 16));
                return at + 4;
            }
            default -> throw new Malformed(TEXT.text("payload.text.escape", "\\" + kind));
        }
        return at + 2;
    }
}
