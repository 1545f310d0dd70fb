package org.socketworkbench.diagram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where each lifeline is: servers on the left, clients on the right, far enough apart for every label to fit. */
final class Columns {
    static final double HEADER_PADDING = 18;
    /** From a lifeline to its labels: half its bar, and the line of bytes that wait to be read. */
    static final double LABEL_OFFSET = 26;
    private static final double MARGIN = 18;
    private static final double LABEL_CLEARANCE = 34;
    private static final double ARROW_CLEARANCE = 76;
    private static final double MINIMUM = 180;
    /** From the middle of a bar to the middle of the next thread's bar. */
    private static final double TRACK = 16;

    private final List<Lifeline> ordered;
    private final Map<Lifeline, Integer> index = new HashMap<>();
    private final double[] x;
    private final double width;

    /** @param left what is kept free on the left */
    Columns(List<Lifeline> lifelines, Wording wording, double left) {
        ordered = lifelines.stream().sorted().toList();
        x = new double[ordered.size()];
        double right = left + MARGIN;
        for (int i = 0; i < x.length; i++) {
            Lifeline lifeline = ordered.get(i);
            index.put(lifeline, i);
            x[i] = i == 0 ? left + MARGIN + headerWidth(lifeline) / 2
                    : x[i - 1] + gap(ordered.get(i - 1), lifeline, wording);
            double bars = x[i] + spread(lifeline);
            double labels = bars + LABEL_OFFSET + Metrics.width(wording.length(lifeline.labelLength()));
            double returning = bars + ARROW_CLEARANCE + Metrics.width(lifeline.rightwardLength());
            right = Math.max(Math.max(labels, returning), x[i] + headerWidth(lifeline) / 2);
        }
        width = right + MARGIN;
    }

    static double headerWidth(Lifeline lifeline) {
        return Metrics.width(lifeline.name()) + 2 * HEADER_PADDING;
    }

    private static double gap(Lifeline left, Lifeline right, Wording wording) {
        double labels = LABEL_OFFSET + Metrics.width(wording.length(left.labelLength())) + LABEL_CLEARANCE;
        double arrows = Metrics.width(Math.max(left.rightwardLength(), right.leftwardLength())) + ARROW_CLEARANCE;
        double headers = (headerWidth(left) + headerWidth(right)) / 2 + 2 * MARGIN;
        return Math.max(spread(left) + Math.max(Math.max(labels, arrows), MINIMUM), headers);
    }

    /** How far the bars of its other threads reach to the right of a lifeline. */
    private static double spread(Lifeline lifeline) {
        return (lifeline.tracks().size() - 1) * TRACK;
    }

    List<Lifeline> ordered() {
        return ordered;
    }

    private int index(Lifeline lifeline) {
        return Objects.requireNonNull(index.get(lifeline), "not one of these");
    }

    double x(Lifeline lifeline) {
        return x[index(lifeline)];
    }

    /** The middle of a track's bars. */
    double x(Track track) {
        return x(track.lifeline()) + track.index() * TRACK;
    }

    /** The middle of the rightmost track's bars. */
    double right(Lifeline lifeline) {
        return x(lifeline) + spread(lifeline);
    }

    double width() {
        return width;
    }

    /** The middle of the space beside a lifeline, on the side towards another. */
    double middleBeside(Lifeline from, Lifeline towards) {
        int at = index(from);
        int next = at + Integer.signum(index(towards) - at);
        int left = Math.min(at, next);
        return (right(ordered.get(left)) + x[left + 1]) / 2;
    }
}
