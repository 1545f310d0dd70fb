package org.socketworkbench.ui.support;

import java.util.Arrays;

/** Ints in the order in which they were added, in little memory. For one thread. */
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

    /** Puts a value before the one at an index, or at the end. */
    public void insert(int index, int value) {
        add(value);
        System.arraycopy(values, index, values, index + 1, size - 1 - index);
        values[index] = value;
    }

    public int size() {
        return size;
    }

    /** How many are smaller than a value; the list must have been filled in ascending order. */
    public int countBelow(int value) {
        int found = Arrays.binarySearch(values, 0, size, value);
        return found < 0 ? -1 - found : found;
    }
}
