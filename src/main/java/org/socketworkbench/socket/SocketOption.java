package org.socketworkbench.socket;

/**
 * A socket option whose value is an int. The numbers are Linux's on x86-64 and aarch64, from {@code <asm-generic/socket.h>}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/socket.7.html">man 7 socket</a>
 */
public enum SocketOption {
    SO_REUSEADDR(2),
    SO_ERROR(4),
    SO_SNDBUF(7),
    SO_RCVBUF(8);

    /** SOL_SOCKET, the level of every option here. */
    public static final int SOL_SOCKET = 1;

    private final int number;

    SocketOption(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public int level() {
        return SOL_SOCKET;
    }

    public String levelName() {
        return "SOL_SOCKET";
    }
}
