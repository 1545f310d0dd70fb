package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.trace.TraceEvent.Note;

/** A program reaches nothing but its folder, the engine's calls and its console. */
class SandboxTest {
    private static final String TRY = """

            def attempt():
                return %s
            try:
                print('reached', attempt())
            except Exception as e:
                print('refused', type(e).__name__)
            """;

    @TempDir
    private Path folder;
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @Test
    void whatItMayNotIsRefused() throws IOException {
        List<String> attempts = List.of(
                "open('/etc/passwd').read()",
                "open('../outside.txt').read()",
                "open('link-out').read()",
                "os.listdir('/')",
                "os.listdir('..')",
                "os.stat('/etc/passwd')",
                "os.access('/etc/passwd', os.R_OK) or [][0]",
                "open('../outside.txt', 'w')",
                "open('../outside.txt', 'a')",
                "open('inner/../../outside.txt', 'r+')",
                "open('link-out', 'w')",
                "open('/tmp/../etc/passwd')",
                "open('../new.txt', 'x')",
                "os.remove('../outside.txt')",
                "os.rename('note.txt', '../other.txt')",
                "os.rename('../outside.txt', 'other.txt')",
                "os.mkdir('../made')",
                "os.rmdir('..')",
                "os.truncate('../outside.txt', 0)",
                "os.symlink('/etc', 'etc')",
                "os.symlink('..', 'up')",
                "os.symlink('inner/../../outside.txt', 'up')",
                "(os.symlink('inner', 'one'), os.symlink('one/../..', 'up'))",
                "(os.mkdir('a'), os.mkdir('a/b'), os.symlink('a/b/../..', 'here'), os.rename('here', 'a/b/here'), "
                        + "open('a/b/here/../outside.txt'))",
                "os.link('../outside.txt', 'hard')",
                "os.link('/etc/passwd', 'hard')",
                "os.chmod('../outside.txt', 0)",
                "os.utime('link-out')",
                "__import__('shutil').copy('/etc/passwd', 'copy')",
                "open('/dev/zero')",
                "open('/proc/self/environ')",
                "os.listdir('/tmp/..')",
                "os.system('true')",
                "os.popen('true').read()",
                "os.execv('/bin/true', ['true'])",
                "os.fork()",
                "os.kill(os.getppid(), 9)",
                "__import__('subprocess').run(['true'])",
                "__import__('multiprocessing').Process(target=print).start()",
                "__import__('ctypes').CDLL(None).getpid()",
                "__import__('java').type('java.lang.System').exit(1)",
                "__import__('polyglot').eval(language='python', string='1')",
                "__import__('_workbench').host.getClass()",
                "__import__('_workbench').host.send.getClass().forName('java.lang.Runtime')",
                "os.environ['HOME']",
                "b'x' * 10**10",
                "[0] * 10**11");
        Path outside = Files.writeString(folder.resolve("outside.txt"), "secret");
        Path own = Files.createDirectories(folder.resolve("own/inner")).getParent();
        Files.createSymbolicLink(own.resolve("link-out"), outside);
        Path note = Files.writeString(own.resolve("note.txt"), "note");
        String program = "import os, socket, sys" + attempts.stream().map(TRY::formatted).collect(Collectors.joining());
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.run(program, own.toRealPath()).kind());
        List<String> output = bench.output(bench.server);
        assertEquals(attempts.size(), output.size(), output::toString);
        for (int i = 0; i < output.size(); i++) {
            assertTrue(output.get(i).startsWith("refused "), attempts.get(i) + " " + output.get(i));
        }
        assertEquals("note", Files.readString(note));
        assertEquals("secret", Files.readString(outside));
        for (Path untouched : List.of(own, folder)) {
            try (var files = Files.list(untouched)) {
                assertEquals(untouched == own ? 3 : 2, files.count());
            }
        }
    }

    @Test
    void whatLiesBesideItItMayReadAndImport() throws IOException {
        Files.writeString(folder.resolve("greeting.py"), "WORD = 'Hello'");
        Files.writeString(folder.resolve("note.txt"), "World");
        bench.run("""
                import os
                from greeting import WORD
                print(WORD, open('note.txt').read(), sorted(os.listdir()))
                """, folder.toRealPath());
        assertEquals(List.of("Hello World ['greeting.py', 'note.txt']"), bench.output(bench.server));
    }

    @Test
    void whatItDoesToItsFolderIsDoneToTheLayerAlone() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own/inner")).getParent();
        Path note = Files.writeString(own.resolve("note.txt"), "note");
        bench.run("""
                import os, shutil
                os.chmod('note.txt', 0o444)
                os.rename('note.txt', 'inner/note.txt')
                open('new.txt', 'w').write('new')
                print(sorted(os.listdir()), open('inner/note.txt').read())
                shutil.rmtree('inner')
                print(os.listdir())
                """, own.toRealPath());
        assertEquals(List.of("['inner', 'new.txt'] note", "['new.txt']"), bench.output(bench.server));
        assertEquals("note", Files.readString(note));
        assertTrue(Files.isWritable(note));
        try (var files = Files.list(own)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void aTextWithoutAFolderWorksInOneForTemporaryFiles() {
        bench.run("""
                import os
                print(os.getcwd())
                with open('without-a-folder.txt', 'w') as note:
                    note.write('kept')
                print(open('/tmp/without-a-folder.txt').read())
                """);
        assertEquals(List.of("/tmp", "kept"), bench.output(bench.server));
        assertFalse(Files.exists(Path.of("/tmp/without-a-folder.txt")));
    }

    @Test
    void aHandlerForASignalIsRememberedAndTheWorkbenchKeepsItsOwn() {
        bench.run("""
                import signal
                signal.signal(signal.SIGINT, print)
                print(signal.getsignal(signal.SIGINT) is print)
                """);
        assertEquals(List.of("True"), bench.output(bench.server));
    }

    @Test
    void aProgramThatPrintsWithoutEndIsEnded() {
        Note end = bench.run("""
                x = 1
                while True: print(x)
                """);
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertTrue(end.text().contains("100000 lines"), end.text());
        assertEquals(2, end.origin().line());
        bench.start(bench.client, "print('the workbench lives')");
        bench.awaitOutput(bench.client, "the workbench lives");
    }

    @Test
    void aLineWithoutEndIsSeenAndEnds() {
        Note end = bench.run("while True: print('endless' * 100, end='', flush=True)");
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertFalse(bench.output(bench.server).isEmpty());
    }

    @Test
    void moreBytesThanThereAreIsAMemoryError() {
        Note end = bench.run("everything = [b'x' * (1 << 30) for i in range(100)]");
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        bench.start(bench.client, "print('the workbench lives')");
        bench.awaitOutput(bench.client, "the workbench lives");
    }

    @Test
    void aProgramThatTakesMemoryWithoutEndIsEnded() {
        Note end = bench.run("""
                kept = []
                while True:
                    kept.append('abc' * 100_000 + str(len(kept)))
                """);
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertTrue(end.text().contains("memory") || end.text().contains("MemoryError"), end.text());
        bench.start(bench.client, "print('the workbench lives')");
        bench.awaitOutput(bench.client, "the workbench lives");
    }
}
