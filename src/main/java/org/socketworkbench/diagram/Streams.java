package org.socketworkbench.diagram;

import java.util.Optional;
import org.socketworkbench.diagram.Endpoint.Chunk;
import org.socketworkbench.diagram.Endpoint.End;
import org.socketworkbench.diagram.Message.Kind;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/**
 * What flows on connections. TCP carries bytes, not messages: each direction is a queue of what was sent, and a recv
 * takes from it whatever it gets, so that it can hold parts of several sends and a send can end up in several recvs.
 */
final class Streams {
    private static final int GLANCE = 12;

    private final Arrows arrows;

    Streams(Arrows arrows) {
        this.arrows = arrows;
    }

    /** The bytes count from here on: the peer's recv may be traced before this send's return. */
    void sendEntered(Endpoint from, Activation activation, Bytes data) {
        if (from.isStream() && from.end == null) {
            from.sending = new Chunk(activation, data);
            from.outgoing.add(from.sending);
        }
    }

    /** @param flags the MSG_ flags that it was made with */
    void sendReturned(Endpoint from, Activation activation, int flags, Outcome outcome) {
        Chunk chunk = from.sending;
        from.sending = null;
        if (chunk == null) {
            return;
        }
        if (outcome instanceof Outcome.Failed(Errno errno)) {
            from.outgoing.remove(chunk);
            resetTold(from, activation, errno);
            return;
        }
        chunk.size = (int) outcome.value();
        chunk.returned = true;
        if ((flags & MessageFlags.MSG_OOB) != 0 && chunk.size > 0) {
            chunk.size--; // The last byte is urgent: it does not come in its turn.
            from.urgent = chunk;
        }
        if (from.isPeerOutside()) {
            flush(from, Kind.DATA);
        } else if (from.other != null && from.other.stage == Endpoint.Stage.CLOSED && chunk.left() > 0) {
            flush(from, Kind.UNREAD);
            reset(from, activation, true);
        } else if (chunk.left() == 0) {
            from.outgoing.remove(chunk);
        }
    }

    /** The other end turned out to be outside: nobody will tell when it reads. */
    void flushOutside(Endpoint from) {
        flush(from, Kind.DATA);
    }

    private void flush(Endpoint from, Kind kind) {
        for (Chunk chunk : from.outgoing) {
            if (chunk.returned && chunk.left() > 0) {
                data(kind, from, from.peerLine, chunk, chunk.left());
            }
        }
        from.outgoing.removeIf(chunk -> chunk.returned);
    }

