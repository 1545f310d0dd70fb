package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.testing.WindowRobot.onFx;

import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.testing.SharedPython;
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

    @Test
    void aWrongPredictionIsExplainedAndBlocksNothingAndARightOneIsConfirmed() {
        begin();
        choose("It fails, because nobody has called.");
        window.untilSeen("what was predicted", () -> says("You predicted: It fails, because nobody has called."));
        window.untilSeen("what is right", () -> says("It is this one: It stands still until somebody calls."));
        window.untilSeen("what came", () -> says("accept4(3, SOCK_CLOEXEC) blocks"));
        untilAsked("client 1, line 4");
        choose("It returns at once: the line is open.");
        window.untilSeen("it was right", () -> says("As you predicted: It returns at once: the line is open."));
        untilAsked("server, line 10");
        choose("The bytes of hello.");
        window.untilSeen("the closing", () -> says(LESSON.closing().title()));
        assertEquals(LessonsDone.State.DONE, new LessonsDone(preferences).of(CALL));
        assertEquals(List.of(CALL + ", step 1, choice 2: It fails, because nobody has called.",
                CALL + ", step 2, choice 2: It returns at once: the line is open.",
                CALL + ", step 3, choice 1: The bytes of hello."), predictions());
    }

    @Test
    void nothingIsMadeBeforeItWasPredictedAndOneButtonIsFilled() {
        begin();
        assertTrue(onFx(() -> go().isDisabled()), "nothing was chosen yet");
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
        onFx(() -> {
            ((ToggleButton) window.window().scene().lookup("#forClass")).fire();
            return null;
        });
        window.untilSeen("numbers to type", () -> shown(Spinner.class).count() == 3);
        onFx(() -> {
            List<?> counts = shown(Spinner.class).toList();
            ((Spinner<?>) counts.get(0)).increment(12);
            ((Spinner<?>) counts.get(1)).increment(5);
            go().fire();
            return null;
        });
        window.untilSeen("the hands", () -> says("12 of 17") && says("5 of 17") && says("0 of 17"));
        window.untilSeen("what is right", () -> says("Right: It stands still until somebody calls."));
        assertEquals(List.of(CALL + ", step 1, hands 12 5 0"), predictions());
    }

    @Test
    void aLessonCanBeBegunAgainAndEnded() {
        begin();
        choose("It stands still until somebody calls.");
        untilAsked("client 1, line 4");
        press("#again");
        window.answer("Don\u2019t save");
        untilAsked("server, line 8");
        press("#end");
        window.untilSeen("no lesson", () -> !window.isShown("#lesson"));
    }

    private void press(String id) {
        // It does not return before the question that follows is answered.
        Platform.runLater(((Button) onFx(() -> window.window().scene().lookup("#lesson").lookup(id)))::fire);
    }

    private void begin() {
        SharedPython.ready();
        window.press(KeyCode.CONTROL, KeyCode.L);
        window.untilSeen("the catalogue", () -> window.isShown("#catalogue"));
        onFx(() -> {
            ListView<?> lessons = (ListView<?>) window.window().scene().lookup("#lessons");
            lessons.getSelectionModel().select(Lessons.ids().indexOf(CALL));
            lessons.requestFocus();
            return null;
        });
        window.press(KeyCode.ENTER);
        untilAsked("server, line 8");
        assertEquals(LessonsDone.State.BEGUN, new LessonsDone(preferences).of(CALL));
    }

    private void untilAsked(String place) {
        window.untilSeen("a question about " + place, () -> window.window().scene().lookup("#go") != null
                && says(place) && shown(RadioButton.class).findAny().isPresent());
    }

    private void choose(String answer) {
        onFx(() -> {
            shown(RadioButton.class).filter(one -> one.getText().equals(answer)).findFirst().orElseThrow().fire();
            go().fire();
            return null;
        });
    }

    private Button go() {
        return (Button) window.window().scene().lookup("#go");
    }

    private boolean says(String words) {
        return shown(Label.class).anyMatch(label -> label.getText().contains(words));
    }

    private <T extends Node> Stream<T> shown(Class<T> type) {
        Node pane = window.window().scene().lookup("#lesson");
        return pane == null ? Stream.empty()
                : WindowRobot.below(pane).filter(WindowRobot::isShown).filter(type::isInstance).map(type::cast);
    }

    private List<String> predictions() {
        return window.log().range(0, window.log().size()).stream()
                .filter(event -> event instanceof Note note && note.kind() == Note.Kind.PREDICTION)
                .map(event -> ((Note) event).text()).toList();
    }
}
