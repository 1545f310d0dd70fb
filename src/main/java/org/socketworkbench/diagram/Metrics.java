package org.socketworkbench.diagram;

/**
 * Sizes that all drawings share, in points at a zoom of 100 %. Text is monospaced, so its width depends only on its
 * length.
 */
public final class Metrics {
    /** The size of the text. */
    public static final double FONT = 14;
    /** The length and width of an arrow's head. */
    public static final double HEAD = 9;
    static final double ASCENT = 11;
    static final double DESCENT = 4;
    /** The width of a character: a little more than the 0.6 of the usual monospaced fonts, so that no text is cut. */
    private static final double CHARACTER = 0.61 * FONT;

    private Metrics() {}

    /** The width of a text. */
    public static double width(String text) {
        return width(text.length());
    }

    static double width(int characters) {
        return characters * CHARACTER;
    }

    /** A text with its middle at an x. */
    static Shape.Text centred(double middle, double baseline, String text, Ink ink) {
        return new Shape.Text(middle - width(text) / 2, baseline, text, ink);
    }
}
