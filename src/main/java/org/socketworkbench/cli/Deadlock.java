package org.socketworkbench.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.DescriptorState;
import org.socketworkbench.trace.Lane;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * Finds those who wait for one another. Only what is certain is named: each of their threads is blocked in a call
 * without a time limit that nobody but another of them could end. Who waits in accept, or for datagrams, could be
 * called by anybody.
 */
final class Deadlock {
    private final Picture picture;
    /** Who has asked the kernel to end its waiting after a time. */
    private final Set<Integer> limited = new HashSet<>();

    /** @param picture the state at the log's end */
    Deadlock(TraceLog log, Picture picture) {
        this.picture = picture;
        for (int number = 0; number < log.size(); number++) {
            if (log.get(number) instanceof TraceEvent.CallEntered e && e.call() instanceof Call.SetSockOpt set
                    && (set.option().equals(SocketOption.SO_RCVTIMEO)
                            || set.option().equals(SocketOption.SO_SNDTIMEO))) {
                limited.add(e.participant());
            }
        }
    }

    /** Those in it, in the order in which they came; nobody if there is none. */
    List<ParticipantState> participants() {
        List<ParticipantState> waiting = new ArrayList<>(left());
        while (waiting.removeIf(one -> !waitsForOneOf(waiting, one))) {
            // Who waits for somebody that has just been left out does not belong to them either.
        }
        return waiting;
    }

    /**
     * Those who are left, if all of them are servers that wait for a new caller: each has a thread that waits in
     * accept, for a datagram, or for one of several descriptors among which is one of these, without a time limit; its
     * other threads wait so too, or for those who are left. Nobody if it is otherwise.
     */
    List<ParticipantState> servers() {
        List<ParticipantState> left = left();
        boolean areServers =
                left.stream().allMatch(one -> one.lanes().stream().anyMatch(lane -> waitsForCaller(one, lane)));
        return areServers && onlyACallerCanHelp() ? left : List.of();
    }

    /** Whether those who are left wait for one another, and for callers that none of them can be any more. */
    boolean onlyACallerCanHelp() {
        List<ParticipantState> left = left();
        return !left.isEmpty() && left.stream()
                .allMatch(one -> !limited.contains(one.id()) && one.lanes().stream().anyMatch(lane -> !isAtLock(lane))
                        && one.lanes().stream().allMatch(lane -> waitsForCaller(one, lane) || isAtLock(lane)
                                || endless(lane).flatMap(call -> waker(one, call)).filter(left::contains).isPresent()));
    }

    private List<ParticipantState> left() {
        return picture.participants().stream().filter(ParticipantState::isPresent).toList();
    }

    private static boolean waitsForCaller(ParticipantState one, Lane lane) {
        return lane.pending().filter(Lane.Pending::blocked).map(Lane.Pending::call).map(call -> switch (call) {
            case Call.Accept c -> Stream.of(c.fd());
            case Call.Receiving c -> Stream.of(c.fd());
            case Call.Poll c when c.timeoutMillis() < 0 -> c.fds().stream();
            case Call.Select c when c.timeoutMicros() < 0 -> c.fds().stream();
            default -> Stream.<Integer>empty();
        }).orElse(Stream.empty()).anyMatch(fd -> one.open(fd).filter(Deadlock::canBeCalled).isPresent());
    }

    /** Whether anybody may call it: one that has sent before it was bound waits for an answer, and not for a caller. */
    private static boolean canBeCalled(DescriptorState socket) {
        return switch (socket.type()) {
            case SOCK_STREAM -> socket.phase() == DescriptorState.Phase.LISTENING;
            case SOCK_DGRAM -> socket.phase() == DescriptorState.Phase.BOUND;
        };
    }

    private static boolean isAtLock(Lane lane) {
        return lane.pending().isEmpty() && lane.sleeps().isEmpty() && lane.prompt().isEmpty()
                && lane.waiting().isEmpty();
    }

    /** Whether nobody who is still there can go on by itself, at whatever time. */
    boolean onlyOthersCanHelp() {
        return picture.participants().stream().filter(ParticipantState::isPresent)
                .allMatch(one -> !limited.contains(one.id())
                        && one.lanes().stream().allMatch(lane -> endless(lane).isPresent()));
    }

    private boolean waitsForOneOf(Collection<ParticipantState> others, ParticipantState one) {
        return !limited.contains(one.id()) && one.lanes().stream()
                .allMatch(lane -> endless(lane).flatMap(call -> waker(one, call)).filter(others::contains).isPresent());
    }

    /** The call that blocks a thread until another process does something. */
    private static Optional<Call> endless(Lane lane) {
        return lane.pending().filter(Lane.Pending::blocked).map(Lane.Pending::call)
                .filter(call -> !(call instanceof Call.Timed))
                .map(call -> lane.step().map(Lane.Pending::call).orElse(call))
                .filter(Call.OnSocket.class::isInstance);
    }

    /** The only one who can end the call. */
    private Optional<ParticipantState> waker(ParticipantState one, Call call) {
        return switch (call) {
            case Call.Recv c -> one.open(c.fd()).flatMap(this::otherSide);
            case Call.RecvFrom c -> one.open(c.fd()).flatMap(this::otherSide);
            case Call.Send c -> one.open(c.fd()).flatMap(this::otherSide);
            case Call.Connect c -> picture.listenerFor(c.address()).flatMap(this::owner);
            default -> Optional.empty();
        };
    }

    private Optional<ParticipantState> otherSide(DescriptorState socket) {
        if (socket.type() != SocketType.SOCK_STREAM) {
            return Optional.empty();
        }
        Optional<DescriptorState> other = picture.otherEnd(socket).filter(DescriptorState::isOpen);
        return other.isPresent() ? other.flatMap(this::owner)
                : socket.peer().filter(peer -> !socket.isAccepted()).flatMap(picture::listenerFor).flatMap(this::owner);
    }

    private Optional<ParticipantState> owner(DescriptorState socket) {
        return picture.participant(socket.owner());
    }
}
