package org.socketworkbench.bench;

import java.util.List;
import java.util.Map;

/**
 * One way of making socket calls, measured.
 *
 * @param name    what it is called in the table
 * @param rounds  per load the rounds that were made
 * @param bytes   what a send and what a recv of 64 bytes allocate on the heap, if that was measured
 */
record Row(String name, Map<Load, List<Round>> rounds, List<Double> bytes) {

    /** The rate of this one and, in the same round, that of C, 0 without one; each a second of CPU time. */
    record Round(double rate, double rateOfC) {}

    Figures rates(Load load) {
        return new Figures(rounds.get(load).stream().map(Round::rate).toList());
    }

    /** Empty without a C program. */
    Figures ratios(Load load) {
        return new Figures(rounds.get(load).stream().filter(round -> round.rateOfC() > 0)
                .map(round -> round.rate() / round.rateOfC()).toList());
    }
}
