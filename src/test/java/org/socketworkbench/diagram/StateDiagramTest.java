package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.socket.TcpState.CLOSED;
import static org.socketworkbench.socket.TcpState.CLOSE_WAIT;
import static org.socketworkbench.socket.TcpState.CLOSING;
import static org.socketworkbench.socket.TcpState.ESTABLISHED;
import static org.socketworkbench.socket.TcpState.FIN_WAIT_1;
import static org.socketworkbench.socket.TcpState.FIN_WAIT_2;
import static org.socketworkbench.socket.TcpState.LAST_ACK;
import static org.socketworkbench.socket.TcpState.LISTEN;
import static org.socketworkbench.socket.TcpState.SYN_RECEIVED;
import static org.socketworkbench.socket.TcpState.SYN_SENT;
import static org.socketworkbench.socket.TcpState.TIME_WAIT;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socketworkbench.diagram.Transition.Way;
import org.socketworkbench.socket.TcpState;

class StateDiagramTest {
    private static final double TOUCHES = 0.01;

    private final StateDiagram diagram = new StateDiagram();

    private record Pair(TcpState from, TcpState to) {}

    @Test
    void everyTransitionOfTheRfcsFigureIsThereOnce() {
        Set<Pair> figure5 = Set.of(
                new Pair(CLOSED, LISTEN), new Pair(LISTEN, CLOSED), new Pair(CLOSED, SYN_SENT),
                new Pair(SYN_SENT, CLOSED), new Pair(LISTEN, SYN_RECEIVED), new Pair(SYN_RECEIVED, LISTEN),
                new Pair(LISTEN, SYN_SENT), new Pair(SYN_SENT, SYN_RECEIVED), new Pair(SYN_RECEIVED, ESTABLISHED),
                new Pair(SYN_SENT, ESTABLISHED), new Pair(SYN_RECEIVED, FIN_WAIT_1), new Pair(ESTABLISHED, FIN_WAIT_1),
                new Pair(ESTABLISHED, CLOSE_WAIT),
                new Pair(FIN_WAIT_1, FIN_WAIT_2), new Pair(FIN_WAIT_1, CLOSING), new Pair(CLOSING, TIME_WAIT),
                new Pair(FIN_WAIT_2, TIME_WAIT), new Pair(TIME_WAIT, CLOSED), new Pair(CLOSE_WAIT, LAST_ACK),
                new Pair(LAST_ACK, CLOSED));
        assertEquals(figure5.size(), diagram.transitions().size());
        assertEquals(figure5,
                diagram.transitions().stream().map(t -> new Pair(t.from(), t.to())).collect(Collectors.toSet()));
    }

    @Test
    void theElevenStatesOfTheRfcHaveABoxAndLinuxOwnOneHasNone() {
        Set<TcpState> states = EnumSet.allOf(TcpState.class);
        states.remove(TcpState.NEW_SYN_RECV);
        assertEquals(states, new HashSet<>(StateDiagram.STATES));
        assertEquals(11, StateDiagram.STATES.size());
    }

    @Test
    void theUsualWaysLeadFromTheBeginningToTheEnd() {
        assertEquals(List.of(SYN_SENT, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, TIME_WAIT, CLOSED), way(Way.CLIENT));
        // A connection is the same from its two ends once it is there.
        assertEquals(List.of(LISTEN, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT, LAST_ACK, CLOSED), way(Way.SERVER));
    }

    private List<TcpState> way(Way way) {
        List<TcpState> passed = new ArrayList<>();
        TcpState at = CLOSED;
        do {
            TcpState here = at;
            List<Transition> out =
                    diagram.transitions().stream().filter(t -> t.way() == way && t.from() == here).toList();
            assertEquals(1, out.size(), () -> way + " at " + here);
            at = out.getFirst().to();
            passed.add(at);
        } while (at != CLOSED);
        return passed;
    }

    @Test
    void everythingIsInsideTheDiagram() {
        assertEquals(List.of(), Stream.concat(diagram.shapes().stream(), boxes()).filter(shape -> {
            Rectangle2D here = bounds(shape);
            return here.getMinX() < 0 || here.getMinY() < 0 || here.getMaxX() > diagram.width()
                    || here.getMaxY() > diagram.height();
        }).toList());
    }

    @Test
    void noBoxOrLabelLiesOnAnother() {
        List<Shape> solid = Stream.concat(boxes(), diagram.shapes().stream()
                .filter(shape -> shape instanceof Shape.Text && shape.ink().role() != Ink.Role.TITLE)).toList();
        for (int a = 0; a < solid.size(); a++) {
            for (int b = a + 1; b < solid.size(); b++) {
                assertFalse(bounds(solid.get(a)).intersects(bounds(solid.get(b))),
                        solid.get(a) + " lies on " + solid.get(b));
            }
        }
    }

