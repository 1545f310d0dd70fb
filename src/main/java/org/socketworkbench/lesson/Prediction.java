package org.socketworkbench.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.socketworkbench.lesson.Lesson.Question;

/**
 * What was predicted of a step, as it stands in the trace: by one person, or by a class. With it, a saved trace tells
 * whoever has the lesson what was predicted and what came.
 *
 * @param lesson the lesson's id
 * @param step   the step's place, from 1
 * @param choice the place of the choice that was made, from 1; 0 if a class has predicted
 * @param hands  how many of a class were for each choice, in order; empty if one person has predicted
 */
public record Prediction(String lesson, int step, int choice, List<Integer> hands) {
    private static final Pattern CHOICE = Pattern.compile("(.+), step (\\d{1,4}), choice (\\d)(?:: .*)?");
    private static final Pattern HANDS = Pattern.compile("(.+), step (\\d{1,4}), hands((?: \\d{1,4}){2,5})");

    public Prediction {
        hands = List.copyOf(hands);
    }

    /** The text of one person's prediction. */
    public static String ofOne(String lesson, int step, Question question, int choice) {
        return lesson + ", step " + step + ", choice " + choice + ": " + question.choices().get(choice - 1).text();
    }

    /** The text of a class's prediction. */
    public static String ofClass(String lesson, int step, List<Integer> hands) {
        return lesson + ", step " + step + ", hands "
                + hands.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /** The right choice, as whoever knows it predicts it. */
    public static String ofWhoKnows(String lesson, int step, Question question) {
        return ofOne(lesson, step, question, question.choices().indexOf(question.right()) + 1);
    }

    /** Reads a text of one of these forms; empty if it is another one. */
    public static Optional<Prediction> of(String text) {
        Matcher one = CHOICE.matcher(text);
        if (one.matches()) {
            return Optional.of(new Prediction(one.group(1), Integer.parseInt(one.group(2)),
                    Integer.parseInt(one.group(3)), List.of()));
        }
        Matcher hands = HANDS.matcher(text);
        return hands.matches() ? Optional.of(new Prediction(hands.group(1), Integer.parseInt(hands.group(2)), 0,
                Arrays.stream(hands.group(3).strip().split(" ")).map(Integer::valueOf).toList())) : Optional.empty();
    }

    /** Whether one person has predicted what is right. */
    public boolean isRight(Question question) {
        return choice > 0 && choice <= question.choices().size() && question.choices().get(choice - 1).isRight();
    }
}
