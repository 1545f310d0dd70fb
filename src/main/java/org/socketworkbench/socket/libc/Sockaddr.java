package org.socketworkbench.socket.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/**
 * Addresses in the kernel's layout.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/sockaddr.3type.html">man 3type sockaddr</a>
 */
final class Sockaddr {
    /** sizeof(struct sockaddr_storage): room for an address of any family. */
    static final int MAX_BYTES = 128;

    private static final int INET4_BYTES = 16;
    private static final int INET6_BYTES = 28;
    /** The offset of sun_path. */
    private static final int PATH = 2;
    private static final ValueLayout.OfShort NATIVE_SHORT = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfInt NATIVE_INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Sockaddr() {}

    /**
     * Writes the address and returns its length in bytes. For a path that is too long for any address, only the length
     * is right; the kernel looks at nothing else before it rejects the address (EINVAL).
     */
    static int write(SocketAddress address, MemorySegment to) {
        to.fill((byte) 0);
        to.set(NATIVE_SHORT, 0, (short) address.family().number());
        return switch (address) {
            case SocketAddress.Inet4 inet -> {
                to.set(NETWORK_SHORT, 2, (short) inet.port());
                to.set(NETWORK_INT, 4, inet.host());
                yield INET4_BYTES;
            }
            case SocketAddress.Inet6 inet -> {
                to.set(NETWORK_SHORT, 2, (short) inet.port());
                to.set(NETWORK_INT, 4, inet.flowInfo());
                to.set(NETWORK_LONG, 8, inet.high());
                to.set(NETWORK_LONG, 16, inet.low());
                to.set(NATIVE_INT, 24, inet.scope());
                yield INET6_BYTES;
            }
            case SocketAddress.Unix unix -> {
                byte[] path = unix.path().toArray();
                MemorySegment.copy(path, 0, to, ValueLayout.JAVA_BYTE, PATH, Math.min(path.length, MAX_BYTES - PATH));
                boolean terminated = path.length > 0 && !unix.isAbstract();
                yield PATH + path.length + (terminated ? 1 : 0);
            }
        };
    }

    /**
     * Reads the address that the kernel wrote.
     *
     * @param length the address's length in bytes, as the kernel reports it; it wrote at most {@link #MAX_BYTES}
     */
    static SocketAddress read(MemorySegment from, int length) {
        int family = from.get(NATIVE_SHORT, 0);
        if (family == Family.AF_INET.number()) {
            return new SocketAddress.Inet4(from.get(NETWORK_INT, 4), Short.toUnsignedInt(from.get(NETWORK_SHORT, 2)));
        }
        if (family == Family.AF_INET6.number()) {
            return new SocketAddress.Inet6(from.get(NETWORK_LONG, 8), from.get(NETWORK_LONG, 16),
                    Short.toUnsignedInt(from.get(NETWORK_SHORT, 2)), from.get(NETWORK_INT, 4),
                    from.get(NATIVE_INT, 24));
        }
        if (family == Family.AF_UNIX.number()) {
            return unix(from, Math.clamp(length, PATH, MAX_BYTES) - PATH);
        }
        throw new IllegalStateException("address family " + family);
    }

    /**
     * A path ends with a zero byte, which the length may or may not count (man 7 unix, Bugs); an abstract name ends
     * only by its length.
     */
    private static SocketAddress unix(MemorySegment from, int length) {
        if (length == 0) {
            return SocketAddress.Unix.UNNAMED;
        }
        byte[] path = from.asSlice(PATH, length).toArray(ValueLayout.JAVA_BYTE);
        int end = path[0] == 0 ? length : 0;
        while (end < length && path[end] != 0) {
            end++;
        }
        return new SocketAddress.Unix(Bytes.owning(Arrays.copyOf(path, end)));
    }
}
