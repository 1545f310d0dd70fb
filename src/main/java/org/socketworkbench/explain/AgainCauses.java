package org.socketworkbench.explain;

import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.SocketAddress;

/**
 * Explains what a call would have had to wait for, and why it did not wait: EAGAIN. This is no failure, but the answer
 * "not yet".
 */
final class AgainCauses {
    private final Words words;

    AgainCauses(Words words) {
        this.words = words;
    }

    Optional<Cause> again(Scene scene) {
        if (scene.socket().isEmpty()) {
            return Optional.empty();
        }
        DescriptorState socket = scene.socket().get();
        return switch (scene.call()) {
            case Call.Accept c -> Optional.of(Cause.concluded("again.accept", why(socket, 0, "SO_RCVTIMEO")));
            case Call.Connect c when c.address() instanceof SocketAddress.Unix ->
                Optional.of(Cause.concluded("again.connect", c.address(), why(socket, 0, "SO_SNDTIMEO")));
            case Call.Receiving c ->
                Optional.of(Cause.concluded(scene.kind() == Kind.DATAGRAM ? "again.datagram" : "again.recv",
                        why(socket, c.flags(), "SO_RCVTIMEO")));
            case Call.Send c -> Optional.of(sending(scene.kind(), socket, c.flags()));
            case Call.Write c -> Optional.of(sending(scene.kind(), socket, 0));
            case Call.SendTo c -> Optional.of(sending(scene.kind(), socket, c.flags()));
            default -> Optional.empty();
        };
    }

    private Cause sending(Kind kind, DescriptorState socket, int flags) {
        String why = why(socket, flags, "SO_SNDTIMEO");
        if (socket.isConnecting()) {
            return Cause.concluded("again.send.connecting", why);
        }
        boolean queue = kind == Kind.DATAGRAM && socket.family() == Family.AF_UNIX;
        return Cause.concluded(queue ? "again.send.queue" : "again.send", why);
    }

    private String why(DescriptorState socket, int flags, String timeout) {
        if ((flags & MessageFlags.MSG_DONTWAIT) != 0) {
            return words.text("again.flag");
        }
        return socket.isNonBlocking() ? words.text("again.nonBlocking") : words.text("again.timeout", timeout);
    }
}
