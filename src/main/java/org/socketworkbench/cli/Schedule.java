package org.socketworkbench.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

/**
 * Whose turn it is when one program runs at a time: one goes on until it is blocked, sleeps or ends; then comes the next that
 * can go on, in the order in which they came, and after the last the first. The threads of one program take turns in the same
 * way, all before the next program. Events go in, decisions come out; for one thread.
 */
final class Schedule {
    private final NavigableMap<Actor, Standing> actors = new TreeMap<>();
    /** Whose calls have not returned, by the calls' numbers. */
    private final Map<Integer, Actor> calls = new HashMap<>();
    private final Threads threads;
    private Actor current = new Actor(-1, 0);

    /** What is to be done now. */
    sealed interface Decision {
        /** A participant's program is to be started. */
        record Start(int participant) implements Decision {}

        /** The call before which a thread waits is to be made. */
        record LetGo(Actor actor) implements Decision {}

        /**
         * Whose turn it is will be heard of.
         *
         * @param looking whether it may be that it will not, so that {@link Schedule#look} is to be called if it is silent
         */
        record Await(Actor actor, boolean looking) implements Decision {}

        /** Nobody can go on, unless time or somebody else helps. */
        record Standstill() implements Decision {}

        /** All have ended. */
        record Over() implements Decision {}
    }

    /** What the kernel says about threads, now. */
    interface Threads {
        /** Whether it still holds the thread that makes a call. */
        boolean holds(int participant, int call);

        /** Whether a thread has not run since this was last asked. */
        boolean rests(Actor actor);
    }

    private enum State {
        /** Its program was not started yet. */
        NEW,
        /** It runs, or is in a call that was not seen to block. */
        GOING,
        AT_GATE,
        /** The kernel holds it in a call. */
        HELD,
        SLEEPING,
        /** It waits for another thread of its program, such as at a lock. */
        RESTING
    }

    private static final class Standing {
        static final int NO_CALL = -1;
        State state;
        /** The call that was seen to block and has not returned. */
        int held = NO_CALL;

        Standing(State state) {
            this.state = state;
        }
    }

    Schedule(Threads threads) {
        this.threads = threads;
    }

    /** Takes in the log's next event. */
    void take(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e -> actors.put(new Actor(e.participant(), 0), new Standing(State.NEW));
            case TraceEvent.ParticipantWent e -> actors.keySet().removeIf(actor -> actor.participant() == e.participant());
            case TraceEvent.CallWaiting e -> set(new Actor(e.participant(), e.origin().thread()), State.AT_GATE);
            case TraceEvent.CallEntered e -> {
                Actor actor = new Actor(e.participant(), e.origin().thread());
                calls.put(number, actor);
                set(actor, State.GOING);
            }
            case TraceEvent.CallBlocked e -> of(calls.get(e.call())).ifPresent(standing -> {
                standing.state = State.HELD;
                standing.held = e.call();
            });
            case TraceEvent.CallReturned e -> set(calls.remove(e.number()), State.GOING);
            case TraceEvent.KernelSample e -> { }
            case Note e -> take(e);
        }
    }

    private void take(Note note) {
        Actor actor = new Actor(note.participant(), note.origin().thread());
        switch (note.kind()) {
            case THREAD_STARTED -> actors.put(actor, new Standing(State.GOING));
            case THREAD_ENDED -> actors.remove(actor);
            case SLEEPS -> set(actor, State.SLEEPING);
            case MAIN_ENDED -> set(actor, State.RESTING);
            case SOURCE, PROGRAM_STARTED, PROGRAM_ENDED, PROGRAM_FAILED, PROGRAM_STOPPED, OUTPUT, ERROR_OUTPUT, WAITS_FOR_INPUT, INPUT,
                    INPUT_ENDED, WAITS_AT_LINE, WAKES, FORGOTTEN, TRACE_FULL, EXIT -> set(actor, State.GOING);
        }
    }

    private void set(Actor actor, State state) {
        of(actor).ifPresent(standing -> {
            standing.state = state;
            standing.held = Standing.NO_CALL;
        });
    }

    private Optional<Standing> of(Actor actor) {
        return Optional.ofNullable(actor).map(actors::get);
    }

    /** What is to be done now; what it says is taken to be done. */
    Decision next() {
        if (!canGoOn(current)) {
            lookAtThoseWhoWait();
            Optional<Actor> next = ring().filter(this::canGoOn).findFirst();
            if (next.isEmpty()) {
                return actors.isEmpty() ? new Decision.Over() : new Decision.Standstill();
            }
            current = next.get();
        }
        Standing standing = actors.get(current);
        State before = standing.state;
        standing.state = State.GOING;
        return switch (before) {
            case NEW -> new Decision.Start(current.participant());
            case AT_GATE -> new Decision.LetGo(current);
            case GOING, HELD, SLEEPING, RESTING -> new Decision.Await(current, standing.held != Standing.NO_CALL || mayRest(current));
        };
    }

    /** Looks whether the one whose turn it is, and who has been silent, waits after all. */
    void look() {
        of(current).filter(standing -> standing.state == State.GOING).ifPresent(standing -> {
            if (standing.held != Standing.NO_CALL) {
                if (threads.holds(current.participant(), standing.held)) {
                    // It was woken, but not by what it waits for.
                    standing.state = State.HELD;
                }
            } else if (mayRest(current) && threads.rests(current)) {
                standing.state = State.RESTING;
            }
        });
    }

    /** What has woken somebody is known to the kernel before there is an event of it. */
    private void lookAtThoseWhoWait() {
        actors.forEach((actor, standing) -> {
            boolean woken = standing.state == State.HELD && !threads.holds(actor.participant(), standing.held)
                    || standing.state == State.RESTING && !threads.rests(actor);
            if (woken) {
                standing.state = State.GOING;
            }
        });
    }

    private boolean canGoOn(Actor actor) {
        return of(actor).filter(standing -> switch (standing.state) {
            case NEW, GOING, AT_GATE -> true;
            case HELD, SLEEPING, RESTING -> false;
        }).isPresent();
    }

    /** Only a program with several threads has one that another can wake. */
    private boolean mayRest(Actor actor) {
        return !calls.containsValue(actor)
                && actors.keySet().stream().filter(other -> other.participant() == actor.participant()).count() > 1;
    }

    /** All, beginning behind the one whose turn it is. */
    private Stream<Actor> ring() {
        return Stream.<Predicate<Actor>>of(
                actor -> actor.participant() == current.participant() && actor.thread() > current.thread(),
                actor -> actor.participant() == current.participant() && actor.thread() <= current.thread(),
                actor -> actor.participant() > current.participant(),
                actor -> actor.participant() < current.participant())
                .flatMap(part -> actors.keySet().stream().filter(part));
    }
}
