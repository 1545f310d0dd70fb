package org.socketworkbench.model;

import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

/**
 * Which call a beginner's textbook makes next. A suggestion only: any other call may be made too, and the kernel's
 * answer is the lesson.
 *
 * <pre>
 * server   socket → (setsockopt) → bind → listen → accept → recv → send → … → close → accept …
 * client   socket → connect → send → recv → close
 *
 * with datagrams
 * server   socket → (setsockopt) → bind → recvfrom → sendto → recvfrom …
 * client   socket → sendto → recvfrom → close
 * </pre>
 */
public final class NaturalOrder {
    private NaturalOrder() {}

    /**
     * The name of the next call, as in {@code "accept"}: the one that waits at the gate if one does, else the natural
     * one. Empty for a participant that has left or is inside a call, for it can make none, and between two calls of a
     * program, which knows better.
     */
    public static Optional<String> next(ParticipantState participant) {
        if (!participant.isPresent() || participant.pending().isPresent()) {
            return Optional.empty();
        }
        Optional<String> waiting = participant.waiting().map(Call::name);
        boolean decidesItself = participant.program().isPresent();
        return waiting.isPresent() || decidesItself ? waiting : Optional.of(natural(participant));
    }

    private static String natural(ParticipantState participant) {
        return newestOpen(participant, true)
                .map(NaturalOrder::onConnection)
                .or(() -> newestOpen(participant, false).map(socket -> beforeConnection(socket, participant.role())))
                .orElse("socket");
    }

    private static Optional<DescriptorState> newestOpen(ParticipantState participant, boolean connected) {
        return participant.open().reversed().stream()
                .filter(d -> connected == (d.phase() == DescriptorState.Phase.CONNECTED))
                .findFirst();
    }

    private static String beforeConnection(DescriptorState socket, Role role) {
        if (socket.type() == SocketType.SOCK_DGRAM) {
            return withoutConnection(socket, role);
        }
        return switch (socket.phase()) {
            case NEW -> role == Role.SERVER ? "bind" : "connect";
            case BOUND -> role == Role.SERVER ? "listen" : "connect";
            case LISTENING -> "accept";
            case CONNECTED, CLOSED -> throw new IllegalArgumentException(socket.phase().name());
        };
    }

    /** Datagrams need none: a server waits for one and answers it, a client sends one and waits for the answer. */
    private static String withoutConnection(DescriptorState socket, Role role) {
        boolean received = socket.lastTransfer().startsWith("recv");
        if (role == Role.SERVER) {
            return socket.phase() == DescriptorState.Phase.NEW ? "bind" : received ? "sendto" : "recvfrom";
        }
        return received ? "close" : socket.lastTransfer().isEmpty() ? "sendto" : "recvfrom";
    }

    /**
     * A stream has no messages, so nobody can tell here whether an answer is complete: the textbook takes turns, one
     * send for one recv.
     */
    private static String onConnection(DescriptorState connection) {
        if (connection.isReset() || connection.peerEnded()) {
            return "close";
        }
        if (connection.sendingEnded()) {
            return "recv";
        }
        if (connection.isAccepted()) {
            return connection.lastTransfer().startsWith("recv") ? "send" : "recv";
        }
        if (connection.sentBytes() == 0) {
            return "send";
        }
        return connection.lastTransfer().startsWith("recv") ? "close" : "recv";
    }
}
