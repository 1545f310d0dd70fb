"""What `os` does with the number of a socket: it goes to the engine. All other numbers are files."""

import os as _os

import _files
from _socket import _answer, _buffer, _bytes, _known_timeouts, _writable
from _workbench import at as _at, host as _host

_dup2, _isatty, _read, _write = _os.dup2, _os.isatty, _os.read, _os.write
_sysconf = _os.sysconf
_STANDARD_STREAMS = (0, 1, 2)
_IOV_MAX = 1024


def close(fd):
    if _host.is_socket(fd):
        _known_timeouts.pop(fd, None)
        _answer(_host.close(*_at(), fd))
    else:
        _files.close(fd)


def dup(fd, /):
    if not _host.is_socket(fd):
        return _files.dup(fd)
    _files.tidy()
    return _answer(_host.dup(*_at(), fd))


def dup2(fd, fd2, inheritable=True):
    if not _host.is_socket(fd):
        if _host.is_socket(fd2):
            raise PermissionError(13, 'a program in the workbench puts no file in the place of a socket: close() it first')
        return _dup2(fd, fd2, inheritable)
    if fd2 in _STANDARD_STREAMS:
        raise PermissionError(13, 'a program in the workbench keeps its standard streams: send() and recv() are for a socket, '
                                  'print() and input() for the console')
    if _files.is_open(fd2):
        _files.close(fd2)
    _known_timeouts.pop(fd2, None)
    return _answer(_host.dup2(*_at(), fd, fd2))


def isatty(fd, /):
    return not _host.is_socket(fd) and _isatty(fd)


def read(fd, length, /):
    """As in CPython, no timeout is for it: on a socket that has one, it does not wait."""
    if not _host.is_socket(fd):
        return _read(fd, length)
    if length < 0:
        raise OSError(22, _os.strerror(22))
    return _bytes(_answer(_host.os_read(*_at(), fd, length)))


def write(fd, data, /):
    """As in CPython, no timeout is for it: on a socket that has one, it does not wait."""
    return _answer(_host.os_write(*_at(), fd, _buffer(data))) if _host.is_socket(fd) else _write(fd, data)


def readv(fd, buffers, /):
    views = [_writable(one) for one in buffers]
    rooms = [len(view) for view in views]
    data = _bytes(_answer(_host.os_readv(*_at(), fd, rooms))) if _host.is_socket(fd) else _read(fd, sum(rooms))
    begin = 0
    for view in views:
        part = data[begin:begin + len(view)]
        view[:len(part)] = part
        begin += len(part)
    return len(data)


def writev(fd, buffers, /):
    parts = [_buffer(one) for one in buffers]
    whole = b''.join(parts)
    return _answer(_host.os_writev(*_at(), fd, whole, [len(part) for part in parts])) if _host.is_socket(fd) else _write(fd, whole)


def sysconf(name, /):
    """How many buffers one call takes, the interpreter does not know."""
    return _IOV_MAX if name == 'SC_IOV_MAX' else _sysconf(name)


for _function in (close, dup, dup2, isatty, read, readv, sysconf, write, writev):
    setattr(_os, _function.__name__, _function)
