"""Runs scripts of socket calls as CPython does: one line a step, that is script, step and answer with tabs between.

The first line names the interpreter. README.md, beside this file, describes the scripts and the answers.
"""
import ast
import binascii
import errno
import fcntl
import os
import re
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
import termios
import time

SCRIPT_LIMIT_SECONDS = 30
UNTIL_SECONDS = 10
# io.DEFAULT_BUFFER_SIZE for most of Python's life; said here, for it may change.
BUFFER = 8192
SHOWN_BYTES = 32

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"(?:\*\d+)?|\[[^\]]*\](?= |$)|\S+')
STEP = re.compile(r'(?:(\w+) = )?(?:(\w+)\.)?(\w+)(?: (.*))?$')

# errno.errorcode has one name a number; where C has two, this is the one that man pages use.
USUAL = {'EWOULDBLOCK': 'EAGAIN', 'ENOTSUP': 'EOPNOTSUPP', 'EDEADLOCK': 'EDEADLK'}

# What Python refuses without asking the kernel, as the kernel or a timeout would.
WITHOUT_NUMBER = {'AF_UNIX path too long': 'EINVAL', 'cannot read from timed out object': 'timed out'}

LINGER = struct.Struct('ii')
TIMEVAL = struct.Struct('ll')
STRUCTS = {
    socket.SO_LINGER: (LINGER, '{l_onoff=%d,l_linger=%d}'),
    socket.SO_RCVTIMEO: (TIMEVAL, '{tv_sec=%d,tv_usec=%d}'),
    socket.SO_SNDTIMEO: (TIMEVAL, '{tv_sec=%d,tv_usec=%d}'),
}
MESSAGE_FLAGS = {flag: flag.name for flag in sorted((socket.MSG_OOB, socket.MSG_CTRUNC, socket.MSG_TRUNC, socket.MSG_EOR))}
EVENTS = ['POLLIN', 'POLLPRI', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLNVAL', 'POLLRDHUP']


def read_scripts(path, scenes, scripts):
    steps = None
    with open(path, encoding='ascii') as lines:
        for line in lines:
            line = line.strip()
            kind, _, rest = line.partition(' ')
            if not line or line.startswith('#'):
                continue
            if kind == 'scene':
                steps = scenes[rest] = []
            elif kind == 'script':
                steps = []
                scripts.append((rest, steps))
            elif kind == 'given':
                steps.extend(scenes[rest])
            else:
                steps.append(line)


def number(name):
    return int(name, 0) if name[0].isdigit() else getattr(socket, name)


def flags(names):
    return sum(number(name) for name in names.split('|')) if names else 0


def watched(names):
    return sum(getattr(select, name) for name in names.split('|'))


def data(token):
    text, _, times = token.partition('"*')
    return ast.literal_eval('b' + text + '"') * int(times) if times else ast.literal_eval('b' + token)


def quoted(content):
    plain = {9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 92: '\\\\'}
    shown = ''.join(plain.get(b) or (chr(b) if 32 <= b < 127 else '\\x%02x' % b) for b in content[:SHOWN_BYTES])
    return '"%s"' % shown if len(content) <= SHOWN_BYTES else '"%s"... crc %08x' % (shown, binascii.crc32(content))


def count(content):
    return '%d bytes %s' % (len(content), quoted(content)) if content else '0 bytes'


def seconds(value):
    return 'None' if value is None else ('%.9f' % value).rstrip('0').rstrip('.')


def failure(error):
    if error.errno:
        symbol = errno.errorcode[error.errno]
        return USUAL.get(symbol, symbol)
    # Python's own answers, without a number.
    return 'timed out' if isinstance(error, socket.timeout) else WITHOUT_NUMBER.get(str(error), str(error))


class Run:
    """One script: its variables, and the names of the ports and paths that the system or this run chose."""

    def __init__(self, folder, key):
        self.folder = folder
        self.key = key
        self.variables = {}
        self.made = []
        self.learnt = {}
        self.ports = {}
        self.paths = {}
        self.autos = {}

    # Addresses

    def address(self, token):
        """The family and the address that a token stands for."""
        if token.startswith('@'):
            return self.learnt[token[1:]]
        kind, _, name = token.partition(':')
        if kind == 'unix':
            return socket.AF_UNIX, self.chosen(token, os.path.join(self.folder, name).encode() if name else b'')
        if kind == 'abstract':
            return socket.AF_UNIX, self.chosen(token, b'\0' + self.key.encode() + name.encode())
        host, _, port = token.rpartition(':')
        port = int(port) if port.isdigit() else self.learnt[port][1][1]
        if host.startswith('['):
            return socket.AF_INET6, (host[1:-1], port)
        return socket.AF_INET, (host, port)

    def chosen(self, token, path):
        stem, _, length = path.partition(b'~')
        path = stem.ljust(int(length), b'x') if length else path
        self.paths[path] = token
        return path

    def name(self, address):
        """An address from the kernel, in the words of the script."""
        if address is None:
            return 'nobody'
        if isinstance(address, tuple):
            host = '[%s]' % address[0] if ':' in address[0] else address[0]
            port = address[1]
            return '%s:%s' % (host, self.ports.setdefault(port, 'port%d' % (len(self.ports) + 1)) if port else 0)
        path = os.fsencode(address)
        if not path:
            return 'unnamed'
        return self.paths.get(path) or self.autos.setdefault(path, 'abstract:auto%d' % (len(self.autos) + 1))

    # Variables

    def named(self, variable):
        if variable not in self.variables:
            # What an earlier step failed to make: a closed socket answers EBADF, as the descriptor -1 does.
            self.variables[variable] = socket.socket()
            self.variables[variable].close()
        return self.variables[variable]

    def list(self, token):
        return [self.named(name) for name in token[1:-1].split()]

    def names(self, sockets):
        return '[%s]' % ' '.join(name for s in sockets for name in self.variables if self.variables[name] is s)

    # Steps

    def step(self, text):
        if not text.startswith('until '):
            return self.once(text)
        _, wanted, text = text.split(' ', 2)
        due = time.monotonic() + UNTIL_SECONDS
        while True:
            answer = self.once(text)
            if answer == wanted or time.monotonic() > due:
                return answer
            time.sleep(0.001)

    def once(self, text):
        variable, on, call, rest = STEP.match(text).groups()
        try:
            result = getattr(self, call)(*([self.named(on)] if on else []), *TOKEN.findall(rest or ''))
        except OSError as error:
            return failure(error)
        except KeyError:
            return 'no such address'
        if variable:
            self.variables[variable] = result[0]
            self.made.append(result[0])
            return result[1]
        if call == 'getsockname':
            self.learnt[on] = result
            return self.name(result[1])
        return 'ok' if result is None else result

    def socket(self, family, kind, protocol='0'):
        return socket.socket(number(family), number(kind), int(protocol)), 'a socket'

    def bind(self, s, address):
        self.call_with_address(s, address, lambda s, to: s.bind(to))

    def connect(self, s, address):
        self.call_with_address(s, address, lambda s, to: s.connect(to))

    def connect_ex(self, s, address):
        result = self.call_with_address(s, address, lambda s, to: s.connect_ex(to))
        return failure(OSError(result, '')) if result else 'ok'

    def sendto(self, s, content, *flags_and_address):
        content = data(content)
        return self.sent(content, self.call_with_address(
            s, flags_and_address[-1], lambda s, to: s.sendto(content, flags('|'.join(flags_and_address[:-1])), to)))

    def call_with_address(self, s, token, call):
        family, to = self.address(token)
        if family == s.family or s.fileno() < 0:
            return call(s, to)
        # A socket object only takes addresses of its own family: one of another family needs an object that claims to be.
        other = socket.socket(family, s.type, s.proto, s.fileno())
        try:
            return call(other, to)
        finally:
            other.detach()

    def listen(self, s, backlog):
        s.listen(int(backlog))

    def accept(self, s):
        connection, peer = s.accept()
        return connection, 'a socket from ' + self.name(peer)

    def send(self, s, content, names=None):
        content = data(content)
        return self.sent(content, s.send(content, flags(names)))

    @staticmethod
    def sent(content, number_of_bytes):
        # How much of a flood the kernel takes is never twice the same.
        return '%d bytes' % number_of_bytes if number_of_bytes == len(content) else 'fewer bytes'

    def sendall(self, s, content, names=None):
        s.sendall(data(content), flags(names))

    def recv(self, s, length, names=None):
        if flags(names) & socket.MSG_TRUNC:
            return self.truncated(s, length, lambda buffer: s.recv_into(buffer, 0, flags(names)))
        return count(s.recv(int(length), flags(names)))

    def recvfrom(self, s, length, names=None):
        if flags(names) & socket.MSG_TRUNC:
            sender = []

            def receive(buffer):
                received, address = s.recvfrom_into(buffer, 0, flags(names))
                sender.append(address)
                return received
            return self.truncated(s, length, receive) + ' from ' + self.name(sender[0])
        content, address = s.recvfrom(int(length), flags(names))
        return count(content) + ' from ' + self.name(address)

    def os_read(self, s, length):
        return count(os.read(s.fileno(), int(length)))

    def os_write(self, s, content):
        content = data(content)
        return self.sent(content, os.write(s.fileno(), content))

    def os_readv(self, s, rooms):
        return self.filled(rooms, lambda buffers: os.readv(s.fileno(), buffers))

    def os_writev(self, s, *contents):
        contents = [data(content) for content in contents]
        return self.sent(b''.join(contents), os.writev(s.fileno(), contents))

    def sendmsg(self, s, *arguments):
        contents = [data(argument) for argument in arguments if argument.startswith('"')]
        rest = arguments[len(contents):]
        names = flags(rest[0]) if rest else 0
        to = [self.address(rest[1])[1]] if len(rest) > 1 else []
        return self.sent(b''.join(contents), s.sendmsg(contents, [], names, *to))

    def recvmsg(self, s, rooms, names=None, control='0'):
        told = []

        def receive(buffers):
            received, ancillary, message_flags, address = s.recvmsg_into(buffers, int(control), flags(names))
            told.append(' from ' + self.name(address)
                        + ''.join(' %d/%d %s' % (level, kind, quoted(content)) for level, kind, content in ancillary)
                        + (' ' + '|'.join(MESSAGE_FLAGS[bit] for bit in MESSAGE_FLAGS if bit & message_flags)
                           if message_flags else ''))
            return received
        return self.filled(rooms, receive) + told[0]

    @staticmethod
    def filled(rooms, receive):
        """What lies in several buffers."""
        buffers = [bytearray(int(room)) for room in rooms[1:-1].split()]
        received = receive(buffers)
        return count(b''.join(buffers)[:received])

    @staticmethod
    def truncated(s, length, receive):
        """With MSG_TRUNC the count is a datagram's true length; a stream's bytes are counted and thrown away."""
        buffer = bytearray(int(length))
        received = receive(buffer)
        if s.type == socket.SOCK_STREAM:
            return '%d bytes' % received
        return '%d bytes, here %s' % (received, quoted(bytes(buffer[:received])))

    def shutdown(self, s, how):
        s.shutdown(number(how))

    def close(self, s):
        s.close()

    def getsockname(self, s):
        return s.family, s.getsockname()

    def getpeername(self, s):
        return self.name(s.getpeername())

    def setsockopt(self, s, level, option, value):
        if value.startswith('{'):
            value = STRUCTS[number(option)][0].pack(*(int(n) for n in re.findall(r'=(-?\d+)', value)))
        else:
            value = data(value) if value.startswith('"') else int(value)
        s.setsockopt(number(level), number(option), value)

    def getsockopt(self, s, level, option, length=None):
        level, option = number(level), number(option)
        if length:
            return quoted(s.getsockopt(level, option, int(length)))
        if level == socket.SOL_SOCKET and option in STRUCTS:
            layout, text = STRUCTS[option]
            return text % layout.unpack(s.getsockopt(level, option, layout.size))
        return str(s.getsockopt(level, option))

    def setblocking(self, s, blocking):
        s.setblocking(blocking == 'True')

    def settimeout(self, s, timeout):
        s.settimeout(None if timeout == 'None' else float(timeout))

    def gettimeout(self, s):
        return seconds(s.gettimeout())

    def fileno(self, s):
        return '-1' if s.fileno() == -1 else 'a descriptor'

    def makefile(self, s):
        return s.makefile('rwb', BUFFER), 'a file'

    def readline(self, f):
        return count(f.readline())

    def write(self, f, content):
        return '%d bytes' % f.write(data(content))

    def flush(self, f):
        f.flush()

    def poll(self, *tokens):
        poll = select.poll()
        names = {}
        for token in tokens[:-1]:
            name, _, events = token.partition(':')
            names[self.named(name).fileno()] = name
            poll.register(self.named(name), sum(getattr(select, event) for event in events.split('|') if event))
        ready = poll.poll(int(tokens[-1]))
        return ' '.join(names[fd] + ':' + '|'.join(e for e in EVENTS if getattr(select, e) & events)
                        for fd, events in ready) or 'nothing'

    def select(self, read, write, exceptional, timeout):
        ready = select.select(self.list(read), self.list(write), self.list(exceptional),
                              None if timeout == 'None' else float(timeout))
        return ' '.join(self.names(sockets) for sockets in ready)

    def epoll(self):
        return select.epoll(), 'an epoll'

    def register(self, epoll, name, events):
        epoll.register(self.named(name), watched(events))

    def modify(self, epoll, name, events):
        epoll.modify(self.named(name), watched(events))

    def unregister(self, epoll, name):
        epoll.unregister(self.named(name))

    def epoll_wait(self, epoll, millis, most):
        numbers = {thing.fileno(): name for name, thing in self.variables.items() if isinstance(thing, socket.socket)}
        return ' '.join(sorted(numbers[fd] + ':' + '|'.join('E' + e for e in EVENTS if getattr(select, e) & events)
                               for fd, events in epoll.poll(int(millis) / 1000, int(most)))) or 'nothing'

    def fcntl(self, s, command, argument='0'):
        return str(fcntl.fcntl(s.fileno(), getattr(fcntl, command), int(argument, 0)))

    def ioctl(self, s, request):
        number = {'FIONREAD': termios.FIONREAD, 'SIOCOUTQ': termios.TIOCOUTQ, 'SIOCATMARK': 0x8905}[request]
        return str(struct.unpack('i', fcntl.ioctl(s.fileno(), number, bytes(4)))[0])

    # What is no socket call, but lets a script meet a path that is there or gone

    def touch(self, address):
        with open(self.address(address)[1], 'x'):
            pass

    def unlink(self, address):
        os.unlink(self.address(address)[1])

    def end(self):
        for thing in self.made:
            try:
                thing.close()
            except OSError:
                pass  # A file that could not flush.


def has_inet6():
    try:
        with socket.socket(socket.AF_INET6) as s:
            s.bind(('::1', 0))
        return True
    except OSError:
        return False


def main(paths):
    scenes, scripts = {}, []
    for path in paths:
        read_scripts(path, scenes, scripts)
    print('%s %s' % (sys.implementation.name, '.'.join(str(part) for part in sys.version_info[:3])))
    inet6 = has_inet6()
    for index, (name, steps) in enumerate(scripts):
        if not inet6 and any('AF_INET6' in step for step in steps):
            print(name, 'skipped', 'there is no ::1 here', sep='\t')
            continue
        folder = tempfile.mkdtemp()
        run = Run(folder, '%d-%d-' % (os.getpid(), index))
        # Ends this process where a script waits for ever; what was printed so far says where.
        signal.alarm(SCRIPT_LIMIT_SECONDS)
        try:
            for step in steps:
                print(name, step, run.step(step), sep='\t', flush=True)
        finally:
            run.end()
            shutil.rmtree(folder)


main(sys.argv[1:])
