package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.Question;

/**
 * Which lesson shows which of the kernel's answers that are worth an experiment: each is the right choice of a
 * question,
 * and the kernel confirms it whenever the lessons are checked.
 */
class ExperimentsTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', value = {
            "1|no message boundaries|no-boundaries|Prints[text=got b'helloworld']",
            "2|a short send|short-send|Blocks",
            "3|the orderly end|hang-up|Prints[text=second b'']",
            "4|a reset|reset|Raises[name=ECONNRESET]",
            "5|half-close|half-close|Raises[name=EPIPE]",
            "6|accept before listen|wrong-order|Raises[name=EINVAL]",
            "7|the backlog|backlog|Returns[value=0]",
            "8|TIME_WAIT|address-in-use|Raises[name=EADDRINUSE]",
            "9|the limits of reuse|reuseaddr|Raises[name=EADDRINUSE]",
            "10|a closed port|connect-ex|Returns[value=111]",
            "11|the wrong socket|wrong-order|Raises[name=ENOTCONN]",
            "12|a datagram is cut|udp-cuts|Receives[bytes=4]",
            "13|nobody home|udp-cuts|Raises[name=ECONNREFUSED]",
            "14|a path stays behind|unix-path|Raises[name=EADDRINUSE]",
            "15|what wakes a blocked call|wake-up|Prints[text=the thread got b'']",
            "16|Linux doubles a buffer|buffers|Prints[text=20000]",
            "17|deadlock|deadlock|Blocks"})
    void eachIsTheRightChoiceInALesson(int experiment, String what, String lesson, String check) {
        assertTrue(Lessons.named(lesson).steps().stream().flatMap(step -> step.question().stream())
                .map(Question::right).map(Choice::check).flatMap(Optional::stream)
                .anyMatch(right -> right.toString().startsWith(check)),
                () -> Lessons.named(lesson).steps().toString());
    }
}
