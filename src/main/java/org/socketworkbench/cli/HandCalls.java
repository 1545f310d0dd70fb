package org.socketworkbench.cli;

import java.util.EnumSet;
import java.util.Set;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;

/** The calls by hand of a lesson that is played: each as a panel makes it when nothing was typed. */
final class HandCalls {
    /** The calls that a lesson which is played may ask for. */
    static final Set<CallName> CALLS = EnumSet.of(CallName.SOCKET, CallName.BIND, CallName.LISTEN, CallName.ACCEPT,
            CallName.CONNECT, CallName.SEND, CallName.RECV, CallName.SHUTDOWN, CallName.CLOSE);
    private static final int BACKLOG = 5;
    private static final int BUFFER = 1024;
    private static final Bytes TEXT = Bytes.utf8("Hello");

    private HandCalls() {}

    /**
     * The call, on the socket that is most likely meant.
     *
     * @param server where servers are bound and clients call
     * @throws IllegalArgumentException if it is none of {@link #CALLS}
     */
    static Call of(ParticipantState who, CallName name, SocketAddress server) {
        int fd = NextCall.askedFor(who, name).fd();
        return switch (name) {
            case SOCKET -> new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);
            case BIND -> new Call.Bind(fd, server);
            case LISTEN -> new Call.Listen(fd, BACKLOG);
            case ACCEPT -> new Call.Accept(fd);
            case CONNECT -> new Call.Connect(fd, server);
            case SEND -> new Call.Send(fd, TEXT, 0);
            case RECV -> new Call.Recv(fd, BUFFER, 0);
            case SHUTDOWN -> new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR);
            case CLOSE -> new Call.Close(fd);
            default -> throw new IllegalArgumentException(name.text());
        };
    }
}
