package org.socketworkbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.CText;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.turns.Actor;

/** Where the programs that have not ended are, one line for each thread. */
final class Whereabouts {
    private static final Messages MESSAGES = Messages.of(Whereabouts.class);

    private Whereabouts() {}

    /**
     * @param nanos        the trace time of the state in {@code picture}
     * @param waitsForTurn whether a thread waits only for its turn
     */
    static List<String> lines(Picture picture, long nanos, Predicate<Actor> waitsForTurn) {
        return lines(picture, one -> true, nanos, waitsForTurn);
    }

    /** As {@link #lines}, of some participants only. */
    static List<String> lines(Picture picture, Predicate<ParticipantState> some, long nanos,
            Predicate<Actor> waitsForTurn) {
        return picture.participants().stream().filter(ParticipantState::isPresent).filter(some)
                .flatMap(one -> one.lanes().stream().map(lane -> line(one, lane, nanos, waitsForTurn))).toList();
    }

    /** Says that these participants wait for one another. */
    static String deadlock(List<ParticipantState> those) {
        return MESSAGES.text(those.size() == 1 ? "run.deadlock-alone" : "run.deadlock", names(those));
    }

    /** The names, as in {@code server, client}. */
    static String names(List<ParticipantState> those) {
        return those.stream().map(one -> Plain.line(one.name())).collect(Collectors.joining(", "));
    }

    private static String line(ParticipantState one, Lane lane, long nanos, Predicate<Actor> waitsForTurn) {
        String name = Plain.line(one.name());
        String who = lane.name().isEmpty() ? name : MESSAGES.text("run.thread", name, Plain.line(lane.name()));
        String place = place(lane.origin());
        if (lane.pending().isPresent()) {
            Lane.Pending call = lane.pending().get();
            String seconds = String.format(Locale.ROOT, "%.1f", (nanos - call.entered()) / 1e9);
            if (one.program().isEmpty() && call.blocked()) {
                return MESSAGES.text("run.blocked-by-hand", who, CText.of(call.call()), seconds);
            }
            return MESSAGES.text(call.blocked() ? "run.blocked" : "run.in-call", who, CText.of(call.call()), place,
                    seconds);
        }
        if (lane.waiting().isPresent()) {
            return MESSAGES.text("run.waits-for-turn-before", who, CText.of(lane.waiting().get()), place);
        }
        if (lane.sleeps().isPresent()) {
            return MESSAGES.text("run.sleeps", who, place);
        }
        if (one.program().isEmpty()) {
            return MESSAGES.text("run.not-started", who);
        }
        if (lane.hasEnded()) {
            return MESSAGES.text("run.main-ended", who, place);
        }
        if (waitsForTurn.test(new Actor(one.id(), lane.thread()))) {
            return MESSAGES.text("run.waits-for-turn", who, place);
        }
        return lane.origin().hasLine() ? MESSAGES.text("run.busy", who, place) : MESSAGES.text("run.starting", who);
    }

    /** The place, as in {@code server.py:14}. */
    static String place(Origin origin) {
        return origin.hasLine() ? Plain.line(origin.file()) + ":" + origin.line() : MESSAGES.text("run.unknown-place");
    }
}
