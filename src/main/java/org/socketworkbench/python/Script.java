package org.socketworkbench.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program in Python, as text.
 *
 * @param name      the file's name, as in {@code "server.py"}
 * @param text      all of it
 * @param folder    where it lies, if it is a file: what lies beside it, it may read and import
 * @param arguments what {@code sys.argv} holds behind the name
 */
public record Script(String name, String text, Optional<Path> folder, List<String> arguments) {
    public Script {
        arguments = List.copyOf(arguments);
    }

    /** A text that lies in no folder. */
    public Script(String name, String text) {
        this(name, text, Optional.empty(), List.of());
    }

    /** A file; in UTF-8, as Python takes it to be. */
    public static Script of(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        return new Script(whole.getFileName().toString(), Files.readString(whole), Optional.of(whole.getParent().toRealPath()), List.of());
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
