package org.socketworkbench.socket;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A descriptor and its events in epoll: those that are watched, or those that were found.
 *
 * @param events one bit for each event or way to watch, 0 for none; the numbers are Linux's, from {@code
 *               <sys/epoll.h>}, and those of the events are the same as {@link PollEntry}'s
 * @see <a href="https://man7.org/linux/man-pages/man2/epoll_ctl.2.html">man 2 epoll_ctl</a>
 */
public record EpollEntry(int fd, int events) {
    /** If several epoll descriptors watch the same target, one is woken, not all. */
    public static final int EPOLLEXCLUSIVE = 1 << 28;
    /** After one report, nothing is watched until the entry is modified. */
    public static final int EPOLLONESHOT = 1 << 30;
    /** Edge-triggered: an event is reported when something new arrives, not for as long as something is there. */
    public static final int EPOLLET = 1 << 31;

    private static final Map<Integer, String> NAMES = names();

    /** The events as a C programmer writes them: {@code EPOLLIN|EPOLLET}; bits without a name in hexadecimal. */
    public String eventsText() {
        return Bits.text(NAMES, events);
    }

    @Override
    public String toString() {
        return fd + ": " + eventsText();
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(PollEntry.POLLIN, "EPOLLIN");
        names.put(PollEntry.POLLPRI, "EPOLLPRI");
        names.put(PollEntry.POLLOUT, "EPOLLOUT");
        names.put(PollEntry.POLLERR, "EPOLLERR");
        names.put(PollEntry.POLLHUP, "EPOLLHUP");
        names.put(PollEntry.POLLRDHUP, "EPOLLRDHUP");
        names.put(EPOLLEXCLUSIVE, "EPOLLEXCLUSIVE");
        names.put(EPOLLONESHOT, "EPOLLONESHOT");
        names.put(EPOLLET, "EPOLLET");
        return names;
    }
}
