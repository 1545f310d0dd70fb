package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent.Note;

/** Descriptors that a program duplicates, and pairs of sockets, as CPython has them. */
class DuplicatesTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    private void prints(String program, String... lines) {
        Note end = bench.run(program);
        assertEquals(Note.Kind.PROGRAM_ENDED, end.kind(), () -> bench.errors(bench.server).toString());
        assertEquals(List.of(lines), bench.output(bench.server));
    }

    private List<String> calls() {
        return bench.calls(bench.server).map(call -> call.origin().line() + " " + call.call().word()).toList();
    }

    @Test
    void aPairTalks() {
        prints("""
                import socket
                a, b = socket.socketpair()
                a.sendall(b'Hello')
                print(b.recv(10))
                b.close()
                print(a.recv(10))
                a.close()
                """, "b'Hello'", "b''");
        // As CPython does: socket.py makes its own objects for the two descriptors.
        assertEquals(List.of("2 socketpair", "2 getsockname", "2 getsockname", "3 sendall", "4 recv", "5 close",
                "6 recv", "7 close"), calls());
    }

    @Test
    void aPairLooksAsInCPython() {
        prints("""
                import socket
                a, b = socket.socketpair()
                print(a)
                print(a.fileno(), b.fileno(), a.family.name, a.type.name, a.proto, a.gettimeout())
                print(repr(a.getsockname()), repr(b.getpeername()))
                c, d = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
                print(c.type.name, c.gettimeout(), c.getblocking())
                c.send(b'one')
                c.send(b'three')
                print(d.recv(2), d.recv(10))
                try:
                    d.recv(1)
                except BlockingIOError as e:
                    print(e)
                socket.setdefaulttimeout(2)
                print(socket.socketpair()[0].gettimeout())
                for arguments in (socket.AF_INET,), (socket.AF_UNIX, socket.SOCK_STREAM, 9), (socket.AF_UNIX, socket.SOCK_RAW):
                    try:
                        socket.socketpair(*arguments)
                    except OSError as e:
                        print(e)
                """, "<socket.socket fd=3, family=1, type=1, proto=0>", "3 4 AF_UNIX SOCK_STREAM 0 None", "'' ''",
                "SOCK_DGRAM 0.0 False", "b'on' b'three'", "[Errno 11] Resource temporarily unavailable", "2.0",
                "[Errno 95] Operation not supported", "[Errno 93] Protocol not supported",
                "[Errno 1] the workbench makes no raw sockets: SOCK_STREAM is for TCP, SOCK_DGRAM for UDP");
    }

    @Test
    void aPairServesThreadsAndFiles() {
        prints("""
                import socket, threading
                a, b = socket.socketpair()
                def answer():
                    with b, b.makefile('rw') as file:
                        for line in file:
                            file.write(line.upper())
                            file.flush()
                thread = threading.Thread(target=answer)
                thread.start()
                with a, a.makefile('rw') as file:
                    print('hello', file=file, flush=True)
                    print(file.readline().strip())
                thread.join()
                """, "HELLO");
    }

    @Test
    void thePeerGetsItsEndOnlyWhenTheLastNumberIsClosed() {
        prints("""
                import socket
                a, b = socket.socketpair()
                c = a.dup()
                print(c.fileno(), c.family == a.family, c.type == a.type, c.proto, type(c) is socket.socket)
                a.close()
                c.send(b'still here')
                print(b.recv(100))
                b.setblocking(False)
                try:
                    b.recv(1)
                except BlockingIOError:
                    print('no end yet')
                c.close()
                print(b.recv(1))
                """, "5 True True 0 True", "b'still here'", "no end yet", "b''");
    }

    @Test
    void aDuplicateHasTheTimeoutOfTheOtherObjectAndThenItsOwn() {
        prints("""
                import socket
                a, b = socket.socketpair()
                a.settimeout(0.01)
                c = a.dup()
                print(c.gettimeout())
                c.settimeout(None)
                print(a.gettimeout(), c.gettimeout())
                d = socket.fromfd(a.fileno(), a.family, a.type)
                print(d.gettimeout(), d.fileno())
                try:
                    a.recv(1)
                except (TimeoutError, BlockingIOError) as e:
                    print(type(e).__name__)
                """, "0.01", "0.01 None", "None 6", "TimeoutError");
    }

    @Test
    void aDetachedNumberGoesOn() {
        prints("""
                import socket
                a, b = socket.socketpair()
                a.settimeout(5)
                fd = a.detach()
                print(fd, a.fileno(), a)
                a.close()
                b.send(b'Hello')
                c = socket.socket(fileno=fd)
                print(c.family.name, c.type.name, c.proto, c.gettimeout(), c.recv(10))
                try:
                    c.recv(10)
                except BlockingIOError as e:
                    print(e)
                socket.close(c.detach())
                print(b.recv(1))
                for number in fd, 99:
                    try:
                        socket.close(number)
                    except OSError as e:
                        print(e)
                """, "3 -1 <socket.socket [closed] fd=-1, family=1, type=1, proto=0>",
                "AF_UNIX SOCK_STREAM 0 None b'Hello'",
                "[Errno 11] Resource temporarily unavailable", "b''", "[Errno 9] Bad file descriptor",
                "[Errno 9] Bad file descriptor");
    }

    @Test
    void osWorksOnTheNumbersOfSockets() {
        prints("""
                import os, socket
                a, b = socket.socketpair()
                fd = os.dup(a.fileno())
                print(fd, os.write(fd, b'Hello'), os.read(b.fileno(), 10), os.isatty(fd))
                print(os.dup2(fd, 40))
                os.close(fd)
                print(os.write(40, b'again'), b.recv(10))
                c = socket.socket()
                print(os.dup2(c.fileno(), 40), socket.socket(fileno=os.dup(40)).family.name)
                a.close()
                print(os.read(b.fileno(), 1))
                os.close(40)
                for number in 40, -1:
                    for call in os.close, os.dup:
                        try:
                            call(number)
                        except OSError as e:
                            print(e)
                """, "5 5 b'Hello' False", "40", "5 b'again'", "40 AF_INET", "b''", "[Errno 9] Bad file descriptor",
                "[Errno 9] Bad file descriptor", "[Errno 9] Bad file descriptor", "[Errno 9] Bad file descriptor");
    }

    @Test
    void osKnowsNothingOfASocketsTimeout() {
        prints("""
                import os, socket
                a, b = socket.socketpair()
                for seconds in 5, 0:
                    b.settimeout(seconds)
                    try:
                        os.read(b.fileno(), 10)
                    except BlockingIOError as e:
                        print(e)
                a.send(b'Hello')
                print(os.read(b.fileno(), 0), os.read(b.fileno(), 10))
                """, "[Errno 11] Resource temporarily unavailable", "[Errno 11] Resource temporarily unavailable",
                "b'' b'Hello'");
        assertEquals(4, bench.calls(bench.server).filter(call -> call.call() instanceof Call.Read).count());
    }

    @Test
    void aSocketIsNoStandardStream() {
        Note end = bench.run("""
                import os, socket
                os.dup2(socket.socket().fileno(), 1)
                """);
        assertEquals("PermissionError: [Errno 13] a program in the workbench keeps its standard streams: send() and "
                + "recv() are for a socket, print() and input() for the console", end.text());
    }

    @Test
    void filesAndSocketsHaveTheirNumbersFromOneTable() {
        prints("""
                import os, socket, tempfile
                a = socket.socket()
                fd, name = tempfile.mkstemp()
                b = socket.socket()
                file = open(name)
                print(a.fileno(), fd, b.fileno(), file.fileno(), os.dup(fd))
                os.write(fd, b'in the file')
                print(file.read())
                file.close()
                a.close()
                print(socket.socket().fileno(), open(name).fileno(), os.pipe())
                os.close(fd)
                print(socket.socket().fileno(), b.getblocking())
                os.dup2(b.fileno(), 7)
                print(os.write(os.open(name, os.O_RDWR), b'more'), socket.socket(fileno=os.dup(7)).family.name)
                """, "3 4 5 6 7", "in the file", "3 6 (8, 9)", "4 True", "4 AF_INET");
    }
}
