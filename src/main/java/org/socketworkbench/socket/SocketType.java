package org.socketworkbench.socket;

/** A socket type. The number is Linux's on x86-64 and aarch64, from {@code <bits/socket_type.h>}. */
public enum SocketType {
    SOCK_STREAM(1),
    SOCK_DGRAM(2);

    private final int number;

    SocketType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
