package org.socketworkbench.ui.listing;

import java.util.List;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;

/** Asks before changes to a program are lost. FX thread only; returns when the user has answered. */
public final class UnsavedQuestion {
    private static final Messages TEXT = Messages.of(UnsavedQuestion.class);

    private UnsavedQuestion() {}

    /** Whether nothing would be lost, or the user agrees to lose it. */
    public static boolean mayGo(Window owner, List<ProgramModel> programs) {
        return programs.stream().filter(program -> program.modifiedProperty().get())
                .allMatch(program -> isWanted(owner, program));
    }

    private static boolean isWanted(Window owner, ProgramModel program) {
        ButtonType discard = new ButtonType(TEXT.text("unsaved.discard"), ButtonBar.ButtonData.OK_DONE);
        ButtonType keep = new ButtonType(TEXT.text("unsaved.keep"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert question = new Alert(Alert.AlertType.CONFIRMATION,
                TEXT.text("unsaved.question", program.nameProperty().get()), discard, keep);
        question.initOwner(owner);
        question.setHeaderText(null);
        question.setTitle(TEXT.text("unsaved.title"));
        return question.showAndWait().filter(discard::equals).isPresent();
    }
}
