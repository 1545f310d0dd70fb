package org.socketworkbench.socket;

import java.util.ArrayList;
import java.util.List;

/**
 * A descriptor and its events: those that poll is asked for, or those that it found.
 *
 * @param events one bit for each event, 0 for none; the numbers are Linux's, from {@code <bits/poll.h>}
 * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">man 2 poll</a>
 */
public record PollEntry(int fd, int events) {
    /** There is something to read, or the end has come. */
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

    private static final List<String> NAMES =
            List.of("POLLIN", "POLLPRI", "POLLOUT", "POLLERR", "POLLHUP", "POLLNVAL", "POLLRDHUP");
    private static final List<Integer> BITS = List.of(POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL, POLLRDHUP);

    /**
     * The events as a C programmer writes them: {@code POLLIN|POLLHUP}; bits without a name in hexadecimal; 0 for none.
     */
    public String eventsText() {
        List<String> set = new ArrayList<>();
        int left = events;
        for (int i = 0; i < BITS.size(); i++) {
            if ((left & BITS.get(i)) != 0) {
                set.add(NAMES.get(i));
                left &= ~BITS.get(i);
            }
        }
        if (left != 0 || set.isEmpty()) {
            set.add(left == 0 ? "0" : "0x" + Integer.toHexString(left));
        }
        return String.join("|", set);
    }

    @Override
    public String toString() {
        return fd + ": " + eventsText();
    }
}
