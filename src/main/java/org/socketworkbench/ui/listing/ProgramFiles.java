package org.socketworkbench.ui.listing;

import java.io.File;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.socketworkbench.messages.Messages;

/** The files of a panel's program: chosen in a dialog, or dropped on the panel. */
final class ProgramFiles {
    private static final Messages TEXT = Messages.of(ProgramFiles.class);
    private static final String PYTHON = ".py";

    private final ProgramModel program;

    ProgramFiles(ProgramModel program) {
        this.program = program;
    }

    void open(Window owner) {
        File file = chooser(TEXT.text("program.open.title")).showOpenDialog(owner);
        if (file != null && UnsavedQuestion.mayGo(owner, List.of(program))) {
            program.open(file.toPath());
        }
    }

    void save(Window owner) {
        FileChooser chooser = chooser(TEXT.text("program.save.title"));
        program.folder().ifPresent(folder -> chooser.setInitialDirectory(folder.toFile()));
        chooser.setInitialFileName(program.nameProperty().get());
        File file = chooser.showSaveDialog(owner);
        if (file != null) {
            program.save(file.toPath());
        }
    }

    /** Asks for a folder and copies what the program wrote into it. */
    void saveWritten(Window owner) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(TEXT.text("written.save.title"));
        File folder = chooser.showDialog(owner);
        if (folder != null) {
            program.saveWritten(folder.toPath());
        }
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
            boolean taken = isProgram(files) && !program.busyProperty().get()
                    && UnsavedQuestion.mayGo(node.getScene().getWindow(), List.of(program));
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

    private static FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter(TEXT.text("program.files"), "*" + PYTHON),
                new FileChooser.ExtensionFilter(TEXT.text("program.files.all"), "*"));
        return chooser;
    }
}
