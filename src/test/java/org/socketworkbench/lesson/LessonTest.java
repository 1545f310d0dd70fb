package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LessonTest {
    private static final Lesson LESSON = lesson("""
            # Port 8080

            It is 8080, not 18080 and not 80801.

            ```python client 2
            connect(8080)
            ```

            ```python server
            bind(('', 8080))
              print(18080, 8080)
            ```

            ## server, line 2

            Now 8080?

            - [x] It is 8080. → `prints 18080 8080`
            - [ ] It is 4. → `returns 8080`

            Hint: 8080.

            > 8080 it was.

            ## client 1: connect()

            Dial.

            ## At 8080

            8080 again.
            """);

    private static Lesson lesson(String text) {
        try {
            return LessonReader.read("mine", text);
        } catch (MalformedLesson e) {
            throw new AssertionError("line " + e.line(), e);
        }
    }

    @Test
    void onAnotherPortItsTextsAndProgramsNameThatPort() {
        Lesson moved = LESSON.onPort(41234);
        assertEquals("It is 41234, not 18080 and not 80801.", moved.introduction());
        assertEquals("bind(('', 41234))\n  print(18080, 41234)\n", moved.program("server").orElseThrow().text());
        Lesson.Step step = moved.steps().getFirst();
        assertEquals(List.of("Now 41234?", "41234.", "41234 it was."),
                List.of(step.before(), step.hint(), step.after()));
        assertEquals("41234 again.", moved.closing().text());
    }

    @Test
    void onAnotherPortWhatIsPrintedNamesThatPortAndANumberThatIsReturnedStaysOne() {
        Lesson.Question question = LESSON.onPort(41234).steps().getFirst().question().orElseThrow();
        assertEquals("It is 41234.", question.right().text());
        assertEquals(List.of(new Check.Prints("18080 41234"), new Check.Returns("8080")),
                question.choices().stream().map(choice -> choice.check().orElseThrow()).toList());
    }

    @Test
    void onAnotherPortItsLinesAreTheSame() {
        Lesson moved = LESSON.onPort(41234);
        assertEquals(LESSON.steps().stream().map(Lesson.Step::line).toList(),
                moved.steps().stream().map(Lesson.Step::line).toList());
        assertEquals(LESSON.programs().stream().map(Lesson.PartProgram::line).toList(),
                moved.programs().stream().map(Lesson.PartProgram::line).toList());
        assertFalse(moved.equals(LESSON));
    }

    @Test
    void onItsOwnPortItIsTheSame() {
        assertSame(LESSON, LESSON.onPort(Lesson.PORT));
    }

    @Test
    void theServerIsTheFirstOfTheCast() {
        assertEquals(List.of("server", "client 1", "client 2"), LESSON.cast());
    }

    @Test
    void theCastHasItsClientsInTheOrderOfTheirNumbers() {
        assertEquals(List.of("server", "client 2", "client 10"),
                lesson("# T\n\n## client 10: socket()\n\n## client 2: socket()\n\n## End\n").cast());
    }

    @Test
    void onlyAStepAtALineHasAProgramAndALineOfCode() {
        Lesson.Step atLine = LESSON.steps().getFirst();
        Lesson.Step byHand = LESSON.steps().getLast();
        assertEquals("print(18080, 8080)", LESSON.source(atLine));
        assertEquals(Optional.of("server.py"), LESSON.program(atLine).map(Lesson.PartProgram::file));
        assertEquals("", LESSON.source(byHand));
        assertTrue(LESSON.program(byHand).isEmpty());
        assertEquals("client_2.py", LESSON.program("client 2").orElseThrow().file());
    }

    @Test
    void itsSummaryIsTheFirstSentence() {
        assertEquals("One.", lesson("# T\n\nOne. Two.\n\n## server: socket()\n\n## End\n").summary());
        assertEquals("Only one", lesson("# T\n\nOnly one\n\n## server: socket()\n\n## End\n").summary());
    }
}
