package org.socketworkbench.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * A trace as lines of text: one for every call that has returned, and one for a call that is seen to block. Nothing in them
 * acts on a terminal, whatever a peer sends or a file holds.
 */
final class CallLines {
    private static final int LEAST_NAME_WIDTH = 7;
    private static final Messages MESSAGES = Messages.of(CallLines.class);

    private final TraceLog log;
    private final String line;
    private final Map<Integer, String> names = new HashMap<>();
    private final Set<Integer> blocked = new HashSet<>();

    CallLines(TraceLog log) {
        this(log, LEAST_NAME_WIDTH);
    }

    /** @param nameWidth how many characters the longest name has */
    CallLines(TraceLog log, int nameWidth) {
        this.log = log;
        line = "%4s  %9s  %-" + Math.max(LEAST_NAME_WIDTH, nameWidth) + "s  %-54s  %s";
    }

    /** What stands over the lines. */
    String head() {
        return String.format(Locale.ROOT, line, MESSAGES.text("line.number"), MESSAGES.text("line.time"),
                MESSAGES.text("line.who"), MESSAGES.text("line.call"), MESSAGES.text("line.duration"));
    }

    /** The line for the log's next event, if it gets one. */
    Optional<String> line(TraceEvent event) {
        return Optional.ofNullable(switch (event) {
            case TraceEvent.ParticipantCame e -> {
                names.put(e.participant(), Plain.line(e.name()));
                yield null;
            }
            case TraceEvent.CallBlocked e -> {
                blocked.add(e.call());
                TraceEvent.CallEntered entered = (TraceEvent.CallEntered) log.get(e.call());
                yield line(e, e.call(), CText.of(entered.call()) + " ...", MESSAGES.text("line.blocked"));
            }
            case TraceEvent.CallReturned e -> {
                String millis = String.format(Locale.ROOT, "%.2f", (e.nanos() - e.entered()) / 1e6);
                String key = blocked.remove(e.number()) ? "line.blocked-for" : "line.took";
                yield line(e, e.number(), CText.of(e.call(), e.outcome()), MESSAGES.text(key, millis));
            }
            case TraceEvent.ParticipantWent e -> null;
            case TraceEvent.CallWaiting e -> null;
            case TraceEvent.CallEntered e -> null;
            case TraceEvent.KernelSample e -> null;
            case TraceEvent.Note e -> null;
        });
    }

    private String line(TraceEvent.OfParticipant event, int number, String call, String duration) {
        String seconds = String.format(Locale.ROOT, "%.3f s", event.nanos() / 1e9);
        return String.format(Locale.ROOT, line, number, seconds, names.get(event.participant()), call, duration);
    }
}
