package org.socketworkbench.socket;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The flags of send and recv. Each is a bit of an int. The numbers are Linux's, from {@code <bits/socket.h>}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/recv.2.html">man 2 recv</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/send.2.html">man 2 send</a>
 */
public final class MessageFlags {
    public static final int MSG_OOB = 0x1;
    public static final int MSG_PEEK = 0x2;
    public static final int MSG_DONTROUTE = 0x4;
    public static final int MSG_CTRUNC = 0x8;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_EOR = 0x80;
    public static final int MSG_WAITALL = 0x100;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_MORE = 0x8000;

    /** The names of the flags by their bits, lowest bit first. */
    public static final Map<Integer, String> NAMES = names();

    private MessageFlags() {}

    /**
     * The flags as a C programmer writes them: {@code MSG_PEEK|MSG_DONTWAIT}; bits without a name in hexadecimal; 0 for
     * none.
     */
    public static String text(int flags) {
        return Bits.text(NAMES, flags);
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(MSG_OOB, "MSG_OOB");
        names.put(MSG_PEEK, "MSG_PEEK");
        names.put(MSG_DONTROUTE, "MSG_DONTROUTE");
        names.put(MSG_CTRUNC, "MSG_CTRUNC");
        names.put(MSG_TRUNC, "MSG_TRUNC");
        names.put(MSG_DONTWAIT, "MSG_DONTWAIT");
        names.put(MSG_EOR, "MSG_EOR");
        names.put(MSG_WAITALL, "MSG_WAITALL");
        names.put(MSG_NOSIGNAL, "MSG_NOSIGNAL");
        names.put(MSG_MORE, "MSG_MORE");
        return names;
    }
}
