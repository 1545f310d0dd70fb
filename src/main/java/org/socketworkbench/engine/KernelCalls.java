package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;

/**
 * Translates a participant's calls for the kernel, and the kernel's answers for the participant: the participant's
 * numbers stand for real descriptors of the workbench's process. A number that is not open stands for no descriptor, so
 * no participant can reach somebody else's socket or a file of the workbench. Any thread may call it.
 */
final class KernelCalls {
    /** A number that no descriptor has. poll passes over negative numbers, but answers POLLNVAL for this one. */
    private static final int NEVER_OPEN = Integer.MAX_VALUE;

    private final DescriptorTable descriptors;
    private final StandardInput input;

    /** @param input the process's standard input, which is its descriptor 0 */
    KernelCalls(DescriptorTable descriptors, StandardInput input) {
        this.descriptors = descriptors;
        this.input = input;
    }

    /**
     * A call on its way through the kernel.
     *
     * @param made     the call as the kernel gets it
     * @param reserved the numbers that are reserved for what it makes
     * @param isBusy   whether another call has reserved the number that this one wants and has not returned yet: then
     *                 Linux answers EBUSY
     */
    record Passage(Call.SystemCall made, List<Integer> reserved, boolean isBusy) {
        private static Passage of(Call.SystemCall made, Integer... reserved) {
            return new Passage(made, List.of(reserved), false);
        }
    }

    /** Begins a call: the numbers for what it makes are reserved before it waits. */
    Passage begin(Call.SystemCall call) {
        return switch (call) {
            case Call.Dup2 c -> beginDup2(c);
            case Call.SocketPair c -> Passage.of(c, descriptors.reserve(), descriptors.reserve());
            case Call.Opening c -> Passage.of(inKernel(c), descriptors.reserve());
            case Call.Close c -> Passage.of(c.on(descriptors.closing(c.fd())));
            default -> Passage.of(inKernel(call));
        };
    }

    /**
     * If the target is open, the kernel replaces it as well. If it is free, it is free in the participant's table only,
     * so the kernel chooses the real descriptor.
     */
    private Passage beginDup2(Call.Dup2 call) {
        int fd = descriptors.real(call.fd());
        int target = call.fd() == call.target() ? fd : descriptors.closing(call.target());
        if (target != DescriptorTable.NONE) {
            return Passage.of(new Call.Dup2(fd, target));
        }
        if (!DescriptorTable.isPossible(call.target())) {
            return Passage.of(new Call.Dup2(fd, NEVER_OPEN));
        }
        boolean free = descriptors.reserve(call.target());
        return new Passage(new Call.Dup(fd, false), free ? List.of(call.target()) : List.of(), !free);
    }

    /** Ends a call that has made nothing; the target of a dup2 stays what it was. */
    void giveBack(Call.SystemCall call, Passage passage) {
        passage.reserved().forEach(descriptors::release);
        if (call instanceof Call.Dup2 c && passage.made() instanceof Call.Dup2 made
                && DescriptorTable.isPossible(c.target())) {
            descriptors.open(c.target(), made.target());
        }
    }

    private Call.SystemCall inKernel(Call.SystemCall call) {
        return switch (call) {
            // What it tells of the target later is the participant's own number.
            case Call.EpollCtl c -> new Call.EpollCtl(descriptors.real(c.fd()), c.operation(),
                    real(c.target(), NEVER_OPEN), c.events(), c.target());
            case Call.OnSocket c -> c.on(descriptors.real(c.fd()));
            case Call.Polling c -> c.with(c.entries().stream()
                    .map(entry -> new PollEntry(real(entry.fd(), NEVER_OPEN), entry.events())).toList());
            case Call.Select c ->
                new Call.Select(reals(c.read()), reals(c.write()), reals(c.except()), c.timeoutMicros());
            case Call.Socket c -> c;
            case Call.SocketPair c -> c;
            case Call.EpollCreate c -> c;
            case Call.Unlink c -> c;
            case Call.Other c -> c;
        };
    }

    private List<Integer> reals(List<Integer> fds) {
        return fds.stream().map(fd -> real(fd, Call.NO_DESCRIPTOR)).toList();
    }

    private int real(int fd, int ifNone) {
        int real = fd == Call.STANDARD_INPUT ? input.descriptor() : descriptors.real(fd);
        return real == DescriptorTable.NONE ? ifNone : real;
    }

    /**
     * The kernel's answer in the participant's numbers.
     *
     * @param call the call as the participant made it
     */
    static Outcome inProcess(Call.SystemCall call, Passage passage, Outcome answered) {
        Call.SystemCall made = passage.made();
        return switch (answered) {
            case Outcome.Opened o when call instanceof Call.Dup2 c -> new Outcome.Opened(c.target(), o.real());
            case Outcome.Opened o -> new Outcome.Opened(passage.reserved().getFirst(), o.real());
            case Outcome.Accepted o ->
                new Outcome.Accepted(passage.reserved().getFirst(), o.real(), o.peer());
            case Outcome.PairOpened(Outcome.Opened first, Outcome.Opened second) ->
                new Outcome.PairOpened(new Outcome.Opened(passage.reserved().getFirst(), first.real()),
                        new Outcome.Opened(passage.reserved().getLast(), second.real()));
            case Outcome.Polled o ->
                polled(((Call.Polling) call).entries(), ((Call.Polling) made).entries(), o.ready());
            case Outcome.Selected o -> selected((Call.Select) call, (Call.Select) made, o);
            default -> answered;
        };
    }

    /**
     * The kernel answers in the order in which it was asked, so each answer finds its number, even if several numbers
     * are not open.
     */
    private static Outcome polled(List<PollEntry> asked, List<PollEntry> made, List<PollEntry> answered) {
        List<PollEntry> ready = new ArrayList<>(answered.size());
        for (int i = 0; i < made.size() && ready.size() < answered.size(); i++) {
            PollEntry next = answered.get(ready.size());
            if (made.get(i).fd() == next.fd()) {
                ready.add(new PollEntry(asked.get(i).fd(), next.events()));
            }
        }
        return new Outcome.Polled(ready);
    }

    private static Outcome selected(Call.Select call, Call.Select made, Outcome.Selected answered) {
        return new Outcome.Selected(numbers(call.read(), made.read(), answered.read()),
                numbers(call.write(), made.write(), answered.write()),
                numbers(call.except(), made.except(), answered.except()));
    }

    private static List<Integer> numbers(List<Integer> asked, List<Integer> made, List<Integer> ready) {
        return IntStream.range(0, made.size()).filter(i -> ready.contains(made.get(i))).mapToObj(asked::get).toList();
    }
}
