package org.socketworkbench.model;

import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;

/** Who is at the other end: a participant's socket, or an address that no participant has. */
public sealed interface Peer permits DescriptorState, Peer.Outside {
    /**
     * A program outside the workbench.
     *
     * @param role whether it is called and sent to, like a server, or calls and sends, like a client
     */
    record Outside(SocketAddress address, Role role) implements Peer {}
}
