package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.socketworkbench.diagram.Transition.Way;
import org.socketworkbench.socket.TcpState;

/**
 * The TCP state diagram as geometry, always the same: the eleven states in three columns with room for sockets in each,
 * and the arrows between them. An arrow that leads to the end of a connection goes to a box of its own, as in the RFC's
 * figure.
 *
 * <pre>
 * LISTEN        CLOSED       SYN_SENT
 * SYN_RECEIVED  ESTABLISHED  CLOSE_WAIT
 * FIN_WAIT_1    CLOSING      LAST_ACK
 * FIN_WAIT_2    TIME_WAIT    (CLOSED)
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9293.html#section-3.3.2">RFC 9293, section 3.3.2, figure 5</a>
 */
public final class StateDiagram {
    private static final double MARGIN = 12;
    private static final double BOX_WIDTH = 212;
    private static final double BETWEEN = 84;
    private static final double TOP = 44;
    private static final double[] ROW_HEIGHTS = {112, 168, 84, 112};
    /** Below each row. */
    private static final double[] GAPS = {70, 50, 46, MARGIN};
    private static final double STATE_NAME = 28;
    private static final double CHIP = 25;
    private static final double CHIP_GAP = 3;
    private static final double CHIP_INSET = 8;
    private static final double LABEL_GAP = 6;
    private static final double LINE = 16;
    private static final double SAMPLE = 40;
    /**
     * The distance from a row's top to an arrow that leaves it sideways, to a second one, and to one beside the tall
     * row.
     */
    private static final double UPPER = 44;
    private static final double LOWER = 88;
    private static final double MIDDLE = 64;

    private static final Map<TcpState, Cell> CELLS = Map.ofEntries(
            Map.entry(TcpState.LISTEN, new Cell(0, 0)),
            Map.entry(TcpState.CLOSED, new Cell(1, 0)),
            Map.entry(TcpState.SYN_SENT, new Cell(2, 0)),
            Map.entry(TcpState.SYN_RECEIVED, new Cell(0, 1)),
            Map.entry(TcpState.ESTABLISHED, new Cell(1, 1)),
            Map.entry(TcpState.CLOSE_WAIT, new Cell(2, 1)),
            Map.entry(TcpState.FIN_WAIT_1, new Cell(0, 2)),
            Map.entry(TcpState.CLOSING, new Cell(1, 2)),
            Map.entry(TcpState.LAST_ACK, new Cell(2, 2)),
            Map.entry(TcpState.FIN_WAIT_2, new Cell(0, 3)),
            Map.entry(TcpState.TIME_WAIT, new Cell(1, 3)));
    private static final Cell GONE = new Cell(2, 3);

    /** The states in the order in which a reader meets them: row by row. */
    public static final List<TcpState> STATES = List.of(TcpState.LISTEN, TcpState.CLOSED, TcpState.SYN_SENT,
            TcpState.SYN_RECEIVED, TcpState.ESTABLISHED, TcpState.CLOSE_WAIT, TcpState.FIN_WAIT_1, TcpState.CLOSING,
            TcpState.LAST_ACK, TcpState.FIN_WAIT_2, TcpState.TIME_WAIT);

    private final List<Transition> transitions = new ArrayList<>();
    private final List<Shape> key = new ArrayList<>();
    private final Shape.Box gone;

    private record Cell(int column, int row) {
        double x() {
            return MARGIN + column * (BOX_WIDTH + BETWEEN);
        }

        double middle() {
            return x() + BOX_WIDTH / 2;
        }

        double top() {
            double y = TOP;
            for (int above = 0; above < row; above++) {
                y += ROW_HEIGHTS[above] + GAPS[above];
            }
            return y;
        }

        double bottom() {
            return top() + ROW_HEIGHTS[row];
        }
    }

    public StateDiagram() {
        double goneHeight = 40;
        gone = new Shape.Box(GONE.x(), GONE.top() + UPPER - goneHeight / 2, BOX_WIDTH, goneHeight,
                Ink.plain(Ink.Role.GONE));
        key.add(gone);
        key.add(Metrics.centred(GONE.middle(), gone.y() + goneHeight / 2 + Metrics.DESCENT + 1, TcpState.CLOSED.name(),
                Ink.plain(Ink.Role.TITLE)));
        sideways();
        downwards();
        aroundCorners();
        double first = gone.bottom() + 18;
        sample(Way.CLIENT, "states.way.client", first);
        sample(Way.SERVER, "states.way.server", first + LINE);
        sample(Way.OTHER, "states.way.other", first + 2 * LINE);
    }

    public double width() {
        return 2 * MARGIN + 3 * BOX_WIDTH + 2 * BETWEEN;
    }

