package org.socketworkbench.diagram;

import java.util.List;

/**
 * The participants' colours, the same in the window and in files. Each has one tone for a light background and one for
 * a dark background. Names and places tell participants apart too, because not everybody can rely on colours.
 */
public final class Palette {
    private static final List<String> LIGHT =
            List.of("#0969da", "#bc4c00", "#1a7f37", "#8250df", "#bf3989", "#7d6608");
    private static final List<String> DARK =
            List.of("#58a6ff", "#f0883e", "#56d364", "#bc8cff", "#ff9bce", "#e3b341");

    /** How many colours there are. Further participants start again with the first colour. */
    public static final int SIZE = LIGHT.size();

    private Palette() {}

    /** The index of a participant's colour: 0 to {@link #SIZE} - 1. */
    public static int indexOf(int participant) {
        return participant % SIZE;
    }

    /** A colour for a light background, such as {@code #0969da}. */
    public static String light(int index) {
        return LIGHT.get(index);
    }

    /** A colour for a dark background. */
    public static String dark(int index) {
        return DARK.get(index);
    }
}
