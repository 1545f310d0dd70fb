package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.lesson.Lesson.Closing;
import org.socketworkbench.lesson.Lesson.Link;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.socket.CallName;

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
        assertEquals(new Lesson("mine", "A title", "About this, and that.", "", List.of(),
                List.of(byHand("server", CallName.ACCEPT, new Check.Blocks(), "Press accept().", "It waits.", 6),
                        byHand("client 1", CallName.CONNECT, new Check.Raises("ECONNREFUSED"), "Dial.", "", 12)),
                new Closing("Done", "Remember this.",
                        List.of(new Link("Again", "#replay"), new Link("More", "first-call.md")))),
                LessonReader.read("mine", WHOLE));
    }

    private static Step byHand(String who, CallName call, Check comes, String before, String after, int line) {
        return new Step(who, new Lesson.What.ByHand(call, comes), before, Optional.empty(), "", after, line);
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
