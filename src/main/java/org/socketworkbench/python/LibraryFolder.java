package org.socketworkbench.python;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.socketworkbench.messages.Messages;

/**
 * The folder into which Python's library is unpacked, once for all starts: in the user's cache folder, as Truffle does,
 * or, if that is not writable, in a folder of the user below the system's temporary folder.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class LibraryFolder {
    /** Truffle checks this first. */
    private static final String PROPERTY = "polyglot.engine.userResourceCache";
    private static final int OTHERS_MAY_WRITE = 0022;
    private static final Messages TEXT = Messages.of(LibraryFolder.class);

    private LibraryFolder() {}

    /**
     * Chooses the folder, before Truffle is first used.
     *
     * @throws NoPythonException if there is none
     */
    static void choose() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        Path usual = usual(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (!canBeWritten(usual)) {
            System.setProperty(PROPERTY, other(usual, temporary).toString());
        }
    }

    /** Where Truffle would unpack it. */
    static Path usual(String cacheHome, String home) {
        return cacheHome != null && cacheHome.startsWith("/") ? Path.of(cacheHome) : Path.of(home, ".cache");
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
    static Path other(Path usual, Path temporary) {
        try {
            Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            Path own = temporary.resolve("socket-workbench-" + user);
            try {
                Files.createDirectory(own,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Left by an earlier start.
            }
            boolean isOurs = Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)
                    && user.equals(Files.getAttribute(own, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                    && ((int) Files.getAttribute(own, "unix:mode", LinkOption.NOFOLLOW_LINKS) & OTHERS_MAY_WRITE) == 0;
            if (isOurs && canBeWritten(own)) {
                return own;
            }
        } catch (IOException e) {
            // Reported below, like any other reason.
        }
        throw new NoPythonException(TEXT.text("library.no-folder", usual, temporary));
    }
}
