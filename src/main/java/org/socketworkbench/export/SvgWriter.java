package org.socketworkbench.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.socketworkbench.diagram.Ink;
import org.socketworkbench.diagram.Metrics;
import org.socketworkbench.diagram.Palette;
import org.socketworkbench.diagram.Shape;

/** Writes shapes as a standalone SVG with its own style sheet, light or dark as the viewer prefers. */
public final class SvgWriter {
    /** The style of shapes on white. */
    static final String LIGHT = resource("svg.css") + participants(Palette::light);
    private static final String DARK = "@media (prefers-color-scheme: dark) {\n" + resource("svg-dark.css")
            + participants(Palette::dark) + "}\n";
    /** One pattern for all colours: stripes in the background colour, drawn over the bar of a blocked participant. */
    private static final String STRIPES = "<defs><pattern id=\"stripes\" width=\"6\" height=\"6\""
            + " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"stripe\" width=\"3\""
            + " height=\"6\"/></pattern></defs>\n";
    private static final char REPLACEMENT = '\ufffd';

    private SvgWriter() {}

    /** Writes an image of this size in points. */
    public static void write(List<Shape> shapes, double width, double height, Appendable out) throws IOException {
        write(shapes, width, height, "<style>\n" + LIGHT + DARK + "</style>\n" + STRIPES, out);
    }

    /**
     * Writes an image for a page that has the style {@link #LIGHT}.
     *
     * @param isFirst whether no image stands before it in the page: the others use its pattern
     */
    static void writeInto(List<Shape> shapes, double width, double height, boolean isFirst, Appendable page)
            throws IOException {
        write(shapes, width, height, isFirst ? STRIPES : "", page);
    }

    private static void write(List<Shape> shapes, double width, double height, String head, Appendable out)
            throws IOException {
        String w = number(Math.ceil(width));
        String h = number(Math.ceil(height));
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h + "\" viewBox=\"0 0 "
                + w + " " + h + "\" font-size=\"" + number(Metrics.FONT) + "\">\n" + head);
        out.append("<rect class=\"ground\" width=\"" + w + "\" height=\"" + h + "\"/>\n");
        for (Shape shape : shapes) {
            append(shape, out);
        }
        out.append("</svg>\n");
    }

    private static void append(Shape shape, Appendable out) throws IOException {
        String look = " class=\"" + classes(shape.ink()) + "\"";
        switch (shape) {
            case Shape.Line s -> out.append("<line" + ends(s.x1(), s.y1(), s.x2(), s.y2()) + look + "/>\n");
            case Shape.Arrow s -> {
                double[] back = s.head();
                out.append("<g" + look + "><line" + ends(s.x1(), s.y1(), s.x2(), s.y2()) + "/><polygon points=\""
                        + point(s.x2(), s.y2()) + " " + point(back[0], back[1]) + " " + point(back[2], back[3])
                        + "\"/></g>\n");
            }
            case Shape.Box s -> {
                String place = " x=\"" + number(s.x()) + "\" y=\"" + number(s.y()) + "\" width=\"" + number(s.width())
                        + "\" height=\"" + number(s.height()) + "\"";
                out.append("<rect" + place + look + "/>\n");
                if (s.ink().role() == Ink.Role.BLOCKED) {
                    out.append("<rect" + place + " fill=\"url(#stripes)\"/>\n");
                }
            }
            case Shape.Text s -> out.append("<text x=\"" + number(s.x()) + "\" y=\"" + number(s.y()) + "\"" + look + ">"
                    + escaped(s.text()) + "</text>\n");
        }
    }

    private static String classes(Ink ink) {
        return ink.role().styleClass() + (ink.colour() == Ink.PLAIN ? "" : " participant-" + ink.colour())
                + (ink.concluded() ? " concluded" : "");
    }

    private static String ends(double x1, double y1, double x2, double y2) {
        return " x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2)
                + "\"";
    }

    private static String point(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    /** Text that is valid between tags or in an attribute; a character that XML 1.0 does not allow becomes U+FFFD. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000;
    }

    private static String participants(IntFunction<String> colours) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < Palette.SIZE; i++) {
            String own = ".participant-" + i;
            String colour = colours.apply(i);
            rules.append(".activation" + own + ", .blocked" + own + ", " + own + " polygon { fill: " + colour + "; }\n")
                    .append(".lifeline" + own + ", .lifeline-end" + own + ", .header" + own + ", " + own
                            + " line, .queued"
                            + own + " { stroke: " + colour + "; }\n");
        }
        return rules.toString();
    }

    /** A text that stands beside this class. */
    static String resource(String name) {
        try (InputStream in = SvgWriter.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
