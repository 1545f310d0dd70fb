package org.socketworkbench.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileProblemTest {

    @Test
    void whatTheJvmTellsOnlyByATypeIsSaidInWords() {
        assertEquals("permission denied", FileProblem.text(new AccessDeniedException("/root/a.py")));
    }

    @Test
    void ofAFileSystemsTroubleTheReasonIsSaidWithoutTheFile() {
        assertEquals("No space left on device",
                FileProblem.text(new FileSystemException("/full/a.py", null, "No space left on device")));
    }

    @Test
    void anExceptionWithoutAMessageIsCalledByItsName() {
        assertEquals("IOException", FileProblem.text(new IOException()));
    }
}
