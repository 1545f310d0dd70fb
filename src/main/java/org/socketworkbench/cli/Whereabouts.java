package org.socketworkbench.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;
import org.socketworkbench.trace.Lane;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.ParticipantState;
import org.socketworkbench.trace.Picture;

/** Where those are who have not come to their end, a line for each thread. */
final class Whereabouts {
    private static final Messages MESSAGES = Messages.of(Whereabouts.class);

    private Whereabouts() {}

    /** @param nanos the time in the trace of which {@code picture} shows the state */
    static List<String> lines(Picture picture, long nanos) {
        return picture.participants().stream().filter(ParticipantState::isPresent)
                .flatMap(one -> one.lanes().stream().map(lane -> line(one, lane, nanos))).toList();
    }

    /** That these wait for one another. */
    static String deadlock(List<ParticipantState> those) {
        String names = those.stream().map(ParticipantState::name).collect(Collectors.joining(", "));
        return MESSAGES.text(those.size() == 1 ? "run.deadlock-alone" : "run.deadlock", names);
    }

    private static String line(ParticipantState one, Lane lane, long nanos) {
        String who = lane.name().isEmpty() ? one.name() : MESSAGES.text("run.thread", one.name(), lane.name());
        String place = place(lane.origin());
        if (lane.pending().isPresent()) {
            Lane.Pending call = lane.pending().get();
            String seconds = String.format(Locale.ROOT, "%.1f", (nanos - call.entered()) / 1e9);
            return MESSAGES.text(call.blocked() ? "run.blocked" : "run.in-call", who, CText.of(call.call()), place, seconds);
        }
        if (lane.waiting().isPresent()) {
            return MESSAGES.text("run.waits-for-turn", who, CText.of(lane.waiting().get()), place);
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
        return lane.origin().hasLine() ? MESSAGES.text("run.busy", who, place) : MESSAGES.text("run.starting", who);
    }

    /** As in {@code server.py:14}. */
    static String place(Origin origin) {
        return origin.hasLine() ? origin.file() + ":" + origin.line() : MESSAGES.text("run.unknown-place");
    }
}
