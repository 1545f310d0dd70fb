package org.socketworkbench.ui.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.socketworkbench.socket.SocketAddress;

/** What exists at a path where a UNIX socket is expected. */
enum UnixPath {
    /** A socket, whoever owns it: unlink removes nothing else. */
    SOCKET,
    /** Nothing. */
    NOTHING,
    /** A file or folder that must not be removed. */
    SOMETHING_ELSE,
    /** An abstract name is in no file system. */
    ABSTRACT;

    /** The file type bits of a file's mode, and their value for a socket ({@code <sys/stat.h>}). */
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
            return SOMETHING_ELSE; // A path that cannot be read is left alone.
        }
    }
}