    public double height() {
        return GONE.bottom() + GAPS[GONE.row()];
    }

    /** The arrows of the RFC's figure. */
    public List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /**
     * Everything that never changes except the states' own boxes: the arrows, the end of a connection, and the key to
     * the arrows.
     */
    public List<Shape> shapes() {
        List<Shape> all = new ArrayList<>(key);
        transitions.forEach(transition -> all.addAll(transition.shapes()));
        return all;
    }

    /** @param state one of {@link #STATES} */
    private static Cell cell(TcpState state) {
        return Objects.requireNonNull(CELLS.get(state), () -> state + " is not in the diagram");
    }

    /** The box of a state, which is one of {@link #STATES}. */
    public Shape.Box box(TcpState state) {
        Cell cell = cell(state);
        return new Shape.Box(cell.x(), cell.top(), BOX_WIDTH, ROW_HEIGHTS[cell.row()], Ink.plain(Ink.Role.STATE));
    }

    /** How many places for sockets a state has below its name. */
    public int places(TcpState state) {
        return (int) ((box(state).height() - STATE_NAME) / (CHIP + CHIP_GAP));
    }

    /** The place of a state with this index, from 0 up. */
    public Shape.Box place(TcpState state, int index) {
        Shape.Box box = box(state);
        return new Shape.Box(box.x() + CHIP_INSET, box.y() + STATE_NAME + index * (CHIP + CHIP_GAP),
                box.width() - 2 * CHIP_INSET, CHIP, Ink.plain(Ink.Role.STANDS));
    }

    /**
     * How many of {@code count} sockets get a place of their own. If not all of them do, the last place is for the
     * count of the others.
     */
    public int shown(TcpState state, int count) {
        return count <= places(state) ? count : places(state) - 1;
    }

    private void sideways() {
        across(TcpState.CLOSED, TcpState.LISTEN, UPPER, Way.SERVER, "states.listen", "");
        across(TcpState.LISTEN, TcpState.CLOSED, LOWER, Way.OTHER, "states.close", "");
        across(TcpState.CLOSED, TcpState.SYN_SENT, UPPER, Way.CLIENT, "states.connect", "states.send.syn");
        across(TcpState.SYN_SENT, TcpState.CLOSED, LOWER, Way.OTHER, "states.close", "");
        across(TcpState.SYN_RECEIVED, TcpState.ESTABLISHED, MIDDLE, Way.SERVER, "states.recv.ack", "states.of.syn");
        across(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT, MIDDLE, Way.SERVER, "states.recv.fin", "states.send.ack");
        across(TcpState.FIN_WAIT_1, TcpState.CLOSING, UPPER, Way.OTHER, "states.recv.fin", "states.send.ack");
        across(TcpState.FIN_WAIT_2, TcpState.TIME_WAIT, UPPER, Way.CLIENT, "states.recv.fin", "states.send.ack");
        across(TcpState.TIME_WAIT, TcpState.CLOSED, GONE, UPPER, Way.CLIENT, "states.timeout", "states.msl");
    }

    private void downwards() {
        double first = 22;
        double second = 80;
        Cell listen = cell(TcpState.LISTEN);
        Cell received = cell(TcpState.SYN_RECEIVED);
        upright(TcpState.SYN_RECEIVED, TcpState.LISTEN, listen.x() + first, received.top(), listen.bottom(), Way.OTHER,
                "states.recv", "states.rst");
        upright(TcpState.LISTEN, TcpState.SYN_RECEIVED, listen.x() + second, listen.bottom(), received.top(),
                Way.SERVER, "states.recv.syn", "states.send.syn.ack");
        upright(TcpState.SYN_RECEIVED, TcpState.FIN_WAIT_1, received.x() + first, received.bottom(),
                cell(TcpState.FIN_WAIT_1).top(), Way.OTHER, "states.close", "states.send.fin");
        straightDown(TcpState.CLOSE_WAIT, TcpState.LAST_ACK, Way.SERVER, "states.close", "states.send.fin");
        straightDown(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, Way.CLIENT, "states.recv.ack", "states.of.fin");
        straightDown(TcpState.CLOSING, TcpState.TIME_WAIT, Way.OTHER, "states.recv.ack", "states.of.fin");
        upright(TcpState.LAST_ACK, TcpState.CLOSED, GONE.middle(), cell(TcpState.LAST_ACK).bottom(), gone.top(),
                Way.SERVER, "states.recv.ack", "states.of.fin");
    }

