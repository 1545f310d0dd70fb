package org.socketworkbench.ui.panel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** What the system's resolver knows of host names. */
final class HostNames {
    private HostNames() {}

    /** The first address of the family that a name stands for. Waits for the resolver, so not for the FX thread. */
    static Optional<SocketAddress> lookUp(String name, int port, Family family) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name))
                    .<SocketAddress>map(found -> SocketAddress.Inet.of(found, port))
                    .filter(found -> found.family() == family).findFirst();
        } catch (UnknownHostException e) {
            // Told at the field: nothing is known by this name.
            return Optional.empty();
        }
    }
}
