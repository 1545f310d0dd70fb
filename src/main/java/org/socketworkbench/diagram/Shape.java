package org.socketworkbench.diagram;

/** A figure with plain coordinates: x to the right, y downwards, in points at a zoom of 100 %. */
public sealed interface Shape {
    Ink ink();

    /** The smallest y that it reaches. */
    double top();

    /** The largest y that it reaches. */
    double bottom();

    /** The same figure elsewhere. */
    Shape moved(double dx, double dy);

    /** A straight line. */
    record Line(double x1, double y1, double x2, double y2, Ink ink) implements Shape {
        @Override
        public double top() {
            return Math.min(y1, y2);
        }

        @Override
        public double bottom() {
            return Math.max(y1, y2);
        }

        @Override
        public Shape moved(double dx, double dy) {
            return new Line(x1 + dx, y1 + dy, x2 + dx, y2 + dy, ink);
        }
    }

    /** A straight line with a head of {@link Metrics#HEAD} points at its second end. */
    record Arrow(double x1, double y1, double x2, double y2, Ink ink) implements Shape {
        @Override
        public double top() {
            return Math.min(y1, y2) - Metrics.HEAD / 2;
        }

        @Override
        public double bottom() {
            return Math.max(y1, y2) + Metrics.HEAD / 2;
        }

        @Override
        public Shape moved(double dx, double dy) {
            return new Arrow(x1 + dx, y1 + dy, x2 + dx, y2 + dy, ink);
        }

        /** The head's two back corners: x and y of the one, then of the other. */
        public double[] head() {
            double length = Math.hypot(x2 - x1, y2 - y1);
            double ux = length == 0 ? 1 : (x2 - x1) / length;
            double uy = length == 0 ? 0 : (y2 - y1) / length;
            double backX = x2 - ux * Metrics.HEAD;
            double backY = y2 - uy * Metrics.HEAD;
            double half = Metrics.HEAD / 2;
            return new double[] {backX - uy * half, backY + ux * half, backX + uy * half, backY - ux * half};
        }
    }

    /** A rectangle. */
    record Box(double x, double y, double width, double height, Ink ink) implements Shape {
        @Override
        public double top() {
            return y;
        }

        @Override
        public double bottom() {
            return y + height;
        }

        @Override
        public Shape moved(double dx, double dy) {
            return new Box(x + dx, y + dy, width, height, ink);
        }
    }

    /**
     * A line of monospaced text.
     *
     * @param x where it begins
     * @param y its baseline
     */
    record Text(double x, double y, String text, Ink ink) implements Shape {
        /** Its greatest possible width. */
        public double width() {
            return Metrics.width(text);
        }

        @Override
        public double top() {
            return y - Metrics.ASCENT;
        }

        @Override
        public double bottom() {
            return y + Metrics.DESCENT;
        }

        @Override
        public Shape moved(double dx, double dy) {
            return new Text(x + dx, y + dy, text, ink);
        }
    }
}