    @Test
    void noArrowCrossesALabelABoxOrAnotherArrow() {
        List<Rectangle2D> solid = Stream.concat(boxes(), diagram.shapes().stream().filter(Shape.Text.class::isInstance))
                .map(StateDiagramTest::bounds).toList();
        for (Transition transition : diagram.transitions()) {
            for (Line2D line : lines(transition)) {
                for (Rectangle2D box : solid) {
                    assertFalse(
                            line.intersects(box.getX() + TOUCHES, box.getY() + TOUCHES, box.getWidth() - 2 * TOUCHES,
                                    box.getHeight() - 2 * TOUCHES),
                            () -> transition + " crosses " + box);
                }
                diagram.transitions().stream().filter(other -> other != transition)
                        .flatMap(other -> lines(other).stream())
                        .forEach(other -> assertFalse(line.intersectsLine(other), () -> transition + " meets another"));
            }
        }
    }

    @Test
    void everyArrowGoesFromItsStateToItsState() {
        Rectangle2D end = diagram.shapes().stream().filter(shape -> shape.ink().role() == Ink.Role.GONE)
                .map(StateDiagramTest::bounds)
                .findFirst().orElseThrow();
        for (Transition transition : diagram.transitions()) {
            List<Line2D> lines = lines(transition);
            assertTrue(
                    touches(bounds(diagram.box(transition.from())), lines.getFirst().getX1(), lines.getFirst().getY1()),
                    transition::toString);
            double x = lines.getLast().getX2();
            double y = lines.getLast().getY2();
            boolean arrives = touches(bounds(diagram.box(transition.to())), x, y);
            boolean ends = transition.to() == CLOSED && touches(end, x, y);
            assertTrue(arrives || ends, transition::toString);
            for (int i = 1; i < lines.size(); i++) {
                assertEquals(lines.get(i - 1).getP2(), lines.get(i).getP1(), transition::toString);
            }
        }
    }

    @Test
    void thePlacesOfAStateLieInItsBoxBelowItsNameAndApart() {
        for (TcpState state : StateDiagram.STATES) {
            Rectangle2D box = bounds(diagram.box(state));
            assertTrue(diagram.places(state) >= 2, state::name);
            for (int place = 0; place < diagram.places(state); place++) {
                Rectangle2D here = bounds(diagram.place(state, place));
                assertTrue(box.contains(here) && here.getY() >= box.getY() + Metrics.FONT, state::name);
                assertTrue(place == 0 || here.getY() >= bounds(diagram.place(state, place - 1)).getMaxY(), state::name);
            }
        }
    }

    @Test
    void whereNotAllFitTheLastPlaceIsForTheirCount() {
        int places = diagram.places(ESTABLISHED);
        assertEquals(0, diagram.shown(ESTABLISHED, 0));
        assertEquals(places, diagram.shown(ESTABLISHED, places));
        assertEquals(places - 1, diagram.shown(ESTABLISHED, places + 1));
        assertEquals(places - 1, diagram.shown(ESTABLISHED, 500));
    }

    private Stream<Shape> boxes() {
        return Stream.concat(StateDiagram.STATES.stream().map(diagram::box),
                diagram.shapes().stream().filter(Shape.Box.class::isInstance));
    }

    private static List<Line2D> lines(Transition transition) {
        List<Line2D> lines = new ArrayList<>();
        for (Shape shape : transition.shapes()) {
            switch (shape) {
                case Shape.Line s -> lines.add(new Line2D.Double(s.x1(), s.y1(), s.x2(), s.y2()));
                case Shape.Arrow s -> lines.add(new Line2D.Double(s.x1(), s.y1(), s.x2(), s.y2()));
                case Shape.Box s -> {}
                case Shape.Text s -> {}
            }
        }
        return lines;
    }

    private static boolean touches(Rectangle2D box, double x, double y) {
        boolean inside =
                new Rectangle2D.Double(box.getX() - TOUCHES, box.getY() - TOUCHES, box.getWidth() + 2 * TOUCHES,
                        box.getHeight() + 2 * TOUCHES).contains(x, y);
        boolean within =
                new Rectangle2D.Double(box.getX() + TOUCHES, box.getY() + TOUCHES, box.getWidth() - 2 * TOUCHES,
                        box.getHeight() - 2 * TOUCHES).contains(x, y);
        return inside && !within;
    }

    private static Rectangle2D bounds(Shape shape) {
        return switch (shape) {
            case Shape.Line s -> new Line2D.Double(s.x1(), s.y1(), s.x2(), s.y2()).getBounds2D();
            case Shape.Arrow s -> new Line2D.Double(s.x1(), s.y1(), s.x2(), s.y2()).getBounds2D();
            case Shape.Box s -> new Rectangle2D.Double(s.x(), s.y(), s.width(), s.height());
            case Shape.Text s -> new Rectangle2D.Double(s.x(), s.top(), s.width(), s.bottom() - s.top());
        };
    }
}
