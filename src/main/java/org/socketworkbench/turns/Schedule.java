package org.socketworkbench.turns;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides whose turn it is when one program runs at a time. One goes on until it waits, yields or ends; then comes the
 * next that can go on, in order of arrival, and after the last the first. The threads of one program take turns as
 * programs do. Events go in, decisions come out. Use from one thread at a time.
 */
final class Schedule {
    private final NavigableMap<Actor, Standing> actors = new TreeMap<>();
    private final Predicate<Actor> mayReturn;
    private Actor current = new Actor(-1, 0);
    /** How often the turn has passed on. */
    private int turns;

    /** What to do now. */
    sealed interface Decision {
        /** Start a participant's program. */
        record Start(int participant) implements Decision {}

        /** A thread goes on, or will as soon as its call returns. */
        record Go(Actor actor) implements Decision {}

        /** Nobody can go on unless time passes or somebody outside helps. */
        record Standstill() implements Decision {}

        /** All have ended. */
        record Over() implements Decision {}
    }

    private enum State {
        /** Its program has not been started yet. */
        NEW,
        /** It has the turn. */
        GOING,
        /** It can go on, and waits for its turn or will in an instant. */
        READY,
        /** The kernel holds it in a call. */
        HELD,
        /** It waits for time or for another thread of its program. */
        AWAY,
        /** It computes without an end: it runs alongside whoever has the turn. */
        BUSY
    }

    private static final class Standing {
        State state;
        /** The turn in which its call was last seen not to have returned, although it seemed ready to. */
        int doubted = -1;

        Standing(State state) {
            this.state = state;
        }
    }

    /** @param mayReturn whether the call that the kernel holds a thread in would return now */
    Schedule(Predicate<Actor> mayReturn) {
        this.mayReturn = mayReturn;
    }

    /** Adds a participant whose program is to be started when its turn comes. */
    void comes(int participant) {
        actors.put(new Actor(participant, 0), new Standing(State.NEW));
    }

    /** Adds a further thread of a program. */
    void begins(Actor actor) {
        actors.put(actor, new Standing(State.READY));
    }

    /** Removes a thread that has ended. */
    void ends(Actor actor) {
        actors.remove(actor);
    }

    /** Removes a participant that has left. */
    void goes(int participant) {
        actors.keySet().removeIf(actor -> actor.participant() == participant);
    }

    /** The actor can go on; if it has the turn, it yields to others. */
    void isReady(Actor actor) {
        set(actor, State.READY);
    }

    /** The kernel holds the actor in a call. */
    void isHeld(Actor actor) {
        set(actor, State.HELD);
    }

    /** The kernel holds the actor in its call, despite what was assumed before. */
    void isHeldAfterAll(Actor actor) {
        isHeld(actor);
        of(actor).ifPresent(standing -> standing.doubted = turns);
    }

    /** The actor waits for time, or for another thread of its program. */
    void isAway(Actor actor) {
        set(actor, State.AWAY);
    }

    /** What the actor was away for has arrived. */
    void wakes(Actor actor) {
        of(actor).filter(standing -> standing.state == State.AWAY).ifPresent(standing -> standing.state = State.READY);
    }

    /** The actor computes without an end. */
    void isBusy(Actor actor) {
        set(actor, State.BUSY);
    }

    /** Whether this thread takes turns. */
    boolean knows(Actor actor) {
        return actors.containsKey(actor);
    }

    /** Whether it is this thread's turn. */
    boolean isGoing(Actor actor) {
        return is(actor, State.GOING);
    }

    /** Whether the actor waits for its turn, or will in an instant. */
    boolean waits(Actor actor) {
        return is(actor, State.READY);
    }

    /** Whether some actor computes without an end, and may go on at any time. */
    boolean hasBusy() {
        return actors.values().stream().anyMatch(standing -> standing.state == State.BUSY);
    }

    /** The actor that had the last turn, and still has it if it {@link #isGoing}. */
    Actor current() {
        return current;
    }

    /** How often the turn has passed on. */
    int turns() {
        return turns;
    }

    /** Decides what to do now that nobody has the turn; the decision is assumed to be carried out. */
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
        return of(actor).filter(standing -> switch (standing.state) {
            case NEW, GOING, READY -> true;
            case HELD -> standing.doubted != turns && mayReturn.test(actor);
            case AWAY, BUSY -> false;
        }).isPresent();
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

    /** All actors, starting after the one that had the last turn. */
    private Stream<Actor> ring() {
        return Stream.concat(actors.tailMap(current, false).keySet().stream(),
                actors.headMap(current, true).keySet().stream());
    }
}
