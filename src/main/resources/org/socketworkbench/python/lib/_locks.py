"""The locks of the module _thread, for threads that take turns: who waits at one gives its turn away, and who releases one says
who goes on. They are handed over in the order in which they were waited for.
"""

import _thread
from _workbench import host as _host

_allocate = _thread.allocate_lock
_get_ident = _thread.get_ident
_sentinels = {}


def _blocked(mine, timeout):
    """Waits. In all of this file Ctrl+C raises an exception only here, which Interrupts.java knows by its name."""
    return mine.acquire(True, timeout)


class lock:
    """As _thread.lock."""
    __module__ = '_thread'
    __slots__ = ('_guard', '_locked', '_waiting', '__weakref__')

    def __init__(self):
        self._guard = _allocate()
        self._locked = False
        self._waiting = []

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError('timeout value must be a non-negative number')
        if timeout > _thread.TIMEOUT_MAX:
            raise OverflowError('timeout value is too large')
        with self._guard:
            if not self._locked:
                self._locked = True
                return True
            if not blocking or timeout == 0:
                return False
            mine = _allocate()
            mine.acquire()
            place = (_host.waker(), mine)
            self._waiting.append(place)
        return self._wait(place, timeout)

    def _wait(self, place, timeout):
        _host.rest()
        try:
            got = _blocked(place[1], timeout) or self._is_handed_to(place)
        except BaseException:
            if self._is_handed_to(place):
                self.release()
            raise
        try:
            _host.go_on()
        except BaseException:
            if got:
                self.release()
            raise
        return got

    def _is_handed_to(self, place):
        """Whether the lock was handed over all the same; from here on it is not."""
        with self._guard:
            if place not in self._waiting:
                return True
            self._waiting.remove(place)
            return False

    def release(self):
        with self._guard:
            if not self._locked:
                raise RuntimeError('release unlocked lock')
            if not self._waiting:
                self._locked = False
                return
            wake, other = self._waiting.pop(0)
        wake()
        other.release()

    def locked(self):
        return self._locked

    def _at_fork_reinit(self):
        self.__init__()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exception):
        self.release()

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __repr__(self):
        return f'<{"locked" if self._locked else "unlocked"} _thread.lock object at {id(self):#x}>'


class RLock:
    """As _thread.RLock."""
    __module__ = '_thread'
    __slots__ = ('_lock', '_owner', '_count', '__weakref__')

    def __init__(self):
        self._lock = lock()
        self._owner = 0
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = _get_ident()
        if self._owner == me:
            self._count += 1
            return True
        got = self._lock.acquire(blocking, timeout)
        if got:
            self._owner, self._count = me, 1
        return got

    def release(self):
        if self._owner != _get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if self._count == 0:
            self._owner = 0
            self._lock.release()

    def _is_owned(self):
        return self._owner == _get_ident()

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _release_save(self):
        if self._count == 0:
            raise RuntimeError('cannot release un-acquired lock')
        state = self._count, self._owner
        self._count, self._owner = 0, 0
        self._lock.release()
        return state

    def _acquire_restore(self, state):
        self._lock.acquire()
        self._count, self._owner = state

    def _at_fork_reinit(self):
        self.__init__()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exception):
        self.release()

    def __repr__(self):
        held = 'locked' if self._count else 'unlocked'
        return f'<{held} _thread.RLock object owner={self._owner} count={self._count} at {id(self):#x}>'


def _set_sentinel():
    """A lock that is released when the calling thread ends; threading's join waits for it."""
    made = lock()
    _sentinels[_get_ident()] = made
    return made


def thread_ends():
    """The calling thread has done what it was started for."""
    sentinel = _sentinels.pop(_get_ident(), None)
    if sentinel is not None and sentinel.locked():
        sentinel.release()


_thread.allocate_lock = _thread.allocate = lock
_thread.LockType = lock
_thread.RLock = RLock
_thread._set_sentinel = _set_sentinel
