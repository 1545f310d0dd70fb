package org.socketworkbench.socket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a socket is or whom it calls. Its text is the one that is shown: {@code 127.0.0.1:8080}. */
public sealed interface SocketAddress {

    /**
     * An IPv4 address and a port.
     *
     * @param host the 32 bits of the address, the first octet in the highest byte
     * @param port 0 to 65535; bind takes 0 as "any free one"
     * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">man 7 ip</a>
     */
    record Inet4(int host, int port) implements SocketAddress {
        private static final Pattern DOTTED = Pattern.compile(
                "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

        public Inet4 {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port " + port);
            }
        }

        /** An address on 127.0.0.1, where only this machine's programs can call. */
        public static Inet4 loopback(int port) {
            return new Inet4(0x7f000001, port);
        }

        /**
         * The address that four dotted decimal numbers write, if the text is that; names are not looked up. A leading
         * zero is refused, as inet_pton(3) does: other functions read it as octal.
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

        /** Whether this is 0.0.0.0: as an address to bind to it means every address of this machine. */
        public boolean isAny() {
            return host == 0;
        }

        /** The dotted host alone, as in {@code 127.0.0.1}. */
        public String hostText() {
            return (host >>> 24) + "." + (host >>> 16 & 0xff) + "." + (host >>> 8 & 0xff) + "." + (host & 0xff);
        }

        @Override
        public String toString() {
            return hostText() + ":" + port;
        }
    }
}
