package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.testing.ThisSystem;

class LibraryFolderTest {
    private static final Path NOWHERE = Path.of("/proc/nowhere");

    private final Platform platform = ThisSystem.platform();

    @TempDir
    private Path temporary;

    @Test
    void whatCanBeWrittenIsFoundOutWithoutLeavingAnything() throws IOException {
        assertTrue(LibraryFolder.canBeWritten(temporary.resolve("new")));
        try (Stream<Path> left = Files.list(temporary.resolve("new"))) {
            assertEquals(0, left.count());
        }
        assertFalse(LibraryFolder.canBeWritten(NOWHERE));
    }

    @Test
    void theOtherOneIsTheUsersAloneAndTheSameEachTime() throws IOException {
        Path other = LibraryFolder.other(platform, NOWHERE, temporary);
        assertEquals(temporary, other.getParent());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
        assertEquals(other, LibraryFolder.other(platform, NOWHERE, temporary));
    }

    @Test
    void oneThatOthersMayWriteToIsNotTrusted() throws IOException {
        Path other = LibraryFolder.other(platform, NOWHERE, temporary);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTold(temporary);
    }

    @Test
    void aLinkIsNotTrusted() throws IOException {
        Path other = LibraryFolder.other(platform, NOWHERE, temporary);
        Files.delete(other);
        Files.createSymbolicLink(other, Files.createDirectory(temporary.resolve("elsewhere")));
        assertTold(temporary);
    }

    @Test
    void thatThereIsNoneIsToldWithWhatHelps() {
        assertTold(NOWHERE);
    }

    private void assertTold(Path temporary) {
        String told = assertThrows(NoPythonException.class, () -> LibraryFolder.other(platform, NOWHERE, temporary))
                .getMessage();
        assertTrue(told.contains(NOWHERE.toString()) && told.contains(temporary.toString())
                && told.contains("XDG_CACHE_HOME"), told);
    }
}
