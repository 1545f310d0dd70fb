package org.socketworkbench.ui.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.socketworkbench.socket.SocketAddress;

/** What stands at a path where a UNIX socket is looked for. */
enum UnixPath {
    /** A socket, of whoever: unlink takes no more than a socket away. */
    SOCKET,
    /** Nothing. */
    NOTHING,
    /** A file or folder that must not be taken away. */
    SOMETHING_ELSE,
    /** An abstract name is in no file system. */
    ABSTRACT;

    /** The bits of a file's mode that say what it is, and those of a socket ({@code <sys/stat.h>}). */
    private static final int S_IFMT = 0170000;
    private static final int S_IFSOCK = 0140000;

    static UnixPath at(String path) {
        if (SocketAddress.Unix.of(path).isAbstract()) {
            return ABSTRACT;
        }
        try {
            Object mode = Files.getAttribute(Path.of(path), "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return ((int) mode & S_IFMT) == S_IFSOCK ? SOCKET : SOMETHING_ELSE;
        } catch (NoSuchFileException | InvalidPathException e) {
            return NOTHING;
        } catch (IOException e) {
            return SOMETHING_ELSE; // What cannot be looked at is left alone.
        }
    }
}
