package org.socketworkbench.socket.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
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
    private static final ValueLayout.OfShort NATIVE_SHORT = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

    private Sockaddr() {}

    /** Writes the address and answers how many bytes it takes. */
    static int write(SocketAddress address, MemorySegment to) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> {
                to.asSlice(0, INET4_BYTES).fill((byte) 0);
                to.set(NATIVE_SHORT, 0, (short) Family.AF_INET.number());
                to.set(NETWORK_SHORT, 2, (short) inet.port());
                to.set(NETWORK_INT, 4, inet.host());
                yield INET4_BYTES;
            }
        };
    }

    static SocketAddress read(MemorySegment from) {
        int family = from.get(NATIVE_SHORT, 0);
        if (family != Family.AF_INET.number()) {
            throw new IllegalStateException("address family " + family);
        }
        return new SocketAddress.Inet4(from.get(NETWORK_INT, 4), Short.toUnsignedInt(from.get(NETWORK_SHORT, 2)));
    }
}
