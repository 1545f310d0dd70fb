package org.socketworkbench.trace;

import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** Addresses of every family. */
final class AddressCodec implements Codec<SocketAddress> {
    static final AddressCodec INSTANCE = new AddressCodec();
    private static final Field<Family> FAMILY = Field.symbol("family", Family.values());
    private static final Field.Int PORT = new Field.Int("port", 0, SocketAddress.MAX_PORT);

    private static final Form<SocketAddress.Inet4> INET4 = Form.of(SocketAddress.Inet4::at,
            Field.spelled("host", Host4.INSTANCE).of(inet -> inet), PORT.of(SocketAddress.Inet4::port));
    private static final Form<SocketAddress.Inet6> INET6 = Form.of(AddressCodec::inet6,
            Field.spelled("host", Host6.INSTANCE).of(inet -> inet), PORT.of(SocketAddress.Inet6::port),
            new Field.UnusualInt("flowinfo", Integer.MIN_VALUE, Integer.MAX_VALUE, 0)
                    .of(SocketAddress.Inet6::flowInfo));
    private static final Form<SocketAddress.Unix> UNIX = Form.of(AddressCodec::unix,
            Field.bytes("path").of(SocketAddress.Unix::path).telling((to, unix) -> to.string("text", unix.toString())));

    @Override
    public void write(FieldWriter to, SocketAddress address) {
        FAMILY.write(to, address.family());
        switch (address) {
            case SocketAddress.Inet4 inet -> INET4.write(to, inet);
            case SocketAddress.Inet6 inet -> INET6.write(to, inet);
            case SocketAddress.Unix unix -> UNIX.write(to, unix);
        }
    }

    @Override
    public SocketAddress read(FieldReader from) {
        return switch (FAMILY.read(from)) {
            case AF_INET -> INET4.read(from);
            case AF_INET6 -> INET6.read(from);
            case AF_UNIX -> UNIX.read(from);
        };
    }

    private static SocketAddress.Inet6 inet6(SocketAddress.Inet6 host, int port, int flowInfo) {
        return new SocketAddress.Inet6(host.high(), host.low(), port, flowInfo, host.scope());
    }

    private static SocketAddress.Unix unix(Bytes path) {
        if (path.kept() < path.length()) {
            throw new Unreadable("address.path");
        }
        return new SocketAddress.Unix(path);
    }

    /** The host of an IPv4 address; its port is written elsewhere. */
    private static final class Host4 implements Spelling<SocketAddress.Inet4> {
        static final Host4 INSTANCE = new Host4();
        private static final Form<SocketAddress.Inet4> NUMBER = Form.of(host -> new SocketAddress.Inet4(host, 0),
                new Field.Int("host").of(SocketAddress.Inet4::host));

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
            NUMBER.write(to, inet);
        }

        @Override
        public SocketAddress.Inet4 read(FieldReader from) {
            return NUMBER.read(from);
        }
    }

    /** The host of an IPv6 address with its scope; its port and flow are written elsewhere. */
    private static final class Host6 implements Spelling<SocketAddress.Inet6> {
        static final Host6 INSTANCE = new Host6();
        private static final Form<SocketAddress.Inet6> NUMBERS =
                Form.of((high, low, scope) -> new SocketAddress.Inet6(high, low, 0, 0, scope),
                        new Field.Whole("high").of(SocketAddress.Inet6::high),
                        new Field.Whole("low").of(SocketAddress.Inet6::low),
                        new Field.Int("scope").of(SocketAddress.Inet6::scope));

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
            NUMBERS.write(to, inet);
        }

        @Override
        public SocketAddress.Inet6 read(FieldReader from) {
            return NUMBERS.read(from);
        }
    }
}
