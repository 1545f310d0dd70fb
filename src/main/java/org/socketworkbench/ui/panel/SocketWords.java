package org.socketworkbench.ui.panel;

import java.util.Optional;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;

/**
 * Describes a socket's state in a few words. A state in capitals was read from the kernel's table; other words follow
 * from the calls.
 */
public final class SocketWords {
    private static final Messages TEXT = Messages.of(SocketWords.class);

    private SocketWords() {}

    /** The state of the participant's own socket, the last one that socket() made; "" if there is none. */
    public static String ownSocket(ParticipantModel model) {
        return model.ownSocket().map(socket -> {
            String fd = Integer.toString(socket.fd());
            if (socket.isOpen() && model.picture().waitsForAccept(socket)) {
                return TEXT.text("socket.own.queued", fd);
            }
            Optional<String> where = socket.phase() == Phase.CONNECTED
                    ? socket.peer().map(peer -> TEXT.text("socket.to", brief(peer)))
                    : socket.local().map(Object::toString);
            return TEXT.text("socket.own", fd, state(socket), where.filter(w -> socket.isOpen()).orElse("")).strip();
        }).orElse("");
    }

    /** An address of this machine as its port: the whole one stands in the fields below. */
    private static String brief(SocketAddress address) {
        return address instanceof SocketAddress.Inet4 inet && inet.isLoopback() ? ":" + inet.port()
                : address.toString();
    }

    /** A socket's name in a list. */
    public static String title(DescriptorState socket) {
        String fd = Integer.toString(socket.fd());
        String key = !socket.isOpen() ? "socket.title.closed"
                : socket.isAccepted() ? "socket.title.accepted"
                : socket.phase() == Phase.LISTENING ? "socket.title.listener"
                : "socket.title.own";
        return TEXT.text(key, fd, socket.peer().map(Object::toString).orElse(""));
    }

    /** A socket's state. */
    public static String state(DescriptorState socket) {
        if (!socket.isOpen()) {
            return TEXT.text("socket.closed");
        }
        if (socket.isReset()) {
            return TEXT.text("socket.reset");
        }
        return socket.tcpState().filter(state -> state != TcpState.CLOSED).map(TcpState::name)
                .orElseGet(() -> TEXT.text(switch (socket.phase()) {
                    case NEW -> "socket.new";
                    case BOUND -> "socket.bound";
                    case LISTENING -> "socket.listening";
                    case CONNECTED -> "socket.connected";
                    case CLOSED -> "socket.closed";
                }));
    }
}
