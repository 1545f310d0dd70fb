package org.socketworkbench.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * Formats a trace as lines of text: one for each call that has returned, and one for each call that is seen to block.
 * The system calls of a library call are indented below it, so their lines come when it has returned. Nothing in a line
 * acts on a terminal, whatever a peer sends or a file holds.
 */
final class CallLines {
    private static final int LEAST_NAME_WIDTH = 7;
    private static final String INDENTATION = "  ";
    private static final Messages MESSAGES = Messages.of(CallLines.class);

    private final TraceLog log;
    private final String line;
    private final Map<Integer, String> names = new HashMap<>();
    /** The numbers of calls that were reported as blocked and have not returned. */
    private final Set<Integer> blocked = new HashSet<>();
    /** The lines of system calls made by library calls that have not returned, by the library call's number. */
    private final Map<Integer, List<String>> parts = new HashMap<>();

    CallLines(TraceLog log) {
        this(log, LEAST_NAME_WIDTH);
    }

    /** @param nameWidth the length of the longest name, in characters */
    CallLines(TraceLog log, int nameWidth) {
        this.log = log;
        line = "%4s  %9s  %-" + Math.max(LEAST_NAME_WIDTH, nameWidth) + "s  %-54s  %s";
    }

    /** The heading of the lines. */
    String head() {
        return String.format(Locale.ROOT, line, MESSAGES.text("line.number"), MESSAGES.text("line.time"),
                MESSAGES.text("line.who"), MESSAGES.text("line.call"), MESSAGES.text("line.duration"));
    }

    /** Returns the lines that are due with the log's next event. */
    List<String> lines(TraceEvent event) {
        return switch (event) {
            case TraceEvent.ParticipantCame e -> {
                names.put(e.participant(), Plain.line(e.name()));
                yield List.of();
            }
            case TraceEvent.CallBlocked e -> blocked(e);
            case TraceEvent.CallReturned e -> returned(e);
            case TraceEvent.ParticipantWent e -> List.of();
            case TraceEvent.CallWaiting e -> List.of();
            case TraceEvent.CallEntered e -> List.of();
            case TraceEvent.KernelSample e -> List.of();
            case TraceEvent.Unknown e -> List.of();
            case TraceEvent.Note e -> List.of();
        };
    }

    /** A library call is reported as blocked once, however often its system calls block. */
    private List<String> blocked(TraceEvent.CallBlocked e) {
        int parent = entered(e.call()).parent();
        int whole = parent == TraceEvent.CallEntered.NO_PARENT ? e.call() : parent;
        blocked.add(e.call());
        boolean told = whole != e.call() && !blocked.add(whole);
        return told ? List.of()
                : List.of(line(e, whole, CText.of(entered(whole).call()) + " ...", MESSAGES.text("line.blocked")));
    }

    private List<String> returned(TraceEvent.CallReturned e) {
        int parent = entered(e.number()).parent();
        boolean isPart = parent != TraceEvent.CallEntered.NO_PARENT;
        String millis = String.format(Locale.ROOT, "%.2f", (e.nanos() - e.entered()) / 1e6);
        String key = blocked.remove(e.number()) ? "line.blocked-for" : "line.took";
        String call = (isPart ? INDENTATION : "") + CText.of(e.call(), e.outcome());
        String line = line(e, e.number(), call, MESSAGES.text(key, millis));
        if (isPart) {
            parts.computeIfAbsent(parent, whole -> new ArrayList<>()).add(line);
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(line));
        lines.addAll(parts.getOrDefault(e.number(), List.of()));
        parts.remove(e.number());
        return lines;
    }

    private TraceEvent.CallEntered entered(int call) {
        return (TraceEvent.CallEntered) log.get(call);
    }

    private String line(TraceEvent.OfParticipant event, int number, String call, String duration) {
        String seconds = String.format(Locale.ROOT, "%.3f s", event.nanos() / 1e9);
        return String.format(Locale.ROOT, line, number, seconds, names.get(event.participant()), call, duration);
    }
}
