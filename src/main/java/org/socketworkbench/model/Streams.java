package org.socketworkbench.model;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.model.StreamEnd.Chunk;
import org.socketworkbench.model.StreamEnd.Ending;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;

/**
 * What flows on connections. TCP carries bytes, not messages. Each direction is a queue of sent bytes, and a recv takes
 * bytes from its front. So one recv can return parts of several sends, and one send can end up in several recvs.
 */
final class Streams {
    private final Consumer<Fact> facts;
    private final Predicate<DescriptorState> isReceivedFrom;

    /** @param isReceivedFrom whether a receiving call is being made on a socket */
    Streams(Consumer<Fact> facts, Predicate<DescriptorState> isReceivedFrom) {
        this.facts = facts;
        this.isReceivedFrom = isReceivedFrom;
    }

    /** The bytes count as sent from here on: the peer's recv may be traced before this send's return. */
    void sendEntered(DescriptorState from, int call, Bytes data) {
        if (from.phase == Phase.CONNECTED && from.asEnd().ending == null) {
            Chunk chunk = new Chunk(call, data.length());
            from.asEnd().sending.add(chunk);
            from.asEnd().outgoing.add(chunk);
        }
    }

    /** @param flags the MSG_ flags that it was made with */
    void sendReturned(DescriptorState from, int call, int flags, Outcome outcome) {
        Chunk chunk = sending(from.asEnd(), call);
        if (chunk == null) {
            return;
        }
        StreamEnd end = from.asEnd();
        if (outcome instanceof Outcome.Failed(Errno errno)) {
            end.outgoing.remove(chunk);
            resetTold(from, call, errno);
            return;
        }
        chunk.size = (int) outcome.value();
        chunk.returned = true;
        if ((flags & MessageFlags.MSG_OOB) != 0 && chunk.size > 0) {
            chunk.size--; // The last byte is urgent: it is received out of order.
            end.urgent = chunk;
        }
        if (end.isOutsideAcross()) {
            flushOutside(from);
        } else if (from.partner != null && !from.partner.isOpen() && chunk.left() > 0) {
            neverRead(from);
            reset(from, call, true);
        } else if (chunk.left() == 0) {
            end.outgoing.remove(chunk);
        } else if (end.across != null) {
            facts.accept(new Fact.Waits(from, end.across, chunk.send));
        }
    }

    private static @Nullable Chunk sending(StreamEnd end, int call) {
        for (Iterator<Chunk> all = end.sending.iterator(); all.hasNext();) {
            Chunk chunk = all.next();
            if (chunk.send == call) {
                all.remove();
                return chunk;
            }
        }
        return null;
    }

    /** The other end is outside: nothing will report when it reads. */
    void flushOutside(DescriptorState from) {
        for (Chunk chunk : from.asEnd().outgoing) {
            if (chunk.returned && chunk.left() > 0) {
                facts.accept(new Fact.SentOutside(from, from.asEnd().across(), chunk.send, chunk.taken, chunk.left()));
            }
        }
        from.asEnd().outgoing.removeIf(chunk -> chunk.returned);
    }

    private void neverRead(DescriptorState from) {
        for (Chunk chunk : from.asEnd().outgoing) {
            if (chunk.returned && chunk.left() > 0) {
                facts.accept(new Fact.NeverRead(from, from.asEnd().across(), chunk.send, chunk.taken, chunk.left()));
            }
        }
        from.asEnd().outgoing.removeIf(chunk -> chunk.returned);
    }

