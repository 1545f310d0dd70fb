package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;

/**
 * A participant's calls as the kernel gets them, and its answers as the participant sees them: the participant's
 * numbers stand for real descriptors of the workbench's process. A number that is not, or no longer, open stands for no
 * descriptor, so that no participant can reach somebody else's socket or a file of the workbench. Any thread.
 */
final class KernelCalls {
    /** A number that no descriptor has: poll passes over negative ones, but answers POLLNVAL for this. */
    private static final int NEVER_OPEN = Integer.MAX_VALUE;

    private final DescriptorTable descriptors;
    private final StandardInput input;

    /** @param input the process's standard input, which is its descriptor 0 */
    KernelCalls(DescriptorTable descriptors, StandardInput input) {
        this.descriptors = descriptors;
        this.input = input;
    }

    Call.SystemCall inKernel(Call.SystemCall call) {
        return switch (call) {
            case Call.OnSocket c -> c.on(descriptors.real(c.fd()));
            case Call.Poll c -> new Call.Poll(c.entries().stream()
                    .map(entry -> new PollEntry(real(entry.fd(), NEVER_OPEN), entry.events())).toList(),
                    c.timeoutMillis());
            case Call.Select c ->
                new Call.Select(reals(c.read()), reals(c.write()), reals(c.except()), c.timeoutMicros());
            case Call.Socket c -> c;
            case Call.Unlink c -> c;
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
     * What the kernel answered, in the participant's numbers.
     *
     * @param call     the call as the participant made it
     * @param made     the same call as the kernel got it
     * @param reserved the number for the descriptor that was made, if one was
     */
    static Outcome inProcess(Call.SystemCall call, Call.SystemCall made, Outcome answered, int reserved) {
        return switch (answered) {
            case Outcome.Opened o -> new Outcome.Opened(reserved, o.real());
            case Outcome.Accepted o -> new Outcome.Accepted(reserved, o.real(), o.peer());
            case Outcome.Polled o -> polled(((Call.Poll) call).entries(), ((Call.Poll) made).entries(), o.ready());
            case Outcome.Selected o -> selected((Call.Select) call, (Call.Select) made, o);
            default -> answered;
        };
    }

    /**
     * The kernel answers in the order in which it was asked: so each answer finds its number, also among several that
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
