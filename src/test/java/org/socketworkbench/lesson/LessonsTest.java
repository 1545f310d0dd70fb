package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workbench's own lessons. {@code ArgumentsTest} does them on the real kernel. */
class LessonsTest {
    private static List<String> lessons() {
        return Lessons.ids();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void whatCanBeDoneNextIsThere(String id) {
        Lesson lesson = Lessons.named(id);
        assertTrue(lesson.closing().next().stream().allMatch(link -> List.of(Lesson.Link.REPLAY, Lesson.Link.CODE)
                .contains(link.target()) || link.lesson().filter(Lessons.ids()::contains).isPresent()),
                lesson.closing().next()::toString);
        assertTrue(lesson.steps().stream().noneMatch(step -> step.before().isEmpty() || step.after().isEmpty()));
    }
}
