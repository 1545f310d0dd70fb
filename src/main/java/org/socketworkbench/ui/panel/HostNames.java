package org.socketworkbench.ui.panel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** What the system's resolver knows of host names. */
final class HostNames {
    private HostNames() {}

    /** The first address of the family that a name stands for. Waits for the resolver, so not for the FX thread. */
    static Optional<SocketAddress> lookUp(String name, int port, Family family) {
        try {
            for (InetAddress found : InetAddress.getAllByName(name)) {
                ByteBuffer bits = ByteBuffer.wrap(found.getAddress());
                if (found instanceof Inet4Address && family == Family.AF_INET) {
                    return Optional.of(new SocketAddress.Inet4(bits.getInt(), port));
                }
                if (found instanceof Inet6Address inet6 && family == Family.AF_INET6) {
                    return Optional.of(new SocketAddress.Inet6(bits.getLong(), bits.getLong(), port, 0, inet6.getScopeId()));
                }
            }
        } catch (UnknownHostException e) {
            // Told at the field: nothing is known by this name.
        }
        return Optional.empty();
    }
}
