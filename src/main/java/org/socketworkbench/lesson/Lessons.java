package org.socketworkbench.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The workbench's own lessons, in the order in which they build on each other. */
public final class Lessons {
    /** What somebody begins with who has never seen a socket. */
    public static final String FIRST = "first-call";

    private static final List<String> IDS = List.of(FIRST, "make-it-fail", "two-clients");

    private Lessons() {}

    /** The lessons' ids. */
    public static List<String> ids() {
        return IDS;
    }

    /** The lesson with this id, one of {@link #ids}. */
    public static Lesson named(String id) {
        try (InputStream file = Lessons.class.getResourceAsStream(id + LessonReader.ENDING)) {
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
}
