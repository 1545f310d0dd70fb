"""The module _socket, which Python's own socket.py is built on, over the workbench's engine.

Each method makes the call of its name for real, through `_host`: a result is what the call returned, an error is the kernel's.
`_host` answers with a number below zero for an errno, None for a timeout that is over, and text in Latin-1 for bytes.
"""

import os as _os

from _files import is_open as _is_file, tidy as _tidy
from _socket_constants import *
from _socket_names import *
from _socket_names import _look_up
from _workbench import at as _at, host as _host, is_called_by_program as _is_called_by_program

error = OSError
timeout = TimeoutError
has_ipv6 = True

_SUPPORTED_FAMILIES = (AF_INET, AF_INET6, AF_UNIX)
_SUPPORTED_TYPES = (SOCK_STREAM, SOCK_DGRAM)
_TYPE_FLAGS = SOCK_CLOEXEC | SOCK_NONBLOCK
_MAX_PORT = 0xffff
_MAX_FLOW = 0xfffff
_ENOTSOCK = 88
_EAFNOSUPPORT = 97
_ESOCKTNOSUPPORT = 94
_ECONNRESET = 104
# struct cmsghdr, and the steps in which what follows it is aligned.
_CMSG_HEADER, _CMSG_STEP = 16, 8
_SOCKLEN_T_LIMIT = 0x7fffffff
_NANOS = 1_000_000_000
_MAX_NANOS = (1 << 63) - 1

_default_timeout = None
# By descriptor, the timeout that the engine knows; of all others, none. Several objects may share a descriptor.
_known_timeouts = {}


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    nanos = _nanos(timeout)
    _default_timeout = None if nanos < 0 else nanos / _NANOS


def close(fd, /):
    _close(_index(fd))


def _close(fd):
    _known_timeouts.pop(fd, None)
    result = _host.close(*_at(), fd)
    if result != -_ECONNRESET:
        _answer(result)


def dup(fd, /):
    _tidy()
    return _answer(_host.dup(*_at(), _index(fd)))


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    family, type, proto, flags = _kind(family, type, proto)
    _tidy()
    fds = _answer(_host.socketpair(*_at(), family, type, proto))
    return tuple(socket._made(fds[i], family, type, proto, flags) for i in range(2))


def _kind(family, type, proto):
    """What kind of socket is wanted, and the flags that came with its type; refused if the workbench makes none of this kind."""
    family, type, proto = _index(family), _index(type), _index(proto)
    flags = type & _TYPE_FLAGS
    type &= ~_TYPE_FLAGS
    if type == SOCK_RAW or family == AF_PACKET:
        raise PermissionError(1, 'the workbench makes no raw sockets: SOCK_STREAM is for TCP, SOCK_DGRAM for UDP')
    if family not in _SUPPORTED_FAMILIES:
        raise OSError(_EAFNOSUPPORT, 'the workbench makes sockets of AF_INET, AF_INET6 and AF_UNIX')
    if type not in _SUPPORTED_TYPES:
        raise OSError(_ESOCKTNOSUPPORT, 'the workbench makes sockets of SOCK_STREAM and SOCK_DGRAM')
    return int(family), int(type), int(proto), flags


def _answer(result):
    """What a call returned, or the error that it is in Python."""
    if result is None:
        raise TimeoutError('timed out')
    if type(result) is int and result < 0:
        raise OSError(-result, _os.strerror(-result))
    return result


def _nanos(seconds):
    """A timeout in nanoseconds; -1 is for ever."""
    if seconds is None:
        return -1
    if not isinstance(seconds, (int, float)):
        seconds = _seconds(seconds)
    if seconds != seconds:
        raise ValueError('Invalid value NaN (not a number)')
    if seconds < 0:
        raise ValueError('Timeout value out of range')
    exact = seconds * _NANOS
    if exact > _MAX_NANOS:
        raise OverflowError('timestamp too large to convert to C PyTime_t')
    nanos = int(exact)
    return nanos if nanos == exact else nanos + 1


def _seconds(value):
    if hasattr(value, '__float__'):
        return float(value)
    return _index(value)


def _index(value):
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _buffer(data):
    """The bytes of something that has bytes, without copying them."""
    if isinstance(data, (bytes, bytearray)):
        return data
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _writable(buffer):
    try:
        view = memoryview(buffer)
    except TypeError:
        view = None
    if view is None or view.readonly:
        raise TypeError('recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers')
    return view.cast('B')


def _iterated(method, place, values):
    try:
        found = iter(values)
    except TypeError:
        raise TypeError(f'{method}() argument {place} must be an iterable') from None
    return list(found)


