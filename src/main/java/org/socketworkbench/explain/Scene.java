package org.socketworkbench.explain;

import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;

/**
 * A call and what was known when it was made.
 *
 * @param who who made it, if that is known
 */
record Scene(Picture picture, Optional<ParticipantState> who, Call call) {
    /** What stands for the port of an address that has none. */
    static final int NO_PORT = -1;

    /** The scene of a call whose maker is not told: it is whoever is in this call, or whoever owns its descriptor. */
    static Scene of(Picture picture, Call call) {
        Optional<ParticipantState> maker = picture.participants().stream()
                .filter(p -> p.pending().filter(pending -> pending.call().equals(call)).isPresent())
                .findFirst();
        return new Scene(picture, maker.or(() -> picture.participants().stream()
                .filter(p -> call instanceof Call.OnDescriptor c && p.open(c.fd()).isPresent())
                .findFirst()), call);
    }

    /** The socket that the call is made on. */
    Optional<DescriptorState> socket() {
        return call instanceof Call.OnDescriptor c ? who.flatMap(p -> p.open(c.fd())) : Optional.empty();
    }

    /** How far the calls have brought that socket; CLOSED if there is none. */
    DescriptorState.Phase phase() {
        return socket().map(DescriptorState::phase).orElse(DescriptorState.Phase.CLOSED);
    }

    /** The participants' socket at the other end of the connection. */
    Optional<DescriptorState> otherEnd() {
        return socket().flatMap(picture::otherEnd);
    }

    /** The name of a socket's owner. */
    String owner(DescriptorState socket) {
        return picture.participant(socket.owner()).orElseThrow().name();
    }

    /** How many bytes the peer has sent that recv has not given yet, as far as the calls tell; 0 if they do not. */
    long unread() {
        return socket().flatMap(one -> otherEnd().map(other -> other.sentBytes() - one.receivedBytes()))
                .filter(count -> count > 0)
                .orElse(0L);
    }

    /** Whether only programs on this machine can call the address, or be called at it. */
    static boolean isLoopback(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet a -> a.isLoopback();
            case SocketAddress.Unix a -> true;
        };
    }

    /** Whether this is the address that stands for all addresses of this machine. */
    static boolean isAny(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet && inet.isAny();
    }

    /** The port, or {@link #NO_PORT} if the address has none. */
    static int port(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? inet.port() : NO_PORT;
    }

    /** The host alone; of an address without one its text. */
    static String host(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? inet.hostText() : address.toString();
    }

    /** Whether two sockets cannot both have these addresses: the same port, and the same host or one of them any; or the same path. */
    static boolean clash(SocketAddress one, SocketAddress other) {
        return one.reaches(other) || other.reaches(one);
    }
}
