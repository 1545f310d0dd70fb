package org.socketworkbench.cli;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose turn it is when one program runs at a time: one goes on until it waits, yields or ends; then comes the next
 * that can go on, in the order in which they came, and after the last the first. The threads of one program take turns
 * as programs do. What happens goes in, decisions come out. For one thread at a time.
 */
final class Schedule {
    private final NavigableMap<Actor, Standing> actors = new TreeMap<>();
    private final Predicate<Actor> mayReturn;
    private Actor current = new Actor(-1, 0);
    /** How often the turn has passed on. */
    private int turns;

    /** What is to be done now. */
    sealed interface Decision {
        /** A participant's program is to be started. */
        record Start(int participant) implements Decision {}

        /** A thread goes on, or will as soon as its call returns. */
        record Go(Actor actor) implements Decision {}

        /** Nobody can go on, unless time or somebody else helps. */
        record Standstill() implements Decision {}

        /** All have ended. */
        record Over() implements Decision {}
    }

    private enum State {
        /** Its program was not started yet. */
        NEW,
        /** It has the turn. */
        GOING,
        /** It can go on, and waits for its turn or will in an instant. */
        READY,
        /** The kernel holds it in a call. */
        HELD,
        /** It waits for time or for another thread of its program. */
        AWAY,
        /** It computes without an end: it goes on beside whoever has the turn. */
        BUSY
    }

    private static final class Standing {
        State state;
        /** The turn in which its call was last seen not to have returned, although it seemed that it could. */
        int doubted = -1;

        Standing(State state) {
            this.state = state;
        }
    }

    /** @param mayReturn whether the call that the kernel holds a thread in would return now */
    Schedule(Predicate<Actor> mayReturn) {
        this.mayReturn = mayReturn;
    }

    /** A participant's program is to be started when it is its turn. */
    void comes(int participant) {
        actors.put(new Actor(participant, 0), new Standing(State.NEW));
    }

    /** A further thread of a program begins. */
    void begins(Actor actor) {
        actors.put(actor, new Standing(State.READY));
    }

    /** A thread has ended. */
    void ends(Actor actor) {
        actors.remove(actor);
    }

    /** A participant has left. */
    void goes(int participant) {
        actors.keySet().removeIf(actor -> actor.participant() == participant);
    }

    /** It can go on; if it has the turn, others come first. */
    void isReady(Actor actor) {
        set(actor, State.READY);
    }

    /** The kernel holds it in a call. */
    void isHeld(Actor actor) {
        set(actor, State.HELD);
    }

    /** The kernel holds it in its call, whatever seemed before. */
    void isHeldAfterAll(Actor actor) {
        isHeld(actor);
        of(actor).ifPresent(standing -> standing.doubted = turns);
    }

    /** It waits for time, or for another thread of its program. */
    void isAway(Actor actor) {
        set(actor, State.AWAY);
    }

    /** What it was away for has come. */
    void wakes(Actor actor) {
        of(actor).filter(standing -> standing.state == State.AWAY).ifPresent(standing -> standing.state = State.READY);
    }

    /** It computes without an end. */
    void isBusy(Actor actor) {
        set(actor, State.BUSY);
    }

    /** Whether it is this thread's turn. */
    boolean isGoing(Actor actor) {
        return is(actor, State.GOING);
    }

    /** Whether it waits for its turn, or will in an instant. */
    boolean waits(Actor actor) {
        return is(actor, State.READY);
    }

    /** Whether somebody computes without an end, and may go on at any time. */
    boolean hasBusy() {
        return actors.values().stream().anyMatch(standing -> standing.state == State.BUSY);
    }

    /** Who had the last turn, and has it still if it {@link #isGoing}. */
    Actor current() {
        return current;
    }

    /** How often the turn has passed on. */
    int turns() {
        return turns;
    }

    /** What is to be done now that nobody has the turn; what it says is taken to be done. */
    Decision next() {
        Optional<Actor> next = ring().filter(this::canGoOn).findFirst();
        if (next.isEmpty()) {
            return actors.isEmpty() ? new Decision.Over() : new Decision.Standstill();
        }
        if (!next.get().equals(current)) {
            turns++;
        }
        current = next.get();
        boolean isNew = is(current, State.NEW);
        set(current, State.GOING);
        return isNew ? new Decision.Start(current.participant()) : new Decision.Go(current);
    }

    private boolean canGoOn(Actor actor) {
        Standing standing = actors.get(actor);
        return switch (standing.state) {
            case NEW, GOING, READY -> true;
            case HELD -> standing.doubted != turns && mayReturn.test(actor);
            case AWAY, BUSY -> false;
        };
    }

    private boolean is(Actor actor, State state) {
        return of(actor).filter(standing -> standing.state == state).isPresent();
    }

    private void set(Actor actor, State state) {
        of(actor).ifPresent(standing -> standing.state = state);
    }

    private Optional<Standing> of(Actor actor) {
        return Optional.ofNullable(actors.get(actor));
    }

    /** All, beginning behind the one who had the last turn. */
    private Stream<Actor> ring() {
        return Stream.concat(actors.tailMap(current, false).keySet().stream(),
                actors.headMap(current, true).keySet().stream());
    }
}
