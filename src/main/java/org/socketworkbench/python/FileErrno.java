package org.socketworkbench.python;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * The errno that the C library would report for a failed file operation. The interpreter derives it from the
 * exception's class or, where Java has none, from these words in its message.
 */
final class FileErrno {
    static final String IS_FOLDER = "Is a directory";
    static final String NOT_FOLDER = "Not a directory";
    static final String INVALID = "Invalid argument";
    static final String FULL = "No space left on device";

    private FileErrno() {}

    /** The errno, from {@code <asm-generic/errno-base.h>}: the same on x86-64 and aarch64. */
    static int of(IOException failed) {
        return switch (failed) {
            case NoSuchFileException e -> 2;
            case AccessDeniedException e -> 13;
            case FileAlreadyExistsException e -> 17;
            case NotDirectoryException e -> 20;
            case DirectoryNotEmptyException e -> 39;
            case FileSystemLoopException e -> 40;
            case FileSystemException e when NOT_FOLDER.equals(e.getReason()) -> 20;
            case FileSystemException e when IS_FOLDER.equals(e.getReason()) -> 21;
            case FileSystemException e when INVALID.equals(e.getReason()) -> 22;
            case FileSystemException e when FULL.equals(e.getReason()) -> 28;
            default -> 5;
        };
    }
}
