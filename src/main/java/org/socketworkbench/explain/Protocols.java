package org.socketworkbench.explain;

/**
 * The protocol numbers that a socket call can name.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/protocols.5.html">man 5 protocols</a>
 */
final class Protocols {
    static final int TCP = 6;
    static final int UDP = 17;

    private Protocols() {}
}
