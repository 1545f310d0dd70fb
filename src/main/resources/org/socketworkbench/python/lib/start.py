"""Prepares an interpreter for a program of the workbench, and tells of the program's end. Run once, before the program.

`host` is what the workbench lends, `modules` the texts of the modules over it, of which `module` makes modules; they are put in the
places where Python's own library looks for the system's.
"""

import _signal
import _sitebuiltins
import _thread
import builtins
import gc
import errno
import io
import linecache
import os
import sys
import time
import traceback
import types
import weakref


class Program:
    """Which files are the program's own; the rest is Python's library."""
    name = None
    folder = None
    told = set()

    @classmethod
    def owns(cls, file):
        return file == cls.name or cls.folder is not None and file.startswith(cls.folder)

    @classmethod
    def shown(cls, file):
        """The name of one of its files; what it holds is told the first time that something is done in it."""
        name = os.path.basename(file)
        if file not in cls.told:
            cls.told.add(file)
            host.source(name, ''.join(linecache.getlines(file)))
        return name


def at():
    """The line of the program that is being run; of the library, if a thread runs nothing else."""
    frame = sys._getframe(1)
    nearest = None
    while frame is not None:
        file = frame.f_code.co_filename
        if Program.owns(file):
            return Program.shown(file), frame.f_lineno
        if nearest is None and file[:1] != '<':
            nearest = os.path.basename(file), frame.f_lineno
        frame = frame.f_back
    return nearest or ('', 0)


def is_called_by_program():
    """Whether the program itself called the method that asks, and not Python's library on its way to something else."""
    return Program.owns(sys._getframe(2).f_code.co_filename)


def is_imported_by_program():
    """Whether the import that asks stands in the program itself."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename[:1] == '<':
        frame = frame.f_back
    return frame is not None and Program.owns(frame.f_code.co_filename)


class Output(io.RawIOBase):
    def __init__(self, is_error):
        self._is_error = is_error

    def writable(self):
        return True

    def fileno(self):
        return 2 if self._is_error else 1

    def write(self, data):
        data = bytes(data)
        host.write(*at(), self._is_error, data)
        return len(data)


class Input(io.RawIOBase):
    _rest = b''

    def fileno(self):
        return 0

    def has_rest(self):
        """Whether a part of a line was taken and the other part was not."""
        return bool(self._rest)

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self._rest:
            # What was printed without an end of line is the prompt.
            sys.stdout.flush()
            line = host.read_line(*at())
            if line is None:
                return 0
            self._rest = (line + '\n').encode('utf-8')
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


standard = [Input(), Output(False), Output(True)]


def text_output(is_error):
    raw = io.BufferedWriter(standard[1 + is_error])
    return io.TextIOWrapper(raw, encoding='utf-8', errors='backslashreplace' if is_error else 'strict', line_buffering=True)


class Files:
    """What is written to a file that nobody holds any more is in it at once, as in CPython, and at the end in any case."""
    # Each with what it writes to, which must not go before it is written out.
    written = []

    @classmethod
    def open(cls, file, mode='r', *args, **kwargs):
        cls.written = [one for one in cls.written if not one[2].closed]
        writes = isinstance(mode, str) and not set(mode).isdisjoint('wax+')
        if not writes and any(name == file for name, _, _ in cls.written):
            cls.let_go()
        if type(file) is int and file in (0, 1, 2):
            raw = io.BufferedReader(standard[0]) if file == 0 else io.BufferedWriter(standard[file])
            return raw if 'b' in mode else io.TextIOWrapper(raw, encoding='utf-8', line_buffering=True)
        if type(file) is not int and len(args) < 6 and kwargs.get('opener') is None:
            # It gives the file its number.
            kwargs['opener'] = sys.modules['_files'].opener
        opened = cls._open(file, mode, *args, **kwargs)
        if writes and isinstance(opened, io.TextIOWrapper):
            opened.reconfigure(write_through=True)
        if writes and not isinstance(opened, io.RawIOBase):
            cls.written.append((file, weakref.ref(opened), getattr(opened, 'buffer', opened)))
        return opened

    @classmethod
    def let_go(cls):
        gc.collect()
        for _, holder, buffer in cls.written:
            if holder() is None:
                buffer.close()

    @classmethod
    def finish(cls):
        for _, _, buffer in cls.written:
            try:
                buffer.flush()
            except (OSError, ValueError):
                pass

    _open = io.open


def read(fd, length, /):
    if fd != 0:
        return _read(fd, length)
    part = bytearray(length)
    return bytes(part[:standard[0].readinto(part)])


def write(fd, data, /):
    return standard[fd].write(data) if fd in (1, 2) else _write(fd, data)


def isatty(fd, /):
    return fd not in (0, 1, 2) and _isatty(fd)


def in_c_words(function):
    """Of this one error the interpreter has other words than the C library."""
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except OSError as e:
            if e.strerror == 'Bad file number':
                e.strerror = strerror(e.errno)
            raise
    return call


_read, _write, _isatty = in_c_words(os.read), in_c_words(os.write), os.isatty


LONGEST_SLEEP = ((1 << 63) - 1) // 1_000_000_000


def whole(value):
    if not hasattr(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def sleep(seconds, /):
    if not isinstance(seconds, (int, float)):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds != seconds:
        raise ValueError('Invalid value NaN (not a number)')
    if seconds > LONGEST_SLEEP:
        raise OverflowError('timestamp too large to convert to C _PyTime_t')
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    host.sleep(*at(), int(seconds * 1_000_000_000))


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError('first arg must be callable')
    if not isinstance(args, tuple):
        raise TypeError('2nd arg must be a tuple')
    owner = getattr(function, '__self__', None)
    name = getattr(owner, 'name', None) or getattr(function, '__name__', 'thread')

    def body():
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as error:
            tell(f'Exception ignored in thread started by: {function!r}', error)
        finally:
            thread_ends()

    begun = _allocate_lock()
    begun.acquire()
    ident = _start_new_thread(host.run_thread, (str(name), begun.release, body))
    begun.acquire()
    return ident


_start_new_thread = _thread.start_new_thread
_allocate_lock = _thread.allocate_lock


class ThreadError(tuple):
    """What threading tells its excepthook of an exception that nobody has caught in a thread."""
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def tell_of_thread(args, /):
    if args.exc_type is not SystemExit:
        name = args.thread.name if args.thread is not None else _thread.get_ident()
        tell(f'Exception in thread {name}:', args.exc_value)


_handlers = {}


def set_handler(number, handler, /):
    """Signals are the workbench's own affair: a handler is remembered, and never called."""
    return _handlers.setdefault(number, _signal.SIG_DFL) if handler is None else _swap(number, handler)


