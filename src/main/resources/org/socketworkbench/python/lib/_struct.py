"""The module _struct, which Python's own struct.py is built on: the interpreter's, with the name and the words of CPython's error."""

import _struct as _made

_WORDS = {'ushort': "'H'", 'short': "'h'", 'uint': "'I'", 'int': "'i'"}


class error(Exception):
    __module__ = 'struct'


def _words(text):
    if text == 'argument for %s must be a % object':
        return "argument for 's' must be a bytes object"
    if text.startswith('bad char in struct format'):
        return 'bad char in struct format'
    first, _, rest = text.partition(' ')
    return f'{_WORDS[first]} {rest}' if first in _WORDS else text


def _told(function):
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except _made.error as e:
            raise error(_words(str(e))) from None
    call.__name__ = function.__name__
    return call


class Struct:
    """A format that is read once."""

    def __init__(self, format):
        self._made = _told(_made.Struct)(format)
        self.format, self.size = self._made.format, self._made.size
        for name in ('pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack'):
            setattr(self, name, _told(getattr(self._made, name)))


calcsize, pack, pack_into = _told(_made.calcsize), _told(_made.pack), _told(_made.pack_into)
unpack, unpack_from, iter_unpack = _told(_made.unpack), _told(_made.unpack_from), _told(_made.iter_unpack)
_clearcache = _made._clearcache
