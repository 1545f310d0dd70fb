package org.socketworkbench.trace;

import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** Addresses of every family. */
final class AddressCodec implements Codec<SocketAddress> {
    static final AddressCodec INSTANCE = new AddressCodec();
    private static final Family[] FAMILIES = Family.values();

    @Override
    public void write(FieldWriter to, SocketAddress address) {
        to.symbol("family", address.family());
        switch (address) {
            case SocketAddress.Inet4 inet -> {
                to.spelled("host", inet, Host4.INSTANCE);
                to.number("port", inet.port());
            }
            case SocketAddress.Inet6 inet -> {
                to.spelled("host", inet, Host6.INSTANCE);
                to.number("port", inet.port());
                to.number("flowinfo", inet.flowInfo(), 0);
            }
            case SocketAddress.Unix unix -> {
                to.bytes("path", unix.path());
                if (to.spellsOut()) {
                    to.string("text", unix.toString());
                }
            }
        }
    }

    @Override
    public SocketAddress read(FieldReader from) {
        return switch (from.symbol("family", FAMILIES)) {
            case AF_INET -> from.spelled("host", Host4.INSTANCE).at(port(from));
            case AF_INET6 -> {
                SocketAddress.Inet6 host = from.spelled("host", Host6.INSTANCE).at(port(from));
                int flow = (int) from.number("flowinfo", Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
                yield new SocketAddress.Inet6(host.high(), host.low(), host.port(), flow, host.scope());
            }
            case AF_UNIX -> new SocketAddress.Unix(path(from));
        };
    }

    private static int port(FieldReader from) {
        return from.integer("port", 0, SocketAddress.MAX_PORT);
    }

    private static Bytes path(FieldReader from) {
        Bytes path = from.bytes("path");
        if (path.kept() < path.length()) {
            throw new Unreadable("address.path");
        }
        return path;
    }

    /** The host of an IPv4 address; its port is written elsewhere. */
    private static final class Host4 implements Spelling<SocketAddress.Inet4> {
        static final Host4 INSTANCE = new Host4();

        @Override
        public String text(SocketAddress.Inet4 inet) {
            return inet.hostText();
        }

        @Override
        public Optional<SocketAddress.Inet4> of(String text) {
            return SocketAddress.Inet4.of(text, 0);
        }

        @Override
        public void write(FieldWriter to, SocketAddress.Inet4 inet) {
            to.number("host", inet.host());
        }

        @Override
        public SocketAddress.Inet4 read(FieldReader from) {
            return new SocketAddress.Inet4(from.integer("host"), 0);
        }
    }

    /** The host of an IPv6 address with its scope; its port and flow are written elsewhere. */
    private static final class Host6 implements Spelling<SocketAddress.Inet6> {
        static final Host6 INSTANCE = new Host6();

        @Override
        public String text(SocketAddress.Inet6 inet) {
            return inet.hostText();
        }

        @Override
        public Optional<SocketAddress.Inet6> of(String text) {
            return SocketAddress.Inet6.of(text, 0);
        }

        @Override
        public void write(FieldWriter to, SocketAddress.Inet6 inet) {
            to.number("high", inet.high());
            to.number("low", inet.low());
            to.number("scope", inet.scope());
        }

        @Override
        public SocketAddress.Inet6 read(FieldReader from) {
            return new SocketAddress.Inet6(from.number("high", Long.MIN_VALUE, Long.MAX_VALUE),
                    from.number("low", Long.MIN_VALUE, Long.MAX_VALUE), 0, 0, from.integer("scope"));
        }
    }
}
