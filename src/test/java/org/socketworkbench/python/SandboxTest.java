package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.trace.TraceEvent.Note;

/** A program reaches nothing but its folder, the engine's calls and its console. */
class SandboxTest {
    private static final String TRY = """
            import os, socket, sys
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

    @ParameterizedTest
    @ValueSource(strings = {
        "open('/etc/passwd').read()",
        "open('../outside.txt').read()",
        "open('link-out').read()",
        "os.listdir('/')",
        "os.listdir('..')",
        "os.stat('/etc/passwd')",
        "os.access('/etc/passwd', os.R_OK) or [][0]",
        "open('new.txt', 'w')",
        "open('note.txt', 'a')",
        "open('note.txt', 'r+')",
        "os.remove('note.txt')",
        "os.rename('note.txt', 'other.txt')",
        "os.mkdir('made')",
        "os.rmdir('inner')",
        "os.truncate('note.txt', 0)",
        "os.symlink('/etc', 'etc')",
        "os.link('note.txt', 'hard')",
        "os.chmod('note.txt', 0)",
        "os.utime('note.txt')",
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
        "[0] * 10**11"})
    void whatItMayNotIsRefused(String expression) throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.txt"), "secret");
        Path own = Files.createDirectories(folder.resolve("own/inner")).getParent();
        Files.createSymbolicLink(own.resolve("link-out"), outside);
        Path note = Files.writeString(own.resolve("note.txt"), "note");
        assertEquals(Note.Kind.PROGRAM_ENDED, bench.run(TRY.formatted(expression), own.toRealPath()).kind());
        assertTrue(bench.output(bench.server).getFirst().startsWith("refused "), () -> bench.output(bench.server).toString());
        assertEquals("note", Files.readString(note));
        try (var files = Files.list(own)) {
            assertEquals(3, files.count());
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
    void aTextWithoutAFolderHasNoFiles() {
        bench.run(TRY.formatted("os.listdir('.')"));
        assertEquals(List.of("refused PermissionError"), bench.output(bench.server));
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
