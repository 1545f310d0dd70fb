package org.socketworkbench.socket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which call it is. Breakpoints, buttons, texts and trace files refer to a call by it: {@link #toString} is the
 * constant in lower case, and no two calls share it.
 */
public enum CallName {
    // System calls, as POSIX or Linux names them.
    SOCKET, SOCKETPAIR, BIND, LISTEN, ACCEPT, CONNECT, SEND, SENDTO, RECV, RECVFROM, READ, WRITE, READV, WRITEV,
    SENDMSG, RECVMSG,
    SHUTDOWN, CLOSE, DUP,
    DUP2, UNLINK,
    SETSOCKOPT, GETSOCKOPT, GETSOCKNAME, GETPEERNAME, FCNTL, IOCTL,
    /** ioctl with a request that reads a number; {@link #IOCTL} sets O_NONBLOCK. */
    IOCTL_READ("ioctl"),
    POLL, PPOLL, SELECT, EPOLL_CREATE1, EPOLL_CTL, EPOLL_WAIT,
    /** Any system call that has no name here. */
    OTHER,
    // Library calls, as Python names them.
    CONNECT_EX, SENDALL, SETBLOCKING, SETTIMEOUT, GETTIMEOUT, FILENO, MAKEFILE, READLINE, FLUSH,
    /** The write of a socket's file, which is not write(2). */
    FILE_WRITE("write");

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String text;

    CallName() {
        text = key;
    }

    CallName(String text) {
        this.text = text;
    }

    /** The name as a program writes it, as in {@code "accept"}. */
    public String text() {
        return text;
    }

    /** The call with this name in a program. */
    public static Optional<CallName> named(String text) {
        return Arrays.stream(values()).filter(call -> call.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return key;
    }
}
