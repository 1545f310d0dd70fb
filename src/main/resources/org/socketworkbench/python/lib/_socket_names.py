"""Names of hosts, services and protocols, and addresses as text and as bytes."""

from _socket_constants import *
from _workbench import host as _host

_PROTOCOLS = {'ip': 0, 'icmp': 1, 'igmp': 2, 'tcp': 6, 'udp': 17, 'ipv6': 41, 'ipv6-icmp': 58, 'sctp': 132, 'raw': 255}
_TEXTS = {
    EAI_BADFLAGS: 'Bad value for ai_flags',
    EAI_NONAME: 'Name or service not known',
    EAI_AGAIN: 'Temporary failure in name resolution',
    EAI_FAMILY: 'ai_family not supported',
    EAI_SOCKTYPE: 'ai_socktype not supported',
    EAI_SERVICE: 'Servname not supported for ai_socktype',
    EAI_ADDRFAMILY: 'Address family for hostname not supported',
}


class herror(OSError):
    __module__ = 'socket'


class gaierror(OSError):
    __module__ = 'socket'


def _unknown(number):
    return gaierror(number, _TEXTS[number])


def _text(host):
    if isinstance(host, str):
        try:
            return host.encode('idna').decode('ascii') if not host.isascii() else host
        except UnicodeError as e:
            raise e
    return bytes(host).decode('ascii')


def _checked(caller, place, value, kinds=(str,), named='str'):
    if not isinstance(value, kinds):
        raise TypeError(f'{caller}() argument {place} must be {named}, not {"None" if value is None else type(value).__name__}')
    return value


def _whole(value):
    if not hasattr(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def _packed(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _host_of(caller, host):
    return _text(_checked(caller, 1, host, (str, bytes, bytearray), 'str, bytes or bytearray'))


def _addresses(host, family, passive=False, numeric=False):
    """The numeric addresses of a host, as (family, text), in the resolver's order."""
    if host in ('', None):
        any_or_own = ((AF_INET6, '::'), (AF_INET, '0.0.0.0')) if passive else ((AF_INET6, '::1'), (AF_INET, '127.0.0.1'))
        return [a for a in (any_or_own if passive is False else reversed(any_or_own)) if family in (AF_UNSPEC, a[0])]
    known = _host.resolve(host, numeric)
    if known is None:
        raise _unknown(EAI_AGAIN)
    found = [(listed[0], listed[1]) for listed in known]
    of_family = [a for a in found if family in (AF_UNSPEC, a[0])]
    if not of_family:
        raise _unknown(EAI_ADDRFAMILY if found else EAI_NONAME)
    return of_family


def _look_up(host, family):
    """The first numeric address of a host; a numeric one is itself."""
    host = _text(host)
    if '\0' in host:
        raise ValueError('embedded null character')
    if host == '':
        return '0.0.0.0' if family == AF_INET else '::'
    if host == '<broadcast>' and family == AF_INET:
        return '255.255.255.255'
    return _addresses(host, family)[0][1]


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if host is not None and not isinstance(host, (str, bytes, bytearray)):
        raise TypeError('getaddrinfo() argument 1 must be string or None')
    if port is not None and not isinstance(port, (int, str, bytes)):
        raise OSError('Int or String expected')
    family, type, proto, flags = _whole(family), _whole(type), _whole(proto), _whole(flags)
    if family not in (AF_UNSPEC, AF_INET, AF_INET6):
        raise _unknown(EAI_FAMILY)
    if host is None and port is None:
        raise _unknown(EAI_NONAME)
    name = None if host is None else _text(host)
    kinds = [k for k in ((SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP), (SOCK_RAW, 0))
             if type in (0, k[0]) and (proto in (0, k[1]) or k[0] == SOCK_RAW)]
    if not kinds:
        raise _unknown(EAI_SOCKTYPE)
    number = _port(port, kinds, flags)
    found = []
    canonical = name if flags & AI_CANONNAME and name else ''
    for kind, address in _addresses(name, family, bool(flags & AI_PASSIVE), bool(flags & AI_NUMERICHOST)):
        for socket_type, protocol in kinds:
            end = (address, number) if kind == AF_INET else _with_scope(address, number)
            found.append((kind, socket_type, protocol or proto, canonical, end))
            canonical = ''
    return found


def _with_scope(address, port):
    plain, _, scope = address.partition('%')
    return (plain, port, 0, int(scope or 0))


def _port(port, kinds, flags):
    if port is None or port == '' or port == b'':
        return 0
    if isinstance(port, int):
        if not -(1 << 63) <= port < 1 << 63:
            raise OverflowError('Python int too large to convert to C long')
        return port & 0xffff
    text = (port.encode('utf-8') if isinstance(port, str) else port).decode('utf-8')
    if text.lstrip('+-').isdigit():
        return int(text) & 0xffff
    if flags & AI_NUMERICSERV:
        raise _unknown(EAI_NONAME)
    number = _host.service(text, 'udp' if kinds[0][0] == SOCK_DGRAM else 'tcp')
    if number < 0:
        raise _unknown(EAI_SERVICE)
    return number


def getnameinfo(address, flags, /):
    if not isinstance(address, tuple):
        raise TypeError('getnameinfo() argument 1 must be a tuple')
    host, port = address[0], _whole(address[1])
    if not isinstance(host, str):
        raise TypeError(f"must be str, not {type(host).__name__}")
    if len(address) > 2 and not 0 <= address[2] <= 0xfffff:
        raise OverflowError('getnameinfo(): flowinfo must be 0-1048575.')
    numeric = _addresses(host, AF_UNSPEC, numeric=True)[0][1]
    name = numeric if flags & NI_NUMERICHOST else _host.name_of(numeric)
    if flags & NI_NAMEREQD and name == numeric:
        raise _unknown(EAI_NONAME)
    if len(address) > 3 and address[3]:
        name += '%' + if_indextoname(address[3])
    service = '' if flags & NI_NUMERICSERV else _host.service_name(port, 'udp' if flags & NI_DGRAM else 'tcp')
    return name, service or str(port)


def gethostname():
    return _host.host_name()


def sethostname(name, /):
    raise PermissionError(1, 'Operation not permitted')


def gethostbyname(name, /):
    return _look_up(_host_of('gethostbyname', name), AF_INET)


def gethostbyname_ex(name, /):
    return name, [], [address for _, address in _addresses(_host_of('gethostbyname_ex', name), AF_INET)]


def gethostbyaddr(name, /):
    kind, address = _addresses(_host_of('gethostbyaddr', name), AF_UNSPEC)[0]
    found = _host.name_of(address)
    if found == address:
        raise herror(1, 'Unknown host')
    return found, [], [address]


def getservbyname(name, protocol='', /):
    found = _host.service(_checked('getservbyname', 1, name), _checked('getservbyname', 2, protocol))
    if found < 0:
        raise OSError('service/proto not found')
    return found


def getservbyport(port, protocol='', /):
    if not 0 <= _whole(port) <= 0xffff:
        raise OverflowError('getservbyport: port must be 0-65535.')
    found = _host.service_name(port, _checked('getservbyport', 2, protocol))
    if not found:
        raise OSError('port/proto not found')
    return found


def getprotobyname(name, /):
    try:
        return _PROTOCOLS[_checked('getprotobyname', 1, name)]
    except KeyError:
        raise OSError('protocol not found') from None


def if_nameindex():
    return [(listed[0], listed[1]) for listed in _host.interfaces()]


def if_nametoindex(name, /):
    if not isinstance(name, (str, bytes)):
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(name).__name__}')
    name = name.decode() if isinstance(name, bytes) else name
    for index, known in if_nameindex():
        if known == name:
            return index
    raise OSError('no interface with this name')


def if_indextoname(index, /):
    if _whole(index) < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    for known, name in if_nameindex():
        if known == index:
            return name
    raise OSError(6, 'No such device or address')


def _swapped(value, size, what):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer" if size == 2
                        else f'expected int, {type(value).__name__} found')
    if value < 0:
        raise OverflowError(f"{what}: can't convert negative Python int to C {size * 8}-bit unsigned integer")
    if value >> size * 8:
        raise OverflowError(f'{what}: Python int too large to convert to C {size * 8}-bit unsigned integer' if size == 2
                            else 'int larger than 32 bits')
    return int.from_bytes(value.to_bytes(size, 'little'), 'big')


