package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.testing.Tools;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent.Note;

/** A program's files: the same answers as from python3, in a layer over its folder. */
class FilesTest {
    @TempDir
    private Path folder;
    @AutoClose
    private final ScriptBench bench = new ScriptBench();
    @AutoClose
    private final Layer layer = Layer.overFolders();

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    @Test
    void everyWayToFilesAnswersAsInPython() throws IOException, InterruptedException {
        Tools.need("python3", "python3");
        Path real = filled("real");
        Path own = filled("own");
        Path output = folder.resolve("python.out");
        assertEquals(0, new ProcessBuilder("python3", "files.py").directory(real.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start().waitFor());
        List<String> printed = run("files", own, Files.readString(own.resolve("files.py")));
        assertEquals(Files.readString(output), String.join("\n", printed) + "\n");
        assertEquals(List.of("files.py", "inner", "inner/deep.txt", "note.txt", "tree", "tree/sub", "tree/t1"),
                everything(own));
    }

    @Test
    void whatOneProgramWritesTheOtherReadsInTheSameFolder() throws IOException {
        run("server", folder, "open('received.txt', 'w').write('letter')");
        assertEquals(List.of("letter"), run("client", folder, """
                import os
                print(open('received.txt').read())
                os.remove('received.txt')
                """));
        assertEquals(List.of("[]"), run("server", folder, "import os; print(os.listdir())"));
    }

    @Test
    void whatAProgramWroteLastIsItsOwn() throws IOException {
        run("server", folder, """
                import os
                os.makedirs('in/box')
                for name in ('one.txt', 'in/box/two.txt', '/tmp/three.txt', 'gone.txt'):
                    open(name, 'w').write('server')
                os.remove('gone.txt')
                """);
        run("client", folder, "open('one.txt', 'a').write(', client')");
        assertEquals(List.of("in/box/two.txt", "tmp/three.txt"), names("server"));
        assertEquals(List.of("one.txt"), names("client"));
        layer.copy("client", folder.resolve("out"));
        assertEquals("server, client", Files.readString(folder.resolve("out/one.txt")));
    }

    @Test
    void moreThanThereIsRoomForIsAnError() throws IOException {
        List<String> printed = run("server", folder, """
                import os
                megabyte = b'x' * (1 << 20)
                file = open('much.bin', 'wb', buffering=0)
                try:
                    while True:
                        file.write(megabyte)
                except OSError as e:
                    print(e, file.tell() >> 20)
                try:
                    os.truncate('sparse.bin', 1) if os.path.exists('sparse.bin') else open('sparse.bin', 'wb').truncate(1 << 40)
                except OSError as e:
                    print(e)
                os.remove('much.bin')
                try:
                    open('other.bin', 'wb', buffering=0).write(megabyte)
                except OSError as e:
                    print('open still:', e)
                file.close()
                print(open('other.bin', 'wb', buffering=0).write(megabyte))
                """);
        assertEquals(List.of("[Errno 28] No space left on device 64", "[Errno 28] No space left on device",
                "open still: [Errno 28] No space left on device", "1048576"), printed);
    }

    @Test
    void manyEmptyFilesAreAnErrorToo() throws IOException {
        assertEquals(List.of("No space left on device 10000"), run("server", folder, """
                import os
                try:
                    for number in range(20_000):
                        os.mkdir(str(number))
                except OSError as e:
                    print(e.strerror, number)
                """));
    }

    @Test
    void writingThroughReachesTheFolderItselfAndNothingElse() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Path outside = Files.writeString(folder.resolve("outside.txt"), "outside");
        try (Layer through = Layer.writingThrough()) {
            List<String> printed = run(through, "server", own, """
                    import os
                    open('kept.txt', 'w').write('kept')
                    open('/tmp/not-kept.txt', 'w').write('not kept')
                    for name in ('../outside.txt', '/etc/hostname'):
                        try:
                            open(name, 'w')
                        except PermissionError as e:
                            print(e.strerror)
                    """);
            assertEquals(List.of("Permission denied", "Permission denied"), printed);
            assertEquals(List.of("tmp/not-kept.txt"),
                    through.written("server").stream().map(one -> one.name().toString()).toList());
        }
        assertEquals("kept", Files.readString(own.resolve("kept.txt")));
        assertEquals("outside", Files.readString(outside));
        assertFalse(Files.exists(Path.of("/tmp/not-kept.txt")));
    }

