package org.socketworkbench.lesson;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.socketworkbench.socket.CallName;

/**
 * What is to be done, one step after the other, each with what is said before and after it. A step is a call that a
 * user
 * makes by hand, or a line that a program comes to. What comes of it is the kernel's answer; before that, the lesson
 * may
 * ask what it will be.
 *
 * @param id           its file's name without the ending
 * @param introduction what it is about, shown before the first step
 * @param picture      a drawing in characters that belongs to the introduction; "" if there is none
 * @param programs     what its participants run; who is not among them makes calls by hand
 * @param closing      what is said after the last step
 */
public record Lesson(String id, String title, String introduction, String picture, List<PartProgram> programs,
        List<Step> steps, Closing closing) {
    /** The port that lessons are written for. */
    public static final int PORT = 8080;
    /** The participant whose panel is the server's. */
    public static final String SERVER = "server";

    /** Of two names, the longer one has the greater number. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    private static final Pattern PORT_WORD = Pattern.compile("\\b" + PORT + "\\b");

    public Lesson {
        programs = List.copyOf(programs);
        steps = List.copyOf(steps);
    }

    /**
     * A participant's program.
     *
     * @param who  the participant's name
     * @param line the line of the lesson's file before the program's first one
     */
    public record PartProgram(String who, String text, int line) {
        /** The program's name as a file, as in {@code "client_1.py"}. */
        public String file() {
            return who.replace(' ', '_') + ".py";
        }
    }

    /**
     * One step.
     *
     * @param who      the name of the participant who makes it, such as {@code "client 1"}
     * @param before   what will be done, and why it comes now
     * @param question what is asked before it is done
     * @param hint     what helps who does not know the answer; "" if there is none
     * @param after    what has come of it; "" if there is nothing to say
     * @param line     the line of its heading in the lesson's file, from 1
     */
    public record Step(String who, What what, String before, Optional<Question> question, String hint, String after,
            int line) {
        /** A call to be made by hand, without a question. */
        public Step(String who, CallName call, Check comes, String before, String after) {
            this(who, new What.ByHand(call, comes), before, Optional.empty(), "", after, 1);
        }

        /** The call to be made, if it is one by hand. */
        public Optional<CallName> call() {
            return what instanceof What.ByHand(CallName call, Check _) ? Optional.of(call) : Optional.empty();
        }
    }

    /** What a step is about. */
    public sealed interface What {
        /** A call that the user makes; the step is done when it has come to this. */
        record ByHand(CallName call, Check comes) implements What {}

        /** A line of the participant's program, from 1: the step is done when it is known what came of it. */
        record AtLine(int line) implements What {}
    }

    /** What is asked before a step: two to five choices, of which one is right. */
    public record Question(List<Choice> choices) {
        public static final int CHOICES_AT_LEAST = 2;
        public static final int CHOICES_AT_MOST = 5;

        public Question {
            choices = List.copyOf(choices);
        }

        public Choice right() {
            return choices.stream().filter(Choice::isRight).findFirst().orElseThrow();
        }

        /** Whether it is asked whether the step blocks. */
        boolean asksWhetherItBlocks() {
            return checks().anyMatch(Check.Blocks.class::isInstance);
        }

        /** Whether it is asked what is printed. */
        boolean asksWhatIsPrinted() {
            return checks().anyMatch(Check.Prints.class::isInstance);
        }

        private Stream<Check> checks() {
            return choices.stream().flatMap(choice -> choice.check().stream());
        }
    }

    /**
     * One answer to choose.
     *
     * @param check what it says about what the kernel will answer, if that can be checked
     * @param line  its line in the lesson's file, from 1
     */
    public record Choice(String text, Optional<Check> check, boolean isRight, int line) {}

    /**
     * The end.
     *
     * @param text what to remember, and what to try
     * @param next what can be done next
     */
    public record Closing(String title, String text, List<Link> next) {
        public Closing {
            next = List.copyOf(next);
        }
    }

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

    /** What it teaches: the first sentence of the introduction. */
    public String summary() {
        int end = introduction.indexOf(". ");
        return end < 0 ? introduction : introduction.substring(0, end + 1);
    }

    /** Whether the guide's line says all that there is to say: only calls by hand, and no questions. */
    public boolean isGuided() {
        return programs.isEmpty() && steps.stream().allMatch(step -> step.question().isEmpty());
    }

    /** Whether all its servers set SO_REUSEADDR: then connections that have ended are not in its way. */
    boolean passesTimeWait() {
        return programs.stream().allMatch(one -> one.text().split("SO_REUSEADDR", -1).length == one.text()
                .split("\\.listen\\(", -1).length);
    }

    /** The lines of a participant's program that steps are about, in the steps' order. */
    public List<Integer> lines(String who) {
        return steps.stream().filter(step -> step.who().equals(who))
                .flatMap(step -> step.what() instanceof What.AtLine(int line) ? Stream.of(line) : Stream.empty())
                .toList();
    }

    /** The participants: the server, then the clients in the order of their numbers. */
    public List<String> cast() {
        Stream<String> clients = Stream.concat(programs.stream().map(PartProgram::who), steps.stream().map(Step::who))
                .filter(who -> !who.equals(SERVER)).sorted(BY_NUMBER);
        return Stream.concat(Stream.of(SERVER), clients).distinct().toList();
    }

    /** The program of a participant, if it has one. */
    public Optional<PartProgram> program(String who) {
        return programs.stream().filter(program -> program.who().equals(who)).findFirst();
    }

    /** The same lesson on another port: {@link #PORT} is replaced in its programs and texts. */
    public Lesson onPort(int port) {
        if (port == PORT) {
            return this;
        }
        String other = Matcher.quoteReplacement(Integer.toString(port));
        UnaryOperator<String> moved = text -> PORT_WORD.matcher(text).replaceAll(other);
        return new Lesson(id, title, moved.apply(introduction), picture,
                programs.stream().map(one -> new PartProgram(one.who(), moved.apply(one.text()), one.line())).toList(),
                steps.stream().map(step -> moved(step, moved)).toList(),
                new Closing(closing.title(), moved.apply(closing.text()), closing.next()));
    }

    private static Step moved(Step step, UnaryOperator<String> moved) {
        return new Step(step.who(), step.what(), moved.apply(step.before()),
                step.question().map(question -> new Question(question.choices().stream()
                        .map(choice -> new Choice(moved.apply(choice.text()),
                                choice.check().map(check -> switch (check) {
                                    case Check.Prints(String text) -> new Check.Prints(moved.apply(text));
                                    default -> check;
                                }), choice.isRight(), choice.line()))
                        .toList())),
                moved.apply(step.hint()), moved.apply(step.after()), step.line());
    }

    /** The program that a step is about, if it is about a line. */
    public Optional<PartProgram> program(Step step) {
        return step.what() instanceof What.AtLine ? program(step.who()) : Optional.empty();
    }

    /** The text of the line that a step is about; "" if it is about a call by hand. */
    public String source(Step step) {
        return step.what() instanceof What.AtLine(int line)
                ? program(step.who()).map(one -> one.text().lines().skip(line - 1L).findFirst().orElse("").strip())
                        .map(Objects::requireNonNull).orElse("")
                : "";
    }
}