    private void aroundCorners() {
        Cell listen = cell(TcpState.LISTEN);
        Cell sent = cell(TcpState.SYN_SENT);
        Cell received = cell(TcpState.SYN_RECEIVED);
        Cell established = cell(TcpState.ESTABLISHED);
        Cell finWait = cell(TcpState.FIN_WAIT_1);
        double above = 14;
        transitions.add(new Transition(TcpState.LISTEN, TcpState.SYN_SENT, Way.OTHER, List.of(
                new Shape.Line(listen.middle(), listen.top(), listen.middle(), above, Way.OTHER.ink()),
                new Shape.Line(listen.middle(), above, sent.middle(), above, Way.OTHER.ink()),
                new Shape.Arrow(sent.middle(), above, sent.middle(), sent.top(), Way.OTHER.ink()),
                label(cell(TcpState.CLOSED).middle(), above + LINE, DiagramText.text("states.send")))));
        corner(TcpState.SYN_SENT, TcpState.SYN_RECEIVED, sent.x() + 40, received.x() + BOX_WIDTH - 8,
                sent.bottom() + 22, Way.OTHER, "states.recv.syn", "states.send.syn.ack");
        corner(TcpState.SYN_SENT, TcpState.ESTABLISHED, sent.middle(), established.middle(), sent.bottom() + 45,
                Way.CLIENT, "states.recv.syn.ack", "states.send.ack");
        corner(TcpState.ESTABLISHED, TcpState.FIN_WAIT_1, established.middle(), finWait.middle(),
                established.bottom() + 25, Way.CLIENT, "states.close", "states.send.fin");
    }

    private void across(TcpState from, TcpState to, double offset, Way way, String event, String action) {
        across(from, to, cell(to), offset, way, event, action);
    }

    /** An arrow to the next column. The cause is written above the arrow, and what is sent is written below it. */
    private void across(TcpState from, TcpState to, Cell target, double offset, Way way, String event, String action) {
        Cell source = cell(from);
        boolean right = target.column() > source.column();
        double start = right ? source.x() + BOX_WIDTH : source.x();
        double end = right ? target.x() : target.x() + BOX_WIDTH;
        double y = source.top() + offset;
        List<Shape> shapes = new ArrayList<>();
        shapes.add(new Shape.Arrow(start, y, end, y, way.ink()));
        shapes.add(label((start + end) / 2, y - LABEL_GAP, DiagramText.text(event)));
        if (!action.isEmpty()) {
            shapes.add(label((start + end) / 2, y + LINE, DiagramText.text(action)));
        }
        transitions.add(new Transition(from, to, way, shapes));
    }

    private void straightDown(TcpState from, TcpState to, Way way, String event, String action) {
        Cell source = cell(from);
        upright(from, to, source.middle(), source.bottom(), cell(to).top(), way, event, action);
    }

    /** An arrow between two rows, down or up. The cause and what is sent are written to the right of it. */
    private void upright(TcpState from, TcpState to, double x, double start, double end, Way way, String event,
            String action) {
        double middle = (start + end) / 2;
        transitions.add(new Transition(from, to, way, List.of(
                new Shape.Arrow(x, start, x, end, way.ink()),
                new Shape.Text(x + LABEL_GAP, middle - 3, DiagramText.text(event), Ink.plain(Ink.Role.WAY_LABEL)),
                new Shape.Text(x + LABEL_GAP, middle - 3 + LINE, DiagramText.text(action),
                        Ink.plain(Ink.Role.WAY_LABEL)))));
    }

    /** An arrow down into the space below a row, sideways there, and down into a state of the next row. */
    private void corner(TcpState from, TcpState to, double x1, double x2, double y, Way way, String event,
            String action) {
        transitions.add(new Transition(from, to, way, List.of(
                new Shape.Line(x1, cell(from).bottom(), x1, y, way.ink()),
                new Shape.Line(x1, y, x2, y, way.ink()),
                new Shape.Arrow(x2, y, x2, cell(to).top(), way.ink()),
                label((x1 + x2) / 2, y - LABEL_GAP,
                        DiagramText.text("states.cause.and.action", DiagramText.text(event),
                                DiagramText.text(action))))));
    }

    private void sample(Way way, String words, double y) {
        double x = GONE.x();
        key.add(new Shape.Arrow(x, y, x + SAMPLE, y, way.ink()));
        key.add(new Shape.Text(x + SAMPLE + 2 * LABEL_GAP, y + Metrics.DESCENT + 1, DiagramText.text(words),
                Ink.plain(Ink.Role.NOTE)));
    }

    private static Shape.Text label(double middle, double baseline, String text) {
        return Metrics.centred(middle, baseline, text, Ink.plain(Ink.Role.WAY_LABEL));
    }
}
