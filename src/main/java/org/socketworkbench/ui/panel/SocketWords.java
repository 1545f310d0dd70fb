package org.socketworkbench.ui.panel;

import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.DescriptorState.Phase;

/** How a socket stands, in a few words. A state in capitals was read from the kernel's table; other words follow from the calls. */
public final class SocketWords {
    private static final Messages TEXT = Messages.of(SocketWords.class);

    private SocketWords() {}

    /** How the participant's own socket, the one that socket() made last, stands; "" if there is none. */
    public static String ownSocket(ParticipantModel model) {
        return model.ownSocket().map(socket -> {
            String state = model.picture().waitsForAccept(socket) ? TEXT.text("socket.queued") : state(socket);
            String where = socket.phase() == Phase.CONNECTED
                    ? socket.peer().map(peer -> TEXT.text("socket.to", peer)).orElse("")
                    : socket.local().map(local -> TEXT.text("socket.at", local)).orElse("");
            return TEXT.text("socket.own", Integer.toString(socket.fd()), state, socket.isOpen() ? where : "").strip();
        }).orElse("");
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

    /** How a socket stands. */
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
