package org.socketworkbench.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Python program as text.
 *
 * @param name      the file's name, as in {@code "server.py"}
 * @param text      the whole text
 * @param folder    its folder, if it is a file: it may read and import the files there
 * @param arguments what {@code sys.argv} holds after the name
 */
public record Script(String name, String text, Optional<Path> folder, List<String> arguments) {
    public Script {
        arguments = List.copyOf(arguments);
    }

    /** A text without a folder. */
    public Script(String name, String text) {
        this(name, text, Optional.empty(), List.of());
    }

    /**
     * Reads a file in the encoding that its first lines declare, or in UTF-8.
     *
     * @throws IOException if it cannot be read, or is not text in its encoding; then the message is CPython's
     */
    public static Script of(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        String text = SourceText.read(whole);
        return new Script(whole.getFileName().toString(), text, Optional.of(whole.resolveSibling("").toRealPath()),
                List.of());
    }

    /**
     * Writes a text to a file in the encoding that it declares, so that it can be read again; returns the script in the
     * file.
     *
     * @throws IOException if it cannot be written, or the encoding that it declares cannot hold it
     */
    public static Script write(Path file, String text) throws IOException {
        SourceText.write(file, text);
        return of(file);
    }

    /** One of the workbench's own programs, as in {@code "answer_loop_server.py"}. */
    public static Script own(String name) {
        return new Script(name, resource("programs/" + name));
    }

    /** The same program with other arguments. */
    public Script with(List<String> other) {
        return new Script(name, text, folder, other);
    }

    static String resource(String path) {
        try (InputStream in = Script.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
