package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.List;

/** The whole sequence diagram on one sheet, for a file: names, rows and the key. */
public final class SequenceSheet {
    private final List<Shape> shapes = new ArrayList<>();
    private final double width;
    private final double height;

    public SequenceSheet(SequenceModel model) {
        SequenceLayout layout = new SequenceLayout(model);
        Legend legend = new Legend();
        shapes.addAll(layout.header());
        layout.all().forEach(shape -> shapes.add(shape.moved(0, SequenceLayout.HEADER)));
        double below = SequenceLayout.HEADER + layout.height();
        legend.shapes().forEach(shape -> shapes.add(shape.moved(0, below)));
        width = Math.max(layout.width(), legend.width());
        height = below + Legend.HEIGHT;
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