def _swap(number, handler):
    old = _handlers.get(number, _signal.default_int_handler if number == _signal.SIGINT else _signal.SIG_DFL)
    _handlers[number] = handler
    return old


def get_handler(number, /):
    return _handlers.get(number, _signal.default_int_handler if number == _signal.SIGINT else _signal.SIG_DFL)


def look():
    """Ctrl+C may have been pressed while the main thread runs Python. What it prints just now is printed first, once, and its
    variables are read: then it is to look again later, which is what it answers."""
    frame = sys._getframe(1)
    while frame is not None and not Program.owns(frame.f_code.co_filename):
        if frame.f_code in (Output.write.__code__, variables.__code__):
            return True
        frame = frame.f_back
    if host.take_interrupt():
        interrupted()
    return False


def interrupted():
    """Ctrl+C was pressed, which the main thread hears of: it does what the program has set for it."""
    handler = get_handler(_signal.SIGINT)
    if handler in (_signal.SIG_DFL, _signal.default_int_handler):
        raise KeyboardInterrupt
    if handler is not _signal.SIG_IGN:
        handler(_signal.SIGINT, sys._getframe(1))


def exit_at_once(status):
    host.exit(*at(), whole(status))


def strerror(code, /):
    """What the C library says of an error number."""
    return host.strerror(whole(code))


def unlink(path, *, dir_fd=None):
    """The file of a UNIX socket is the kernel's; any other is the program's own."""
    wanted = os.fsencode(path)
    result = host.unlink(*at(), socket.AF_UNIX, wanted.decode('latin-1')) if b'\0' not in wanted else None
    if result is None:
        return _unlink(path)
    if result < 0:
        raise OSError(-result, os.strerror(-result), path)


_unlink = os.unlink


def chdir(path):
    _chdir(path)
    host.work_in(os.getcwd())


_chdir = os.chdir


def on_two_paths(function):
    def call(src, dst, *args, **kwargs):
        names = [os.fsdecode(src), os.fsdecode(dst)]
        if '\0' in names[0] + names[1]:
            raise ValueError('embedded null byte')
        result = function(*names)
        if result < 0:
            raise OSError(-result, os.strerror(-result), src, None, dst)
    return call


def forget_shadowed(folder):
    """A program's own module goes before the library's; what stands ready is made of the library's."""
    if any(os.path.exists(os.path.join(folder, name + '.py')) for name in ('socket', 'select', 'selectors', 'struct')):
        for name in ('socket', 'select', 'selectors', 'struct'):
            if name != 'select' or os.path.exists(os.path.join(folder, 'select.py')):
                sys.modules.pop(name, None)


def begin(name, text, folder, arguments, temporary):
    """The program is about to run: from here on its files are known, and its module is empty but for its name."""
    Program.name = name
    Program.folder = folder + os.sep if folder else None
    Program.told.add(name)
    sys.argv = [name, *arguments]
    os.environ['TMPDIR'] = temporary
    if folder:
        sys.path.insert(0, folder)
        forget_shadowed(folder)
    os.chdir(folder or '/tmp')
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    main = sys.modules['__main__'].__dict__
    for key in [key for key in main if not (key.startswith('__') and key.endswith('__'))]:
        del main[key]
    main['__file__'] = os.path.join(folder, name)


