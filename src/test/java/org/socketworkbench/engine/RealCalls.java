package org.socketworkbench.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.trace.TraceEvent;

/**
 * A trace's system calls as strace writes them: with the real descriptors that stand behind the participants' own
 * numbers.
 */
public final class RealCalls {
    private record Own(int participant, int fd) {}

    private final Map<Own, Integer> reals = new HashMap<>();
    private final Map<Integer, Call.SystemCall> entered = new HashMap<>();
    private int count;

    /**
     * Takes in the next event of the trace, of which none is left out; answers the call if it is the return of a system
     * call.
     */
    public Optional<String> next(TraceEvent event) {
        int number = count++;
        switch (event) {
            case TraceEvent.CallEntered e when e.call() instanceof Call.SystemCall call -> {
                entered.put(number, real(e.participant(), call));
                return Optional.empty();
            }
            case TraceEvent.CallReturned e when e.call() instanceof Call.SystemCall call -> {
                Call.SystemCall made = entered.remove(e.number());
                Outcome answered = real(e.participant(), e.outcome());
                e.outcome().opened().forEach(opened -> reals.put(new Own(e.participant(), opened.fd()), opened.real()));
                if (call instanceof Call.Close close) {
                    reals.remove(new Own(e.participant(), close.fd()));
                }
                return Optional.of(StraceText.of(made, answered));
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private Call.SystemCall real(int who, Call.SystemCall call) {
        return switch (call) {
            case Call.Dup2 c -> dup2(who, c);
            case Call.EpollCtl c -> new Call.EpollCtl(real(who, c.fd(), Call.NO_DESCRIPTOR), c.operation(),
                    real(who, c.target(), Integer.MAX_VALUE), c.events(), c.target());
            case Call.OnSocket c -> c.on(real(who, c.fd(), Call.NO_DESCRIPTOR));
            case Call.Polling c -> c.with(entries(who, c.entries()));
            case Call.Select c -> new Call.Select(numbers(who, c.read()), numbers(who, c.write()),
                    numbers(who, c.except()), c.timeoutMicros());
            case Call.Socket c -> c;
            case Call.SocketPair c -> c;
            case Call.EpollCreate c -> c;
            case Call.Unlink c -> c;
            case Call.Other c -> c;
        };
    }

    /** In the kernel a number of the participant's that is free is no number yet: it is dup that chooses one. */
    private Call.SystemCall dup2(int who, Call.Dup2 call) {
        int fd = real(who, call.fd(), Call.NO_DESCRIPTOR);
        int target = real(who, call.target(), Call.NO_DESCRIPTOR);
        return target == Call.NO_DESCRIPTOR ? new Call.Dup(fd, false) : new Call.Dup2(fd, target);
    }

    private Outcome real(int who, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Opened o -> new Outcome.Opened(o.real());
            case Outcome.PairOpened o -> new Outcome.PairOpened(new Outcome.Opened(o.first().real()),
                    new Outcome.Opened(o.second().real()));
            case Outcome.Accepted o -> new Outcome.Accepted(o.real(), o.peer());
            case Outcome.Polled o -> new Outcome.Polled(entries(who, o.ready()));
            case Outcome.Selected o ->
                new Outcome.Selected(numbers(who, o.read()), numbers(who, o.write()), numbers(who, o.except()));
            default -> outcome;
        };
    }

    private List<PollEntry> entries(int who, List<PollEntry> entries) {
        return entries.stream().map(entry -> new PollEntry(real(who, entry.fd(), Integer.MAX_VALUE), entry.events()))
                .toList();
    }

    private List<Integer> numbers(int who, List<Integer> fds) {
        return fds.stream().map(fd -> real(who, fd, Call.NO_DESCRIPTOR)).toList();
    }

    private int real(int who, int fd, int ifNone) {
        return reals.getOrDefault(new Own(who, fd), ifNone);
    }
}
