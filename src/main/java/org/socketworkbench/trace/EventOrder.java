package org.socketworkbench.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.socketworkbench.socket.Call;

/**
 * Checks that an event can happen after the events before it. Code that draws a trace relies on it. A participant joins
 * before it acts, and each of its threads makes one call at a time; only a library call makes other calls. It is given
 * a trace's events in their order.
 */
final class EventOrder {
    private final IntFunction<TraceEvent.CallEntered> calls;
    private final Map<Integer, Presence> cast = new HashMap<>();

    private static final class Presence {
        private final Map<Integer, Deque<Integer>> within = new HashMap<>();
        boolean left;

        /**
         * The calls that a thread is in: the one that a program or a user makes, then the one that a library makes for
         * it.
         */
        Deque<Integer> within(int thread) {
            return within.computeIfAbsent(thread, t -> new ArrayDeque<>());
        }
    }

    /** @param calls finds the call with a number among those so far; throws {@link Unreadable} if there is none */
    EventOrder(IntFunction<TraceEvent.CallEntered> calls) {
        this.calls = calls;
    }

    /**
     * Takes in the next event.
     *
     * @throws Unreadable if it cannot happen now
     */
    void check(int number, TraceEvent event) {
        switch (event) {
            case TraceEvent.ParticipantCame e -> came(e);
            case TraceEvent.ParticipantWent e -> present(e).left = true;
            case TraceEvent.CallWaiting e -> present(e);
            case TraceEvent.CallEntered e -> entered(number, e);
            // The call may have returned, and its participant may have left, before somebody looked.
            case TraceEvent.CallBlocked e -> checkOwner(e, e.call());
            case TraceEvent.CallReturned e -> returned(e);
            case TraceEvent.KernelSample e -> {}
            case TraceEvent.Unknown e -> {}
            case TraceEvent.Note e -> present(e);
        }
    }

    private void came(TraceEvent.ParticipantCame e) {
        if (cast.putIfAbsent(e.participant(), new Presence()) != null) {
            throw new Unreadable("order.came", Integer.toString(e.participant()));
        }
    }

    private Presence present(TraceEvent.OfParticipant e) {
        Presence presence = cast.get(e.participant());
        if (presence == null || presence.left) {
            throw new Unreadable(presence == null ? "order.nobody" : "order.left", Integer.toString(e.participant()));
        }
        return presence;
    }

    private void checkOwner(TraceEvent.OfParticipant e, int call) {
        if (calls.apply(call).participant() != e.participant()) {
            throw new Unreadable("order.owner", Integer.toString(call), Integer.toString(e.participant()));
        }
    }

    private void entered(int number, TraceEvent.CallEntered e) {
        Deque<Integer> within = present(e).within(e.origin().thread());
        if (e.parent() == TraceEvent.CallEntered.NO_PARENT) {
            // A call that was ended by a defect has no return.
            within.clear();
        } else if (within.size() != 1 || within.peek() != e.parent()
                || !(calls.apply(e.parent()).call() instanceof Call.LibraryCall)
                || e.call() instanceof Call.LibraryCall) {
            throw new Unreadable("order.parent", Integer.toString(e.parent()));
        }
        within.push(number);
    }

    private void returned(TraceEvent.CallReturned e) {
        Deque<Integer> within = present(e).within(calls.apply(e.number()).origin().thread());
        if (within.isEmpty() || within.peek() != e.number()) {
            throw new Unreadable("order.within", Integer.toString(e.participant()), Integer.toString(e.number()));
        }
        if (e.nanos() < e.entered()) {
            throw new Unreadable("order.time");
        }
        if (!Answers.fit(e.call(), e.outcome())) {
            throw new Unreadable("order.answer", e.call().word());
        }
        within.pop();
    }
}
