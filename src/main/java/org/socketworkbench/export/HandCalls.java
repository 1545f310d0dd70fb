package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.CallReturned;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceEvent.ParticipantCame;

/**
 * Collects the calls that participants made by hand from a trace's events in order, and leaves out those of programs.
 * Use from one thread only.
 */
public final class HandCalls {
    private final Map<Integer, Hand> hands = new LinkedHashMap<>();
    private int changes;

    /** One participant. */
    private static final class Hand {
        final ParticipantCame who;
        final List<HandCall> calls = new ArrayList<>();
        /**
         * The calls that close sockets at the process's exit; they count as soon as something is done by hand
         * afterwards.
         */
        final List<HandCall> atExit = new ArrayList<>();
        boolean runsProgram;
        boolean ends;
        boolean afterProgram;

        Hand(ParticipantCame who) {
            this.who = who;
        }

        List<HandCall> list() {
            return ends ? atExit : calls;
        }
    }

    /** Takes the next event into account. */
    public void apply(int number, TraceEvent event) {
        if (event instanceof ParticipantCame came) {
            hands.put(came.participant(), new Hand(came));
            changes++;
        } else if (event instanceof TraceEvent.OfParticipant e && hands.get(e.participant()) instanceof Hand hand) {
            apply(hand, number, e);
        }
    }

    /** Changes whenever {@link #cast} or a {@link #program} may have changed. */
    public int changes() {
        return changes;
    }

    private void apply(Hand hand, int number, TraceEvent.OfParticipant event) {
        switch (event) {
            case CallEntered e when e.parent() == CallEntered.NO_PARENT && !hand.runsProgram ->
                entered(hand, number, e);
            case CallReturned e -> returned(hand.list(), e);
            case Note e -> noted(hand, e.kind());
            default -> {}
        }
    }

    private void entered(Hand hand, int number, CallEntered event) {
        if (!hand.ends) {
            hand.calls.addAll(hand.atExit);
            hand.atExit.clear();
        }
        hand.list().add(new HandCall(number, event.call(), Optional.empty(), hand.afterProgram));
        hand.afterProgram = false;
        changes++;
    }

    private void returned(List<HandCall> calls, CallReturned event) {
        if (!calls.isEmpty() && calls.getLast().number() == event.number()) {
            calls.set(calls.size() - 1, calls.getLast().returned(event.outcome()));
            changes++;
        }
    }

    private void noted(Hand hand, Note.Kind kind) {
        changes += switch (kind) {
            case EXIT -> {
                hand.ends = true;
                yield 1;
            }
            case PROGRAM_STARTED -> {
                hand.runsProgram = true;
                hand.ends = false;
                hand.afterProgram = true;
                yield 1;
            }
            case PROGRAM_ENDED, PROGRAM_FAILED, PROGRAM_STOPPED -> {
                hand.runsProgram = false;
                yield 1;
            }
            case SOURCE, OUTPUT, ERROR_OUTPUT, WAITS_FOR_INPUT, INPUT, INPUT_ENDED, PREDICTION, TAKEN_BACK,
                    WAITS_AT_LINE, VARIABLES, SLEEPS, WAKES, THREAD_STARTED, THREAD_ENDED, MAIN_ENDED, FORGOTTEN,
                    TRACE_FULL ->
                0;
        };
    }

    /** The participants with a role, in order of arrival. */
    public List<ParticipantCame> cast(Role role) {
        return hands.values().stream().map(hand -> hand.who).filter(who -> who.role() == role).toList();
    }

    /** What a participant that has arrived did by hand so far. */
    public HandProgram program(int participant) {
        Hand hand = Objects.requireNonNull(hands.get(participant), "nobody has come with this number");
        return HandProgram.of(hand.who.name(), hand.who.role(), hand.calls);
    }
}
