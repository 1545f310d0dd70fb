package org.socketworkbench.diagram;

import java.util.List;
import org.socketworkbench.socket.TcpState;

/** One arrow of the TCP state diagram, with its labels. */
public record Transition(TcpState from, TcpState to, Way way, List<Shape> shapes) {

    /** Who usually takes it: a client that calls and hangs up first, the server that it calls, or hardly anybody. */
    public enum Way {
        CLIENT(Ink.Role.CLIENT_WAY), SERVER(Ink.Role.SERVER_WAY), OTHER(Ink.Role.OTHER_WAY);

        private final Ink.Role role;

        Way(Ink.Role role) {
            this.role = role;
        }

        Ink ink() {
            return Ink.plain(role);
        }
    }

    public Transition {
        shapes = List.copyOf(shapes);
    }
}
