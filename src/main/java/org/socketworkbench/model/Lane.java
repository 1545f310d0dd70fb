package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;

/** What is known about one thread of a participant: what it does now and where in its program it is. */
public final class Lane {
    private final int thread;
    private final String name;

    Origin origin = Origin.NONE;
    private @Nullable String prompt;
    private long asked;
    @Nullable Call waiting;
    boolean waitsAtLine;
    String variables = "";
    @Nullable String sleeps;
    boolean hasEnded;
    private @Nullable Pending pending;
    private @Nullable Pending step;
    private final List<Step> steps = new ArrayList<>();

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

    /** A system call that a library call made, and its outcome. */
    public record Step(Call call, Outcome outcome) {}

    Lane(int thread, String name) {
        this.thread = thread;
        this.name = name;
    }

    /** A copy of its present state. */
    Lane copy() {
        Lane copy = new Lane(thread, name);
        copy.origin = origin;
        copy.prompt = prompt;
        copy.asked = asked;
        copy.waiting = waiting;
        copy.waitsAtLine = waitsAtLine;
        copy.variables = variables;
        copy.sleeps = sleeps;
        copy.hasEnded = hasEnded;
        copy.pending = pending;
        copy.step = step;
        copy.steps.addAll(steps);
        return copy;
    }

    /** Its number among the participant's threads: 0 is the main one. */
    public int thread() {
        return thread;
    }

    /** The thread's name in its program; "" for the main one. */
    public String name() {
        return name;
    }

    /** Where in its program it was last seen. */
    public Origin origin() {
        return origin;
    }

    /** The prompt of the input that it waits for. */
    public Optional<String> prompt() {
        return Optional.ofNullable(prompt);
    }

    /** When it began to wait for that input, in nanoseconds since the log began; meaningless if it waits for none. */
    public long asked() {
        return asked;
    }

    /** The call that waits at the gate. */
    public Optional<Call> waiting() {
        return Optional.ofNullable(waiting);
    }

    /** Whether it waits before a line that has a breakpoint. */
    public boolean waitsAtLine() {
        return waitsAtLine;
    }

    /** Whether it waits at the gate, before a call or a line. */
    public boolean stands() {
        return waiting != null || waitsAtLine;
    }

    /** The text of the note of its variables from when it last waited at the gate; "" if it has not waited there. */
    public String variables() {
        return variables;
    }

    /** The length of its current sleep, in seconds as Python writes them. */
    public Optional<String> sleeps() {
        return Optional.ofNullable(sleeps);
    }

    /**
     * Whether it has reached the end of its program and waits for the other threads. Only the main thread can do so.
     */
    public boolean hasEnded() {
        return hasEnded;
    }

    /** The call that is being made. */
    public Optional<Pending> pending() {
        return Optional.ofNullable(pending);
    }

    /** The system call that its library call is making. */
    public Optional<Pending> step() {
        return Optional.ofNullable(step);
    }

    /** The system calls of its current or last library call that have returned, in order. */
    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    boolean isIn(int call) {
        return pending != null && pending.number() == call || step != null && step.number() == call;
    }

    void entered(int parent, Pending call) {
        waiting = null;
        waitsAtLine = false;
        sleeps = null;
        if (parent == TraceEvent.CallEntered.NO_PARENT) {
            pending = call;
            steps.clear();
        } else {
            step = call;
        }
    }

    void asks(String with, long nanos) {
        prompt = with;
        asked = nanos;
    }

    void isAnswered() {
        prompt = null;
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

    /** It stops in the middle of whatever it was doing: a defect can end a program inside a call. */
    void ended() {
        hasEnded = false;
        prompt = null;
        waiting = null;
        waitsAtLine = false;
        variables = "";
        sleeps = null;
        pending = null;
        step = null;
    }
}
