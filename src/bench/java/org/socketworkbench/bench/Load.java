package org.socketworkbench.bench;

import java.util.Locale;

/** What is sent over a connection. All programs know it by the same words. */
public enum Load {
    /** Messages of 64 bytes there and back; the amount is counted in round trips. */
    ECHO("echo of 64 bytes", 64, 10_000),
    /** One way in chunks of 64 KiB; the amount is counted in bytes. */
    BULK("one way", 64 << 10, 256 << 20);

    /** This part of the amount goes first, and is not measured. */
    private static final int WARM_UP = 4;

    private final String text;
    private final int size;
    private final int amount;

    Load(String text, int size, int amount) {
        this.text = text;
        this.size = size;
        this.amount = amount;
    }

    /** What it is called in the output. */
    String text() {
        return text;
    }

    /** The program's argument that asks for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many bytes one call sends. */
    int size() {
        return size;
    }

    /** How much makes one turn: about a tenth of a second. */
    int amount() {
        return amount;
    }

    int warmUp() {
        return amount / WARM_UP;
    }
}
