package org.socketworkbench.platform;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.socketworkbench.messages.Messages;

/** Describes in a few words why a file cannot be read or written. */
public final class FileProblem {
    private static final Messages MESSAGES = Messages.of(FileProblem.class);

    private FileProblem() {}

    /** A few words without a full stop; never empty. */
    public static String text(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> MESSAGES.text("file.denied");
            case FileAlreadyExistsException exists -> MESSAGES.text("file.no-folder", exists.getFile());
            case NoSuchFileException missing when PathEncoding.problem(missing.getFile()).isPresent() ->
                PathEncoding.problem(missing.getFile()).get();
            case NoSuchFileException missing -> MESSAGES.text("file.missing", missing.getFile());
            case CharacterCodingException binary -> MESSAGES.text("file.no-text");
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
