package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.SharedPython;

/** epoll, selectors and the timeouts of objects: a program prints what it prints under the machine's python3. */
class EpollTest {
    @AutoClose
    private final ScriptBench bench = new ScriptBench();

    @BeforeAll
    static void awaitPython() {
        SharedPython.ready();
    }

    @Test
    void whatIsWatchedIsTold() throws Exception {
        bench.printsAsPython3("""
                import select, socket
                a, b = socket.socketpair()
                names = {a.fileno(): 'a', b.fileno(): 'b'}
                with select.epoll() as epoll:
                    names[epoll.fileno()] = 'epoll'
                    def wait(*arguments):
                        print([(names[fd], events) for fd, events in epoll.poll(*arguments)])
                    epoll.register(a, select.EPOLLIN)
                    epoll.register(b.fileno())
                    wait()
                    epoll.modify(b, select.EPOLLIN | select.EPOLLET)
                    wait(0)
                    a.send(b'x')
                    wait(1, 1)
                    wait(0.001)
                    b.recv(1)
                    a.send(b'y')
                    wait()
                    epoll.modify(b, select.EPOLLIN | select.EPOLLONESHOT)
                    wait()
                    wait(0)
                    epoll.modify(b, select.EPOLLIN)
                    wait()
                    b.send(b'z')
                    print(sorted(names[fd] for fd, _ in epoll.poll()), len(epoll.poll(maxevents=1)))
                    outer = select.epoll(5)
                    outer.register(epoll, select.EPOLLIN)
                    print([(names[fd], events) for fd, events in outer.poll()], outer.closed)
                    outer.close()
                    outer.close()
                    epoll.unregister(a)
                    a.close()
                    wait()
                print(epoll.closed, outer.closed)
                """);
    }

    @Test
    void whatIsRefusedIsRefusedInPythonsWords() throws Exception {
        bench.printsAsPython3("""
                import select, socket, tempfile
                a, b = socket.socketpair()
                epoll = select.epoll()
                epoll.register(a, select.EPOLLIN)
                closed = select.epoll()
                closed.close()
                file = tempfile.TemporaryFile()
                for wrong in (lambda: epoll.register(a), lambda: epoll.modify(b, 1), lambda: epoll.unregister(b),
                              lambda: epoll.register(-1), lambda: epoll.register('a'), lambda: epoll.register(file),
                              lambda: epoll.register(epoll), lambda: epoll.poll('x'), lambda: epoll.poll(0, 0),
                              lambda: epoll.register(999), lambda: closed.poll(), lambda: closed.fileno(),
                              lambda: closed.register(a), lambda: select.epoll(0), lambda: select.epoll(1, 5)):
                    try:
                        print(wrong())
                    except Exception as e:
                        print(type(e).__name__, e)
                """);
    }

    @Test
    void theBestSelectorIsTheOneOfEpoll() throws Exception {
        bench.printsAsPython3("""
                import selectors, socket
                print(selectors.DefaultSelector.__name__)
                a, b = socket.socketpair()
                with selectors.DefaultSelector() as selector:
                    selector.register(a, selectors.EVENT_READ, 'a')
                    selector.register(b, selectors.EVENT_READ | selectors.EVENT_WRITE, 'b')
                    print([(key.data, events) for key, events in selector.select()])
                    selector.modify(b, selectors.EVENT_READ, 'b again')
                    print(selector.select(0))
                    a.send(b'x')
                    print([(key.data, events) for key, events in selector.select(1)])
                    selector.unregister(b)
                    print(selector.select(0.01))
                """);
        assertEquals(1, bench.calls(bench.server).filter(call -> call.call().word().equals("epoll_create1")).count());
    }

    @Test
    void eachObjectHasATimeoutOfItsOwn() throws Exception {
        bench.printsAsPython3("""
                import os, socket
                a, b = socket.socketpair()
                b.settimeout(0.01)
                def tries(one):
                    try:
                        return one.recv(1, socket.MSG_DONTWAIT if one.gettimeout() is None else 0)
                    except OSError as e:
                        return e
                same = socket.socket(fileno=b.fileno())
                print(b.gettimeout(), same.gettimeout(), tries(b), tries(same), tries(b))
                same.settimeout(0)
                print(b.gettimeout(), same.gettimeout(), tries(same), tries(b))
                copy, other = b.dup(), socket.fromfd(b.fileno(), socket.AF_UNIX, socket.SOCK_STREAM)
                print(copy.gettimeout(), other.gettimeout(), tries(copy), tries(other))
                copy.settimeout(None)
                print(copy.gettimeout(), b.gettimeout(), same.gettimeout(), tries(b))
                number = same.detach()
                print(b.gettimeout(), tries(b))
                """);
    }
}
