package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.Closing;
import org.socketworkbench.lesson.Lesson.Link;
import org.socketworkbench.lesson.Lesson.Question;
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

    private static final String WITH_PROGRAM = """
            # A title

            About this.

            ```python server
            import socket

            # Wait.
            accept()
            ```

            ```text
            a - b
            ```
            ## server, line 4

            What comes?

            - [x] It waits. → `blocks`
            - [ ] It fails. → `raises EAGAIN`
            - [ ] It sleeps.

            Hint: think.

            > It waits.

            ## Done

            Remember this.
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

    private static List<Arguments> malformed() {
        return List.of(
                wrong("a program that nobody has", "## server, line 4", "## client 2, line 1", 15,
                        "There is no program for client 2"),
                wrong("a line beyond the program", "## server, line 4", "## server, line 5", 15,
                        "The program of server has 4 lines, and this is line 5"),
                wrong("line 0", "## server, line 4", "## server, line 0", 15, "this is line 0"),
                wrong("a line that is a comment", "## server, line 4", "## server, line 3", 15,
                        "Line 3 of the program of server is empty or a comment"),
                wrong("an empty line", "## server, line 4", "## server, line 2", 15, "is empty or a comment"),
                wrong("a participant of another kind", "## server, line 4", "## Alice, line 4", 15,
                        "This is \"Alice\""),
                wrong("too many participants", "## server, line 4", "## client 17, line 4", 15,
                        "This is \"client 17\""),
                wrong("a call by hand of somebody with a program", "## server, line 4", "## server: accept()", 15,
                        "server has a program, so its calls are not made by hand"),
                wrong("a program of nobody", "```python server", "```python Bob", 5,
                        "Here it says \"python Bob\" after the fence"),
                wrong("a program in another language", "```python server", "```c", 5, "Here it says \"c\""),
                wrong("two programs", "```text\na - b\n```", "```python server\nx\n```", 12,
                        "server has a program already"),
                wrong("a fence that stays open", "a - b\n```\n", "a - b\n", 12, "begins here is not closed"),
                wrong("a program that is not closed before the next block", "```\n\n```text", "\n```text", 5,
                        "begins here is not closed"),
                wrong("a fence that closes nothing", "```text\n", "", 13, "Nothing says what this fence begins"),
                wrong("a check that something follows", "`blocks`", "`blocks`.", 19, "Nothing follows it"),
                wrong("a step in the place of the closing", "## Done", "## server, line 1", 27, "so it is no step"),
                wrong("choices without boxes", "- [x] It waits. \u2192 `blocks`", "- It waits.", 19,
                        "begins with \"- [ ]\""),
                wrong("a program below a step", "Hint: think.", "```python client 1\npass\n```", 23,
                        "no place in a lesson"),
                wrong("an unknown check", "`blocks`", "`explodes`", 19, "This is \"explodes\""),
                wrong("two ticks", "- [ ] It fails", "- [x] It fails", 19, "here 2 are"),
                wrong("no tick", "- [x] It", "- [ ] It", 19, "here 0 are"),
                wrong("one choice", "- [ ] It fails. → `raises EAGAIN`\n- [ ] It sleeps.\n", "", 19,
                        "two to five choices, and this one has 1"),
                wrong("six choices", "- [ ] It sleeps.\n", "- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d\n", 19,
                        "two to five choices, and this one has 6"),
                wrong("a choice without a box", "- [ ] It sleeps.", "- It sleeps.", 21,
                        "Each choice begins with \"- [ ]\""),
                wrong("two questions in a step", "Hint: think.", "And now?\n\n- [x] a\n- [ ] b", 25,
                        "A step has one question"),
                wrong("links below a step", "> It waits.", "- [Again](#replay)", 15,
                        "stands under the last heading"),
                wrong("a question below the closing", "Remember this.", "- [x] a\n- [ ] b", 27,
                        "nothing is asked under it"),
                wrong("an element of HTML", "Remember this.", "<script>alert(1)</script>", 29,
                        "no place in a lesson"),
                wrong("a long line", "Remember this.", "x".repeat(1 << 20), 29,
                        "This line has 1048576 characters"),
                wrong("no steps", WITH_PROGRAM.substring(WITH_PROGRAM.indexOf("## server"),
                        WITH_PROGRAM.indexOf("## Done")), "", 1, "has a heading for each step"));
    }

    private static Arguments wrong(String what, String right, String wrong, int line, String told) {
        return Arguments.of(what, right, wrong, line, told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsWrongWithAProgramOrAQuestionIsToldWithItsLine(String what, String right, String wrong, int line,
            String told) {
        assertTrue(WITH_PROGRAM.contains(right), right);
        MalformedLesson malformed = assertThrows(MalformedLesson.class,
                () -> LessonReader.read("mine", WITH_PROGRAM.replace(right, wrong)));
        assertEquals(line, malformed.line(), malformed.getMessage());
        assertTrue(malformed.getMessage().contains(told), malformed.getMessage());
    }

    @Test
    void aLessonWithAProgramIsReadAsItIsWritten() throws MalformedLesson {
        Lesson lesson = LessonReader.read("mine", WITH_PROGRAM);
        assertEquals("a - b\n", lesson.picture());
        assertEquals(List.of(new Lesson.PartProgram("server", "import socket\n\n# Wait.\naccept()\n", 5)),
                lesson.programs());
        Question question = new Question(List.of(
                new Choice("It waits.", Optional.of(new Check.Blocks()), true, 19),
                new Choice("It fails.", Optional.of(new Check.Raises("EAGAIN")), false, 20),
                new Choice("It sleeps.", Optional.empty(), false, 21)));
        assertEquals(List.of(new Step("server", new Lesson.What.AtLine(4), "What comes?", Optional.of(question),
                "think.", "It waits.", 15)), lesson.steps());
        assertEquals("accept()", lesson.source(lesson.steps().getFirst()));
    }

    @Test
    void tagsAreText() throws MalformedLesson {
        String script = "a <script>alert('1')</script> b";
        Lesson lesson = LessonReader.read("mine", WITH_PROGRAM.replace("A title", script)
                .replace("About this.", script).replace("What comes?", script).replace("It sleeps.", script)
                .replace("> It waits.", "> <b>It waits.</b>\n>\n> <p>Here.</p>").replace("Remember this.", script));
        Step step = lesson.steps().getFirst();
        assertEquals(List.of(script, script, script, script, script),
                List.of(lesson.title(), lesson.introduction(), step.before(),
                        step.question().orElseThrow().choices().getLast().text(), lesson.closing().text()));
        assertEquals("<b>It waits.</b>\n<p>Here.</p>", step.after());
    }

    @Test
    void linesMayEndAsOnWindows() throws MalformedLesson {
        assertEquals(LessonReader.read("mine", WITH_PROGRAM),
                LessonReader.read("mine", WITH_PROGRAM.replace("\n", "\r\n")));
    }

    @Test
    void aFileMayBeginWithAByteOrderMark(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.md"), "\ufeff" + WITH_PROGRAM);
        assertEquals(LessonReader.read("mine", WITH_PROGRAM), Lessons.read(file));
    }

    @Test
    void aFileThatIsTooLongIsNotRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.md"), "x\n".repeat(LessonReader.BYTES_AT_MOST));
        MalformedLesson malformed = assertThrows(MalformedLesson.class, () -> Lessons.read(file));
        assertTrue(malformed.getMessage().contains("at most 2048 KiB"), malformed.getMessage());
    }

    @Test
    void aFolderIsNotRead(@TempDir Path folder) {
        assertThrows(IOException.class, () -> Lessons.read(folder));
        assertThrows(IOException.class, () -> Lessons.read(folder.getRoot()));
    }

    @Test
    void anEmptyFileIsNoLesson() {
        assertThrows(MalformedLesson.class, () -> LessonReader.read("mine", ""));
    }
}
