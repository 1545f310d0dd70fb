package org.socketworkbench.socket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A socket option: a level and a number. The options of a first course have a name here; any other is made from its
 * numbers. The numbers are Linux's on x86-64 and aarch64, from {@code <asm-generic/socket.h>}, {@code <netinet/tcp.h>}
 * and {@code <bits/in.h>}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/socket.7.html">man 7 socket</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/tcp.7.html">man 7 tcp</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">man 7 ip</a>
 */
public record SocketOption(int level, int number) {
    /** How the kernel reads and writes an option's value. */
    public enum Format {
        /** One int. */
        INT(4),
        /** struct linger: on or off, and seconds. */
        LINGER(8),
        /** struct timeval: seconds and microseconds. */
        TIMEVAL(16),
        /** A struct, read as bytes. */
        STRUCT(256);

        private final int bytes;

        Format(int bytes) {
            this.bytes = bytes;
        }

        /** The size of a buffer for it, in bytes; for a struct, the largest size. */
        public int bytes() {
            return bytes;
        }
    }

    public static final int SOL_SOCKET = 1;
    public static final int IPPROTO_IP = 0;
    public static final int IPPROTO_TCP = 6;
    public static final int IPPROTO_IPV6 = 41;

    public static final SocketOption SO_REUSEADDR = new SocketOption(SOL_SOCKET, 2);
    public static final SocketOption SO_TYPE = new SocketOption(SOL_SOCKET, 3);
    public static final SocketOption SO_ERROR = new SocketOption(SOL_SOCKET, 4);
    public static final SocketOption SO_BROADCAST = new SocketOption(SOL_SOCKET, 6);
    public static final SocketOption SO_SNDBUF = new SocketOption(SOL_SOCKET, 7);
    public static final SocketOption SO_RCVBUF = new SocketOption(SOL_SOCKET, 8);
    public static final SocketOption SO_KEEPALIVE = new SocketOption(SOL_SOCKET, 9);
    public static final SocketOption SO_OOBINLINE = new SocketOption(SOL_SOCKET, 10);
    public static final SocketOption SO_LINGER = new SocketOption(SOL_SOCKET, 13);
    public static final SocketOption SO_REUSEPORT = new SocketOption(SOL_SOCKET, 15);
    public static final SocketOption SO_RCVTIMEO = new SocketOption(SOL_SOCKET, 20);
    public static final SocketOption SO_SNDTIMEO = new SocketOption(SOL_SOCKET, 21);
    public static final SocketOption SO_ACCEPTCONN = new SocketOption(SOL_SOCKET, 30);
    public static final SocketOption SO_PROTOCOL = new SocketOption(SOL_SOCKET, 38);
    public static final SocketOption SO_DOMAIN = new SocketOption(SOL_SOCKET, 39);
    public static final SocketOption TCP_NODELAY = new SocketOption(IPPROTO_TCP, 1);
    public static final SocketOption TCP_MAXSEG = new SocketOption(IPPROTO_TCP, 2);
    public static final SocketOption TCP_INFO = new SocketOption(IPPROTO_TCP, 11);
    public static final SocketOption IP_TTL = new SocketOption(IPPROTO_IP, 2);
    public static final SocketOption IPV6_V6ONLY = new SocketOption(IPPROTO_IPV6, 26);

    /** The options with a name, by name, in the order in which a course introduces them. */
    public static final Map<String, SocketOption> NAMED = named();
    private static final Map<Integer, String> LEVELS =
            Map.of(SOL_SOCKET, "SOL_SOCKET", IPPROTO_IP, "IPPROTO_IP", IPPROTO_TCP, "IPPROTO_TCP", IPPROTO_IPV6,
                    "IPPROTO_IPV6");

    /** The level's name in C, as in {@code "SOL_SOCKET"}; a level without a name here is its number. */
    public String levelName() {
        return LEVELS.getOrDefault(level, Integer.toString(level));
    }

    /** The name in C, as in {@code "SO_REUSEADDR"}; an option without a name here is its number. */
    public String name() {
        return NAMED.entrySet().stream()
                .filter(named -> named.getValue().equals(this))
                .map(Map.Entry::getKey)
                .findFirst().orElse(Integer.toString(number));
    }

    /** The number of the level with this name, or the number that this text is. */
    public static Optional<Integer> level(String name) {
        return LEVELS.entrySet().stream()
                .filter(level -> level.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> number(name));
    }

    /** The option of a level with this name, or with the number that this text is. */
    public static Optional<SocketOption> of(int level, String name) {
        SocketOption named = NAMED.get(name);
        return named != null ? Optional.of(named).filter(option -> option.level == level)
                : number(name).map(number -> new SocketOption(level, number));
    }

    /** How its value is read and written. The value of an option without a name here is an int. */
    public Format format() {
        if (equals(SO_LINGER)) {
            return Format.LINGER;
        }
        if (equals(SO_RCVTIMEO) || equals(SO_SNDTIMEO)) {
            return Format.TIMEVAL;
        }
        return equals(TCP_INFO) ? Format.STRUCT : Format.INT;
    }

    @Override
    public String toString() {
        return name();
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.decode(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, SocketOption> named() {
        Map<String, SocketOption> named = new LinkedHashMap<>();
        named.put("SO_REUSEADDR", SO_REUSEADDR);
        named.put("SO_REUSEPORT", SO_REUSEPORT);
        named.put("SO_KEEPALIVE", SO_KEEPALIVE);
        named.put("SO_LINGER", SO_LINGER);
        named.put("SO_RCVBUF", SO_RCVBUF);
        named.put("SO_SNDBUF", SO_SNDBUF);
        named.put("SO_RCVTIMEO", SO_RCVTIMEO);
        named.put("SO_SNDTIMEO", SO_SNDTIMEO);
        named.put("SO_BROADCAST", SO_BROADCAST);
        named.put("SO_ERROR", SO_ERROR);
        named.put("SO_TYPE", SO_TYPE);
        named.put("SO_DOMAIN", SO_DOMAIN);
        named.put("SO_PROTOCOL", SO_PROTOCOL);
        named.put("SO_ACCEPTCONN", SO_ACCEPTCONN);
        named.put("SO_OOBINLINE", SO_OOBINLINE);
        named.put("TCP_NODELAY", TCP_NODELAY);
        named.put("TCP_MAXSEG", TCP_MAXSEG);
        named.put("TCP_INFO", TCP_INFO);
        named.put("IPV6_V6ONLY", IPV6_V6ONLY);
        named.put("IP_TTL", IP_TTL);
        return Collections.unmodifiableMap(named);
    }
}
