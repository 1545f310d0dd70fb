package org.socketworkbench.explain;

/**
 * What likely caused an error, before it is put in words: the texts {@code <key>.cause} and {@code <key>.try}.
 *
 * @param read   whether it was read from the kernel's table; else it is concluded
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
