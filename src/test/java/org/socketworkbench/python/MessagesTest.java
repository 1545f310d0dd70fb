package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.SharedPython;
import org.socketworkbench.trace.TraceEvent.Note;

/** sendmsg, recvmsg and their kin: a program prints what it prints under the machine's python3. */
class MessagesTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    @Test
    void manyBuffersAreOneMessage() throws Exception {
        bench.printsAsPython3("""
                import socket
                a, b = socket.socketpair()
                print(a.sendmsg([b'GET ', bytearray(b'/ HTTP/1.0'), memoryview(b'\\r\\n')]))
                print(b.recvmsg(100))
                print(a.sendmsg(part for part in (b'one', b'', b'two')))
                room = bytearray(2), bytearray(1), bytearray(10)
                print(b.recvmsg_into(room), room)
                print(a.sendmsg([]), a.sendmsg((b'x',), [], socket.MSG_NOSIGNAL, None))
                print(b.recvmsg(0), b.recvmsg(1, 64, socket.MSG_PEEK), b.recvmsg(1))
                a.shutdown(socket.SHUT_WR)
                print(b.recvmsg(10), b.recvmsg_into([bytearray(3)]), b.recvmsg_into([]))
                """);
    }

    @Test
    void aDatagramHasASenderAndFlags() throws Exception {
        bench.printsAsPython3("""
                import socket
                u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                u.bind(('127.0.0.1', 0))
                v = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                v.bind(('127.0.0.1', 0))
                v.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 42)
                u.setsockopt(socket.IPPROTO_IP, 12, 1)
                print(v.sendmsg([b'Hello', b', world'], (), 0, u.getsockname()))
                v.sendmsg([b'twice'], [(socket.IPPROTO_IP, socket.IP_TTL, (9).to_bytes(4, 'little'))], 0, u.getsockname())
                v.sendto(b'third', u.getsockname())
                for room in socket.CMSG_SPACE(4), socket.CMSG_LEN(4), 0:
                    data, ancillary, flags, sender = u.recvmsg(5, room)
                    print(data, ancillary, flags & socket.MSG_TRUNC, flags & socket.MSG_CTRUNC, sender == v.getsockname())
                print(socket.CMSG_LEN(0), socket.CMSG_LEN(5), socket.CMSG_SPACE(0), socket.CMSG_SPACE(5))
                u.settimeout(0.01)
                try:
                    u.recvmsg(1)
                except TimeoutError as e:
                    print(e)
                v.sendto(b'longer', u.getsockname())
                room = bytearray(3)
                print(u.recv_into(room, 0, socket.MSG_TRUNC), room)
                """);
    }

    @Test
    void whatPythonRefusesIsRefusedInItsWords() throws Exception {
        bench.printsAsPython3("""
                import socket
                a, b = socket.socketpair()
                for wrong in (lambda: a.sendmsg(5), lambda: a.sendmsg([5]), lambda: a.sendmsg(['text']),
                              lambda: a.sendmsg([b''], 5), lambda: a.sendmsg([], [(1, 2)]),
                              lambda: b.recvmsg(-1), lambda: b.recvmsg(1, -1), lambda: b.recvmsg_into(5),
                              lambda: b.recvmsg_into([b'constant']), lambda: b.recvmsg_into([5]),
                              lambda: b.recv_into(b'constant'), lambda: b.recv_into(bytearray(3), 4),
                              lambda: b.recv_into(bytearray(3), -1), lambda: b.recvfrom_into(bytearray(3), 4),
                              lambda: b.recvfrom_into(bytearray(3), -1), lambda: b.recv_into(5),
                              lambda: socket.CMSG_LEN(-1), lambda: socket.CMSG_SPACE(2**40)):
                    try:
                        print(wrong())
                    except Exception as e:
                        print(type(e).__name__, e)
                a.close()
                try:
                    a.sendmsg([b'late'])
                except OSError as e:
                    print(e)
                """);
    }

    @Test
    void osMovesSeveralBuffersToo() throws Exception {
        bench.printsAsPython3("""
                import os, socket, tempfile
                a, b = socket.socketpair()
                print(os.writev(a.fileno(), [b'one, ', bytearray(b'two')]))
                room = [bytearray(4), bytearray(10)]
                print(os.readv(b.fileno(), room), room)
                with tempfile.TemporaryFile() as file:
                    print(os.writev(file.fileno(), [b'three, ', b'four']))
                    file.seek(0)
                    print(os.readv(file.fileno(), room), room)
                """);
    }

    @Test
    void descriptorsAreNotPassedAndItIsSaidWhatToDo() {
        assertEquals(Note.Kind.PROGRAM_FAILED, bench.run("""
                import socket
                a, b = socket.socketpair()
                socket.send_fds(a, [b'here'], [b.fileno()])
                """).kind());
        String last = bench.errors(bench.server).getLast();
        assertTrue(last.endsWith("a program in the workbench passes no descriptors: the threads of a program share its "
                + "sockets and files, and another program opens or connects its own"), last);
    }

    @Test
    void noDescriptorsCome() throws Exception {
        bench.printsAsPython3("""
                import socket
                a, b = socket.socketpair()
                a.send(b'x')
                print(socket.recv_fds(b, 1, 2))
                """);
    }
}
