package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.testing.SharedPython;

/** A program takes away the paths that its binds made, and no others. */
class UnlinkTest {
    @TempDir
    private Path folder;
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    @Test
    void whatItsBindMadeIsTakenAwayByACallThatIsSeen() {
        Path path = folder.resolve("own.sock");
        bench.run("""
                import os, socket
                s = socket.socket(socket.AF_UNIX)
                s.bind('%1$s')
                os.unlink('%1$s')
                s.close()
                """.formatted(path));
        assertFalse(Files.exists(path));
        assertEquals(List.of("2 socket", "3 bind", "4 unlink", "5 close"),
                bench.calls(bench.server).map(call -> call.origin().line() + " " + call.call().word()).toList());
    }

    @Test
    void whatSomebodyElseMadeStays() throws IOException {
        Path path = Files.writeString(folder.resolve("letter.txt"), "keep me");
        assertEquals("PermissionError: [Errno 13] Permission denied: '" + path + "'", bench.run("""
                import os
                os.unlink('%s')
                """.formatted(path), Files.createDirectory(folder.resolve("own")).toRealPath()).text());
        assertEquals("keep me", Files.readString(path));
        assertEquals(0, bench.calls(bench.server).count());
    }

    @Test
    void whatWasPutInThePlaceOfItsOwnStays() throws IOException {
        Path path = folder.resolve("own.sock");
        bench.start(bench.server, """
                import os, socket
                s = socket.socket(socket.AF_UNIX)
                s.bind('%1$s')
                print('bound')
                input()
                os.unlink('%1$s')
                """.formatted(path), Files.createDirectory(folder.resolve("own")).toRealPath());
        bench.awaitOutput(bench.server, "bound");
        // The new file is made before the old one goes, so that it cannot get its number.
        Files.move(Files.writeString(folder.resolve("other"), "keep me"), path, StandardCopyOption.REPLACE_EXISTING);
        bench.server.type("");
        assertEquals("PermissionError: [Errno 13] Permission denied: '" + path + "'", bench.end(bench.server).text());
        assertEquals("keep me", Files.readString(path));
    }

    @Test
    void aRelativePathLiesInTheProgramsFolderHoweverLongThatIs() throws IOException {
        Path own = Files.createDirectories(folder.resolve("long".repeat(40)).resolve("inner")).getParent().toRealPath();
        bench.run("""
                import os, socket, stat
                s = socket.socket(socket.AF_UNIX)
                s.bind('echo.sock')
                s.listen()
                print(s.getsockname(), os.path.exists('echo.sock'), stat.S_ISSOCK(os.stat('echo.sock').st_mode), os.listdir())
                c = socket.socket(socket.AF_UNIX)
                c.connect('echo.sock')
                print(c.getpeername())
                os.chdir('inner')
                c.close()
                c = socket.socket(socket.AF_UNIX)
                c.connect('../echo.sock')
                os.unlink('../echo.sock')
                print(os.path.exists('../echo.sock'))
                """, own);
        assertEquals(List.of("echo.sock True True ['echo.sock', 'inner']", "echo.sock", "False"),
                bench.output(bench.server), () -> bench.errors(bench.server).toString());
    }

    @Test
    void aSocketThatAnotherProgramLeftIsSeenAndTakenAway() throws IOException {
        Path left = folder.resolve("left.sock");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(left));
        }
        bench.run("""
                import os
                print(os.path.exists('left.sock'), os.listdir())
                os.unlink('left.sock')
                print(os.path.exists('left.sock'), os.listdir())
                """, folder.toRealPath());
        assertEquals(List.of("True ['left.sock']", "False []"), bench.output(bench.server),
                () -> bench.errors(bench.server).toString());
        assertFalse(Files.exists(left));
    }

    @Test
    void aSocketOutsideOfTheProgramsFolderStaysHoweverItIsNamed() throws IOException {
        Path outside = folder.resolve("outside.sock");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(outside));
        }
        bench.run("""
                import os
                for path in '../outside.sock', '%s':
                    try:
                        os.unlink(path)
                        print('gone')
                    except OSError as e:
                        print(type(e).__name__)
                """.formatted(outside), Files.createDirectory(folder.resolve("own")).toRealPath());
        assertEquals(List.of("PermissionError", "PermissionError"), bench.output(bench.server),
                () -> bench.errors(bench.server).toString());
        assertTrue(Files.exists(outside));
    }

    @Test
    void aSocketInAFolderForTemporaryFilesIsRealAndGoesWithIt() {
        bench.run("""
                import os, socket, tempfile
                with tempfile.TemporaryDirectory() as place:
                    path = os.path.join(place, 's')
                    with socket.socket(socket.AF_UNIX) as s:
                        s.bind(path)
                        print(s.getsockname() == path, os.listdir(place))
                print(os.path.exists(place))
                """);
        assertEquals(List.of("True ['s']", "False"), bench.output(bench.server),
                () -> bench.errors(bench.server).toString());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Path path = folder.resolve("nothing");
        assertEquals("FileNotFoundError: [Errno 2] No such file or directory: '" + path + "'", bench.run("""
                import os
                os.unlink('%s')
                """.formatted(path)).text());
    }
}
