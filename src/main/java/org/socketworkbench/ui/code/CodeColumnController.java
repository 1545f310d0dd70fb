package org.socketworkbench.ui.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.export.HandCalls;
import org.socketworkbench.export.HandProgram;
import org.socketworkbench.export.Language;
import org.socketworkbench.export.Listing;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent.ParticipantCame;
import org.socketworkbench.ui.support.Background;
import org.socketworkbench.ui.support.Choices;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.Rows;
import org.socketworkbench.ui.support.Shown;

/** One participant's calls as a program. */
public final class CodeColumnController {
    private static final Logger LOG = LoggerFactory.getLogger(CodeColumnController.class);
    private static final Messages TEXT = Messages.of(CodeColumnController.class);
    private static final int LINES_ABOVE = 5;
    private static final int NOBODY = -1;

    private final Role role;
    private final ObservableValue<Language> language;
    private final FileQuestion whereToSave;
    private HandCalls calls = new HandCalls();
    private Listing listing = new Listing(List.of());
    private int wanted = NOBODY;

    @FXML private VBox column;
    @FXML private Label title;
    @FXML private ComboBox<ParticipantCame> who;
    @FXML private Label file;
    @FXML private Button copy;
    @FXML private Button save;
    @FXML private ListView<CodeRow> code;
    @FXML private Label message;

    CodeColumnController(Role role, ObservableValue<Language> language, Preferences preferences) {
        this.role = role;
        this.language = language;
        whereToSave = new FileQuestion(preferences, Preferences.Key.CODE_FOLDER);
    }

    @FXML
    private void initialize() {
        column.setId(role == Role.SERVER ? "serverCode" : "clientCode");
        Choices.name(who, ParticipantCame::name);
        Shown.orNoRoom(who, title);
        who.setVisible(role == Role.CLIENT);
        title.setVisible(role == Role.SERVER);
        code.setCellFactory(list -> new CodeCell());
        Label none = new Label(TEXT.text("code.none"));
        none.setWrapText(true);
        code.setPlaceholder(none);
        Shown.whileItSays(message);
        who.valueProperty().addListener(o -> write());
        language.addListener(o -> write());
        write();
    }

    /** Shows this participant's program, as soon as the trace shows that it has arrived. */
    void choose(int participant) {
        wanted = participant;
        chooseWanted();
    }

    private void chooseWanted() {
        who.getItems().stream().filter(came -> came.participant() == wanted).findFirst().ifPresent(came -> {
            wanted = NOBODY;
            who.setValue(came);
        });
    }

    /** Shows the calls made by hand so far. */
    void show(HandCalls now) {
        calls = now;
        List<ParticipantCame> cast = calls.cast(role);
        ParticipantCame chosen = who.getValue();
        Rows.update(who.getItems(), cast);
        who.setValue(cast.contains(chosen) ? chosen : cast.isEmpty() ? null : cast.getFirst());
        chooseWanted();
        write();
    }

    private void write() {
        ParticipantCame chosen = who.getValue();
        Optional<HandProgram> now = Optional.ofNullable(chosen).map(came -> calls.program(came.participant()));
        Listing written = now.filter(made -> !made.statements().isEmpty()).map(language.getValue()::write)
                .orElseGet(() -> new Listing(List.of()));
        boolean changed = !written.equals(listing);
        listing = written;
        title.setText(chosen == null ? "" : chosen.name());
        file.setText(now.map(language.getValue()::fileName).orElse(""));
        copy.setDisable(listing.lines().isEmpty());
        save.setDisable(listing.lines().isEmpty());
        column.getStyleClass().removeIf(style -> style.startsWith("participant-"));
        if (chosen != null) {
            column.getStyleClass().add(PaletteSheet.of(chosen.participant()));
        }
        if (changed) {
            message.setText("");
            Rows.update(code.getItems(), CodeRow.of(listing));
            scrollToLast();
        }
    }

    private void scrollToLast() {
        for (CodeRow row : code.getItems()) {
            if (row.last()) {
                code.scrollTo(Math.max(0, row.number() - 1 - LINES_ABOVE));
                return;
            }
        }
    }

    @FXML
    private void copy() {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, listing.text()));
        message.setText(TEXT.text("code.copied"));
    }

    @FXML
    private void save() {
        Language chosen = language.getValue();
        whereToSave.save(column.getScene().getWindow(), TEXT.text("code.save.title"), file.getText(),
                List.of(new ExtensionFilter(chosen.title(), "*." + chosen.extension()))).ifPresent(this::save);
    }

    /** Writes the program as shown now, off the FX thread, and shows the result in the view. */
    void save(Path target) {
        String text = listing.text();
        Background.run("code-file", () -> Files.writeString(target, text),
                file -> message.setText(TEXT.text("code.saved", file.getFileName())), e -> {
                    LOG.warn("the program could not be saved as {}", target, e);
                    message.setText(TEXT.text("code.not.saved", target, FileProblem.text(e)));
                });
    }
}
