package org.socketworkbench.socket;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The flags of the open file that a descriptor refers to. Each is a bit of an int, except the access mode. The numbers
 * are Linux's on x86-64 and aarch64, from {@code <asm-generic/fcntl.h>}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">man 2 open</a>
 */
public final class FileFlags {
    public static final int O_RDWR = 0x2;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_ASYNC = 0x2000;

    /** The only flag of the descriptor itself. */
    public static final int FD_CLOEXEC = 1;

    private static final Map<Integer, String> NAMES = names();

    private FileFlags() {}

    /** As a C programmer writes them: {@code O_RDWR|O_NONBLOCK}; bits without a name in hexadecimal; 0 for none. */
    public static String text(int flags) {
        return Bits.text(NAMES, flags);
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(O_RDWR, "O_RDWR");
        names.put(O_APPEND, "O_APPEND");
        names.put(O_NONBLOCK, "O_NONBLOCK");
        names.put(O_ASYNC, "O_ASYNC");
        return names;
    }
}
