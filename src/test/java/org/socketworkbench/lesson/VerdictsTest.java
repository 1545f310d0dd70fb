package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Outcome;

class VerdictsTest {
    private static final Choice WAITS = new Choice("It waits.", Optional.of(new Check.Blocks()), true, 7);
    private static final Choice RETURNS = new Choice("It returns.", Optional.of(new Check.Returns("4")), false, 8);
    private static final Choice SLEEPS = new Choice("It sleeps.", Optional.empty(), false, 9);
    private static final Observed BLOCKED = new Observed(Optional.of(new Call.Accept(3)), Optional.empty(), true,
            List.of(), Optional.empty());
    private static final Observed FOUR = new Observed(Optional.of(new Call.Listen(3, 5)),
            Optional.of(new Outcome.Done(4)), false, List.of(), Optional.empty());

    private static List<Verdicts.Finding> verdicts(Observed observed, Choice... choices) {
        Optional<Question> question = choices.length == 0 ? Optional.empty()
                : Optional.of(new Question(List.of(choices)));
        Step step = new Step("server", new Lesson.What.ByHand(CallName.ACCEPT, new Check.Succeeds()), "", question, "",
                "", 5);
        return Verdicts.of(new Progress.Result(step, Optional.empty(), observed));
    }

    @Test
    void nothingIsWrongWhenTheKernelDoesWhatIsTicked() {
        assertEquals(List.of(), verdicts(BLOCKED, WAITS, RETURNS, SLEEPS));
    }

    @Test
    void aTickThatTheKernelContradictsIsToldAndSoIsTheChoiceThatIsRight() {
        assertEquals(List.of(
                new Verdicts.Finding(7,
                        "The kernel contradicts the ticked choice \"It waits.\": listen(3, 5) = 4."),
                new Verdicts.Finding(8, "This choice is not ticked, and it is right as well: listen(3, 5) = 4.")),
                verdicts(FOUR, WAITS, RETURNS, SLEEPS));
    }

    @Test
    void aSecondRightChoiceIsTold() {
        Choice too = new Choice("It stands still.", Optional.of(new Check.Blocks()), false, 10);
        assertEquals(List.of(
                new Verdicts.Finding(10, "This choice is not ticked, and it is right as well: accept(3) blocks.")),
                verdicts(BLOCKED, WAITS, too));
    }

    @Test
    void whatCannotBeCheckedIsNotWrong() {
        Choice ticked = new Choice("It waits.", Optional.empty(), true, 7);
        assertEquals(List.of(), verdicts(FOUR, ticked, SLEEPS));
        assertEquals(List.of(), verdicts(FOUR));
    }
}