    void recvReturned(Endpoint to, Activation activation, Call.Receiving call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Failed(Errno errno) -> resetTold(to, activation, errno);
            case Outcome.Received(Bytes data) when data.length() > 0 -> taken(to, activation, call, data);
            case Outcome.ReceivedFrom(Bytes data, Optional<SocketAddress> sender) when data.length() > 0 ->
                taken(to, activation, call, data);
            default -> {
                if (call.length() > 0 && !to.readingEnded) {
                    ended(to, activation);
                }
            }
        }
        if (to.other != null && to.other.end != null && to.other.end.returned) {
            drawEnd(to.other, true);
        }
    }

    private void taken(Endpoint to, Activation activation, Call.Receiving call, Bytes data) {
        if ((call.flags() & MessageFlags.MSG_PEEK) != 0 || to.peerLine == null) {
            return;
        }
        if ((call.flags() & MessageFlags.MSG_OOB) != 0) {
            urgent(to, activation, data);
        } else {
            received(to, activation, data);
        }
    }

    private void urgent(Endpoint to, Activation activation, Bytes data) {
        Chunk chunk = to.other == null ? null : to.other.urgent;
        boolean known = chunk != null;
        arrows.arrow(Kind.DATA, to.peerLine, to.owner, known ? chunk.send.entryRow() : Lifeline.NEVER,
                known ? chunk.send.number() : activation.number(), data.length(), glance(data, 0, data.length()),
                false);
        if (known) {
            to.other.urgent = null;
        }
    }

    private void received(Endpoint to, Activation activation, Bytes data) {
        int left = data.length();
        if (to.other != null) {
            while (left > 0 && !to.other.outgoing.isEmpty()) {
                Chunk chunk = to.other.outgoing.peek();
                int portion = Math.min(left, chunk.left());
                if (portion > 0) {
                    data(Kind.DATA, to.other, to.owner, chunk, portion);
                }
                if (chunk.left() == 0) {
                    to.other.outgoing.remove();
                }
                left -= portion;
            }
        }
        if (left > 0) {
            arrows.arrow(Kind.DATA, to.peerLine, to.owner, Lifeline.NEVER, activation.number(), left,
                    glance(data, data.length() - left, left), false);
        }
    }

    private void data(Kind kind, Endpoint from, Lifeline to, Chunk chunk, int portion) {
        arrows.arrow(kind, from.owner, to, chunk.send.entryRow(), chunk.send.number(), portion,
                glance(chunk.data, chunk.taken, portion), kind == Kind.UNREAD);
        chunk.taken += portion;
    }

    /** A recv of 0 bytes has told that the other side ended its direction. */
    private void ended(Endpoint to, Activation activation) {
        if (to.other != null && to.other.end != null) {
            drawEnd(to.other, false);
        } else if (to.isPeerOutside() && !to.outsideEnded) {
            to.outsideEnded = true;
            arrows.signal(endOf(to), to.peerLine, to.owner, activation.number(), false);
        }
    }

    private void resetTold(Endpoint to, Activation activation, Errno errno) {
        if (errno.equals(Errno.ECONNRESET)) {
            if (to.other != null && to.other.end != null) {
                to.other.end.drawn = true;
            }
            reset(to, activation, false);
        }
    }

    private void reset(Endpoint to, Activation activation, boolean concluded) {
        if (!to.resetDrawn && to.peerLine != null) {
            to.resetDrawn = true;
            arrows.signal(breakOf(to), to.peerLine, to.owner, activation.number(), concluded);
        }
    }

    void shutdownEntered(Endpoint endpoint, Activation activation, Call.Shutdown.How how) {
        endpoint.readingEnded |= how != Call.Shutdown.How.SHUT_WR;
        if (how != Call.Shutdown.How.SHUT_RD) {
            end(endpoint, activation, endOf(endpoint));
        }
    }

    /** Between hosts, ends are packets; inside the machine there are none. */
    private static Kind endOf(Endpoint endpoint) {
        return endpoint.isUnix() ? Kind.END : Kind.FIN;
    }

    private static Kind breakOf(Endpoint endpoint) {
        return endpoint.isUnix() ? Kind.BREAK : Kind.RST;
    }

    /** Who closes with something unread tells the peer so by a reset in the place of an orderly end. */
    void closeEntered(Endpoint endpoint, Activation activation) {
        boolean unread = endpoint.other != null && endpoint.other.hasUnread();
        end(endpoint, activation, unread || endpoint.resetsAtClose ? breakOf(endpoint) : endOf(endpoint));
    }

    private void end(Endpoint endpoint, Activation activation, Kind kind) {
        if (endpoint.isStream() && endpoint.end == null && !endpoint.resetDrawn) {
            endpoint.end = new End(activation, kind);
        }
    }

    void endReturned(Endpoint endpoint, Activation activation) {
        End end = endpoint.end;
        if (end == null || end.by != activation) {
            return;
        }
        end.returned = true;
        if (!isAwaited(endpoint)) {
            drawEnd(endpoint, true);
        }
    }

    /** What had arrived when the receiver closed is read by nobody. */
    void closed(Endpoint endpoint) {
        if (endpoint.other != null) {
            flush(endpoint.other, Kind.UNREAD);
        }
    }

    /** Whether the peer is inside a recv, which will tell at once of the end. */
    private boolean isAwaited(Endpoint endpoint) {
        Endpoint peer = endpoint.other;
        return peer != null && arrows.running(peer.owner)
                .anyMatch(running -> running.call() instanceof Call.Receiving && running.endpoint() == peer);
    }

    private void drawEnd(Endpoint from, boolean concluded) {
        End end = from.end;
        if (end.drawn || from.peerLine == null) {
            return;
        }
        end.drawn = true;
        if (from.other != null) {
            from.other.resetDrawn |= end.kind.breaksOff();
        }
        arrows.arrow(end.kind, from.owner, from.peerLine, end.by.entryRow(), end.by.number(), 0, Bytes.EMPTY,
                concluded);
    }

    /** A listener is closed: who called and was not accepted is cut off. */
    void listenerClosed(Endpoint listener, Activation activation) {
        for (Endpoint caller : listener.callers) {
            if (caller.isStream()) {
                flush(caller, Kind.UNREAD);
                reset(caller, activation, true);
            }
        }
    }

    /** The first bytes of a portion, as far as they are kept. */
    static Bytes glance(Bytes data, int from, int count) {
        byte[] first = new byte[Math.clamp(data.kept() - from, 0, Math.min(count, GLANCE))];
        for (int i = 0; i < first.length; i++) {
            first[i] = (byte) data.at(from + i);
        }
        return Bytes.owning(first);
    }
}
