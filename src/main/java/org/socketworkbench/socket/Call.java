package org.socketworkbench.socket;

/**
 * One socket call with its arguments, before it is made. A value: it can be shown, compared, traced and made.
 *
 * <p>Adding a call is adding a record; the compiler then names every {@code switch} that must answer for it.
 */
public sealed interface Call {

    /** The call's name in C, as in {@code "accept"}; the manual page of the same name in section 2 describes it. */
    String name();

    /** A call on an existing descriptor. */
    sealed interface OnDescriptor extends Call {
        /** The descriptor, or {@link #NO_DESCRIPTOR}. */
        int fd();

        /** The same call on another descriptor. */
        Call on(int fd);
    }

    /**
     * What stands for a socket that does not exist yet or is closed: the kernel answers EBADF. It is the number that
     * CPython's {@code socket.fileno()} gives for a closed socket, and that it then really passes to the kernel.
     */
    int NO_DESCRIPTOR = -1;

    /** Makes a socket. @see <a href="https://man7.org/linux/man-pages/man2/socket.2.html">man 2 socket</a> */
    record Socket(Family family, SocketType type, int protocol) implements Call {
        @Override
        public String name() {
            return "socket";
        }
    }

    /** Sets an option to a number. @see <a href="https://man7.org/linux/man-pages/man2/setsockopt.2.html">man 2 setsockopt</a> */
    record SetSockOpt(int fd, SocketOption option, int value) implements OnDescriptor {
        @Override
        public String name() {
            return "setsockopt";
        }

        @Override
        public Call on(int other) {
            return new SetSockOpt(other, option, value);
        }
    }

    /** Reads an option. @see <a href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">man 2 getsockopt</a> */
    record GetSockOpt(int fd, SocketOption option) implements OnDescriptor {
        @Override
        public String name() {
            return "getsockopt";
        }

        @Override
        public Call on(int other) {
            return new GetSockOpt(other, option);
        }
    }

    /** Gives a socket its own address. @see <a href="https://man7.org/linux/man-pages/man2/bind.2.html">man 2 bind</a> */
    record Bind(int fd, SocketAddress address) implements OnDescriptor {
        @Override
        public String name() {
            return "bind";
        }

        @Override
        public Call on(int other) {
            return new Bind(other, address);
        }
    }

    /** Makes a socket wait for callers. @see <a href="https://man7.org/linux/man-pages/man2/listen.2.html">man 2 listen</a> */
    record Listen(int fd, int backlog) implements OnDescriptor {
        @Override
        public String name() {
            return "listen";
        }

        @Override
        public Call on(int other) {
            return new Listen(other, backlog);
        }
    }

    /** Takes the first finished connection. @see <a href="https://man7.org/linux/man-pages/man2/accept.2.html">man 2 accept</a> */
    record Accept(int fd) implements OnDescriptor {
        @Override
        public String name() {
            return "accept";
        }

        @Override
        public Call on(int other) {
            return new Accept(other);
        }
    }

    /** Opens a connection. @see <a href="https://man7.org/linux/man-pages/man2/connect.2.html">man 2 connect</a> */
    record Connect(int fd, SocketAddress address) implements OnDescriptor {
        @Override
        public String name() {
            return "connect";
        }

        @Override
        public Call on(int other) {
            return new Connect(other, address);
        }
    }

    /**
     * Hands bytes to the kernel. @see <a href="https://man7.org/linux/man-pages/man2/send.2.html">man 2 send</a>
     *
     * @param flags the MSG_ flags as one number, 0 for none
     */
    record Send(int fd, Bytes data, int flags) implements OnDescriptor {
        @Override
        public String name() {
            return "send";
        }

        @Override
        public Call on(int other) {
            return new Send(other, data, flags);
        }
    }

    /**
     * Takes bytes from the kernel. @see <a href="https://man7.org/linux/man-pages/man2/recv.2.html">man 2 recv</a>
     *
     * @param length how many bytes at most, 0 to {@link #MAX_LENGTH}
     * @param flags  the MSG_ flags as one number, 0 for none
     */
    record Recv(int fd, int length, int flags) implements OnDescriptor {
        /** The largest buffer that one recv gets here, in bytes: 16 MiB. */
        public static final int MAX_LENGTH = 16 << 20;

        public Recv {
            if (length < 0 || length > MAX_LENGTH) {
                throw new IllegalArgumentException("length " + length);
            }
        }

        @Override
        public String name() {
            return "recv";
        }

        @Override
        public Call on(int other) {
            return new Recv(other, length, flags);
        }
    }

    /** Ends one or both directions. @see <a href="https://man7.org/linux/man-pages/man2/shutdown.2.html">man 2 shutdown</a> */
    record Shutdown(int fd, How how) implements OnDescriptor {
        /** Which direction ends; the order is that of the numbers in {@code <sys/socket.h>}. */
        public enum How { SHUT_RD, SHUT_WR, SHUT_RDWR }

        @Override
        public String name() {
            return "shutdown";
        }

        @Override
        public Call on(int other) {
            return new Shutdown(other, how);
        }
    }

    /** Asks for a socket's own address. @see <a href="https://man7.org/linux/man-pages/man2/getsockname.2.html">man 2 getsockname</a> */
    record GetSockName(int fd) implements OnDescriptor {
        @Override
        public String name() {
            return "getsockname";
        }

        @Override
        public Call on(int other) {
            return new GetSockName(other);
        }
    }

    /** Asks for the peer's address. @see <a href="https://man7.org/linux/man-pages/man2/getpeername.2.html">man 2 getpeername</a> */
    record GetPeerName(int fd) implements OnDescriptor {
        @Override
        public String name() {
            return "getpeername";
        }

        @Override
        public Call on(int other) {
            return new GetPeerName(other);
        }
    }

    /** Gives a descriptor back. @see <a href="https://man7.org/linux/man-pages/man2/close.2.html">man 2 close</a> */
    record Close(int fd) implements OnDescriptor {
        @Override
        public String name() {
            return "close";
        }

        @Override
        public Call on(int other) {
            return new Close(other);
        }
    }
}
