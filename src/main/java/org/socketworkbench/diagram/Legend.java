package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.List;

/** The key to the sequence diagram's lines: a strip {@link #HEIGHT} points high. */
public final class Legend {
    public static final double HEIGHT = 30;

    private static final double SAMPLE = 34;
    private static final double BETWEEN = 26;
    private static final double MARGIN = 18;
    private static final double LINE = 14;

    private final List<Shape> shapes = new ArrayList<>();
    private double x = MARGIN;

    public Legend() {
        line("legend.read", new Ink(Ink.Role.DATA, Ink.PLAIN, Ink.NO_CALL, false));
        line("legend.concluded", new Ink(Ink.Role.HANDSHAKE, Ink.PLAIN, Ink.NO_CALL, true));
        shapes.add(new Shape.Box(x, LINE - 6, SAMPLE, 12, Ink.plain(Ink.Role.BLOCKED)));
        words("legend.blocked");
        shapes.add(new Shape.Line(x, LINE, x + SAMPLE, LINE, new Ink(Ink.Role.QUEUED, Ink.PLAIN, Ink.NO_CALL, true)));
        words("legend.queued");
    }

    public List<Shape> shapes() {
        return shapes;
    }

    public double width() {
        return x - BETWEEN + MARGIN;
    }

    private void line(String key, Ink ink) {
        shapes.add(new Shape.Arrow(x, LINE, x + SAMPLE, LINE, ink));
        words(key);
    }

    private void words(String key) {
        Shape.Text text = new Shape.Text(x + SAMPLE + 8, LINE + Metrics.DESCENT + 1, DiagramText.text(key),
                Ink.plain(Ink.Role.NOTE));
        shapes.add(text);
        x = text.x() + text.width() + BETWEEN;
    }
}
