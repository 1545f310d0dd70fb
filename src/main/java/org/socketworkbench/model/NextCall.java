package org.socketworkbench.model;

import java.util.Comparator;
import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent.CallReturned;

/**
 * The call that a teacher would ask for next, of all participants' calls. These suggestions lead through a whole
 * conversation to its end. Any other call may be made too; the kernel's answer is the lesson.
 *
 * @param participant the number of the participant that makes it
 * @param fd          the socket it is made on; {@link Call#NO_DESCRIPTOR} for a new one
 * @param why         why it comes next
 * @param failed      whether this call was the participant's last one and failed
 */
public record NextCall(int participant, CallName call, int fd, Why why, boolean failed) {

    /** Why a call comes next. The first reason that holds for any participant is chosen. */
    public enum Why {
        /** A program waits at the gate. */
        WAITS_AT_GATE,
        /** A lesson asks for it. */
        ASKED_FOR,
        /** Bytes or a datagram are unread. */
        UNREAD,
        /** The other side has hung up, and only recv reports it. */
        HUNG_UP,
        /** The connection is broken. */
        BROKEN,
        /** recv has reported that nothing more will come. */
        ENDED,
        /** A caller waits in the accept queue. */
        CALLER_WAITS,
        /** The other side waits in recv. */
        OTHER_LISTENS,
        /** A request is to be answered. */
        ANSWER,
        /** The server has no socket yet. */
        SERVER_BEGINS,
        /** The server's socket has no address. */
        NO_ADDRESS,
        /** The server's socket has an address and takes no calls. */
        NOT_LISTENING,
        /** The server waits for a caller. */
        AWAIT_CALLER,
        /** The server waits for a datagram. */
        AWAIT_DATAGRAM,
        /** The client has no socket yet. */
        CLIENT_BEGINS,
        /** The client has a socket but nobody to talk to. */
        DIAL,
        /** The caller speaks first. */
        SPEAK_FIRST,
        /** An answer is on its way, or will be. */
        AWAIT_ANSWER,
        /** The client has its answer. */
        SAID_ALL,
        /** The server may hear more. */
        AWAIT_MORE,
        /** Nobody calls any more. */
        NOBODY_LEFT
    }

    /** The suggestion for this moment; empty if everybody is in a call, or everything is over. */
    public static Optional<NextCall> of(Picture picture) {
        return picture.participants().stream().filter(ParticipantState::isPresent)
                .flatMap(who -> new Chooser(picture, who).choose().stream())
                .min(Comparator.comparing(NextCall::why));
    }

    /**
     * A participant's call by name, on the socket that is most likely meant: that of the newest conversation, or the
     * one that the participant created itself.
     */
    public static NextCall askedFor(ParticipantState who, CallName call) {
        Optional<DescriptorState> own = who.lastMade().filter(DescriptorState::isOpen);
        Optional<DescriptorState> meant = switch (call) {
            case SOCKET, SOCKETPAIR -> Optional.empty();
            case BIND, LISTEN, ACCEPT, CONNECT -> own;
            default -> who.open().reversed().stream().filter(DescriptorState::isSpokenOn).findFirst().or(() -> own);
        };
        return new NextCall(who.id(), call, meant.map(DescriptorState::fd).orElse(Call.NO_DESCRIPTOR), Why.ASKED_FOR,
                false);
    }

    /** Chooses for one participant. */
    private record Chooser(Picture picture, ParticipantState who) {
        Optional<NextCall> choose() {
            Optional<Call> waiting = who.waiting();
            if (waiting.isPresent() && who.program().isPresent()) {
                int fd = waiting.get() instanceof Call.OnDescriptor call ? call.fd() : Call.NO_DESCRIPTOR;
                return Optional.of(new NextCall(who.id(), waiting.get().name(), fd, Why.WAITS_AT_GATE, false));
            }
            boolean canMakeOne = waiting.isEmpty() && who.pending().isEmpty() && who.program().isEmpty();
            return canMakeOne ? onSockets().or(this::withoutSocket) : Optional.empty();
        }

        private Optional<NextCall> onSockets() {
            // If two are equally urgent, the newest socket comes first.
            return who.open().reversed().stream().flatMap(socket -> onSocket(socket).stream())
                    .min(Comparator.comparing(NextCall::why));
        }

        private Optional<NextCall> onSocket(DescriptorState socket) {
            if (socket.type() == SocketType.SOCK_DGRAM) {
                return withDatagrams(socket);
            }
            return switch (socket.phase()) {
                case NEW -> isServer() ? next(CallName.BIND, socket, Why.NO_ADDRESS)
                        : next(CallName.CONNECT, socket, Why.DIAL);
                case BOUND -> isServer() ? next(CallName.LISTEN, socket, Why.NOT_LISTENING)
                        : next(CallName.CONNECT, socket, Why.DIAL);
                case LISTENING -> onListener(socket);
                case CONNECTED -> onConnection(socket);
                case CLOSED -> Optional.empty();
            };
        }

        private Optional<NextCall> onListener(DescriptorState listener) {
            if (!picture.callers(listener).isEmpty() || !picture.acceptQueue(listener).isEmpty()) {
                return next(CallName.ACCEPT, listener, Why.CALLER_WAITS);
            }
            return hasServed(listener) ? next(CallName.CLOSE, listener, Why.NOBODY_LEFT)
                    : next(CallName.ACCEPT, listener, Why.AWAIT_CALLER);
        }

        private boolean hasServed(DescriptorState listener) {
            return who.descriptors().stream()
                    .anyMatch(one -> one.isAccepted() && one.bornNanos() >= listener.bornNanos());
        }