def finish():
    """The program's last line is behind it: its threads end, then what it has registered for its exit runs."""
    if 'threading' in sys.modules:
        threading = sys.modules['threading']
        if not all(thread.daemon or thread is threading.main_thread() for thread in threading.enumerate()):
            host.main_ended()
        try:
            threading._shutdown()
        except KeyboardInterrupt as error:
            tell(f'Exception ignored in: {threading!r}', error)
    if 'atexit' in sys.modules:
        sys.modules['atexit']._run_exitfuncs()
    Files.finish()
    flush()


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass


def tell(where, error):
    """Prints an exception that ends nothing but what it has come out of."""
    flush()
    sys.stderr.write(where + '\n' + ''.join(shown(error).format()))
    flush()


def shown(error):
    """An exception as it is printed: of the workbench's own files nothing is told, nor of a frame that was interrupted between two
    lines, of which the interpreter tells no line."""
    whole = traceback.TracebackException.from_exception(error)
    for one in _chain(whole):
        if one.exc_type.__module__ == 'polyglot':
            # What the interpreter says of its own failures is Java's.
            one.exc_type, one._str = SystemError, 'Python in the workbench cannot do this with what was passed'
        one.stack = traceback.StackSummary.from_list(
            [frame for frame in one.stack if not frame.filename.startswith('<workbench') and (frame.lineno or 0) > 0])
    return whole


def report(error):
    """Prints an uncaught exception as Python does, and answers where in the program it came from and what it is; None if the
    program has ended itself with success."""
    if isinstance(error, SystemExit):
        return report_exit(error)
    whole = shown(error)
    flush()
    sys.stderr.write(''.join(whole.format()))
    flush()
    if isinstance(error, SyntaxError) and error.filename and Program.owns(error.filename):
        file, line = Program.shown(error.filename), error.lineno or 0
    else:
        file, line = place(whole.stack)
    return [file, line, ''.join(whole.format_exception_only()).strip().splitlines()[-1]]


def report_exit(error):
    code = error.code
    if code is None or code == 0:
        return None
    if not isinstance(code, int):
        flush()
        print(code, file=sys.stderr)
        flush()
    return [*place(traceback.extract_tb(error.__traceback__)), f'SystemExit: {code}']


def place(stack):
    """The program's own line that an exception has passed last."""
    own = [frame for frame in stack if Program.owns(frame.filename)]
    return [Program.shown(own[-1].filename), own[-1].lineno] if own else ['', 0]


def _chain(one, seen=()):
    if one is None or one in seen:
        return
    yield one
    for other in (one.__cause__, one.__context__):
        yield from _chain(other, (*seen, one))


workbench = types.ModuleType('_workbench')
workbench.at, workbench.host, workbench.is_called_by_program, workbench.look = at, host, is_called_by_program, look
workbench.is_imported_by_program, workbench.owns = is_imported_by_program, Program.owns
workbench.has_rest = standard[0].has_rest
sys.modules['_workbench'] = workbench

sys.stdout = sys.__stdout__ = text_output(False)
sys.stderr = sys.__stderr__ = text_output(True)
sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(standard[0]), encoding='utf-8')
time.sleep = sleep
builtins.open = io.open = Files.open
os.read, os.write, os.isatty = read, write, isatty
os.close, os.fstat, os.lseek = in_c_words(os.close), in_c_words(os.fstat), in_c_words(os.lseek)
_thread.start_new_thread = _thread.start_new = start_new_thread
_thread._excepthook, _thread._ExceptHookArgs = tell_of_thread, ThreadError
_signal.signal, _signal.getsignal = set_handler, get_handler
os.unlink = os.remove = unlink
os.strerror = sys.modules['posix'].strerror = strerror
# The names that CPython 3.12 has for them, where the system has two, and none that it does not have.
errno.errorcode.update({errno.EDEADLK: 'EDEADLOCK', errno.EOPNOTSUPP: 'ENOTSUP'})
if hasattr(errno, 'EHWPOISON'):
    del errno.errorcode[errno.EHWPOISON], errno.EHWPOISON
builtins.exit = _sitebuiltins.Quitter('exit', 'Ctrl-D (i.e. EOF)')
builtins.quit = _sitebuiltins.Quitter('quit', 'Ctrl-D (i.e. EOF)')
os._exit = exit_at_once
os.chdir = chdir
os.rename = os.replace = on_two_paths(host.rename)
os.link, os.symlink = on_two_paths(host.link), on_two_paths(host.symlink)
if hasattr(os, 'O_TMPFILE'):
    # A file that has no name at all: the layer would not know whose it is.
    del os.O_TMPFILE

for name, text in modules:
    sys.modules[name] = module(name, text)
# Built anew on the module above, if anybody has asked for it before.
sys.modules.pop('struct', None)
# Its queue is made of the locks above; the one in Java would wait where nobody sees it.
sys.modules['_queue'] = None
from _locks import thread_ends
from _variables import knows_enums, variables

# What every program of sockets imports, so that it is there when one starts. Not threading: who imports it is its main thread.
import socket
knows_enums(socket.AddressFamily, socket.SocketKind, socket.MsgFlag)
