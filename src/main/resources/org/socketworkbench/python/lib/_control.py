"""What `fcntl` and `os` do with the flags of a socket's descriptor: it goes to the engine. All else is refused in words."""

import fcntl as _fcntl
import os as _os

from _socket import _answer, _index
from _workbench import at as _at, host as _host

F_GETFD, F_SETFD, F_GETFL, F_SETFL = 1, 2, 3, 4
FD_CLOEXEC = 1
_FIONBIO = 0x5421
_ASKS = (0x541b, 0x5411, 0x8905)
_INT = 4

_get_inheritable, _set_inheritable = _os.get_inheritable, _os.set_inheritable
_get_blocking, _set_blocking = _os.get_blocking, _os.set_blocking


def _number(fd):
    if not isinstance(fd, int) and not hasattr(fd, 'fileno'):
        raise TypeError('argument must be an int, or have a fileno() method.')
    fd = fd if isinstance(fd, int) else _index(fd.fileno())
    if fd < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({fd})')
    return fd


def _refuse():
    raise PermissionError(13, 'a program in the workbench reaches no device: of a socket, fcntl() reads and sets flags, and ioctl() '
                              'knows FIONBIO, FIONREAD, TIOCOUTQ and SIOCATMARK')


def fcntl(fd, cmd, arg=0, /):
    fd = _number(fd)
    if not _host.is_socket(fd) or not F_GETFD <= cmd <= F_SETFL or not hasattr(arg, '__index__'):
        _refuse()
    return _answer(_host.fcntl(*_at(), fd, cmd, _index(arg) if cmd in (F_SETFD, F_SETFL) else 0))


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    fd = _number(fd)
    if not _host.is_socket(fd) or request != _FIONBIO and request not in _ASKS:
        _refuse()
    if hasattr(arg, '__index__'):
        # It would be an address, at which nothing is.
        raise OSError(14, _os.strerror(14))
    view = memoryview(arg).cast('B')
    if request == _FIONBIO:
        _answer(_host.fionbio(*_at(), fd, any(view[:_INT])))
        answer = bytes(view)
    else:
        answer = _answer(_host.ioctl(*_at(), fd, request))[0].to_bytes(_INT, 'little', signed=True) + bytes(view[_INT:])
    if view.readonly or not mutate_flag:
        return answer
    view[:len(answer)] = answer
    return 0


def get_inheritable(fd, /):
    return not fcntl(fd, F_GETFD) & FD_CLOEXEC if _host.is_socket(fd) else _get_inheritable(fd)


def set_inheritable(fd, inheritable, /):
    if _host.is_socket(fd):
        fcntl(fd, F_SETFD, 0 if inheritable else FD_CLOEXEC)
    else:
        _set_inheritable(fd, inheritable)


def get_blocking(fd, /):
    return not fcntl(fd, F_GETFL) & _os.O_NONBLOCK if _host.is_socket(fd) else _get_blocking(fd)


def set_blocking(fd, blocking, /):
    if _host.is_socket(fd):
        flags = fcntl(fd, F_GETFL)
        fcntl(fd, F_SETFL, flags & ~_os.O_NONBLOCK if blocking else flags | _os.O_NONBLOCK)
    else:
        _set_blocking(fd, blocking)


_fcntl.F_GETFD, _fcntl.F_SETFD, _fcntl.F_GETFL, _fcntl.F_SETFL, _fcntl.FD_CLOEXEC = F_GETFD, F_SETFD, F_GETFL, F_SETFL, FD_CLOEXEC
_fcntl.fcntl, _fcntl.ioctl = fcntl, ioctl
for _function in (get_inheritable, set_inheritable, get_blocking, set_blocking):
    setattr(_os, _function.__name__, _function)
