package org.socketworkbench.export;

import java.util.List;
import java.util.stream.Collectors;

/** A program's text, line by line, with the call of the trace that each line makes. Immutable. */
public record Listing(List<Line> lines) {
    /** Stands for the call of a line that makes none. */
    public static final int NO_CALL = -1;

    /**
     * A line without its line break: printable ASCII.
     *
     * @param call the number of the call's event in the trace, or {@link #NO_CALL}
     */
    public record Line(String text, int call) {}

    public Listing {
        lines = List.copyOf(lines);
    }

    /** The whole text, each line with its line break. */
    public String text() {
        return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    /** The number of the last call, or {@link #NO_CALL}. */
    public int lastCall() {
        return lines.stream().mapToInt(Line::call).max().orElse(NO_CALL);
    }
}
