package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.lesson.Lesson.Answer;
import org.socketworkbench.lesson.Lesson.Closing;
import org.socketworkbench.lesson.Lesson.Link;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;

class LessonReaderTest {
    private static final String WHOLE = """
            # A title

            About *this*,
            and that.

            ## server: accept() waits

            Press `accept()`.

            > It waits.

            ## client 1: connect() fails with ECONNREFUSED

            Dial.

            ## Done

            Remember this.

            - [Again](#replay)
            - [More](first-call.md)
            """;

    @Test
    void aWholeLessonIsReadAsItIsWritten() throws MalformedLesson {
        assertEquals(new Lesson("mine", "A title", "About this, and that.",
                List.of(new Step("server", CallName.ACCEPT, new Answer.Waits(), "Press accept().", "It waits."),
                        new Step("client 1", CallName.CONNECT, new Answer.Fails(Errno.ECONNREFUSED), "Dial.", "")),
                new Closing("Done", "Remember this.",
                        List.of(new Link("Again", "#replay"), new Link("More", "first-call.md")))),
                LessonReader.read("mine", WHOLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "server: accept() waits|server accept|6|is \"server accept\"",
            "server: accept() waits|server: accapt()|6|No call is named accapt",
            "ECONNREFUSED|ECONREFUSED|12|No error is named ECONREFUSED",
            "Press `accept()`.|1. one|8|no place in a lesson",
            "[Again](#replay)|Again|20|is a link",
            "# A title|A title|1|no place in a lesson"})
    void whatIsWrongIsToldWithItsLine(String right, String wrong, int line, String told) {
        MalformedLesson malformed =
                assertThrows(MalformedLesson.class, () -> LessonReader.read("mine", WHOLE.replace(right, wrong)));
        assertEquals(line, malformed.line());
        assertEquals(true, malformed.getMessage().contains(told), malformed.getMessage());
    }

    @Test
    void anEmptyFileIsNoLesson() {
        assertThrows(MalformedLesson.class, () -> LessonReader.read("mine", ""));
    }
}
