package org.socketworkbench.ui.panel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** Looks host names up with the system's resolver. */
final class HostNames {
    private HostNames() {}

    /** The first address of the family for a name. Waits for the resolver, so not for the FX thread. */
    static Optional<SocketAddress> lookUp(String name, int port, Family family) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name))
                    .<SocketAddress>map(found -> SocketAddress.Inet.of(found, port))
                    .filter(found -> found.family() == family).findFirst();
        } catch (UnknownHostException e) {
            // The field reports that the name is unknown.
            return Optional.empty();
        }
    }
}
