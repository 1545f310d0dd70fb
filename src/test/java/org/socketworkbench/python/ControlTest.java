package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent.Note;

/** fcntl and ioctl on sockets: a program prints what it prints under the machine's python3. */
class ControlTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    @Test
    void aProgramReadsAndSetsWhatASocketDoes() throws Exception {
        bench.printsAsPython3("""
                import array, fcntl, os, socket, struct, termios
                a, b = socket.socketpair()
                flags = fcntl.fcntl(b, fcntl.F_GETFL)
                print(flags, fcntl.fcntl(b.fileno(), fcntl.F_SETFL, flags | os.O_NONBLOCK), os.get_blocking(b.fileno()))
                try:
                    b.recv(1)
                except BlockingIOError as e:
                    print(e, b.gettimeout())
                os.set_blocking(b.fileno(), True)
                a.send(b'Hello')
                print(struct.unpack('i', fcntl.ioctl(b, termios.FIONREAD, b'    ')))
                room = array.array('i', [7])
                print(fcntl.ioctl(b, termios.FIONREAD, room, True), room)
                print(fcntl.ioctl(b, 0x5421, struct.pack('i', 1)), os.get_blocking(b.fileno()))
                print(a.get_inheritable(), os.get_inheritable(b.fileno()))
                a.set_inheritable(True)
                print(a.get_inheritable(), fcntl.fcntl(a, fcntl.F_GETFD))
                for wrong in (lambda: fcntl.fcntl('x', 1), lambda: fcntl.fcntl(-1, 1), lambda: fcntl.ioctl(b, termios.FIONREAD)):
                    try:
                        print(wrong())
                    except Exception as e:
                        print(type(e).__name__, e)
                """);
    }

    @Test
    void whatIsNoSocketIsToldInWords() {
        assertEquals(Note.Kind.PROGRAM_FAILED, bench.run("import fcntl\nfcntl.ioctl(0, 0x5413, bytes(8))\n").kind());
        String last = bench.errors(bench.server).getLast();
        assertTrue(last.contains("a program in the workbench reaches no device"), last);
    }
}
