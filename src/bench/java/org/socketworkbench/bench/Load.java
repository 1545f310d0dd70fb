package org.socketworkbench.bench;

/** What is sent over a connection. The C and the Python program know it by the same words. */
public enum Load {
    /** Messages of 64 bytes there and back; the amount is counted in round trips. */
    ECHO("echo of 64 bytes", 64, 50_000),
    /** 1 GiB one way in chunks of 64 KiB; the amount is counted in bytes. */
    BULK("1 GiB one way", 64 << 10, 1 << 30);

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

    /** How many bytes one call sends. */
    int size() {
        return size;
    }

    int amount() {
        return amount;
    }
}
