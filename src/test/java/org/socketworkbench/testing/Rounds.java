package org.socketworkbench.testing;

/**
 * How often a test does again what comes out another way by chance alone. {@code mvn -Pthorough} does it five times as
 * often.
 */
public final class Rounds {
    private static final int FACTOR = Integer.getInteger("rounds.factor", 1);

    private Rounds() {}

    public static int of(int usual) {
        return usual * FACTOR;
    }
}