    void recvReturned(DescriptorState to, int recv, Call.Receiving call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Failed(Errno errno) -> resetTold(to, recv, errno);
            case Outcome.Received(Bytes data) when data.length() > 0 -> taken(to, recv, call, data.length());
            case Outcome.ReceivedFrom(Bytes data, var sender) when data.length() > 0 ->
                taken(to, recv, call, data.length());
            case Outcome.ReceivedMessage received when received.data().length() > 0 ->
                taken(to, recv, call, received.data().length());
            default -> {
                if (call.length() > 0 && !to.endsReading()) {
                    ended(to, recv);
                }
            }
        }
        DescriptorState from = to.partner;
        if (from != null && from.asEnd().ending != null && from.asEnd().ending.returned) {
            tellEnd(from, recv, true);
        }
    }

    private void taken(DescriptorState to, int recv, Call.Receiving call, int count) {
        if (!call.takes() || to.asEnd().across == null) {
            return;
        }
        if ((call.flags() & MessageFlags.MSG_OOB) != 0) {
            urgent(to, recv, count);
        } else {
            received(to, recv, count);
        }
    }

    private void urgent(DescriptorState to, int recv, int count) {
        DescriptorState from = to.partner;
        Chunk chunk = from == null ? null : from.asEnd().urgent;
        if (from == null || chunk == null) {
            delivered(to, Fact.NO_CALL, 0, recv, 0, count, true);
        } else {
            delivered(to, chunk.send, chunk.size, recv, 0, count, true);
            from.asEnd().urgent = null;
        }
    }

    private void received(DescriptorState to, int recv, int count) {
        int done = 0;
        if (to.partner != null) {
            StreamEnd from = to.partner.asEnd();
            while (done < count && !from.outgoing.isEmpty()) {
                Chunk chunk = from.outgoing.getFirst();
                int portion = Math.min(count - done, chunk.left());
                if (portion > 0) {
                    delivered(to, chunk.send, chunk.taken, recv, done, portion, false);
                    chunk.taken += portion;
                }
                if (chunk.left() == 0) {
                    from.outgoing.remove();
                }
                done += portion;
            }
        }
        if (done < count) {
            delivered(to, Fact.NO_CALL, 0, recv, done, count - done, false);
        }
    }

    private void delivered(DescriptorState to, int send, int inSend, int recv, int inRecv, int count, boolean urgent) {
        facts.accept(
                new Fact.Delivered(to.asEnd().across(), to, send, inSend, recv, inRecv, to.asEnd().taken, count,
                        urgent));
        to.asEnd().taken += urgent ? 0 : count;
    }

    /** A recv of 0 bytes has shown that the other side ended its direction. */
    private void ended(DescriptorState to, int recv) {
        StreamEnd end = to.asEnd();
        if (to.partner != null && to.partner.asEnd().ending != null) {
            tellEnd(to.partner, recv, false);
        } else if (end.isOutsideAcross() && !end.outsideEnded) {
            end.outsideEnded = true;
            facts.accept(new Fact.Ended(end.across(), to, Fact.NO_CALL, recv, false, false));
        }
    }

    private void resetTold(DescriptorState to, int call, Errno errno) {
        if (errno.equals(Errno.ECONNRESET)) {
            if (to.partner != null && to.partner.asEnd().ending != null) {
                to.partner.asEnd().ending.told = true;
            }
            reset(to, call, false);
        }
    }

    private void reset(DescriptorState to, int call, boolean concluded) {
        if (!to.asEnd().resetTold && to.asEnd().across != null) {
            to.asEnd().resetTold = true;
            facts.accept(new Fact.Ended(to.asEnd().across(), to, Fact.NO_CALL, call, true, concluded));
        }
    }

    void shutdownEntered(DescriptorState socket, int call, Call.Shutdown.How how) {
        socket.asEnd().readingEnds |= how != Call.Shutdown.How.SHUT_WR;
        if (how != Call.Shutdown.How.SHUT_RD) {
            end(socket, call, false);
        }
    }

    /**
     * A close with unread bytes sends the peer a reset instead of an orderly end. So does a close with a linger time of
     * 0.
     */
    void closeEntered(DescriptorState socket, int call) {
        boolean unread = socket.partner != null && socket.partner.asEnd().hasUnread();
        boolean resets = socket.linger instanceof OptionValue.Linger(boolean on, int seconds) && on && seconds == 0
                && socket.family() != Family.AF_UNIX;
        end(socket, call, unread || resets);
    }

    private static void end(DescriptorState socket, int call, boolean broken) {
        StreamEnd end = socket.asEnd();
        if (socket.phase == Phase.CONNECTED && end.ending == null && !end.resetTold) {
            end.ending = new Ending(call, broken);
        }
    }

    void endReturned(DescriptorState socket, int call) {
        Ending ending = socket.asEnd().ending;
        if (ending != null && ending.by == call) {
            hasEnded(socket, ending, call);
        }
    }

    private void hasEnded(DescriptorState socket, Ending ending, int call) {
        ending.returned = true;
        // A peer that is inside a recv will report the end at once.
        if (socket.partner == null || !isReceivedFrom.test(socket.partner)) {
            tellEnd(socket, call, true);
        }
    }

    private void tellEnd(DescriptorState from, int call, boolean concluded) {
        Ending ending = from.asEnd().ending;
        if (ending == null || ending.told || from.asEnd().across == null) {
            return;
        }
        ending.told = true;
        if (from.partner != null) {
            from.partner.asEnd().resetTold |= ending.broken;
        }
        facts.accept(new Fact.Ended(from, from.asEnd().across(), ending.by, call, ending.broken, concluded));
    }

    /** A socket is about to be closed: nobody will read what has arrived. */
    void closing(DescriptorState socket, int call) {
        // Another number may have referred to the socket at this call's entry, closed by another thread since.
        closeEntered(socket, call);
        if (socket.partner != null) {
            neverRead(socket.partner);
        }
        // Another thread may be in a shutdown that has begun to end the direction.
        Ending ending = socket.asEnd().ending;
        if (ending != null && !ending.returned) {
            hasEnded(socket, ending, call);
        }
        // Callers that were not accepted are cut off.
        for (DescriptorState caller : socket.asEnd().callers) {
            if (caller.phase == Phase.CONNECTED) {
                neverRead(caller);
                reset(caller, call, true);
            }
        }
    }
}
