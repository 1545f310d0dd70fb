package org.socketworkbench.cli;

import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/** Finds a port for a play. */
final class FreePort {
    private static final Messages MESSAGES = Messages.of(FreePort.class);

    private FreePort() {}

    /**
     * A port that no socket uses, not even one in TIME_WAIT; the system assigns it. This happens outside the play, so
     * that the play shows only the calls that a student would write.
     */
    static int find(Sockets sockets) throws Failure {
        try (Sockets.Caller caller = sockets.caller()) {
            int fd = (int) caller.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0)).value();
            try {
                caller.make(new Call.Bind(fd, SocketAddress.Inet4.loopback(0)));
                return switch (caller.make(new Call.GetSockName(fd))) {
                    case Outcome.Named named when named.address() instanceof SocketAddress.Inet4 inet -> inet.port();
                    case Outcome other -> throw new Failure(MESSAGES.text("play.no-free-port", CText.of(other)));
                };
            } finally {
                caller.make(new Call.Close(fd));
            }
        }
    }
}
