package org.socketworkbench.lesson;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;

/**
 * Calls to be made one after the other, each with what is said before and after it. The calls are real: what comes of
 * them is the kernel's answer, and a step is done only when that is the one that it names.
 *
 * @param id           its file's name without the ending
 * @param introduction what it is about, shown before the first step
 * @param closing      what is said after the last step
 */
public record Lesson(String id, String title, String introduction, List<Step> steps, Closing closing) {

    /**
     * One call.
     *
     * @param who    the name of the participant who is to make it, such as {@code "client 1"}
     * @param answer what has to come of it for the step to be done
     * @param before what it will do, and why it comes now
     * @param after  what has come of it; "" if there is nothing to say
     */
    public record Step(String who, CallName call, Answer answer, String before, String after) {}

    /** What a step's call has to come to. */
    public sealed interface Answer {
        /** It returns without an error. */
        record Returns() implements Answer {}

        /** The kernel is seen to hold it; whether and when it returns later does not matter. */
        record Waits() implements Answer {}

        /** It fails with this error. */
        record Fails(Errno errno) implements Answer {}
    }

    /**
     * The end.
     *
     * @param text what to remember
     * @param next what can be done next
     */
    public record Closing(String title, String text, List<Link> next) {}

    /**
     * What can be done next.
     *
     * @param target another lesson's file, as in {@code "two-clients.md"}, or one of {@link #REPLAY} and {@link #CODE}
     */
    public record Link(String text, String target) {
        /** Watch from the beginning what has happened. */
        public static final String REPLAY = "#replay";
        /** See what was done as a program. */
        public static final String CODE = "#code";

        /** A link to the lesson with this id. */
        public static Link to(String id) {
            return new Link(id, id + LessonReader.ENDING);
        }

        /** The id of the lesson that it leads to, if it leads to one. */
        public Optional<String> lesson() {
            return target.endsWith(LessonReader.ENDING)
                    ? Optional.of(target.substring(0, target.length() - LessonReader.ENDING.length()))
                    : Optional.empty();
        }
    }
}
