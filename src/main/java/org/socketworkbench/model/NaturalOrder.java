package org.socketworkbench.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

/**
 * The call that a beginner's textbook makes next. This is only a suggestion: any other call may be made too, and the
 * kernel's answer is the lesson.
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
    private static final Set<CallName> RECEIVING =
            EnumSet.of(CallName.RECV, CallName.RECVFROM, CallName.RECVMSG, CallName.READ, CallName.READV);

    private NaturalOrder() {}

    /**
     * The next call: the one that waits at the gate if there is one, else the natural one. Empty for a participant that
     * has left or is inside a call, because it can make none, and between two calls of a program, which decides for
     * itself.
     */
    public static Optional<CallName> next(ParticipantState participant) {
        if (!participant.isPresent() || participant.pending().isPresent()) {
            return Optional.empty();
        }
        Optional<CallName> waiting = participant.waiting().map(Call::name);
        boolean decidesItself = participant.program().isPresent();
        return waiting.isPresent() || decidesItself ? waiting : Optional.of(natural(participant));
    }

    private static CallName natural(ParticipantState participant) {
        return newestOpen(participant, true)
                .map(NaturalOrder::onConnection)
                .or(() -> newestOpen(participant, false).map(socket -> beforeConnection(socket, participant.role())))
                .orElse(CallName.SOCKET);
    }

    private static Optional<DescriptorState> newestOpen(ParticipantState participant, boolean connected) {
        return participant.open().reversed().stream()
                .filter(d -> connected == (d.phase() == DescriptorState.Phase.CONNECTED))
                .findFirst();
    }

    private static CallName beforeConnection(DescriptorState socket, Role role) {
        if (socket.type() == SocketType.SOCK_DGRAM) {
            return withoutConnection(socket, role);
        }
        return switch (socket.phase()) {
            case NEW -> role == Role.SERVER ? CallName.BIND : CallName.CONNECT;
            case BOUND -> role == Role.SERVER ? CallName.LISTEN : CallName.CONNECT;
            case LISTENING -> CallName.ACCEPT;
            case CONNECTED, CLOSED -> throw new IllegalArgumentException(socket.phase().name());
        };
    }

    /**
     * Datagrams need no connection: a server waits for one and answers it, a client sends one and waits for the answer.
     */
    private static CallName withoutConnection(DescriptorState socket, Role role) {
        boolean received = hasReceivedLast(socket);
        if (role == Role.SERVER) {
            return socket.phase() == DescriptorState.Phase.NEW ? CallName.BIND : received ? CallName.SENDTO
                    : CallName.RECVFROM;
        }
        return received ? CallName.CLOSE : socket.lastTransfer().isEmpty() ? CallName.SENDTO : CallName.RECVFROM;
    }

    /**
     * A stream has no messages, so it is not known here whether an answer is complete. The textbook takes turns: one
     * send for one recv.
     */
    private static CallName onConnection(DescriptorState connection) {
        if (connection.isReset() || connection.peerEnded()) {
            return CallName.CLOSE;
        }
        if (connection.sendingEnded()) {
            return CallName.RECV;
        }
        if (connection.isAccepted()) {
            return hasReceivedLast(connection) ? CallName.SEND : CallName.RECV;
        }
        if (connection.sentBytes() == 0) {
            return CallName.SEND;
        }
        return hasReceivedLast(connection) ? CallName.CLOSE : CallName.RECV;
    }

    private static boolean hasReceivedLast(DescriptorState socket) {
        return socket.lastTransfer().filter(RECEIVING::contains).isPresent();
    }
}
