package org.socketworkbench.ui.shell;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.python.OwnProgram.Side;

/** Who runs a program that is opened: its file's name says so, or the user. */
final class ProgramSide {
    private static final Messages TEXT = Messages.of(ProgramSide.class);

    private ProgramSide() {}

    /** What the name says; empty if it names neither side, or both. */
    static Optional<Side> of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean server = name.contains("server");
        boolean client = name.contains("client");
        return server == client ? Optional.empty() : Optional.of(server ? Side.SERVER : Side.CLIENT);
    }

    /** The same; the user is asked where the name does not say. Empty if the user wants neither. FX thread only. */
    static Optional<Side> of(Path file, Window owner) {
        return of(file).or(() -> ask(file, owner));
    }

    private static Optional<Side> ask(Path file, Window owner) {
        ButtonType server = new ButtonType(TEXT.text("side.server"), ButtonData.LEFT);
        ButtonType client = new ButtonType(TEXT.text("side.client"), ButtonData.LEFT);
        ButtonType neither = new ButtonType(TEXT.text("side.neither"), ButtonData.CANCEL_CLOSE);
        Alert question = new Alert(Alert.AlertType.CONFIRMATION,
                TEXT.text("side.question", file.getFileName().toString()), server, client, neither);
        question.initOwner(owner);
        question.setHeaderText(null);
        question.setTitle(TEXT.text("side.title"));
        return question.showAndWait().filter(answer -> !answer.equals(neither))
                .map(answer -> answer.equals(server) ? Side.SERVER : Side.CLIENT);
    }
}
