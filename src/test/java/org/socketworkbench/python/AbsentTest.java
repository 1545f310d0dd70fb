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
import org.socketworkbench.trace.TraceEvent.Note;

/** What a program cannot have is told in words at its line, as an exception that a program of Python catches. */
class AbsentTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @Test
    void isToldWithWhatToDoInstead() {
        Note end = bench.run("""
                import fcntl, importlib.util, os, select, signal, socket, struct, subprocess, sys, time

                def wants(name):
                    __import__(name)

                for try_it in (lambda: wants('requests'), lambda: wants('mymodule'), lambda: wants('ssl'), lambda: wants('tkinter'),
                               lambda: wants('multiprocessing'), lambda: wants('tty'), lambda: wants('java'),
                               lambda: os.fork(), lambda: os.kill(1, 0), lambda: subprocess.run(['ls']), lambda: signal.alarm(1),
                               lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW), lambda: select.kqueue(),
                               lambda: socket.getservbyname(5), lambda: socket.inet_pton(socket.AF_INET, 5),
                               lambda: struct.pack('!H', 70000), lambda: struct.pack('5s', 'abc'), lambda: struct.unpack('!I', b'abc'),
                               lambda: os.close(99), lambda: os.strerror('x'), lambda: time.sleep(float('nan')),
                               lambda: wants('crypt'), lambda: fcntl.ioctl(0, 0x8912), lambda: sys.getsizeof(1)):
                    try:
                        try_it()
                    except Exception as e:
                        print(type(e).__module__ + '.' + type(e).__name__, str(e), sep='|')
                print(importlib.util.find_spec('numpy'))
                print(struct.Struct('!HI').unpack(struct.pack('!HI', 1, 2)))
                """);
        assertEquals(Note.Kind.PROGRAM_ENDED, end.kind(), end.text());
        List<String> told = bench.output(bench.server);
        assertEquals(26, told.size(), told.toString());
        told.forEach(line -> assertFalse(
                line.contains("java.") || line.contains("com.oracle") || line.contains("POSIX backend"), line));
        List.of("builtins.ModuleNotFoundError|No module named 'requests': the workbench has Python's own library only; "
                + "in its place, use http.client and urllib.request",
                "builtins.PermissionError|[Errno 13] a program in the workbench is one process: threading does several "
                        + "things at once",
                "builtins.PermissionError|[Errno 1] the workbench makes no raw sockets: SOCK_STREAM is for TCP, "
                        + "SOCK_DGRAM for UDP",
                "builtins.ModuleNotFoundError|No module named 'java'",
                "builtins.TypeError|getservbyname() argument 1 must be str, not int",
                "builtins.TypeError|inet_pton() argument 2 must be str, not int",
                "struct.error|'H' format requires 0 <= number <= 65535",
                "struct.error|argument for 's' must be a bytes object",
                "struct.error|unpack requires a buffer of 4 bytes",
                "builtins.OSError|[Errno 9] Bad file descriptor",
                "builtins.TypeError|'str' object cannot be interpreted as an integer",
                "builtins.ValueError|Invalid value NaN (not a number)",
                "builtins.ModuleNotFoundError|No module named 'crypt': the workbench has no crypt: hashlib is there",
                "builtins.PermissionError|[Errno 13] a program in the workbench reaches no device: of a socket, "
                        + "fcntl() reads and sets flags, and ioctl() knows FIONBIO, FIONREAD, TIOCOUTQ and SIOCATMARK",
                "builtins.NotImplementedError|the workbench does not know how much memory a value takes in CPython: "
                        + "len() tells its length",
                "None",
                "(1, 2)").forEach(line -> assertTrue(told.contains(line), line + " is not in " + told));
    }

    /** The interpreter has no exception for it, only one of Java's. */
    @Test
    void aFailureOfTheInterpreterItselfIsToldAtItsLineWithoutJavasWords() {
        Note end = bench.run("\n\n(5).__sizeof__()\n");
        assertEquals(Note.Kind.PROGRAM_FAILED, end.kind());
        assertEquals(3, end.origin().line());
        assertTrue(end.text().startsWith("Python in the workbench cannot do this"), end.text());
    }

    @Test
    void aModuleBesideTheProgramGoesBeforeTheLibrarys(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("select.py"), "mine = 'my select'\n");
        Files.writeString(folder.resolve("random.py"), "mine = 'my random'\n");
        Note end = bench.run("import select, random\nprint(select.mine, random.mine)\n", folder.toRealPath());
        assertEquals(List.of("my select my random"), bench.output(bench.server), end.text());
    }
}