def ntohs(value, /):
    return _swapped(value, 2, 'ntohs')


def htons(value, /):
    return _swapped(value, 2, 'htons')


def ntohl(value, /):
    return _swapped(value, 4, 'ntohl')


def htonl(value, /):
    return _swapped(value, 4, 'htonl')


def inet_aton(text, /):
    parts = _checked('inet_aton', 1, text).split('.')
    try:
        if not 1 <= len(parts) <= 4 or any(not p or not p[0].isdigit() for p in parts):
            raise ValueError
        numbers = [int(p, 16 if p[:2].lower() == '0x' else 8 if p[0] == '0' and len(p) > 1 else 10) for p in parts]
        last = 8 * (5 - len(parts))
        if any(n > 255 for n in numbers[:-1]) or numbers[-1] >> last:
            raise ValueError
    except ValueError:
        raise OSError('illegal IP address string passed to inet_aton') from None
    whole = numbers[-1]
    for place, number in enumerate(numbers[:-1]):
        whole |= number << 24 - 8 * place
    return whole.to_bytes(4, 'big')


def inet_ntoa(packed, /):
    packed = _packed(packed)
    if len(packed) != 4:
        raise OSError('packed IP wrong length for inet_ntoa')
    return '.'.join(str(b) for b in packed)


def inet_pton(family, text, /):
    if _whole(family) not in (AF_INET, AF_INET6):
        raise OSError(97, 'Address family not supported by protocol')
    packed = _host.packed(int(family), _checked('inet_pton', 2, text))
    if packed is None:
        raise OSError('illegal IP address string passed to inet_pton')
    return packed.encode('latin-1')


def inet_ntop(family, packed, /):
    packed = _packed(packed)
    if family == AF_INET:
        if len(packed) != 4:
            raise ValueError('invalid length of packed IP address string')
        return inet_ntoa(packed)
    if family != AF_INET6:
        raise ValueError(f'unknown address family {family}')
    if len(packed) != 16:
        raise ValueError('invalid length of packed IP address string')
    return _host.unpacked(packed)


__all__ = [name for name in globals() if not name.startswith('_')]
