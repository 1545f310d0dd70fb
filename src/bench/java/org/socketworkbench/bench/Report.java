package org.socketworkbench.bench;

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

    void print(String machine, Optional<Integer> cpu, List<Row> rows, int events, Map<String, Double> trace, GcLog gc) {
        line("");
        line("%s; %s", machine, cpu.map(number -> "held on CPU " + number).orElse("not held on one CPU: the ratios vary"));
        line("");
        line("| | echo of 64 bytes (quartiles) | 1 GiB one way (quartiles) | heap a send | heap a recv |");
        line("|---|---|---|---|---|");
        if (rows.stream().noneMatch(row -> row.ratios(Load.ECHO).isEmpty())) {
            line("| C | 1 = %,.0f round trips/s | 1 = %.2f GB/s | | |",
                    ratesOfC(rows, Load.ECHO).median(), ratesOfC(rows, Load.BULK).median() / 1e9);
        }
        for (Row row : rows) {
            line("| %s | %s | %s | %s |", row.name(), cell(row, Load.ECHO), cell(row, Load.BULK),
                    row.bytes().isEmpty() ? "| " : "%.0f B | %.0f B".formatted(row.bytes().get(0), row.bytes().get(1)));
        }
        line("");
        line("The trace, %,d events: %.1f bytes an event beyond its payload; %.1f million appended and %.1f million read a second; "
                + "longest full collection %.0f ms, longest other pause %.0f ms.",
                events, trace.get("bytes"), trace.get("appended") / 1e6, trace.get("read") / 1e6, gc.longestFull(),
                gc.longestOther());
    }

    private static Figures ratesOfC(List<Row> rows, Load load) {
        return new Figures(rows.stream().flatMap(row -> row.rounds().get(load).stream()).map(Row.Round::rateOfC).toList());
    }

    private static String cell(Row row, Load load) {
        Figures ratios = row.ratios(load);
        return ratios.isEmpty()
                ? String.format(Locale.ROOT, "%,.0f/s", row.rates(load).median())
                : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", ratios.median(), ratios.lowerQuartile(), ratios.upperQuartile());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
