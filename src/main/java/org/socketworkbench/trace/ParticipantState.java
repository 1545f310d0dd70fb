package org.socketworkbench.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** What is known about one participant: what it does now and what sockets it has and had. */
public final class ParticipantState {
    private final int id;
    private final String name;
    private final Role role;

    boolean present = true;
    String program;
    String prompt;
    Call waiting;
    Pending pending;
    private Pending step;
    private final List<Step> steps = new ArrayList<>();
    private final List<DescriptorState> descriptors = new ArrayList<>();
    /**
     * The open ones by number, in the order in which they came to be: a server that has answered ten thousand callers still
     * finds its listener at once.
     */
    private final SequencedMap<Integer, DescriptorState> open = new LinkedHashMap<>();
    private DescriptorState made;

    /**
     * A call that has not returned.
     *
     * @param number  its number in the log
     * @param entered when it was entered, in nanoseconds since the log began
     * @param blocked whether the kernel was seen to hold its thread
     */
    public record Pending(int number, long entered, Call call, boolean blocked) {
        private Pending held() {
            return new Pending(number, entered, call, true);
        }
    }

    /** A system call by which a library call was made, and what came of it. */
    public record Step(Call call, Outcome outcome) {}

    ParticipantState(int id, String name, Role role) {
        this.id = id;
        this.name = name;
        this.role = role;
    }

    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    /** Whether it still takes part. */
    public boolean isPresent() {
        return present;
    }

    /** The key of the program that it runs. */
    public Optional<String> program() {
        return Optional.ofNullable(program);
    }

    /** The prompt of the input that its program waits for. */
    public Optional<String> prompt() {
        return Optional.ofNullable(prompt);
    }

    /** The call that waits at the gate. */
    public Optional<Call> waiting() {
        return Optional.ofNullable(waiting);
    }

    /** The call that is being made. */
    public Optional<Pending> pending() {
        return Optional.ofNullable(pending);
    }

    /** The system call by which a library call is being made. */
    public Optional<Pending> step() {
        return Optional.ofNullable(step);
    }

    /** Whether a connect is being made on this socket. */
    public boolean isCalling(DescriptorState socket) {
        return socket.isOpen() && Stream.of(pending(), step()).flatMap(Optional::stream)
                .anyMatch(call -> call.call() instanceof Call.Connect connect && connect.fd() == socket.fd());
    }

    /** The system calls that have returned by which the library call is being made, or the last one was made; in order. */
    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** Its sockets in the order in which they came to be, the closed ones too. */
    public List<DescriptorState> descriptors() {
        return Collections.unmodifiableList(descriptors);
    }

    /** Its open sockets in the order in which they came to be. */
    public SequencedCollection<DescriptorState> open() {
        return Collections.unmodifiableSequencedCollection(open.sequencedValues());
    }

    /** The socket that socket() made last, closed or not. */
    public Optional<DescriptorState> lastMade() {
        return Optional.ofNullable(made);
    }

    /** Its open socket with this number. */
    public Optional<DescriptorState> open(int fd) {
        return Optional.ofNullable(open.get(fd));
    }

    void add(DescriptorState descriptor) {
        descriptors.add(descriptor);
        open.putLast(descriptor.fd(), descriptor);
        made = descriptor.isAccepted() ? made : descriptor;
    }

    void closed(DescriptorState descriptor) {
        descriptor.phase = DescriptorState.Phase.CLOSED;
        open.remove(descriptor.fd(), descriptor);
    }

    void entered(int parent, Pending call) {
        if (parent == TraceEvent.CallEntered.NO_PARENT) {
            pending = call;
            steps.clear();
        } else {
            step = call;
        }
    }

    void blocked(int number) {
        if (step != null && step.number() == number) {
            step = step.held();
            pending = pending == null ? null : pending.held();
        } else if (pending != null && pending.number() == number) {
            pending = pending.held();
        }
    }

    void returned(int number, Outcome outcome) {
        if (step != null && step.number() == number) {
            steps.add(new Step(step.call(), outcome));
            step = null;
        } else {
            pending = null;
        }
    }

    /** Whatever it was in the middle of, it does no more: a defect can end a participant inside a call. */
    void went() {
        present = false;
        program = null;
        prompt = null;
        waiting = null;
        pending = null;
        step = null;
    }
}