    @Test
    void fromTheTimeOnAtWhichAFolderIsWrittenToItHasWhatWasWrittenBefore() throws IOException {
        run("server", folder, "open('before.txt', 'w').write('before')");
        layer.writeThrough(folder.toRealPath());
        run("server", folder, "open('after.txt', 'w').write(open('before.txt').read())");
        assertEquals("before", Files.readString(folder.resolve("before.txt")));
        assertEquals("before", Files.readString(folder.resolve("after.txt")));
        assertEquals(List.of(), names("server"));
    }

    @Test
    void nothingIsLeftOfALayerThatIsClosed() throws IOException {
        run("server", folder, """
                import os
                os.makedirs('a/b')
                open('a/b/c', 'w').write('x')
                os.chmod('a/b/c', 0)
                os.chmod('a/b', 0)
                """);
        Path place = layer.temporary().getParent();
        assertTrue(Files.exists(place));
        layer.close();
        assertFalse(Files.exists(place));
    }

    @Test
    void aModuleInANeighboursFolderIsReadWhereTheProgramsLieTogether() throws IOException {
        Path server = Files.createDirectories(folder.resolve("project/server")).toRealPath();
        Path client = Files.createDirectories(folder.resolve("project/client")).toRealPath();
        Files.createDirectories(folder.resolve("project/common"));
        Files.writeString(folder.resolve("project/common/words.py"), "HELLO = 'hello'");
        Files.writeString(folder.resolve("outside.txt"), "outside");
        String program = """
                import os, sys
                sys.path.append(os.path.join(os.path.dirname(__file__), '..', 'common'))
                try:
                    from words import HELLO
                    print(HELLO, os.path.dirname(os.path.abspath(__file__)) == os.getcwd())
                    open('../../outside.txt')
                except Exception as e:
                    print(type(e).__name__)
                try:
                    open('../common/new.py', 'w')
                except Exception as e:
                    print(type(e).__name__)
                """;
        assertEquals(List.of("ModuleNotFoundError", "PermissionError"), run("server", server, program));
        layer.share(List.of(server, client));
        assertEquals(List.of("hello True", "PermissionError", "PermissionError"), run("client", client, program));
    }

    @Test
    void whatHoldsMoreThanProgramsIsNotShared() {
        layer.share(List.of(Path.of("/one"), Path.of("/two")));
        Path home = Path.of(System.getProperty("user.home"));
        layer.share(List.of(home.resolve("one"), home.resolve("two")));
        assertFalse(layer.isShared(Path.of("/etc")));
        assertFalse(layer.isShared(home.resolve("letter.txt")));
    }

    private Path filled(String name) throws IOException {
        Path filled = Files.createDirectories(folder.resolve(name)).toRealPath();
        Files.createDirectories(filled.resolve("tree/sub"));
        Files.createDirectories(filled.resolve("inner"));
        Files.writeString(filled.resolve("note.txt"), "note");
        Files.writeString(filled.resolve("tree/t1"), "t1");
        Files.writeString(filled.resolve("inner/deep.txt"), "deep");
        Files.writeString(filled.resolve("files.py"), Script.resource("files.py"));
        return filled;
    }

    private static List<String> everything(Path below) throws IOException {
        try (var files = Files.walk(below)) {
            return files.filter(file -> !file.equals(below)).map(file -> below.relativize(file).toString()).sorted()
                    .toList();
        }
    }

    private List<String> names(String writer) throws IOException {
        return layer.written(writer).stream().map(one -> one.name().toString()).sorted().toList();
    }

    private List<String> run(String who, Path where, String text) throws IOException {
        return run(layer, who, where, text);
    }

    /** Runs a program to its end, which is a good one, and answers what it printed. */
    private List<String> run(Layer into, String who, Path where, String text) throws IOException {
        Participant participant = bench.bench.workbench.add(who, Role.CLIENT);
        Script script = new Script(who + ".py", text, Optional.of(where.toRealPath()), List.of());
        participant.start(SharedPython.ENGINE.program(script, new LineBreakpoints(), into, who));
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.end(participant).kind(),
                () -> bench.errors(participant).toString());
        return bench.output(participant);
    }
}
