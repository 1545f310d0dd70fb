"""What a program in the workbench does not have is told in words, at the line that wants it, with what to do instead."""

import _posixsubprocess
import _signal
import os as _os
import sys as _sys
from importlib.machinery import PathFinder as _PathFinder

from _workbench import is_imported_by_program as _is_imported_by_program

_NO_WINDOW = 'a program in the workbench has no window of its own: print() and input() are there'
_NO_TERMINAL = 'a program in the workbench has no terminal: print() and input() are there'
_NO_C = 'a program in the workbench reaches no library in C: only modules that are written in Python'
_MODULES = {
    'ssl': 'the workbench has no TLS: connect without it, and the bytes on the line can be read as well',
    'multiprocessing': 'a program in the workbench is one process: threading, or ThreadPoolExecutor of concurrent.futures, does '
                       'several things at once',
    'tkinter': _NO_WINDOW, 'turtle': _NO_WINDOW,
    'curses': _NO_TERMINAL, 'tty': _NO_TERMINAL, 'pty': _NO_TERMINAL,
    'ctypes': _NO_C, 'cffi': _NO_C,
    'sqlite3': 'the workbench has no database: a dict does, or a file that json or csv writes',
    'crypt': 'the workbench has no crypt: hashlib is there',
    'bz2': 'the workbench has no bz2: zlib and gzip are there',
    'syslog': 'a program in the workbench has no system log: logging and print() are there',
}
_INSTEAD = {
    'requests': 'http.client and urllib.request', 'httpx': 'http.client and urllib.request', 'urllib3': 'http.client',
    'aiohttp': 'asyncio and http.client', 'flask': 'http.server', 'django': 'http.server', 'fastapi': 'http.server',
    'numpy': 'lists, and the modules array and math', 'pandas': 'the module csv',
    'scapy': 'sockets and the module struct', 'zmq': 'a socket', 'websockets': 'a socket', 'paramiko': 'a socket',
}
_INTERPRETERS_OWN = ('java', 'polyglot', '__graalpython__')


class Absent:
    """Looks for nothing, and says of what is not there why it is not."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == 'select':
            # The interpreter has it built in, and would not look for the program's own.
            return _PathFinder.find_spec(name)
        if name in _MODULES:
            raise ModuleNotFoundError(f"No module named '{name}': {_MODULES[name]}", name=name)
        if name.partition('.')[0] in _INTERPRETERS_OWN and _is_imported_by_program():
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return None


class Unknown:
    """Asked last: nobody has found the module."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if path is None and _is_imported_by_program():
            instead = _INSTEAD.get(name, 'a module of it, or a file of your own beside the program')
            raise ModuleNotFoundError(f"No module named '{name}': the workbench has Python's own library only; in its place, "
                                      f'use {instead}', name=name)
        return None


def _refused(words):
    def refuse(*args, **kwargs):
        raise PermissionError(13, f'a program in the workbench {words}')
    return refuse


def system(command):
    """What clears a terminal has nothing to do here, and does no harm."""
    if _os.fsdecode(command).strip() in ('clear', 'cls'):
        return 0
    _starts_none()


_starts_none = _refused('starts no other programs: do it in Python, or outside the workbench')
_is_one = _refused('is one process: threading does several things at once')
_knows_no_other = _refused('has nothing to do with other processes: a threading.Event tells a thread to end')
_gets_no_signals = _refused('gets no signals but Ctrl+C: settimeout() bounds a wait, and threading.Timer does something later')



def getsizeof(value, default=0, /):
    """How much memory CPython would need for a value is not known here."""
    raise NotImplementedError("the workbench does not know how much memory a value takes in CPython: len() tells its length")


_sys.getsizeof = getsizeof
_os.system = system
_os.fork = _os.forkpty = _is_one
_posixsubprocess.fork_exec = _starts_none
for _name in ('popen', 'execv', 'execve', 'posix_spawn', 'posix_spawnp', 'spawnl', 'spawnle', 'spawnlp', 'spawnlpe', 'spawnv', 'spawnve',
              'spawnvp', 'spawnvpe'):
    setattr(_os, _name, _starts_none)
for _name in ('kill', 'killpg', 'getppid', 'wait', 'wait3', 'wait4', 'waitpid', 'setsid', 'getsid', 'setpgid', 'nice'):
    setattr(_os, _name, _knows_no_other)
for _name in ('openpty', 'ttyname', 'ctermid'):
    setattr(_os, _name, _refused('has no terminal: print() and input() are there'))
for _name in ('alarm', 'setitimer', 'raise_signal', 'pause', 'sigwait', 'pthread_kill'):
    setattr(_signal, _name, _gets_no_signals)

_sys.modules['_multiprocessing_graalpy'] = None
_sys.meta_path.insert(0, Absent)
_sys.meta_path.append(Unknown)
