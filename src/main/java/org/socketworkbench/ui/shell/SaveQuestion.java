package org.socketworkbench.ui.shell;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;

/** Asks what to do with calls that would be lost. FX thread only; returns when the user has answered. */
final class SaveQuestion {
    private static final Messages TEXT = Messages.of(SaveQuestion.class);

    private SaveQuestion() {}

    /** What the user wants. */
    enum Answer {
        SAVE, LOSE, STAY
    }

    /** @param what what would be lost, in a sentence or two */
    static Answer ask(Window owner, String what) {
        ButtonType save = new ButtonType(TEXT.text("lost.save"), ButtonData.YES);
        ButtonType lose = new ButtonType(TEXT.text("lost.lose"), ButtonData.NO);
        ButtonType stay = new ButtonType(TEXT.text("lost.stay"), ButtonData.CANCEL_CLOSE);
        Alert question = new Alert(Alert.AlertType.CONFIRMATION, what, save, lose, stay);
        question.initOwner(owner);
        question.setHeaderText(null);
        question.setTitle(TEXT.text("lost.title"));
        ButtonType answer = question.showAndWait().orElse(stay);
        return answer.equals(save) ? Answer.SAVE : answer.equals(lose) ? Answer.LOSE : Answer.STAY;
    }
}
