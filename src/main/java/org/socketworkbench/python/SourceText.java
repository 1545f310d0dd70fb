package org.socketworkbench.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.messages.Messages;

/**
 * The text of a Python source file: in the encoding that a comment in its first two lines declares, else in UTF-8.
 *
 * @see <a href="https://peps.python.org/pep-0263/">PEP 263</a>
 */
final class SourceText {
    private static final Messages TEXT = Messages.of(SourceText.class);
    private static final Pattern DECLARED =
            Pattern.compile("\\A(?:[ \\t\\f]*(?:#[^\\r\\n]*)?(?:\\r\\n?|\\n))?"
                    + "[ \\t\\f]*#[^\\r\\n]*?coding[:=][ \\t]*([-\\w.]+)");
    private static final Pattern UTF_8 = Pattern.compile("utf-?8(?:-.*)?");
    private static final Pattern LATIN_1 = Pattern.compile("(?:latin-1|iso-8859-1|iso-latin-1)(?:-.*)?");
    /** The number of bytes that are searched for a declaration. */
    private static final int HEAD = 4096;

    private SourceText() {}

    /**
     * Reads the text of a file.
     *
     * @throws IOException if it cannot be read, or is not text in its encoding; then the message is CPython's
     */
    static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        boolean marked = head.startsWith("\u00ef\u00bb\u00bf");
        Optional<String> declared = declared(marked ? head.substring(3) : head);
        Charset charset = charset(declared);
        if (marked && !charset.equals(StandardCharsets.UTF_8)) {
            throw new IOException(TEXT.text("source.encoding", declared.orElseThrow() + " with BOM"));
        }
        String text = decode(bytes, charset, declared, file);
        if (text.indexOf(0) >= 0) {
            throw new IOException(TEXT.text("source.null"));
        }
        return marked ? text.substring(1) : text;
    }

    /**
     * Writes a text in the encoding that it declares itself.
     *
     * @throws IOException if it cannot be written, or the encoding cannot represent it
     */
    static void write(Path file, String text) throws IOException {
        Optional<String> declared = declared(text);
        Charset charset = charset(declared);
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] whole = new byte[bytes.remaining()];
            bytes.get(whole);
            Files.write(file, whole);
        } catch (CharacterCodingException e) {
            throw new IOException(TEXT.text("source.encoding", declared.orElse("utf-8")), e);
        }
    }

    private static Optional<String> declared(String head) {
        Matcher matcher = DECLARED.matcher(head);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Charset charset(Optional<String> declared) throws IOException {
        String name = declared.orElse("utf-8").toLowerCase(Locale.ROOT).replace('_', '-');
        if (UTF_8.matcher(name).matches()) {
            return StandardCharsets.UTF_8;
        }
        if (LATIN_1.matcher(name).matches()) {
            return StandardCharsets.ISO_8859_1;
        }
        try {
            Charset found = Charset.forName(name);
            if (found.canEncode()
                    && "#coding".equals(new String("#coding".getBytes(found), StandardCharsets.US_ASCII))) {
                return found;
            }
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            // Reported below, as is an encoding in which the declaration itself cannot be read.
        }
        throw new IOException(TEXT.text("source.encoding", declared.orElseThrow()));
    }

    private static String decode(byte[] bytes, Charset charset, Optional<String> declared, Path file)
            throws IOException {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return decoder.decode(in).toString();
        } catch (CharacterCodingException e) {
            if (declared.isPresent()) {
                throw new IOException(TEXT.text("source.encoding", declared.get()), e);
            }
            int line = 1 + (int) new String(bytes, 0, in.position(), StandardCharsets.ISO_8859_1).chars()
                    .filter(c -> c == '\n').count();
            throw new IOException(TEXT.text("source.no-utf-8", String.format("%02x", bytes[in.position()]), file,
                    Integer.toString(line)), e);
        }
    }
}
