package org.socketworkbench.socket;

/**
 * An address family. The number is Linux's, from {@code <bits/socket.h>}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/address_families.7.html">man 7 address_families</a>
 */
public enum Family {
    AF_INET(2),
    AF_INET6(10),
    AF_UNIX(1);

    private final int number;

    Family(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
