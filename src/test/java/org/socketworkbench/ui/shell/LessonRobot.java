package org.socketworkbench.ui.shell;

import static org.socketworkbench.testing.WindowRobot.onFx;

import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.testing.WindowRobot;

/** Goes through a lesson beside the stage. What it finds there is for the FX thread. */
final class LessonRobot {
    private final WindowRobot window;

    LessonRobot(WindowRobot window) {
        this.window = window;
    }

    /** Chooses a lesson in the catalogue. */
    void begin(String id) {
        SharedPython.ready();
        window.press(KeyCode.CONTROL, KeyCode.L);
        window.untilSeen("the catalogue", () -> window.isShown("#catalogue"));
        onFx(() -> {
            ListView<?> lessons = (ListView<?>) window.window().scene().lookup("#lessons");
            lessons.getSelectionModel().select(Lessons.ids().indexOf(id));
            lessons.requestFocus();
            return null;
        });
        window.press(KeyCode.ENTER);
    }

    void untilAsked(String place) {
        window.untilSeen("a question about " + place, () -> window.window().scene().lookup("#go") != null
                && says(place) && (shown(RadioButton.class).findAny().isPresent()
                        || shown(Spinner.class).findAny().isPresent()));
    }

    /** Predicts, and has the call made. */
    void choose(String answer) {
        onFx(() -> {
            shown(RadioButton.class).filter(one -> one.getText().equals(answer)).findFirst().orElseThrow().fire();
            go().fire();
            return null;
        });
    }

    /** From here on, hands are counted. */
    void showToClass() {
        onFx(() -> {
            ((ToggleButton) window.window().scene().lookup("#forClass")).fire();
            return null;
        });
        window.untilSeen("numbers to type", () -> shown(Spinner.class).findAny().isPresent());
    }

    /** Types how many hands were raised for each answer, and has the call made. */
    void raiseHands(int... hands) {
        onFx(() -> {
            var counts = shown(Spinner.class).toList();
            for (int i = 0; i < hands.length; i++) {
                counts.get(i).increment(hands[i]);
            }
            go().fire();
            return null;
        });
    }

    Button go() {
        return (Button) window.window().scene().lookup("#go");
    }

    boolean says(String words) {
        return shown(Label.class).anyMatch(label -> label.getText().contains(words));
    }

    private <T extends Node> Stream<T> shown(Class<T> type) {
        Node pane = window.window().scene().lookup("#lesson");
        return pane == null ? Stream.empty()
                : WindowRobot.below(pane).filter(WindowRobot::isShown).filter(type::isInstance).map(type::cast);
    }
}
