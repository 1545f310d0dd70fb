package org.socketworkbench.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.messages.Messages;

/**
 * The workbench's own lessons, in the order in which they build on each other, and files that teachers write. A
 * language
 * has its own lessons in a folder named like it, as {@code lesson/de}; what is missing there is in English.
 */
public final class Lessons {
    /** What somebody begins with who has never seen a socket. */
    public static final String FIRST = "first-call";

    /** Some editors write it at a file's beginning. */
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Messages TEXT = Messages.of(Lessons.class);
    private static final List<String> IDS = List.of(FIRST, "facade", "phone-call", "answer-loop", "two-clients",
            "no-boundaries", "short-send", "hang-up", "reset", "half-close", "make-it-fail", "wrong-order", "backlog",
            "address-in-use", "reuseaddr", "connect-ex", "names", "udp-first", "udp-cuts", "unix-path", "non-blocking",
            "timeouts", "deadlock", "framing-length", "lines-makefile", "buffers", "threads", "wake-up", "select",
            "eof-and-exceptions");

    private Lessons() {}

    /** The lessons' ids. */
    public static List<String> ids() {
        return IDS;
    }

    /** The workbench's lessons, in the user's language. */
    public static List<Lesson> all() {
        return IDS.stream().map(Lessons::named).toList();
    }

    /** The lesson with this id, one of {@link #ids}, in the user's language. */
    public static Lesson named(String id) {
        try (InputStream file = resource(id)) {
            if (file == null || !IDS.contains(id)) {
                throw new IllegalArgumentException("no lesson " + id);
            }
            return LessonReader.read(id, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a lesson of the program's own", e);
        } catch (MalformedLesson e) {
            throw new IllegalStateException(id + ", line " + e.line(), e);
        }
    }

    private static @Nullable InputStream resource(String id) {
        String file = id + LessonReader.ENDING;
        InputStream translated = Lessons.class.getResourceAsStream(Locale.getDefault().getLanguage() + "/" + file);
        return translated == null ? Lessons.class.getResourceAsStream(file) : translated;
    }

    /**
     * Reads a lesson that somebody has written.
     *
     * @throws IOException     if the file cannot be read
     * @throws MalformedLesson if it is no lesson
     */
    public static Lesson read(Path file) throws IOException, MalformedLesson {
        if (Files.size(file) > LessonReader.BYTES_AT_MOST) {
            throw new MalformedLesson(1, TEXT.text("lesson.long", Integer.toString(LessonReader.BYTES_AT_MOST >> 10)));
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        String name = file.getFileName().toString();
        String id = name.endsWith(LessonReader.ENDING) ? name.substring(0, name.length() - LessonReader.ENDING.length())
                : name;
        return LessonReader.read(id, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /** Whether the file's name is that of a lesson. */
    public static boolean isLesson(Path file) {
        return file.getFileName().toString().endsWith(LessonReader.ENDING);
    }

    /**
     * The lessons' files in a folder, by name.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(Lessons::isLesson).sorted().toList();
        }
    }
}
