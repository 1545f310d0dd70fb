"""The module select over the workbench's engine. Like every call there, select and poll are made for real."""

import os as _os
import sys as _sys

from _files import is_open as _is_file, tidy as _tidy
from _workbench import at as _at, has_rest as _has_rest, host as _host

error = OSError

POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 0x1, 0x2, 0x4, 0x8, 0x10, 0x20
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 0x40, 0x80, 0x100, 0x200, 0x400, 0x2000
EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLRDHUP = 0x1, 0x2, 0x4, 0x8, 0x10, 0x2000
EPOLLRDNORM, EPOLLRDBAND, EPOLLWRNORM, EPOLLWRBAND, EPOLLMSG = 0x40, 0x80, 0x100, 0x200, 0x400
EPOLLEXCLUSIVE, EPOLLWAKEUP, EPOLLONESHOT, EPOLLET, EPOLL_CLOEXEC = 1 << 28, 1 << 29, 1 << 30, 1 << 31, 0x80000
PIPE_BUF = 4096

_FD_SETSIZE = 1024
_MICROS = 1_000_000
_MAX_MILLIS = 0x7fffffff


def _descriptor(one):
    if isinstance(one, int):
        fd = one
    else:
        try:
            method = one.fileno
        except AttributeError:
            raise TypeError('argument must be an int, or have a fileno() method.') from None
        fd = method()
        if not isinstance(fd, int):
            raise TypeError('fileno() returned a non-integer')
    if fd < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({fd})')
    return fd


def _answer(result):
    if type(result) is int:
        raise OSError(-result, _os.strerror(-result))
    return result


def _descriptors(listed):
    try:
        return [(_descriptor(one), one) for one in listed]
    except TypeError as e:
        if hasattr(listed, '__iter__') or hasattr(listed, '__getitem__'):
            raise
        raise TypeError('arguments 1-3 must be sequences') from e


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is None:
        micros = -1
    else:
        if not isinstance(timeout, (int, float)) and not hasattr(timeout, '__float__') and not hasattr(timeout, '__index__'):
            raise TypeError('timeout must be a float or None')
        if timeout < 0:
            raise ValueError('timeout must be non-negative')
        micros = int(-(-timeout * _MICROS // 1))
    asked = [_descriptors(listed) for listed in (rlist, wlist, xlist)]
    for one in asked:
        for fd, _ in one:
            if fd >= _FD_SETSIZE:
                raise ValueError('filedescriptor out of range in select()')
    if _has_rest() and any(fd == 0 for fd, _ in asked[0]):
        # The kernel no longer has the line's other part: what else is ready is told with it.
        micros = 0
    ready = _answer(_host.select(*_at(), *([fd for fd, _ in one] for one in asked), micros))
    found = [set(one) for one in ready]
    if _has_rest():
        found[0].add(0)
    return tuple([whole for fd, whole in asked[place] if fd in found[place]] for place in range(3))


class poll:
    """Descriptors, each with the events that are waited for."""

    def __init__(self):
        self._events = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._events[_descriptor(fd)] = _mask(eventmask)

    def modify(self, fd, eventmask, /):
        fd = _descriptor(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, 'No such file or directory')
        self._events[fd] = _mask(eventmask)

    def unregister(self, fd, /):
        del self._events[_descriptor(fd)]

    def poll(self, timeout=None, /):
        if timeout is None or timeout < 0:
            millis = -1
        else:
            millis = int(-(-timeout // 1))
            if millis > _MAX_MILLIS:
                raise OverflowError('timeout is too large')
        listed = list(self._events.items())
        if not listed and millis == 0:
            # Asks nothing of the kernel; selectors tries so whether there is a poll at all.
            return []
        reads = self._events.get(0, 0) & POLLIN and _has_rest()
        if reads:
            millis = 0
        ready = _answer(_host.poll(*_at(), [fd for fd, _ in listed], [events for _, events in listed], millis))
        found = {one[0]: one[1] for one in ready}
        if reads:
            found[0] = POLLIN
        return list(found.items())


_ADD, _DEL, _MOD = range(3)


class epoll:
    """A descriptor of the kernel's that watches others."""

    def __init__(self, sizehint=-1, flags=0):
        if sizehint != -1 and sizehint < 1:
            raise ValueError('negative sizehint')
        if flags and flags != EPOLL_CLOEXEC:
            raise OSError('invalid flags')
        self._begin(-1)
        # selectors tries so whether there is an epoll at all, and needs none.
        if _sys._getframe(1).f_code.co_name != '_can_use':
            _tidy()
            self._begin(_answered(_host.epoll_create1(*_at())))

    def _begin(self, fd):
        self._fd = fd
        # What is kept of standard input here is not known to the kernel.
        self._watches_input = False
        self._held = _host.hold(fd) if fd >= 0 else None

    @classmethod
    def fromfd(cls, fd, /):
        made = cls.__new__(cls)
        made._begin(fd)
        return made

    def _open(self):
        if self._fd < 0:
            raise ValueError('I/O operation on closed epoll object')
        return self._fd

    @property
    def closed(self):
        return self._fd < 0

    def fileno(self):
        return self._open()

    def close(self):
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            _answered(_host.close(*_at(), fd))

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *exception):
        self.close()

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        self._control(_ADD, fd, eventmask)

    def modify(self, fd, eventmask):
        self._control(_MOD, fd, eventmask)

    def unregister(self, fd):
        self._control(_DEL, fd, 0)

    def _control(self, operation, fd, eventmask):
        epfd, fd = self._open(), _descriptor(fd)
        if not isinstance(eventmask, int):
            raise TypeError(f"'{type(eventmask).__name__}' object cannot be interpreted as an integer")
        if fd != 0 and not _host.is_socket(fd) and _is_file(fd):
            raise PermissionError(1, _os.strerror(1))
        _answered(_host.epoll_ctl(*_at(), epfd, operation, fd, eventmask))
        if fd == 0:
            self._watches_input = bool(eventmask & EPOLLIN)

    def poll(self, timeout=None, maxevents=-1):
        epfd = self._open()
        if timeout is None:
            millis = -1
        elif not isinstance(timeout, (int, float)):
            raise TypeError('timeout must be an integer or None')
        else:
            millis = -1 if timeout < 0 else int(-(-timeout * 1000 // 1))
            if millis > _MAX_MILLIS:
                raise OverflowError('timeout is too large')
        if maxevents == -1:
            maxevents = _FD_SETSIZE - 1
        elif maxevents < 1:
            raise ValueError(f'maxevents must be greater than 0, got {maxevents}')
        rest = self._watches_input and _has_rest()
        found = [(one[0], one[1]) for one in _answer(_host.epoll_wait(*_at(), epfd, maxevents, 0 if rest else millis))]
        if rest and not any(fd == 0 for fd, _ in found):
            found.insert(0, (0, EPOLLIN))
        return found


def _answered(result):
    if result < 0:
        raise OSError(-result, _os.strerror(-result))
    return result


def __getattr__(name):
    if name in ('kqueue', 'devpoll'):
        raise AttributeError(f"module 'select' has no attribute '{name}': this is Linux, which has select(), poll() and epoll(), and "
                             'selectors.DefaultSelector takes the best one')
    raise AttributeError(f"module 'select' has no attribute '{name}'")


def _mask(events):
    if not isinstance(events, int):
        raise TypeError(f"'{type(events).__name__}' object cannot be interpreted as an integer")
    if not 0 <= events <= 0xffff:
        raise OverflowError('Python int too large to convert to C unsigned short' if events > 0
                            else "can't convert negative value to C unsigned short")
    return events
