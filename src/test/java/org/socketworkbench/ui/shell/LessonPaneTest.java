package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.testing.WindowRobot.onFx;

import java.util.List;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.ui.lesson.LessonsDone;
import org.socketworkbench.ui.support.Preferences;

/** A lesson beside the stage: predicted, made for real, and explained. */
class LessonPaneTest {
    private static final String CALL = "phone-call";
    private static final Lesson LESSON = Lessons.named(CALL);

    private final Preferences preferences = Preferences.inMemory();
    @AutoClose
    private final WindowRobot window = new WindowRobot(preferences);
    private final LessonRobot lesson = new LessonRobot(window);

    @Test
    void aWrongPredictionIsExplainedAndBlocksNothingAndARightOneIsConfirmed() {
        begin();
        lesson.choose("It fails, because nobody has called.");
        window.untilSeen("what was predicted",
                () -> lesson.says("You predicted: It fails, because nobody has called."));
        window.untilSeen("what is right", () -> lesson.says("It is this one: It stands still until somebody calls."));
        window.untilSeen("what came", () -> lesson.says("accept4(3, SOCK_CLOEXEC) blocks"));
        lesson.untilAsked("client 1, line 4");
        lesson.choose("It returns at once: the line is open.");
        window.untilSeen("it was right", () -> lesson.says("As you predicted: It returns at once: the line is open."));
        lesson.untilAsked("server, line 10");
        lesson.choose("The bytes of hello.");
        window.untilSeen("the closing", () -> lesson.says(LESSON.closing().title()));
        assertEquals(LessonsDone.State.DONE, new LessonsDone(preferences).of(CALL));
        assertEquals(List.of(CALL + ", step 1, choice 2: It fails, because nobody has called.",
                CALL + ", step 2, choice 2: It returns at once: the line is open.",
                CALL + ", step 3, choice 1: The bytes of hello."), predictions());
    }

    @Test
    void nothingIsMadeBeforeItWasPredictedAndOneButtonIsFilled() {
        begin();
        assertTrue(onFx(() -> lesson.go().isDisabled()), "nothing was chosen yet");
        assertEquals(List.of("go"), onFx(() -> WindowRobot.below(window.window().scene().getRoot())
                .filter(node -> node instanceof ButtonBase && WindowRobot.isShown(node)
                        && node.getPseudoClassStates().contains(PseudoClass.getPseudoClass("next")))
                .map(Node::getId).toList()));
        assertTrue(window.log().range(0, window.log().size()).stream()
                .noneMatch(event -> event.toString().contains("Accept[")), "accept() was not made");
    }

    @Test
    void theHandsOfAClassAreCountedAndShownBesideWhatCame() {
        begin();
        lesson.showToClass();
        lesson.raiseHands(12, 5, 0);
        window.untilSeen("the hands",
                () -> lesson.says("12 of 17") && lesson.says("5 of 17") && lesson.says("0 of 17"));
        window.untilSeen("what is right", () -> lesson.says("It is this one: It stands still until somebody calls."));
        assertEquals(List.of(CALL + ", step 1, hands 12 5 0"), predictions());
    }

    @Test
    void aLessonCanBeBegunAgainAndEnded() {
        begin();
        lesson.choose("It stands still until somebody calls.");
        lesson.untilAsked("client 1, line 4");
        press("#again");
        window.answer("Don\u2019t save");
        lesson.untilAsked("server, line 8");
        press("#end");
        window.untilSeen("no lesson", () -> !window.isShown("#lesson"));
    }

    private void press(String id) {
        // It does not return before the question that follows is answered.
        Platform.runLater(((Button) onFx(() -> window.window().scene().lookup("#lesson").lookup(id)))::fire);
    }

    private void begin() {
        lesson.begin(CALL);
        lesson.untilAsked("server, line 8");
        assertEquals(LessonsDone.State.BEGUN, new LessonsDone(preferences).of(CALL));
    }

    private List<String> predictions() {
        return window.log().range(0, window.log().size()).stream()
                .filter(event -> event instanceof Note note && note.kind() == Note.Kind.PREDICTION)
                .map(event -> ((Note) event).text()).toList();
    }
}
