package org.socketworkbench.lesson;

import java.util.OptionalInt;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/**
 * Finds a port for a lesson. This happens outside the lesson's session, so that its trace has only the calls that a
 * student would write.
 */
public final class LessonPort {
    private LessonPort() {}

    /** A port that no socket uses, not even one in TIME_WAIT; the system assigns it. Empty if there is none. */
    public static OptionalInt free(Sockets sockets) {
        return bound(sockets, 0, false);
    }

    /** The port that lessons are written for, or a free one if the lesson cannot be done on it now. */
    public static int usual(Sockets sockets, Lesson lesson) {
        return bound(sockets, Lesson.PORT, lesson.passesTimeWait())
                .orElseGet(() -> free(sockets).orElse(Lesson.PORT));
    }

    /** Binds a socket for a moment, to this port or, if it is 0, to a free one. */
    private static OptionalInt bound(Sockets sockets, int port, boolean reuse) {
        try (Sockets.Caller caller = sockets.caller()) {
            int fd = (int) caller.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0)).value();
            try {
                if (reuse) {
                    caller.make(new Call.SetSockOpt(fd, SocketOption.SO_REUSEADDR, 1));
                }
                Outcome bound = caller.make(new Call.Bind(fd, SocketAddress.Inet4.loopback(port)));
                return !(bound instanceof Outcome.Failed)
                        && caller.make(new Call.GetSockName(fd)) instanceof Outcome.Named(SocketAddress.Inet4 name)
                                ? OptionalInt.of(name.port()) : OptionalInt.empty();
            } finally {
                caller.make(new Call.Close(fd));
            }
        }
    }
}
