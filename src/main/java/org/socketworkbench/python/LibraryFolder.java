package org.socketworkbench.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.Platform;

/**
 * The folder into which Python's library is unpacked, once for all starts: in the user's cache folder, as Truffle does,
 * or, if that is not writable, in a folder of the user below the system's temporary folder.
 */
final class LibraryFolder {
    /** Truffle checks this first. */
    private static final String PROPERTY = "polyglot.engine.userResourceCache";
    private static final Messages TEXT = Messages.of(LibraryFolder.class);

    private LibraryFolder() {}

    /**
     * Chooses the folder, before Truffle is first used. Usually Truffle finds the user's folder for caches by itself.
     *
     * @throws NoPythonException if there is none
     */
    static void choose(Platform platform) {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        Path usual = platform.cacheFolder();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (!canBeWritten(usual)) {
            System.setProperty(PROPERTY, other(platform, usual, temporary).toString());
        }
    }

    static boolean canBeWritten(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "socket-workbench", ".tmp"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A folder that nobody else can have written to: its contents are executed. */
    static Path other(Platform platform, Path usual, Path temporary) {
        try {
            Path own = temporary.resolve("socket-workbench-" + platform.user());
            platform.makePrivate(own);
            if (canBeWritten(own)) {
                return own;
            }
        } catch (IOException e) {
            // Reported below, like any other reason.
        }
        throw new NoPythonException(TEXT.text("library.no-folder", usual, temporary));
    }
}
