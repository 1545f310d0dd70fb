package org.socketworkbench.bench;

import java.util.List;

/**
 * The same figure of several rounds: the median and the quartiles around it, which one disturbed round hardly moves.
 */
record Figures(List<Double> values) {
    Figures {
        values = values.stream().sorted().toList();
    }

    double median() {
        return at(0.5);
    }

    double lowerQuartile() {
        return at(0.25);
    }

    double upperQuartile() {
        return at(0.75);
    }

    private double at(double part) {
        double position = part * (values.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, values.size() - 1);
        return values.get(below) + (position - below) * (values.get(above) - values.get(below));
    }
}
