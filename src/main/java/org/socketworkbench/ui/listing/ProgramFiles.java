package org.socketworkbench.ui.listing;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.FileQuestion;
import org.socketworkbench.ui.support.Preferences;

/** The files of a panel's program: chosen in a dialog, or dropped on the panel. */
final class ProgramFiles {
    private static final Messages TEXT = Messages.of(ProgramFiles.class);
    private static final String PYTHON = ".py";

    private static final List<ExtensionFilter> KINDS =
            List.of(new ExtensionFilter(TEXT.text("program.files"), "*" + PYTHON),
                    new ExtensionFilter(TEXT.text("program.files.all"), "*"));

    private final ProgramModel program;
    private final Preferences preferences;
    private final FileQuestion question;
    private final FileQuestion whereToSaveWritten;

    ProgramFiles(ProgramModel program, Preferences preferences) {
        this.program = program;
        this.preferences = preferences;
        question = new FileQuestion(preferences, Preferences.Key.PROGRAM_FOLDER);
        whereToSaveWritten = new FileQuestion(preferences, Preferences.Key.WRITTEN_FOLDER);
    }

    void open(Window owner) {
        question.open(owner, TEXT.text("program.open.title"), KINDS).ifPresent(file -> open(owner, file));
    }

    /** Opens a file, unless the user wants to keep unsaved changes. */
    void open(Window owner, Path file) {
        if (mayGo(owner)) {
            program.open(file);
        }
    }

    /** Whether the program may make way for another. */
    boolean mayGo(Window owner) {
        return UnsavedQuestion.mayGo(owner, List.of(program), preferences);
    }

    /**
     * Saves the program to its own file or, if it has none, to one that the user chooses; returns when that is done.
     */
    boolean isSaved(Window owner) {
        return program.file().or(() -> whereToSave(owner)).filter(file -> {
            Object saving = new Object();
            program.save(file, saved -> Platform.exitNestedEventLoop(saving, saved));
            return (boolean) Platform.enterNestedEventLoop(saving);
        }).isPresent();
    }

    void save(Window owner) {
        whereToSave(owner).ifPresent(program::save);
    }

    private Optional<Path> whereToSave(Window owner) {
        program.folder().ifPresent(question::remember);
        return question.save(owner, TEXT.text("program.save.title"), program.nameProperty().get(), KINDS);
    }

    /** Asks for a folder and copies what the program wrote into it. */
    void saveWritten(Window owner) {
        whereToSaveWritten.folder(owner, TEXT.text("written.save.title")).ifPresent(program::saveWritten);
    }

    /** From here on, a Python file dropped on the node is opened, unless the participant is busy. */
    void acceptDropsOn(Node node) {
        node.setOnDragOver(drag -> {
            if (isProgram(drag.getDragboard().getFiles()) && !program.busyProperty().get()) {
                drag.acceptTransferModes(TransferMode.COPY);
                drag.consume();
            }
        });
        node.setOnDragDropped(drop -> {
            List<File> files = drop.getDragboard().getFiles();
            if (!isProgram(files) || program.busyProperty().get()) {
                return; // The window knows what to do with it.
            }
            boolean taken = mayGo(node.getScene().getWindow());
            if (taken) {
                program.open(files.getFirst().toPath());
            }
            drop.setDropCompleted(taken);
            drop.consume();
        });
    }

    private static boolean isProgram(List<File> files) {
        return files != null && files.size() == 1 && files.getFirst().getName().endsWith(PYTHON);
    }
}
