package org.socketworkbench.python;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/**
 * Addresses in network format.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/inet_pton.3.html">man 3 inet_pton</a>
 */
final class PackedAddress {
    private PackedAddress() {}

    /** Parses an address into its 4 or 16 bytes; empty if the text is not an address of this family. */
    static Optional<Bytes> of(int family, String text) {
        if (family == Family.AF_INET.number()) {
            return SocketAddress.Inet4.of(text, 0)
                    .map(address -> Bytes.owning(ByteBuffer.allocate(Integer.BYTES).putInt(address.host()).array()));
        }
        return text.contains("%") ? Optional.empty() : SocketAddress.Inet6.of(text, 0)
                .map(address -> Bytes.owning(
                        ByteBuffer.allocate(2 * Long.BYTES).putLong(address.high()).putLong(address.low()).array()));
    }

    /** The text of an IPv6 address of 16 bytes. */
    static String text(byte[] packed) {
        ByteBuffer bits = ByteBuffer.wrap(packed);
        return new SocketAddress.Inet6(bits.getLong(), bits.getLong(), 0, 0, 0).hostText();
    }
}
