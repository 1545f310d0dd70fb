package org.socketworkbench.diagram;

/** Sizes that all drawings share, in points at a zoom of 100 %. Text is monospaced, so its width is its length. */
public final class Metrics {
    /** The size of the text. */
    public static final double FONT = 14;
    /** The length of an arrow's head; it is as wide. */
    public static final double HEAD = 9;
    static final double ASCENT = 11;
    static final double DESCENT = 4;
    /** A little more than the 0.6 of the usual monospaced fonts, so that none of them is cut. */
    private static final double CHARACTER = 0.61 * FONT;

    private Metrics() {}

    /** The width of a text. */
    public static double width(String text) {
        return width(text.length());
    }

    static double width(int characters) {
        return characters * CHARACTER;
    }

    /** The text that fits its middle to an x. */
    static Shape.Text centred(double middle, double baseline, String text, Ink ink) {
        return new Shape.Text(middle - width(text) / 2, baseline, text, ink);
    }
}
