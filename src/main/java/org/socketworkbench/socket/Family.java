package org.socketworkbench.socket;

/** An address family. The number is Linux's, from {@code <bits/socket.h>}. */
public enum Family {
    AF_INET(2);

    private final int number;

    Family(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
