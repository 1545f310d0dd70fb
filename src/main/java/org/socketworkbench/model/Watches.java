package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Outcome;

/** What the epoll descriptors of one participant watch. */
final class Watches {
    /** The events of an entry that is reported again only after it is modified. */
    private static final int DISABLED = 0;

    private final Map<Integer, SequencedMap<Integer, Integer>> byEpoll = new HashMap<>();

    Watches copy() {
        Watches copy = new Watches();
        byEpoll.forEach((fd, watched) -> copy.byEpoll.put(fd, new LinkedHashMap<>(watched)));
        return copy;
    }

    void returned(Call call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Opened o when call instanceof Call.EpollCreate -> byEpoll.put(o.fd(), new LinkedHashMap<>());
            case Outcome.Opened o when call instanceof Call.Dup c && byEpoll.containsKey(c.fd()) ->
                byEpoll.put(o.fd(), watched(c.fd()));
            // The number refers to something else now.
            case Outcome.Opened o -> byEpoll.remove(o.fd());
            case Outcome.Done o when call instanceof Call.EpollCtl c -> changed(c);
            case Outcome.EpollReady o when call instanceof Call.EpollWait c ->
                o.ready().forEach(entry -> watched(c.fd()).computeIfPresent(entry.fd(),
                        (fd, events) -> (events & EpollEntry.EPOLLONESHOT) != 0 ? DISABLED : events));
            default -> {
                // Linux releases the descriptor whatever close returns.
                if (call instanceof Call.Close c) {
                    byEpoll.remove(c.fd());
                }
            }
        }
    }

    private void changed(Call.EpollCtl call) {
        switch (call.operation()) {
            case EPOLL_CTL_ADD, EPOLL_CTL_MOD -> watched(call.fd()).put(call.target(), call.events());
            case EPOLL_CTL_DEL -> watched(call.fd()).remove(call.target());
        }
    }

    private SequencedMap<Integer, Integer> watched(int fd) {
        return byEpoll.computeIfAbsent(fd, first -> new LinkedHashMap<>());
    }

    /** The last number of a socket is closed: no epoll descriptor watches it any more. */
    void closed(int fd) {
        byEpoll.values().forEach(watched -> watched.remove(fd));
    }

    List<EpollEntry> of(int fd) {
        List<EpollEntry> entries = new ArrayList<>();
        byEpoll.getOrDefault(fd, new LinkedHashMap<>())
                .forEach((target, events) -> entries.add(new EpollEntry(target, events)));
        return entries;
    }
}