        private Optional<NextCall> onConnection(DescriptorState connection) {
            Optional<DescriptorState> other = picture.otherEnd(connection);
            if (hasUnread(connection, other)) {
                return next(CallName.RECV, connection, Why.UNREAD);
            }
            if (connection.isReset() || hasFoundItBroken(connection)) {
                return next(CallName.CLOSE, connection, Why.BROKEN);
            }
            if (connection.peerEnded()) {
                return next(CallName.CLOSE, connection, Why.ENDED);
            }
            if (picture.hasHungUp(connection)) {
                return next(CallName.RECV, connection, Why.HUNG_UP);
            }
            if (connection.sendingEnded()) {
                return next(CallName.RECV, connection, Why.AWAIT_ANSWER);
            }
            if (other.filter(this::isReading).isPresent()) {
                return next(CallName.SEND, connection, Why.OTHER_LISTENS);
            }
            boolean heard = connection.lastTransfer().filter(CallName.RECV::equals).isPresent();
            if (connection.isAccepted()) {
                return heard ? next(CallName.SEND, connection, Why.ANSWER)
                        : next(CallName.RECV, connection, Why.AWAIT_MORE);
            }
            if (connection.sentBytes() == 0) {
                return next(CallName.SEND, connection, Why.SPEAK_FIRST);
            }
            return heard ? next(CallName.CLOSE, connection, Why.SAID_ALL)
                    : next(CallName.RECV, connection, Why.AWAIT_ANSWER);
        }

        /** Datagrams need no connection: a server waits for one and answers it, a client sends one and waits. */
        private Optional<NextCall> withDatagrams(DescriptorState socket) {
            boolean heard = socket.lastTransfer().filter(call -> call == CallName.RECVFROM || call == CallName.RECV)
                    .isPresent();
            boolean named = socket.peer().isPresent();
            CallName receive = named ? CallName.RECV : CallName.RECVFROM;
            CallName send = named ? CallName.SEND : CallName.SENDTO;
            if (hasUnreadInKernel(socket)) {
                return next(receive, socket, Why.UNREAD);
            }
            if (isServer()) {
                if (socket.phase() == DescriptorState.Phase.NEW) {
                    return next(CallName.BIND, socket, Why.NO_ADDRESS);
                }
                if (heard) {
                    return next(send, socket, Why.ANSWER);
                }
                if (socket.lastTransfer().isEmpty()) {
                    return next(receive, socket, Why.AWAIT_DATAGRAM);
                }
                return nobodyHasASocket() ? next(CallName.CLOSE, socket, Why.NOBODY_LEFT)
                        : next(receive, socket, Why.AWAIT_MORE);
            }
            if (socket.lastTransfer().isEmpty()) {
                return next(send, socket, Why.SPEAK_FIRST);
            }
            return heard ? next(CallName.CLOSE, socket, Why.SAID_ALL) : next(receive, socket, Why.AWAIT_ANSWER);
        }

        private boolean nobodyHasASocket() {
            return picture.participants().stream().filter(other -> other != who)
                    .allMatch(other -> other.open().isEmpty());
        }

        private Optional<NextCall> withoutSocket() {
            boolean isNew = who.descriptors().isEmpty();
            if (isServer()) {
                return isNew ? begin(Why.SERVER_BEGINS) : Optional.empty();
            }
            return isNew || isSomebodyWaiting() ? begin(Why.CLIENT_BEGINS) : Optional.empty();
        }

        private Optional<NextCall> begin(Why why) {
            return Optional.of(new NextCall(who.id(), CallName.SOCKET, Call.NO_DESCRIPTOR, why, false));
        }

        /** Whether a server waits for a caller, or for a datagram. */
        private boolean isSomebodyWaiting() {
            return picture.participants().stream().filter(other -> other.role() == Role.SERVER)
                    .flatMap(other -> other.pending().stream())
                    .anyMatch(pending -> pending.call() instanceof Call.Accept
                            || pending.call() instanceof Call.RecvFrom);
        }

        private boolean hasUnread(DescriptorState connection, Optional<DescriptorState> other) {
            return other.isPresent() ? !picture.unread(other.get()).isEmpty() && !connection.isReset()
                    : hasUnreadInKernel(connection);
        }

        /** Whether the kernel's tables show unread bytes. */
        private static boolean hasUnreadInKernel(DescriptorState socket) {
            return socket.row().filter(row -> row.unread().orElse(0) > 0).isPresent();
        }

        /**
         * Whether the last call found the connection broken. If nobody holds the other end any more, a send finds out
         * first.
         */
        private boolean hasFoundItBroken(DescriptorState connection) {
            return who.lastReturn().filter(last -> last.call() instanceof Call.OnDescriptor call
                    && connection.fds().contains(call.fd()) && last.outcome() instanceof Outcome.Failed failed
                    && (failed.errno().equals(Errno.EPIPE) || failed.errno().equals(Errno.ECONNRESET)))
                    .isPresent();
        }

        private boolean isReading(DescriptorState other) {
            return picture.participant(other.owner()).stream().flatMap(owner -> owner.pending().stream())
                    .anyMatch(pending -> pending.call() instanceof Call.Receiving call
                            && other.fds().contains(call.fd()));
        }

        private boolean isServer() {
            return who.role() == Role.SERVER;
        }

        private Optional<NextCall> next(CallName call, DescriptorState socket, Why why) {
            Optional<CallReturned> last = who.lastReturn();
            boolean failed = last.filter(made -> made.call().name() == call && made.outcome() instanceof Outcome.Failed)
                    .isPresent();
            return Optional.of(new NextCall(who.id(), call, socket.fd(), why, failed));
        }
    }
}
