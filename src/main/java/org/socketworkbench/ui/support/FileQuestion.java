package org.socketworkbench.ui.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user for a file or folder, and begins where the last answer to such a question was. FX thread only; returns
 * when the user has answered.
 */
public final class FileQuestion {
    private final Preferences preferences;
    private final Preferences.Key folder;
    private final Dialogs dialogs;

    /** Shows a dialog for files, and answers with the file that was chosen, or with null. */
    public interface Dialogs {
        /** The system's own. */
        Dialogs SYSTEM = new Dialogs() {
            @Override
            public @Nullable File open(FileChooser dialog, Window owner) {
                return dialog.showOpenDialog(owner);
            }

            @Override
            public @Nullable File save(FileChooser dialog, Window owner) {
                return dialog.showSaveDialog(owner);
            }
        };

        @Nullable File open(FileChooser dialog, Window owner);

        @Nullable File save(FileChooser dialog, Window owner);
    }

    /** @param folder where the folder of the last answer is remembered */
    public FileQuestion(Preferences preferences, Preferences.Key folder) {
        this(preferences, folder, Dialogs.SYSTEM);
    }

    /** The same, with other dialogs than the system's. */
    public FileQuestion(Preferences preferences, Preferences.Key folder, Dialogs dialogs) {
        this.preferences = preferences;
        this.folder = folder;
        this.dialogs = dialogs;
    }

    /** A file to read; empty if the user wants none. */
    public Optional<Path> open(Window owner, String title, List<ExtensionFilter> kinds) {
        return file(dialogs.open(chooser(title, kinds), owner));
    }

    /** A file to write; empty if the user wants none. */
    public Optional<Path> save(Window owner, String title, String name, List<ExtensionFilter> kinds) {
        FileChooser chooser = chooser(title, kinds);
        chooser.setInitialFileName(name);
        return file(dialogs.save(chooser, owner));
    }

    /** A folder to write into; empty if the user wants none. */
    public Optional<Path> folder(Window owner, String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        lastFolder().ifPresent(last -> chooser.setInitialDirectory(last.toFile()));
        Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        chosen.ifPresent(this::remember);
        return chosen;
    }

    /** The folder in which the next question begins; empty if there is none, or it is gone. */
    public Optional<Path> lastFolder() {
        try {
            return preferences.get(folder).map(Path::of).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Begins the next question in this folder. */
    public void remember(Path last) {
        preferences.put(folder, last.toString());
    }

    private FileChooser chooser(String title, List<ExtensionFilter> kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().addAll(kinds);
        lastFolder().ifPresent(last -> chooser.setInitialDirectory(last.toFile()));
        return chooser;
    }

    private Optional<Path> file(@Nullable File chosen) {
        Optional<Path> file = Optional.ofNullable(chosen).map(File::toPath);
        file.map(Path::getParent).ifPresent(this::remember);
        return file;
    }
}
