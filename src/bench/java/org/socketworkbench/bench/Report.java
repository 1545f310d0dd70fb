package org.socketworkbench.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what was measured as Markdown. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** @param cpu the only one that was used, if that was possible */
    void machine(Optional<Integer> cpu) throws IOException {
        line("");
        line("%s; %s", Machine.describe(),
                cpu.map(number -> "held on CPU " + number).orElse("not held on one CPU: figures vary"));
        line("");
    }

    /** All as ratios to C, of which the first rows are: medians and quartiles. */
    void ratios(List<Row> rows) {
        line("| | echo of 64 bytes, to C's processes | to C's threads | one way, to C's processes | to C's threads "
                + "| heap a send | heap a recv |");
        line("|---|---|---|---|---|---|---|");
        rows.forEach(this::ratios);
        line("");
        for (Row row : rows) {
            line("%s: %,.0f round trips and %.2f GB a second of CPU time.", row.name(), row.rates(Load.ECHO).median(),
                    row.rates(Load.BULK).median() / 1e9);
        }
    }

    private void ratios(Row row) {
        line("| %s | %s | %s | %s | %s | %s |", row.name(),
                spread(row.ratios(Load.ECHO, Peer.Ends.PROCESSES)), spread(row.ratios(Load.ECHO, Peer.Ends.THREADS)),
                spread(row.ratios(Load.BULK, Peer.Ends.PROCESSES)), spread(row.ratios(Load.BULK, Peer.Ends.THREADS)),
                heap(row));
    }

    /** Without C there is nothing to compare with. */
    void rates(List<Row> rows) {
        line("| | round trips of 64 bytes a second of CPU time | GB one way | heap a send | heap a recv |");
        line("|---|---|---|---|---|");
        for (Row row : rows) {
            line("| %s | %,.0f | %.2f | %s |", row.name(), row.rates(Load.ECHO).median(),
                    row.rates(Load.BULK).median() / 1e9, heap(row));
        }
    }

    void trace(int events, Map<String, Double> told, GcLog gc) {
        line("");
        line("The trace, %,d events: %.1f bytes an event beyond its payload; %.1f million appended and %.1f million "
                + "read a second; longest full collection %.0f ms, longest other pause %.0f ms.",
                events, told.get("bytes"), told.get("appended") / 1e6, told.get("read") / 1e6, gc.longestFull(),
                gc.longestOther());
    }

    private static String spread(Figures figures) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", figures.median(), figures.lowerQuartile(),
                figures.upperQuartile());
    }

    private static String heap(Row row) {
        return row.heap().map(heap -> String.format(Locale.ROOT, "%.0f B | %.0f B", heap.send(), heap.receive()))
                .orElse("| ");
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
