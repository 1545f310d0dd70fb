package org.socketworkbench.lesson;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.messages.Messages;

/** Compares the choices of a lesson's questions with what the kernel has answered. */
public final class Verdicts {
    private static final Messages TEXT = Messages.of(Verdicts.class);

    private Verdicts() {}

    /** An error of a lesson, and the line of its file that it is about, from 1. */
    public record Finding(int line, String text) {}

    /** Where a lesson and what has come of one of its steps contradict one another; normally nowhere. */
    public static List<Finding> of(Progress.Result result) {
        List<Finding> findings = new ArrayList<>();
        String came = ObservedText.of(result.observed());
        for (Choice choice : result.step().question().map(Question::choices).orElse(List.of())) {
            boolean holds = choice.check().filter(check -> check.holds(result.observed())).isPresent();
            if (choice.isRight() && choice.check().isPresent() && !holds) {
                findings.add(new Finding(choice.line(), TEXT.text("verdict.ticked", choice.text(), came)));
            } else if (!choice.isRight() && holds) {
                findings.add(new Finding(choice.line(), TEXT.text("verdict.also-right", came)));
            }
        }
        return findings;
    }
}
