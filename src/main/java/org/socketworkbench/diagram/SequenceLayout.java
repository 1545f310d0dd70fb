package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The sequence diagram at one moment of the trace, as shapes: all of it, or only the visible part, so that a long
 * diagram stays fast. Valid until the model changes.
 */
public final class SequenceLayout {
    /** The height of a row. */
    public static final double ROW = 28;
    /** The height of the strip with the names. The rows below it have their own y = 0. */
    public static final double HEADER = 48;

    private static final double BAR = 12;
    private static final double LABEL_BASELINE = 19;
    private static final double ARROW_BASELINE = 15;
    private static final double ARROW_LINE = 22;
    private static final double QUEUE_OFFSET = 13;
    private static final double LOOP = 44;
    /**
     * The length of the line for what waits to be taken: to the right it ends before the lifeline's own labels, to the
     * left behind those of the next lifeline.
     */
    private static final double STUB_RIGHT = 16;
    private static final double STUB_LEFT = 26;
    /** How far before its target an arrow ends if nothing reports that it arrives. */
    private static final double OPEN_END = 34;
    private static final double TAIL = 20;
    private static final double BOX_HEIGHT = 32;
    /** The width of the column of times, and where it begins. */
    private static final double TIMES = Metrics.width("000.000 s ");
    private static final double TIMES_LEFT = 10;
    /**
     * The most rows for which a wait for a recv is drawn as a line along the lifeline: a longer line would run through
     * many screens.
     */
    private static final int LONGEST_QUEUE = 60;

    private final SequenceModel model;
    /** How many events of the trace have happened. */
    private final int count;
    private final List<Row> rows;
    private final Columns columns;
    private final Wording wording;
    private final boolean times;

    /** Everything that the model has taken in. */
    public SequenceLayout(SequenceModel model) {
        this(model, model.count(), Wording.WHOLE, false);
    }

    /** @param count how many events of the trace have happened, at most as many as the model has taken in */
    public SequenceLayout(SequenceModel model, int count, Wording wording) {
        this(model, count, wording, false);
    }

    /**
     * @param count how many events of the trace have happened, at most as many as the model has taken in
     * @param times whether a column on the left says when each call began and returned
     */
    public SequenceLayout(SequenceModel model, int count, Wording wording, boolean times) {
        this.times = times;
        this.wording = wording;
        this.model = model;
        this.count = count;
        rows = model.rows().subList(0, model.rowsAt(count));
        columns = new Columns(model.lifelines().stream().filter(lifeline -> lifeline.hasComeBy(count)).toList(),
                wording, times ? TIMES : 0);
    }

    public double width() {
        return columns.width();
    }

    /** The height below the names. */
    public double height() {
        return rows.size() * ROW + TAIL;
    }

    /** The names, between y = 0 and {@link #HEADER}. */
    public List<Shape> header() {
        List<Shape> shapes = new ArrayList<>();
        for (Lifeline lifeline : columns.ordered()) {
            double width = Columns.headerWidth(lifeline);
            double x = columns.x(lifeline);
            double y = (HEADER - BOX_HEIGHT) / 2;
            Ink.Role role = lifeline.isOutside() ? Ink.Role.OUTSIDE_HEADER : Ink.Role.HEADER;
            shapes.add(new Shape.Box(x - width / 2, y, width, BOX_HEIGHT, Ink.of(role, lifeline.participant())));
            shapes.add(Metrics.centred(x, y + BOX_HEIGHT / 2 + Metrics.DESCENT + 1, lifeline.name(),
                    Ink.of(Ink.Role.NAME, lifeline.participant())));
        }
        return shapes;
    }

    /** Everything below the names. */
    public List<Shape> all() {
        return window(0, height());
    }

    /** What can be seen between two heights. Long vertical shapes are cut one row beyond them. */
    public List<Shape> window(double from, double to) {
        int first = Math.clamp((long) Math.floor(from / ROW), 0, rows.size());
        int end = Math.clamp((long) Math.ceil(to / ROW), first, rows.size());
        Window window = new Window(first, end, Math.max(0, from - ROW), Math.min(height(), to + ROW));
        window.draw();
        return window.shapes;
    }

