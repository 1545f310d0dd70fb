package org.socketworkbench.python;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of a program's descriptors a socket object of it still stands for. Each object refers to a holder, made here,
 * and nothing else does: once memory was collected, a holder that is gone tells that its socket can be reached no more.
 * Any thread.
 */
final class HeldSockets {
    private final Map<Integer, WeakReference<Holder>> holders = new ConcurrentHashMap<>();

    private static final class Holder {}

    /** What the socket object that stands for a descriptor is to refer to. */
    Object hold(int fd) {
        Holder holder = new Holder();
        holders.put(fd, new WeakReference<>(holder));
        return holder;
    }

    /** No object stands for the descriptor any more: it is closed, or the program keeps its number. */
    void letGo(int fd) {
        holders.remove(fd);
    }

    /**
     * The descriptors whose objects were found gone when memory was last collected. They are let go: who gets such a
     * number next has an object only a while later.
     */
    List<Integer> takeForgotten() {
        List<Integer> gone = holders.entrySet().stream().filter(entry -> entry.getValue().refersTo(null))
                .map(Map.Entry::getKey).toList();
        gone.forEach(holders::remove);
        return gone;
    }
}
