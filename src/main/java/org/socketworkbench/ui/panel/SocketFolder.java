package org.socketworkbench.ui.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The default folder for UNIX sockets: in the user's runtime folder, or else in the temporary folder, and closed to
 * other users.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
final class SocketFolder {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path folder;

    SocketFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder of this user. */
    static SocketFolder ofThisUser() {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        boolean usable = runtime != null && Path.of(runtime).isAbsolute() && Files.isWritable(Path.of(runtime));
        return new SocketFolder(usable ? Path.of(runtime, "workbench")
                : Path.of(System.getProperty("java.io.tmpdir"), "workbench-" + System.getProperty("user.name")));
    }

    /** The initial path in the field. */
    String path() {
        return folder.resolve("phone").toString();
    }

    /**
     * Creates the folder if the path is in it and it does not exist yet.
     *
     * @throws IOException if it cannot be created, or is open to other users
     */
    void prepareFor(String path) throws IOException {
        if (!folder.equals(parent(path))) {
            return;
        }
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && PRIVATE.equals(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
        if (!ours) {
            throw new IOException(folder.toString());
        }
    }

    private static Path parent(String path) {
        return path.indexOf('\0') < 0 ? Path.of(path).getParent() : null;
    }
}
