"""The variables of a program that stands, in words for whoever looks at it.

Reading them runs no code of the program: a value is shown by what is known of its very type, and any other by the name of its
class. Nor does it make a call, or take long: there is a bound for everything.
"""

import builtins
import collections
import itertools
import sys
import types

from _workbench import owns as _owns

_NAMES = 64
_LENGTH = 200
_DEPTH = 4
_ITEMS = 64
_BITS = 1024
_CUT = '…'

# No class of the program may answer for itself, not even for its name.
_name_of, _module_of, _ancestors_of = (type.__dict__[name].__get__ for name in ('__qualname__', '__module__', '__mro__'))
_HIDDEN = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)


def variables(local=None):
    """A line `name = value` for each variable: those of the program's innermost function, an empty line, then the module's. At the
    module's own level there is no empty line. Before a line with a breakpoint the interpreter cannot tell the function's: then
    `local` has them."""
    frame = sys._getframe(1)
    while frame is not None and not _owns(frame.f_code.co_filename):
        frame = frame.f_back
    if frame is None:
        return ''
    lines = []
    if frame.f_code.co_name != '<module>':
        lines = _lines(frame.f_locals if local is None else local, _NAMES)
        lines.append('')
    return '\n'.join(lines + _lines(frame.f_globals, _NAMES - len(lines)))


def _lines(names, room):
    lines = []
    for name, value in _items(names):
        if len(lines) >= room:
            break
        if type(name) is str and name.isidentifier() and not (name.startswith('__') and name.endswith('__')) \
                and not _is(value, *_HIDDEN):
            lines.append(f'{_short(name)} = {_short(_text(value, _DEPTH))}')
    return lines


def _items(names):
    """Another thread may add a name meanwhile."""
    for _ in range(3):
        try:
            return list(names.items())
        except RuntimeError:
            pass
    return []


def _is(value, *kinds):
    return any(one is kind for one in _ancestors_of(type(value)) for kind in kinds)


def _short(text):
    return text if len(text) <= _LENGTH else text[:_LENGTH - 1] + _CUT


def _text(value, depth):
    kind = type(value)
    try:
        if type(kind) is type and kind in _KINDS:
            return _KINDS[kind](value, depth)
        if _is(value, _socket):
            return _socket_text(value)
        if any(kind is one for one in _ENUMS):
            return repr(value)
    except Exception:
        # Another thread may have changed it meanwhile.
        pass
    return f'<{_class(kind)} object>'


def _class(kind):
    module = _module_of(kind)
    return _short(_name_of(kind) if type(module) is not str or module == 'builtins' else f'{module}.{_name_of(kind)}')


def _plain(value, depth):
    return repr(value)


def _int(value, depth):
    return repr(value) if value.bit_length() <= _BITS else f'<int of {value.bit_length()} bits>'


def _characters(value, depth):
    return repr(value) if len(value) <= _LENGTH else repr(value[:_LENGTH]) + _CUT


def _function(value, depth):
    return f'<function {value.__name__}>'


def _error(value, depth):
    args = _many(value.args, depth, '(', ')')
    return f'{type(value).__name__}{args}'


def _range(value, depth):
    ends = f'{_int(value.start, depth)}, {_int(value.stop, depth)}'
    return f'range({ends})' if value.step == 1 else f'range({ends}, {_int(value.step, depth)})'


def _many(values, depth, opening, closing):
    if depth == 0:
        return f'{opening}{_CUT}{closing}'
    parts = []
    length = 0
    for value in itertools.islice(values, _ITEMS):
        if length > _LENGTH:
            break
        parts.append(_text(value, depth - 1))
        length += len(parts[-1])
    if len(parts) < len(values):
        parts.append(_CUT)
    return opening + ', '.join(parts) + closing


def _tuple(value, depth):
    return _many(value, depth, '(', ',)' if len(value) == 1 else ')')


def _list(value, depth):
    return _many(value, depth, '[', ']')


def _set(value, depth):
    return _many(value, depth, '{', '}') if value else 'set()'


def _frozenset(value, depth):
    return _many(value, depth, 'frozenset({', '})') if value else 'frozenset()'


def _deque(value, depth):
    return _many(value, depth, 'deque([', '])')


class _Pairs:
    """The pairs of a dictionary, each as one text."""

    def __init__(self, value, depth):
        self.value = value
        self.depth = depth

    def __len__(self):
        return len(self.value)

    def __iter__(self):
        for key, value in self.value.items():
            yield _Pair(f'{_text(key, self.depth)}: {_text(value, self.depth)}')


class _Pair:
    def __init__(self, text):
        self.text = text


def _dict(value, depth):
    return _many(_Pairs(value, depth - 1), depth, '{', '}') if depth else '{…}'


def _socket_text(value):
    """As CPython prints a socket, without the addresses: to ask for them is a call."""
    fd = _fd_of(value)
    closed = '' if fd >= 0 else ' [closed]'
    return (f'<{_class(type(value))}{closed} fd={fd}, family={_family_of(value)}, type={_type_of(value)}, '
            f'proto={_proto_of(value)}>')


_socket = sys.modules['_socket'].socket
_fd_of, _family_of, _type_of, _proto_of = (_socket.__dict__[name].__get__ for name in ('_fd', '_family', '_type', '_proto'))
_ENUMS = []
_KINDS = {
    type(None): _plain, bool: _plain, float: _plain, complex: _plain, type(...): _plain, int: _int,
    str: _characters, bytes: _characters, bytearray: _characters,
    list: _list, tuple: _tuple, set: _set, frozenset: _frozenset, dict: _dict, collections.deque: _deque, range: _range,
    types.FunctionType: _function, types.BuiltinFunctionType: _function, _Pair: lambda value, depth: value.text,
}
_KINDS.update((kind, _error) for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException))


def knows_enums(*kinds):
    """Enumerations of Python's own library, which print themselves."""
    _ENUMS.extend(kinds)
