package org.socketworkbench.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * Finds participants that wait for one another. Only certain deadlocks are named: each of their threads is blocked in a
 * call without a timeout that only another of them could end. Anybody could call a participant that waits in accept or
 * for datagrams.
 */
final class Deadlock {
    private final Picture picture;
    /** The participants that have set a timeout with a socket option. */
    private final Set<Integer> limited = new HashSet<>();

    /** @param picture the state at the end of the log */
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

    /** The participants in the deadlock, in order of arrival; empty if there is none. */
    List<ParticipantState> participants() {
        List<ParticipantState> waiting = new ArrayList<>(left());
        while (waiting.removeIf(one -> !waitsForOneOf(waiting, one))) {
            // A participant that waits for one that was just removed is not part of the deadlock either.
        }
        return waiting;
    }

    /**
     * The remaining participants, if all of them are servers that wait for a new caller. Each has a thread that waits
     * without a timeout in accept, for a datagram, or for one of several descriptors that include such a socket; its
     * other threads do the same, or wait for remaining participants. Empty otherwise.
     */
    List<ParticipantState> servers() {
        List<ParticipantState> left = left();
        boolean areServers =
                left.stream().allMatch(one -> one.lanes().stream().anyMatch(lane -> waitsForCaller(one, lane)));
        return areServers && onlyACallerCanHelp() ? left : List.of();
    }

    /** Whether the remaining participants wait for one another, and for callers that none of them can be any more. */
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
            case Call.Polling c when c.withinNanos() < 0 -> c.fds().stream();
            case Call.EpollWait c when c.timeoutMillis() < 0 -> one.watchedBy(c.fd()).stream()
                    .filter(entry -> (entry.events() & PollEntry.POLLIN) != 0).map(EpollEntry::fd);
            case Call.Select c when c.timeoutMicros() < 0 -> c.fds().stream();
            default -> Stream.<Integer>empty();
        }).orElse(Stream.empty()).anyMatch(fd -> one.open(fd).filter(Deadlock::canBeCalled).isPresent());
    }

    /** Whether anybody may call it: a socket that sent before it was bound waits for an answer, not for a caller. */
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

    /** Whether no participant that is still present can ever go on by itself. */
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
                .filter(call -> call instanceof Call.OnSocket && !(call instanceof Call.EpollWait));
    }

    /** The only participant that can end the call. */
    private Optional<ParticipantState> waker(ParticipantState one, Call call) {
        return switch (call) {
            case Call.Receiving c -> one.open(c.fd()).flatMap(this::otherSide);
            case Call.Sending c -> one.open(c.fd()).flatMap(this::otherSide);
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
