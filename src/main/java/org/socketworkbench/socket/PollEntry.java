package org.socketworkbench.socket;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A descriptor and its events: those that poll is asked for, or those that it found.
 *
 * @param events one bit for each event, 0 for none; the numbers are Linux's, from {@code <bits/poll.h>}
 * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">man 2 poll</a>
 */
public record PollEntry(int fd, int events) {
    /** There is something to read, or the peer has finished sending. */
    public static final int POLLIN = 0x1;
    /** There is urgent data. */
    public static final int POLLPRI = 0x2;
    /** There is room to write. */
    public static final int POLLOUT = 0x4;
    /** An error is waiting; reported even if not asked for. */
    public static final int POLLERR = 0x8;
    /** Both directions have ended; reported even if not asked for. */
    public static final int POLLHUP = 0x10;
    /** The descriptor is not open; reported even if not asked for. */
    public static final int POLLNVAL = 0x20;
    /** The peer has ended its direction. */
    public static final int POLLRDHUP = 0x2000;

    private static final Map<Integer, String> NAMES = names();

    /**
     * The events as a C programmer writes them: {@code POLLIN|POLLHUP}; bits without a name in hexadecimal; 0 for none.
     */
    public String eventsText() {
        return Bits.text(NAMES, events);
    }

    @Override
    public String toString() {
        return fd + ": " + eventsText();
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(POLLIN, "POLLIN");
        names.put(POLLPRI, "POLLPRI");
        names.put(POLLOUT, "POLLOUT");
        names.put(POLLERR, "POLLERR");
        names.put(POLLHUP, "POLLHUP");
        names.put(POLLNVAL, "POLLNVAL");
        names.put(POLLRDHUP, "POLLRDHUP");
        return names;
    }
}
