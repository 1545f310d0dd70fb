package org.socketworkbench.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a socket, or of the one that it calls. Its text is what the user sees: {@code 127.0.0.1:8080}, {@code
 * [::1]:8080}, a path.
 */
public sealed interface SocketAddress {
    /** The largest port. */
    int MAX_PORT = 65_535;

    /** The address family. */
    Family family();

    /**
     * The same address as a socket of the other IP family knows it: an IPv6 address that maps an IPv4 one becomes the
     * IPv4 address; any other address stays itself.
     */
    default SocketAddress unmapped() {
        return this;
    }

    /**
     * Whether a call to this address reaches a socket bound to {@code bound}: to the same address, or to every address
     * on the same port.
     */
    default boolean reaches(SocketAddress bound) {
        return unmapped().equals(bound.unmapped())
                || this instanceof Inet called && bound instanceof Inet any && any.isAny()
                        && any.port() == called.port()
                        && (any.family() == Family.AF_INET6 || unmapped().family() == Family.AF_INET);
    }

    /** A host and a port on it. */
    sealed interface Inet extends SocketAddress {
        /** The address that Java's resolver found, with a port. */
        static Inet of(InetAddress address, int port) {
            ByteBuffer bits = ByteBuffer.wrap(address.getAddress());
            return address instanceof Inet6Address inet6
                    ? new Inet6(bits.getLong(), bits.getLong(), port, 0, inet6.getScopeId())
                    : new Inet4(bits.getInt(), port);
        }

        /** 0 to {@link #MAX_PORT}; in bind, 0 means any free port. */
        int port();

        /** The host alone, as in {@code 127.0.0.1} or {@code ::1}. */
        String hostText();

        /** Whether the host is 0.0.0.0 or ::, which for bind means every address of this machine. */
        boolean isAny();

        /** Whether only programs on this machine can call it or be reached at it. */
        boolean isLoopback();

        /** The same host with another port. */
        Inet at(int port);
    }

    /**
     * An IPv4 address and a port.
     *
     * @param host the 32 bits of the address, the first octet in the highest byte
     * @param port 0 to 65535; in bind, 0 means any free port
     * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">man 7 ip</a>
     */
    record Inet4(int host, int port) implements Inet {
        private static final Pattern DOTTED = Pattern.compile(
                "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

        public Inet4 {
            checkPort(port);
        }

        /** An address on 127.0.0.1, where only this machine's programs can call. */
        public static Inet4 loopback(int port) {
            return new Inet4(0x7f000001, port);
        }

        /**
         * The address in a text of four dotted decimal numbers; empty for any other text. Names are not looked up. A
         * leading zero is rejected, as in inet_pton(3): other functions read it as octal.
         */
        public static Optional<Inet4> of(String dotted, int port) {
            Matcher matcher = DOTTED.matcher(dotted);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int host = 0;
            for (int group = 1; group <= 4; group++) {
                int octet = Integer.parseInt(matcher.group(group));
                if (octet > 255) {
                    return Optional.empty();
                }
                host = host << 8 | octet;
            }
            return Optional.of(new Inet4(host, port));
        }

        @Override
        public Family family() {
            return Family.AF_INET;
        }

        @Override
        public boolean isAny() {
            return host == 0;
        }

        @Override
        public boolean isLoopback() {
            return host >>> 24 == 127;
        }

        @Override
        public Inet4 at(int other) {
            return new Inet4(host, other);
        }

        @Override
        public String hostText() {
            return (host >>> 24) + "." + (host >>> 16 & 0xff) + "." + (host >>> 8 & 0xff) + "." + (host & 0xff);
        }

        @Override
        public String toString() {
            return hostText() + ":" + port;
        }
    }

    /**
     * An IPv6 address and a port.
     *
     * @param high     the first 64 bits of the address
     * @param low      the last 64 bits of the address
     * @param port     0 to 65535; in bind, 0 means any free port
     * @param flowInfo the flow label, in this machine's byte order; usually 0
     * @param scope    the number of the interface of a link-local address; otherwise 0
     * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">man 7 ipv6</a>
     */
    record Inet6(long high, long low, int port, int flowInfo, int scope) implements Inet {
        private static final long MAPPED = 0xffff_0000_0000L;
        private static final Pattern LITERAL = Pattern.compile("([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:%(\\d{1,10}))?");

        public Inet6 {
            checkPort(port);
        }

        /** An address on ::1, where only this machine's programs can call. */
        public static Inet6 loopback(int port) {
            return new Inet6(0, 1, port, 0, 0);
        }

