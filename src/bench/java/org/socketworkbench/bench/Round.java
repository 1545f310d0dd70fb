package org.socketworkbench.bench;

/**
 * Turns that were made one right after the other.
 *
 * @param rate      round trips or bytes a second of CPU time
 * @param processes that of C with two processes, 0 without C
 * @param threads   that of C with two threads, 0 without C
 */
record Round(double rate, double processes, double threads) {

    double ratioTo(Peer.Ends ends) {
        return rate / switch (ends) {
            case PROCESSES -> processes;
            case THREADS -> threads;
        };
    }
}
