package org.socketworkbench.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way of making socket calls, measured.
 *
 * @param name   what it is called in the table
 * @param rounds the rounds of each load
 * @param heap   what calls allocate, where that was measured
 */
record Row(String name, Map<Load, List<Round>> rounds, Optional<Heap> heap) {

    /** How many bytes of the heap a send and a recv of 64 bytes take. */
    record Heap(double send, double receive) {}

    Figures rates(Load load) {
        return new Figures(rounds.get(load).stream().map(Round::rate).toList());
    }

    Figures ratios(Load load, Peer.Ends ends) {
        return new Figures(rounds.get(load).stream().map(round -> round.ratioTo(ends)).toList());
    }
}
