package org.socketworkbench.bench;

import java.io.IOException;
import java.util.Locale;

/**
 * What wire.c does, in Java. For each line of its input it makes a turn, over a new connection and so with a new trace,
 * and prints how many round trips or bytes a second of CPU time it made.
 */
final class WireProgram {
    private WireProgram() {}

    /** @param arguments a {@link Kind}'s name and a {@link Load}'s word */
    public static void main(String[] arguments) throws Exception {
        Kind kind = Kind.valueOf(arguments[0]);
        Load load = Load.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        CpuClock clock = new CpuClock();
        while (nextLine()) {
            try (Wire wire = new Wire(kind, load)) {
                wire.transfer(load.warmUp());
                long began = clock.nanos();
                wire.transfer(load.amount());
                System.out.println(Math.round(load.amount() * 1e9 / (clock.nanos() - began)));
            }
        }
    }

    private static boolean nextLine() throws IOException {
        return System.in.read() >= 0;
    }
}
