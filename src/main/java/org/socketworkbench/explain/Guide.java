package org.socketworkbench.explain;

import java.util.Locale;
import java.util.Optional;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;

/** Says what a call does before it is made, and whose call comes next, and why. */
public final class Guide {
    private final Words words = new Words();

    /**
     * What to do now.
     *
     * @param title who makes which call; empty if nobody is to make one
     * @param text  why, or why not, in a sentence or two
     */
    public record Advice(String title, String text) {}

    /** @param next the suggestion for the moment that the picture shows */
    public Advice of(Optional<NextCall> next, Picture now) {
        return next.map(one -> advice(one, now)).orElseGet(() -> new Advice("", words.text(state(now))));
    }

    /** What a call does, and what it is like with a telephone. */
    public String before(CallName call) {
        return words.text("call." + call + ".does") + "\n\u260e " + words.text("call." + call + ".telephone");
    }

    /** A call as its button has it, as in {@code "close(4)"}. */
    public static String nameOf(NextCall next) {
        String fd = next.fd() == Call.NO_DESCRIPTOR ? "" : Integer.toString(next.fd());
        return next.call().text() + "(" + fd + ")";
    }

    private Advice advice(NextCall next, Picture now) {
        String who = now.participant(next.participant()).map(ParticipantState::name).orElse("");
        String call = nameOf(next);
        String text = words.text("next." + next.why().name().toLowerCase(Locale.ROOT), who, call);
        return new Advice(words.text("next.title", who, call), next.failed() ? words.text("next.failed", text) : text);
    }

    private static String state(Picture now) {
        boolean runs = now.participants().stream().anyMatch(who -> who.program().isPresent());
        boolean waits = now.participants().stream().anyMatch(who -> who.pending().isPresent());
        return runs ? "nobody.programs" : waits ? "nobody.waits" : "nobody.over";
    }
}
