package org.socketworkbench.python;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tracks which of a program's descriptors still have a socket object. Each object refers to a holder made here, and
 * nothing else does. If the garbage collector has removed a holder, its socket can no longer be reached. Thread-safe.
 */
final class HeldSockets {
    private final Map<Integer, WeakReference<Holder>> holders = new ConcurrentHashMap<>();

    private static final class Holder {}

    /** Returns the holder that the descriptor's socket object must refer to. */
    Object hold(int fd) {
        Holder holder = new Holder();
        holders.put(fd, new WeakReference<>(holder));
        return holder;
    }

    /** The descriptor has no object any more: it is closed, or the program keeps its number. */
    void letGo(int fd) {
        holders.remove(fd);
    }

    /**
     * The descriptors whose objects were gone at the last garbage collection. They are removed: a socket that gets such
     * a number next has an object only a while later.
     */
    List<Integer> takeForgotten() {
        List<Integer> gone = holders.entrySet().stream().filter(entry -> entry.getValue().refersTo(null))
                .map(Map.Entry::getKey).toList();
        gone.forEach(holders::remove);
        return gone;
    }
}
