package org.socketworkbench.ui.support;

import java.util.Arrays;

/** A compact list of ints in insertion order. Use from one thread only. */
public final class IntList {
    private static final int FIRST = 16;

    private int[] values = new int[FIRST];
    private int size;

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    public int get(int index) {
        return values[index];
    }

    public void set(int index, int value) {
        values[index] = value;
    }

    /** Inserts a value before an index, or at the end. */
    public void insert(int index, int value) {
        add(value);
        System.arraycopy(values, index, values, index + 1, size - 1 - index);
        values[index] = value;
    }

    public int size() {
        return size;
    }

    /** How many values are smaller than the given one; the list must be in ascending order. */
    public int countBelow(int value) {
        int found = Arrays.binarySearch(values, 0, size, value);
        return found < 0 ? -1 - found : found;
    }
}
