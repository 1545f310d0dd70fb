package org.socketworkbench.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socketworkbench.platform.Platform;

class LinuxPlatformTest {
    private final LinuxPlatform platform = new LinuxPlatform();

    @TempDir
    private Path temporary;

    @Test
    void socketsAndTablesAreMadeOnce() {
        assertSame(platform.sockets(), platform.sockets());
        assertSame(platform.tables(), platform.tables());
    }

    @Test
    void theCacheFolderIsTheUsers() {
        assertEquals(Path.of("/caches"), with("XDG_CACHE_HOME", "/caches").cacheFolder());
        Path ofHome = Path.of(System.getProperty("user.home"), ".cache");
        assertEquals(ofHome, new LinuxPlatform(Map.of(), name -> false).cacheFolder());
        assertEquals(ofHome, with("XDG_CACHE_HOME", "not/absolute").cacheFolder());
    }

    @Test
    void theSocketFolderIsInTheRuntimeFolderOrElseInTheTemporaryOne() {
        assertEquals(temporary.resolve("workbench"),
                with("XDG_RUNTIME_DIR", temporary.toString()).socketFolder());
        Path ofTemporary =
                Path.of(System.getProperty("java.io.tmpdir"), "workbench-" + System.getProperty("user.name"));
        assertEquals(ofTemporary, with("XDG_RUNTIME_DIR", "/nowhere").socketFolder());
        assertEquals(ofTemporary, with("XDG_RUNTIME_DIR", "not/absolute").socketFolder());
    }

    @Test
    void aPrivateFolderIsCreatedOnceAndClosedToOthers() throws IOException {
        Path folder = temporary.resolve("own");
        platform.makePrivate(folder);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        platform.makePrivate(folder);
    }

    @Test
    void aFolderThatIsOpenToOthersIsNotPrivate() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThrows(IOException.class, () -> platform.makePrivate(folder));
    }

    @Test
    void aLinkIsNotPrivate() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Files.createDirectory(temporary.resolve("to")));
        assertThrows(IOException.class, () -> platform.makePrivate(link));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "63, 63", "524288, 524288", "unlimited,"})
    void theSoftLimitOfOpenFilesCounts(String soft, Long expected) {
        List<String> limits = List.of("Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             96365                96365                processes ",
                "Max open files            %-20s %-20s files     ".formatted(soft, "unlimited"));
        assertEquals(expected == null ? OptionalLong.empty() : OptionalLong.of(expected),
                LinuxPlatform.openFilesAtMost(limits));
    }

    @Test
    void thisProcessHasALimitOfOpenFilesThatIsRead() {
        assertTrue(platform.openFilesAtMost().orElse(Long.MAX_VALUE) >= 64);
    }

    @Test
    void onlyAnUnansweredQuestionLeavesItOpenWhetherThereIsAName() {
        assertTrue(platform.noServerAnswered(
                new UnknownHostException("example.org: Temporary failure in name resolution")));
        assertFalse(platform.noServerAnswered(new UnknownHostException("example.org: Name or service not known")));
        assertFalse(platform.noServerAnswered(new UnknownHostException()));
    }

    @Test
    void aThreadThatRunsIsNotHeldAndUsesTheProcessor() {
        try (var caller = platform.sockets().caller()) {
            assertFalse(platform.threads().isHeld(caller.threadId()));
            assertTrue(platform.threads().cpuNanos(caller.threadId()) > 0);
        }
    }

    private static Platform with(String variable, String value) {
        return new LinuxPlatform(Map.of(variable, value), name -> false);
    }
}