def _ancillary(items):
    """Ancillary data as `_host` takes it: the levels, the types, the data."""
    levels, types, contents = [], [], []
    for item in _iterated('sendmsg', 2, items):
        if not isinstance(item, (tuple, list)):
            raise TypeError(f'[sendmsg() ancillary data items]() argument must be 3-item sequence, not {type(item).__name__}')
        if len(item) != 3:
            raise TypeError(f'[sendmsg() ancillary data items]() argument must be sequence of length 3, not {len(item)}')
        level, kind, content = _index(item[0]), _index(item[1]), bytes(_buffer(item[2]))
        if level == SOL_SOCKET and kind == SCM_RIGHTS:
            raise PermissionError(13, 'a program in the workbench passes no descriptors: the threads of a program share its '
                                      'sockets and files, and another program opens or connects its own')
        levels.append(level)
        types.append(kind)
        contents.append(content)
    return levels, types, contents


def CMSG_LEN(length, /):
    return _CMSG_HEADER + _control_length('CMSG_LEN', length)


def CMSG_SPACE(length, /):
    return _CMSG_HEADER + -(-_control_length('CMSG_SPACE', length) // _CMSG_STEP) * _CMSG_STEP


def _control_length(function, length):
    length = _index(length)
    if not 0 <= length <= _SOCKLEN_T_LIMIT - _CMSG_HEADER - (_CMSG_STEP if function == 'CMSG_SPACE' else 0):
        raise OverflowError(f'{function}() argument out of range')
    return length


def _bytes(text):
    return text.encode('latin-1')


def _address(listed):
    """An address as Python tells it: `_host` tells its family, then its parts."""
    if listed is None:
        return None
    kind = listed[0]
    if kind == AF_UNIX:
        path = _bytes(listed[1])
        return path if path[:1] == b'\0' else _os.fsdecode(path)
    return tuple(listed[i] for i in range(1, len(listed)))


def _checked_port(caller, port):
    port = _index(port)
    if not 0 <= port <= _MAX_PORT:
        raise OverflowError(f'{caller}(): port must be 0-65535.')
    return port


class socket:
    """A socket; calls on it are made on its descriptor."""

    __slots__ = ('_held', '_fd', '_family', '_type', '_proto', '_nanos')

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._fd = -1
        self._nanos = -1
        if fileno is None:
            self._create(AF_INET if family == -1 else family, SOCK_STREAM if type == -1 else type, 0 if proto == -1 else proto)
        else:
            self._adopt(family, type, proto, fileno)
        self._take_default_timeout()

    def _create(self, family, type, proto):
        family, type, proto, flags = _kind(family, type, proto)
        _tidy()
        self._be(_answer(_host.socket(*_at(), family, type, proto)), family, type, proto, flags)

    @classmethod
    def _made(cls, fd, family, type, proto, flags):
        """The object for a descriptor that was just made."""
        made = cls.__new__(cls)
        made._nanos = -1
        made._be(fd, family, type, proto, flags)
        made._take_default_timeout()
        return made

    def _be(self, fd, family, type, proto, flags):
        self._own(fd)
        self._family, self._type, self._proto = family, type, proto
        if flags & SOCK_NONBLOCK:
            self.setblocking(False)

    def _take_default_timeout(self):
        if _default_timeout is not None and not self._nanos == 0:
            self.settimeout(_default_timeout)

    def _adopt(self, family, type, proto, fileno):
        if isinstance(fileno, float):
            raise TypeError('integer argument expected, got float')
        fd = _index(fileno)
        if fd < 0:
            raise ValueError('negative file descriptor')
        if not _host.is_socket(fd) and _is_file(fd):
            raise OSError(_ENOTSOCK, _os.strerror(_ENOTSOCK))
        own = _answer(_host.getsockname(*_at(), fd))
        self._family = own[0] if family == -1 else int(family)
        self._type = (self._option(fd, SO_TYPE) if type == -1 else int(type)) & ~_TYPE_FLAGS
        self._proto = self._option(fd, SO_PROTOCOL) if proto == -1 else int(proto)
        if type != -1 and type & SOCK_NONBLOCK:
            self._nanos = 0
        self._own(fd)

    def _own(self, fd):
        """From here on the descriptor is this object's: when nothing refers to it any more, it is closed."""
        self._held = _host.hold(fd)
        self._fd = fd

    @staticmethod
    def _option(fd, option):
        return int.from_bytes(_bytes(_answer(_host.getsockopt(*_at(), fd, SOL_SOCKET, option, 4))), 'little')

    def __repr__(self):
        return f'<socket object, fd={self._fd}, family={self._family}, type={self._type}, proto={self._proto}>'

    @property
    def family(self):
        return self._family

    @property
    def type(self):
        return self._type

    @property
    def proto(self):
        return self._proto

    @property
    def timeout(self):
        return None if self._nanos < 0 else self._nanos / _NANOS

    def _used(self):
        """The descriptor, for a call that may wait: from here on the engine waits as long as this object says."""
        if _known_timeouts.get(self._fd, -1) != self._nanos and self._fd >= 0:
            _known_timeouts[self._fd] = self._nanos
            _host.used(self._fd, self._nanos)
        return self._fd

    def fileno(self):
        if self._fd >= 0 and _is_called_by_program():
            _host.fileno(*_at(), self._fd)
        return self._fd

    def detach(self):
        fd, self._fd = self._fd, -1
        _known_timeouts.pop(fd, None)
        _host.let_go(fd)
        return fd

    def close(self):
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            _close(fd)

    def bind(self, *args):
        self._one('bind', args)
        _answer(_host.bind(*_at(), self._fd, *self._target('bind', args[0])))

    def connect(self, *args):
        self._one('connect', args)
        _answer(_host.connect(*_at(), self._used(), *self._target('connect', args[0])))

    def connect_ex(self, *args):
        self._one('connect_ex', args)
        return _answer(_host.connect_ex(*_at(), self._used(), *self._target('connect_ex', args[0])))

    def listen(self, backlog=min(SOMAXCONN, 128), /):
        _answer(_host.listen(*_at(), self._fd, max(0, _index(backlog))))

    def _accept(self):
        _tidy()
        fd, peer = _answer(_host.accept(*_at(), self._used()))
        return fd, _address(peer)

    def send(self, data, flags=0, /):
        return _answer(_host.send(*_at(), self._used(), _buffer(data), _index(flags)))

    def sendall(self, data, flags=0, /):
        _answer(_host.sendall(*_at(), self._used(), _buffer(data), _index(flags)))

    def sendto(self, data, *rest):
        if not 1 <= len(rest) <= 2:
            raise TypeError(f'sendto() takes 2 or 3 arguments ({len(rest) + 1} given)')
        flags = _index(rest[0]) if len(rest) == 2 else 0
        data = _buffer(data)
        return _answer(_host.sendto(*_at(), self._used(), data, flags, *self._target('sendto', rest[-1])))

    def recv(self, bufsize, flags=0, /):
        room = self._room('recv', bufsize)
        return _bytes(_answer(_host.recv(*_at(), self._used(), room, _index(flags)))) if room else b''

    def recvfrom(self, bufsize, flags=0, /):
        data, sender = _answer(_host.recvfrom(*_at(), self._used(), self._room('recvfrom', bufsize), _index(flags)))
        return _bytes(data), _address(sender)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view, room = self._view('recv_into', buffer, nbytes)
        if not room:
            return 0
        return self._fill(view, _answer(_host.recv(*_at(), self._used(), room, _index(flags))))

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view, room = self._view('recvfrom_into', buffer, nbytes)
        data, sender = _answer(_host.recvfrom(*_at(), self._used(), room, _index(flags)))
        return self._fill(view, data), _address(sender)

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        flags = _index(flags)
        target = () if address is None else self._target('sendmsg', address)
        parts = [_buffer(part) for part in _iterated('sendmsg', 1, buffers)]
        levels, types, data = _ancillary(ancdata)
        return _answer(_host.sendmsg(*_at(), self._used(), b''.join(parts), [len(part) for part in parts], levels, types,
                                     b''.join(data), [len(part) for part in data], flags, *target))

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        bufsize = _index(bufsize)
        if bufsize < 0:
            raise ValueError('negative buffer size in recvmsg()')
        data, ancillary, flags, sender = self._message([bufsize], ancbufsize, flags)
        return data, ancillary, flags, sender

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0, /):
        views = [_writable(one) for one in _iterated('recvmsg_into', 1, buffers)]
        data, ancillary, flags, sender = self._message([len(view) for view in views], ancbufsize, flags)
        rest = data
        for view in views:
            part, rest = rest[:len(view)], rest[len(view):]
            view[:len(part)] = part
        return len(data), ancillary, flags, sender

    def _message(self, rooms, ancbufsize, flags):
        ancbufsize = _index(ancbufsize)
        if not 0 <= ancbufsize <= _SOCKLEN_T_LIMIT:
            raise ValueError('invalid ancillary data buffer length')
        data, ancillary, told, sender = _answer(_host.recvmsg(*_at(), self._used(), rooms, ancbufsize, _index(flags)))
        return _bytes(data), [(level, kind, _bytes(content)) for level, kind, content in ancillary], told, _address(sender)

    def shutdown(self, how, /):
        _answer(_host.shutdown(*_at(), self._fd, _index(how)))

    def getsockname(self):
        return _address(_answer(_host.getsockname(*_at(), self._fd)))

    def getpeername(self):
        return _address(_answer(_host.getpeername(*_at(), self._fd)))

    def setsockopt(self, level, option, value, optlen=None, /):
        if value is None:
            raise OSError(38, 'the workbench sets options to numbers and bytes')
        if isinstance(value, int) or hasattr(value, '__index__'):
            value = _index(value)
            if not -(1 << 31) <= value < 1 << 31:
                raise OverflowError('signed integer is greater than maximum' if value > 0 else 'signed integer is less than minimum')
            value = value.to_bytes(4, 'little', signed=True)
        _answer(_host.setsockopt(*_at(), self._fd, _index(level), _index(option), _buffer(value)))

    def getsockopt(self, level, option, buflen=0, /):
        if not 0 <= _index(buflen) <= 1024:
            raise OSError('getsockopt buflen out of range')
        value = _bytes(_answer(_host.getsockopt(*_at(), self._fd, _index(level), _index(option), buflen or 4)))
        return value if buflen else int.from_bytes(value, 'little', signed=True)

    def setblocking(self, flag, /):
        self._nanos = _known_timeouts[self._fd] = -1 if flag else 0
        _answer(_host.setblocking(*_at(), self._fd, bool(flag)))

    def getblocking(self):
        return self._nanos != 0

    def settimeout(self, timeout, /):
        self._nanos = _known_timeouts[self._fd] = _nanos(timeout)
        _answer(_host.settimeout(*_at(), self._fd, self._nanos))

    def gettimeout(self):
        if self._fd >= 0 and _is_called_by_program():
            _host.gettimeout(*_at(), self._fd)
        return self.timeout

    @staticmethod
    def _one(method, args):
        if len(args) != 1:
            raise TypeError(f'_socket.socket.{method}() takes exactly one argument ({len(args)} given)')

    @staticmethod
    def _room(method, bufsize):
        bufsize = _index(bufsize)
        if bufsize < 0:
            raise ValueError(f'negative buffersize in {method}')
        return bufsize

    @staticmethod
    def _view(method, buffer, nbytes):
        try:
            view = _writable(buffer)
        except TypeError:
            raise TypeError(f"{method}() argument 1 must be read-write bytes-like object, not {type(buffer).__name__}") from None
        if _index(nbytes) < 0:
            raise ValueError(f'negative buffersize in {method}')
        if nbytes > len(view):
            raise ValueError(f'nbytes is greater than the length of the buffer' if method == 'recvfrom_into'
                             else 'buffer too small for requested bytes')
        return view, nbytes or len(view)

    @staticmethod
    def _fill(view, data):
        data = _bytes(data)
        part = data[:len(view)]
        view[:len(part)] = part
        return len(data)

    def _target(self, caller, address):
        """The parts of an address as `_host` takes them: the family, then what it has."""
        if self._family == AF_UNIX:
            return AF_UNIX, self._path(address)
        name = 'AF_INET' if self._family == AF_INET else 'AF_INET6'
        if not isinstance(address, tuple):
            raise TypeError(f'{caller}(): {name} address must be tuple, not {type(address).__name__}')
        if self._family == AF_INET:
            if len(address) != 2:
                raise TypeError('AF_INET address must be a pair (host, port)')
            host, port = address
            # Looked up first, as CPython does: an unknown name is told even if the port is out of range.
            self._check_host(host)
            port = _index(port)
            host = _look_up(host, AF_INET)
            return AF_INET, host, _checked_port(caller, port)
        if not 2 <= len(address) <= 4:
            raise TypeError('AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])')
        host, port, flow, scope = address + (0, 0)[:4 - len(address)] if len(address) < 4 else address
        self._check_host(host)
        port, flow, scope = _index(port), _index(flow), _index(scope)
        host = _look_up(host, AF_INET6)
        port = _checked_port(caller, port)
        if not 0 <= flow <= _MAX_FLOW:
            raise OverflowError(f'{caller}(): flowinfo must be 0-1048575.')
        return AF_INET6, host, port, flow, scope

    @staticmethod
    def _check_host(host):
        if not isinstance(host, (str, bytes, bytearray)):
            raise TypeError(f'str, bytes or bytearray expected, not {type(host).__name__}')

    @staticmethod
    def _path(address):
        path = _os.fsencode(address) if isinstance(address, str) else bytes(_buffer(address))
        if len(path) > 108 or len(path) == 108 and path[:1] != b'\0':
            raise OSError('AF_UNIX path too long')
        return path.decode('latin-1')


SocketType = socket