    /** The height at which a call begins, if it is in the diagram. */
    public OptionalDouble top(int call) {
        for (Lifeline lifeline : model.lifelines()) {
            for (Track track : lifeline.tracks()) {
                List<Activation> calls = track.activations();
                int at = firstNot(calls, a -> a.number() < call);
                if (call < count && at < calls.size() && calls.get(at).number() == call) {
                    return OptionalDouble.of(calls.get(at).entryRow() * ROW);
                }
            }
        }
        return OptionalDouble.empty();
    }

    /** The call that begins next below this one; the first if there is no such call. */
    public OptionalInt callAfter(int call) {
        return callFrom(rowOf(call) + 1, 1);
    }

    /** The call that begins next above this one; the last if there is no such call. */
    public OptionalInt callBefore(int call) {
        int row = rowOf(call);
        return callFrom((row < 0 ? rows.size() : row) - 1, -1);
    }

    private int rowOf(int call) {
        OptionalDouble top = top(call);
        return top.isPresent() ? (int) Math.round(top.getAsDouble() / ROW) : -1;
    }

    private OptionalInt callFrom(int start, int step) {
        for (int row = start; row >= 0 && row < rows.size(); row += step) {
            if (rows.get(row) instanceof Row.Entry(Activation activation)) {
                return OptionalInt.of(activation.number());
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The position of the first element for which the condition does not hold. It holds for all elements before that
     * one.
     */
    private static <T> int firstNot(List<T> ordered, Predicate<T> before) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before.test(ordered.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBelow(int row, Activation activation) {
        return activation.hasReturnedBy(count) && activation.returnRow() < row;
    }

    /** Whether nothing has happened between a call's start and its return. */
    private boolean isOneRow(Activation activation) {
        return activation.hasReturnedBy(count) && activation.returnRow() == activation.entryRow();
    }

    /** Draws the rows from {@code first} up to, but not including, {@code end}. */
    private final class Window {
        private final int first;
        private final int end;
        private final double top;
        private final double bottom;
        private final List<Shape> shapes = new ArrayList<>();

        Window(int first, int end, double top, double bottom) {
            this.first = first;
            this.end = end;
            this.top = top;
            this.bottom = bottom;
        }

        void draw() {
            columns.ordered().forEach(this::lifeline);
            columns.ordered().forEach(lifeline -> lifeline.tracks().forEach(this::threads));
            columns.ordered().forEach(lifeline -> lifeline.tracks().forEach(this::bars));
            int reach = Math.min(end + LONGEST_QUEUE, rows.size());
            for (int row = first; row < reach; row++) {
                if (rows.get(row) instanceof Row.Arrow(Message message)) {
                    queue(message);
                }
            }
            for (int row = first; row < end; row++) {
                if (times) {
                    time(row);
                }
                switch (rows.get(row)) {
                    case Row.Entry(Activation a) -> label(a, a.entryRow(),
                            isOneRow(a) ? wording.callAndOutcome(a) : wording.call(a),
                            a.hasFailed() && isOneRow(a) ? Ink.Role.FAILED_LABEL : Ink.Role.LABEL);
                    case Row.Blocked(Activation a) ->
                        label(a, a.blockedRow(), wording.label(DiagramText.blocked(a, a.hasReturnedBy(count))),
                                Ink.Role.BLOCKED_LABEL);
                    case Row.Return(Activation a) -> label(a, a.returnRow(), wording.outcome(a),
                            a.hasFailed() ? Ink.Role.FAILED_LABEL : Ink.Role.LABEL);
                    case Row.ThreadStart(ThreadSpan thread) ->
                        label(thread.track(), thread.firstRow(), wording.label(DiagramText.start(thread)));
                    case Row.Sleep sleep -> label(sleep.track(), row, wording.label(DiagramText.sleep(sleep)));
                    case Row.Arrow(Message message) -> arrow(message);
                }
            }
        }

        private void lifeline(Lifeline lifeline) {
            Ink.Role role = lifeline.isOutside() ? Ink.Role.OUTSIDE_LIFELINE : Ink.Role.LIFELINE;
            life(columns.x(lifeline), lifeline.firstRow(),
                    lifeline.hasEndedBy(count) ? lifeline.endRow() : Lifeline.NEVER,
                    Ink.of(role, lifeline.participant()));
        }

        private void threads(Track track) {
            List<ThreadSpan> threads = track.threads();
            Ink ink = Ink.of(Ink.Role.LIFELINE, track.lifeline().participant());
            for (int i = firstNot(threads, t -> t.hasEndedBy(count) && t.endRow() < first); i < threads.size()
                    && threads.get(i).firstRow() <= end; i++) {
                ThreadSpan span = threads.get(i);
                if (span.hasStartedBy(count)) {
                    life(columns.x(track), span.firstRow(),
                            span.hasEndedBy(count) ? span.endRow() : Lifeline.NEVER, ink);
                }
            }
        }

        /** A line from the top of one row to the top of another, with a stroke across its end, or to the bottom. */
        private void life(double x, int firstRow, int endRow, Ink ink) {
            boolean ended = endRow != Lifeline.NEVER;
            double y2 = ended ? endRow * ROW : height();
            vertical(x, firstRow * ROW, y2, ink);
            if (ended && y2 >= top && y2 <= bottom) {
                Ink across = new Ink(Ink.Role.LIFELINE_END, ink.colour(), ink.call(), ink.concluded());
                shapes.add(new Shape.Line(x - BAR / 2, y2, x + BAR / 2, y2, across));
            }
        }

        private void bars(Track track) {
            List<Activation> calls = track.activations();
            double x = columns.x(track) - BAR / 2;
            for (int i = firstNot(calls, a -> isBelow(first, a)); i < calls.size() && calls.get(i).entryRow() < end
                    && calls.get(i).number() < count;
                    i++) {
                Activation call = calls.get(i);
                double y2 = call.hasReturnedBy(count) ? (call.returnRow() + 1) * ROW - 3 : height();
                bar(x, call.entryRow() * ROW + 3, y2, Ink.ofCall(Ink.Role.ACTIVATION, call));
                call.receiver(count).filter(receiver -> receiver.hasComeBy(count))
                        .ifPresent(receiver -> waiting(call, receiver));
                if (call.blockedRow() != Lifeline.NEVER && call.blockedRow() < rows.size()) {
                    double waited = call.hasReturnedBy(count) ? call.returnRow() * ROW : height();
                    bar(x, call.blockedRow() * ROW, waited, Ink.ofCall(Ink.Role.BLOCKED, call));
                }
            }
        }

        /** A short line for what nobody has taken yet. */
        private void waiting(Activation call, Lifeline receiver) {
            double x = columns.x(call.track());
            boolean right = columns.x(receiver) >= columns.x(call.lifeline());
            double from = right ? x + BAR / 2 : x - BAR / 2;
            double to = right ? columns.right(call.lifeline()) + BAR / 2 + STUB_RIGHT
                    : columns.x(call.lifeline()) - BAR / 2 - STUB_LEFT;
            double y = call.entryRow() * ROW + ARROW_LINE;
            if (y >= top && y <= bottom) {
                Ink own = Ink.ofCall(Ink.Role.QUEUED, call);
                shapes.add(new Shape.Line(from, y, to, y, new Ink(own.role(), own.colour(), own.call(), true)));
            }
        }

        private void bar(double x, double y1, double y2, Ink ink) {
            double from = Math.max(y1, top);
            double to = Math.min(y2, bottom);
            if (from < to) {
                shapes.add(new Shape.Box(x, from, BAR, to - from, ink));
            }
        }

        private void vertical(double x, double y1, double y2, Ink ink) {
            double from = Math.max(y1, top);
            double to = Math.min(y2, bottom);
            if (from < to) {
                shapes.add(new Shape.Line(x, from, x, to, ink));
            }
        }

        /** When a call began or returned. What else has a row happened between two calls, and nobody knows when. */
        private void time(int row) {
            OptionalLong nanos = switch (rows.get(row)) {
                case Row.Entry(Activation a) -> OptionalLong.of(a.enteredNanos());
                case Row.Return(Activation a) -> OptionalLong.of(a.returnedNanos());
                case Row other -> OptionalLong.empty();
            };
            nanos.ifPresent(at -> shapes.add(new Shape.Text(TIMES_LEFT, row * ROW + LABEL_BASELINE,
                    DiagramText.time(at), Ink.of(Ink.Role.TIME, 0))));
        }

        private void label(Activation activation, int row, String text, Ink.Role role) {
            label(activation.lifeline(), row, text, Ink.ofCall(role, activation));
        }

        private void label(Track track, int row, String text) {
            label(track.lifeline(), row, text, Ink.of(Ink.Role.BLOCKED_LABEL, track.lifeline().participant()));
        }

        private void label(Lifeline lifeline, int row, String text, Ink ink) {
            shapes.add(new Shape.Text(columns.right(lifeline) + Columns.LABEL_OFFSET, row * ROW + LABEL_BASELINE, text,
                    ink));
        }

        /**
         * A line along the sender's lifeline: the bytes wait in the kernel from the row of the send to that of the
         * recv.
         */
        private void queue(Message message) {
            int rows = message.row() - message.fromRow();
            if (rows > 1 && rows <= LONGEST_QUEUE && message.from() != message.to()) {
                vertical(tailX(message), (message.fromRow() + 1) * ROW - 3, message.row() * ROW + ARROW_LINE,
                        new Ink(Ink.Role.QUEUED, ink(message).colour(), message.call(), true));
            }
        }

        private double tailX(Message message) {
            return isRightward(message) ? columns.right(message.from()) + QUEUE_OFFSET
                    : columns.x(message.from()) - QUEUE_OFFSET;
        }

        private boolean isRightward(Message message) {
            return columns.x(message.to()) > columns.x(message.from());
        }

        private void arrow(Message message) {
            double y = message.row() * ROW;
            Ink ink = ink(message);
            Ink words = new Ink(Ink.Role.ARROW_LABEL, ink.colour(), ink.call(), ink.concluded());
            String label = DiagramText.message(message);
            double to = columns.x(message.toTrack());
            if (message.from() == message.to()) {
                double start = columns.right(message.to()) + BAR / 2 + LOOP;
                shapes.add(new Shape.Arrow(start, y + ARROW_LINE - 6, to + BAR / 2, y + ARROW_LINE - 6, ink));
                shapes.add(new Shape.Text(start + 6, y + LABEL_BASELINE, label, words));
                return;
            }
            double from = columns.x(message.fromTrack());
            double direction = isRightward(message) ? 1 : -1;
            double start = message.row() - message.fromRow() > 1 ? tailX(message) : from + direction * BAR / 2;
            double end = message.kind() == Message.Kind.UNTOLD ? to - direction * OPEN_END : to - direction * BAR / 2;
            shapes.add(new Shape.Arrow(start, y + ARROW_LINE, end, y + ARROW_LINE, ink));
            shapes.add(Metrics.centred(columns.middleBeside(message.from(), message.to()), y + ARROW_BASELINE, label,
                    words));
        }

        /** An arrow has its sender's colour. */
        private static Ink ink(Message message) {
            Ink.Role role = switch (message.kind()) {
                case SYN, SYN_ACK, ACK, CONNECT -> Ink.Role.HANDSHAKE;
                case DATA, CUT, UNREAD, UNTOLD -> Ink.Role.DATA;
                case FIN, END -> Ink.Role.FIN;
                case RST, BREAK, NOBODY -> Ink.Role.RESET;
            };
            int colour = Ink.of(role, message.from().participant()).colour();
            return new Ink(role, colour, message.call(), message.concluded());
        }
    }
}
