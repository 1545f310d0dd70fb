"""The numbers of files: in a process they come from the same table as those of sockets. The interpreter has a table of its own, so
each file that a program opens is moved to the number that the engine gives."""

import os as _os

from _workbench import host as _host

_close, _dup, _dup2, _lseek, _open, _pipe = _os.close, _os.dup, _os.dup2, _os.lseek, _os.open, _os.pipe
_EBADF = 9
# Those that the engine has given, and that were not seen to be closed.
_numbers = set()


def is_open(fd):
    # Not fstat: the interpreter looks at the file's path for it, and the file may have been removed.
    try:
        _lseek(fd, 0, _os.SEEK_CUR)
    except OSError as e:
        return e.errno != _EBADF
    return True


def tidy():
    """A file object closes its number without a word, so before a number is given out those of closed files are given back."""
    for number in list(_numbers):
        if not is_open(number):
            closed(number)


def closed(number):
    _numbers.discard(number)
    _host.file_closed(number)


def _numbered(fd):
    tidy()
    number = _host.take_number()
    _numbers.add(number)
    while number != fd and is_open(number):
        # A file that the interpreter has opened for itself, as it does for an import.
        number = _host.take_number()
        _numbers.add(number)
    if number != fd:
        _dup2(fd, number)
        _close(fd)
    return number


def open(path, flags, mode=0o777, *, dir_fd=None):
    if (0 if isinstance(_os.fspath(path), bytes) else '\0') in _os.fspath(path):
        raise ValueError('embedded null byte')
    return _numbered(_open(path, flags, mode, dir_fd=dir_fd))


def pipe():
    return tuple(_numbered(fd) for fd in _pipe())


def dup(fd):
    if not is_open(fd):
        # The interpreter would duplicate what is not there.
        raise OSError(_EBADF, _os.strerror(_EBADF))
    return _numbered(_dup(fd))


def close(fd):
    _close(fd)
    if fd in _numbers:
        closed(fd)


def opener(path, flags):
    """For `io.open`: its file gets its number here as well."""
    return open(path, flags, 0o666)


_os.open, _os.pipe = open, pipe
