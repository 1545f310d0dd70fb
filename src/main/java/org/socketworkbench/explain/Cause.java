package org.socketworkbench.explain;

/**
 * The likely cause of an error before it is put into words: the texts {@code <key>.cause} and {@code <key>.try}.
 *
 * @param read   whether it was read from the kernel's table; otherwise it is inferred
 * @param values the values of both texts
 */
record Cause(String key, boolean read, Object... values) {

    static Cause read(String key, Object... values) {
        return new Cause(key, true, values);
    }

    static Cause concluded(String key, Object... values) {
        return new Cause(key, false, values);
    }
}
