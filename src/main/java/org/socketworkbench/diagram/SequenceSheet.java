package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.List;

/** The sequence diagram on a sheet, for a file: names, rows and the key. */
public final class SequenceSheet {
    private final List<Shape> shapes = new ArrayList<>();
    private final double width;
    private final double height;

    /** The whole diagram on one sheet. */
    public SequenceSheet(SequenceModel model) {
        this(new SequenceLayout(model), 0, Double.MAX_VALUE);
    }

    /** The rows between two heights; the key stands under the last one. */
    private SequenceSheet(SequenceLayout layout, double from, double to) {
        boolean isLast = to >= layout.height();
        double end = Math.min(to, layout.height());
        // The names stand on what comes from the sheet before.
        layout.window(from, end)
                .forEach(shape -> shapes.add(shape.moved(0, SequenceLayout.HEADER - from)));
        shapes.addAll(layout.header());
        double below = SequenceLayout.HEADER + end - from;
        Legend legend = new Legend();
        if (isLast) {
            legend.shapes().forEach(shape -> shapes.add(shape.moved(0, below)));
        }
        width = width(layout);
        height = below + (isLast ? Legend.HEIGHT : 0);
    }

    /**
     * The diagram on as many sheets as it takes, all of one width, each with the names.
     *
     * @param ratio the greatest height of a sheet, as a multiple of its width
     */
    public static List<SequenceSheet> pages(SequenceModel model, double ratio) {
        SequenceLayout layout = new SequenceLayout(model);
        double room = width(layout) * ratio - SequenceLayout.HEADER - Legend.HEIGHT;
        double rows = Math.max(1, Math.floor(room / SequenceLayout.ROW)) * SequenceLayout.ROW;
        List<SequenceSheet> pages = new ArrayList<>();
        double from = 0;
        for (; layout.height() - from > rows; from += rows) {
            pages.add(new SequenceSheet(layout, from, from + rows));
        }
        pages.add(new SequenceSheet(layout, from, Double.MAX_VALUE));
        return pages;
    }

    private static double width(SequenceLayout layout) {
        return Math.max(layout.width(), new Legend().width());
    }

    public List<Shape> shapes() {
        return shapes;
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }
}