        /**
         * The address in a text written as RFC 4291, section 2.2, says; empty for any other text. Names are not looked
         * up. The number of an interface may follow after a percent sign.
         */
        public static Optional<Inet6> of(String text, int port) {
            Matcher matcher = LITERAL.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            try {
                InetAddress address = Inet6Address.ofLiteral(matcher.group(1));
                ByteBuffer bits = ByteBuffer.wrap(address.getAddress());
                int scope = matcher.group(2) == null ? 0 : Integer.parseUnsignedInt(matcher.group(2));
                // Java turns an IPv4-mapped IPv6 address into an IPv4 address.
                return Optional.of(
                        address instanceof Inet6Address ? new Inet6(bits.getLong(), bits.getLong(), port, 0, scope)
                                : new Inet6(0, MAPPED | Integer.toUnsignedLong(bits.getInt()), port, 0, scope));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** The IPv4 address that this one stands for, as ::ffff:127.0.0.1 does (RFC 4291, section 2.5.5.2). */
        public Optional<Inet4> mapped() {
            return high == 0 && low >>> 32 == 0xffff ? Optional.of(new Inet4((int) low, port)) : Optional.empty();
        }

        @Override
        public SocketAddress unmapped() {
            return mapped().<SocketAddress>map(inet4 -> inet4).orElse(this);
        }

        @Override
        public Family family() {
            return Family.AF_INET6;
        }

        @Override
        public boolean isAny() {
            return high == 0 && low == 0;
        }

        @Override
        public boolean isLoopback() {
            return high == 0 && low == 1 || mapped().filter(Inet4::isLoopback).isPresent();
        }

        @Override
        public Inet6 at(int other) {
            return new Inet6(high, low, other, flowInfo, scope);
        }

        /** As RFC 5952 recommends: lower case, the longest run of zeros left out. */
        @Override
        public String hostText() {
            String host = mapped().map(inet4 -> "::ffff:" + inet4.hostText()).orElseGet(this::groups);
            return scope == 0 ? host : host + "%" + Integer.toUnsignedString(scope);
        }

        private String groups() {
            int from = 0;
            int count = 1;
            for (int start = 0; start < 8; start++) {
                int end = start;
                while (end < 8 && group(end) == 0) {
                    end++;
                }
                if (end - start > count) {
                    from = start;
                    count = end - start;
                }
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                if (count > 1 && i == from) {
                    text.append("::");
                    i += count - 1;
                } else {
                    text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                            .append(Integer.toHexString(group(i)));
                }
            }
            return text.toString();
        }

        private int group(int index) {
            return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index % 4)) & 0xffff;
        }

        @Override
        public String toString() {
            return "[" + hostText() + "]:" + port;
        }
    }

    /**
     * The address of a UNIX socket, which only this machine can reach: a path in the file system; or an abstract name,
     * which begins with a zero byte and is in no file system; or nothing at all, for a socket that was never bound.
     *
     * @param path the path's bytes: the kernel takes at most {@link #MAX_PATH}; a longer path can be written here but
     *             not called
     * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">man 7 unix</a>
     */
    record Unix(Bytes path) implements SocketAddress {
        /** How many bytes a path may have: sun_path has 108, and Linux wants a zero byte after the last. */
        public static final int MAX_PATH = 107;
        /** The address of a socket that has none. */
        public static final Unix UNNAMED = new Unix(Bytes.EMPTY);

        /** The address of a path; one that begins with {@code @} is an abstract name, as ss(8) and strace write it. */
        public static Unix of(String path) {
            byte[] bytes = Bytes.utf8(path).toArray();
            if (bytes.length > 0 && bytes[0] == '@') {
                bytes[0] = 0;
            }
            return new Unix(Bytes.owning(bytes));
        }

        @Override
        public Family family() {
            return Family.AF_UNIX;
        }

        public boolean isUnnamed() {
            return path.length() == 0;
        }

        /** Whether it is a path that begins in the process's working folder. */
        public boolean isRelative() {
            return path.length() > 0 && path.at(0) != 0 && path.at(0) != '/';
        }

        public boolean isAbstract() {
            return path.length() > 0 && path.at(0) == 0;
        }

        /**
         * The path, with everything escaped that could affect a terminal; {@code @} begins an abstract name;
         * "(unnamed)" if there is none.
         */
        @Override
        public String toString() {
            if (isUnnamed()) {
                return "(unnamed)";
            }
            return isAbstract() ? "@" + ByteText.line(path.from(1)) : ByteText.line(path);
        }
    }

    private static void checkPort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
