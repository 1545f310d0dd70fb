package org.socketworkbench.ui.listing;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.Preferences;

/** Asks before changes to a program are lost. FX thread only; returns when the user has answered. */
public final class UnsavedQuestion {
    private static final Messages TEXT = Messages.of(UnsavedQuestion.class);

    private UnsavedQuestion() {}

    /** Whether nothing would be lost: there were no changes, they are saved now, or the user does not want them. */
    public static boolean mayGo(Window owner, List<ProgramModel> programs, Preferences preferences) {
        return programs.stream().filter(program -> program.modifiedProperty().get())
                .allMatch(program -> mayGo(owner, program, preferences));
    }

    private static boolean mayGo(Window owner, ProgramModel program, Preferences preferences) {
        ButtonType save = new ButtonType(TEXT.text("unsaved.save"), ButtonBar.ButtonData.YES);
        ButtonType discard = new ButtonType(TEXT.text("unsaved.discard"), ButtonBar.ButtonData.NO);
        ButtonType cancel = new ButtonType(TEXT.text("unsaved.cancel"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert question = new Alert(Alert.AlertType.CONFIRMATION,
                TEXT.text("unsaved.question", program.nameProperty().get()), save, discard, cancel);
        question.initOwner(owner);
        question.setHeaderText(null);
        question.setTitle(TEXT.text("unsaved.title"));
        Optional<ButtonType> answer = question.showAndWait();
        return answer.filter(discard::equals).isPresent() || answer.filter(save::equals).isPresent()
                && new ProgramFiles(program, preferences).isSaved(owner);
    }
}
