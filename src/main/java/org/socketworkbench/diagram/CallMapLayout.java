package org.socketworkbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.socketworkbench.diagram.CallMap.Presence;
import org.socketworkbench.diagram.CallMap.Stop;
import org.socketworkbench.trace.Role;

/** The call map as shapes. */
public final class CallMapLayout {
    private static final double MARGIN = 14;
    private static final double LOOPS = 34;
    private static final double BETWEEN = 76;
    private static final double TITLE = 34;
    private static final double NARROWEST = 148;
    private static final double BOX = 34;
    private static final double CHIP = 24;
    private static final double CHIP_GAP = 4;
    private static final double SWATCH = 14;
    private static final double LINE_GAP = 22;
    private static final double PADDING = 10;
    private static final int SHOWN = 4;
    private final CallFlow flow;
    private final Map<Stop, List<Presence>> presences;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final double boxWidth;
    private final double serverX = MARGIN + LOOPS;
    private final double clientX;
    private final double height;
    private final List<Shape> shapes = new ArrayList<>();

    /** The top of a line's stops, and the height of the taller one. */
    private record Line(double top, double height) {}

    public CallMapLayout(CallMap.Moment moment) {
        flow = moment.flow();
        presences = moment.presences();
        boxWidth = presences.values().stream().flatMap(List::stream)
                .mapToDouble(p -> Metrics.width(text(p)) + SWATCH + 4 * PADDING).reduce(NARROWEST, Math::max);
        clientX = serverX + boxWidth + BETWEEN;
        height = placeLines();
        draw();
    }

    public List<Shape> shapes() {
        return shapes;
    }

    public double width() {
        return clientX + boxWidth + LOOPS + MARGIN;
    }

    public double height() {
        return height;
    }

    private double placeLines() {
        Map<Integer, Integer> chips = new TreeMap<>();
        presences.forEach((stop, who) -> chips.merge(stop.line(), Math.min(who.size(), SHOWN + 1), Math::max));
        double y = MARGIN + TITLE;
        for (Map.Entry<Integer, Integer> line : chips.entrySet()) {
            double lineHeight = BOX + (line.getValue() == 0 ? 0 : line.getValue() * (CHIP + CHIP_GAP) + CHIP_GAP);
            lines.put(line.getKey(), new Line(y, lineHeight));
            y += lineHeight + LINE_GAP;
        }
        return y - LINE_GAP + MARGIN;
    }

    private Line line(int number) {
        return Objects.requireNonNull(lines.get(number), "no stop is on this line");
    }

    private void draw() {
        title(serverX, "map.server");
        title(clientX, "map.client");
        for (Stop stop : flow.stops()) {
            boolean first = flow.stops().stream().noneMatch(s -> s.side() == stop.side() && s.line() < stop.line());
            if (!first) {
                down(stop.side() == Role.SERVER ? serverX : clientX, stop.line());
            }
        }
        for (CallFlow.Crossing crossing : flow.crossings()) {
            boolean toServer = crossing.from() == Role.CLIENT;
            across(crossing.line(), toServer ? clientX : serverX + boxWidth, toServer ? serverX + boxWidth : clientX);
        }
        for (CallFlow.Loop loop : flow.loops()) {
            boolean left = loop.side() == Role.SERVER;
            double depth = loop.depth() * LOOPS / 2;
            loop(left ? serverX : clientX + boxWidth, left ? -depth : depth, loop.from(), loop.to());
        }
        presences.forEach(this::stop);
    }

    private void title(double x, String key) {
        shapes.add(Metrics.centred(x + boxWidth / 2, MARGIN + TITLE / 2, DiagramText.text(key),
                Ink.plain(Ink.Role.TITLE)));
    }

    /** An arrow from the stop above to this one. */
    private void down(double x, int line) {
        double middle = x + boxWidth / 2;
        shapes.add(new Shape.Arrow(middle, line(line - 1).top() + line(line - 1).height(), middle, line(line).top(),
                Ink.plain(Ink.Role.FLOW)));
    }

    /** An arrow for what goes from one side to the other. */
    private void across(int line, double from, double to) {
        double y = line(line).top() + BOX / 2;
        shapes.add(new Shape.Arrow(from, y, to, y, new Ink(Ink.Role.FLOW, Ink.PLAIN, Ink.NO_CALL, true)));
    }

    /** A way back from a stop to an earlier one, around the outside. */
    private void loop(double x, double offset, int from, int to) {
        double y1 = line(from).top() + BOX / 2;
        double y2 = line(to).top() + BOX / 2;
        Ink ink = Ink.plain(Ink.Role.FLOW);
        shapes.add(new Shape.Line(x, y1, x + offset, y1, ink));
        shapes.add(new Shape.Line(x + offset, y1, x + offset, y2, ink));
        shapes.add(new Shape.Arrow(x + offset, y2, x, y2, ink));
    }

    private void stop(Stop stop, List<Presence> who) {
        double x = stop.side() == Role.SERVER ? serverX : clientX;
        double y = line(stop.line()).top();
        boolean next = who.stream().anyMatch(p -> p.kind() == Presence.Kind.NEXT);
        shapes.add(new Shape.Box(x, y, boxWidth, line(stop.line()).height(),
                Ink.plain(next ? Ink.Role.FLOW_NEXT : Ink.Role.FLOW_BOX)));
        shapes.add(Metrics.centred(x + boxWidth / 2, y + BOX / 2 + Metrics.DESCENT + 1, stop.call().text() + "()",
                Ink.plain(Ink.Role.FLOW_CALL)));
        double chipY = y + BOX;
        for (Presence presence : who.subList(0, Math.min(who.size(), SHOWN))) {
            chip(x + PADDING, chipY, presence);
            chipY += CHIP + CHIP_GAP;
        }
        if (who.size() > SHOWN) {
            shapes.add(Metrics.centred(x + boxWidth / 2, baseline(chipY),
                    DiagramText.text("map.more", Integer.toString(who.size() - SHOWN)),
                    Ink.plain(Ink.Role.CHIP_LABEL)));
        }
    }

    /**
     * A swatch that looks like a call's bar in the sequence diagram, solid or striped, and the name. The call that
     * comes next has a dashed outline instead.
     */
    private void chip(double x, double y, Presence presence) {
        boolean next = presence.kind() == Presence.Kind.NEXT;
        double width = boxWidth - 2 * PADDING;
        shapes.add(new Shape.Box(x, y, width, CHIP, ink(next ? Ink.Role.NEXT : Ink.Role.STANDS, presence)));
        double swatch = next ? 0 : SWATCH;
        if (!next) {
            boolean blocked = presence.kind() == Presence.Kind.BLOCKED;
            shapes.add(
                    new Shape.Box(x, y, SWATCH, CHIP, ink(blocked ? Ink.Role.BLOCKED : Ink.Role.ACTIVATION, presence)));
        }
        shapes.add(Metrics.centred(x + (swatch + width) / 2, baseline(y), text(presence),
                ink(Ink.Role.CHIP_LABEL, presence)));
    }

    private static double baseline(double chipY) {
        return chipY + CHIP / 2 + Metrics.DESCENT + 1;
    }

    private static Ink ink(Ink.Role role, Presence presence) {
        return new Ink(role, Ink.of(role, presence.participant()).colour(), presence.call(), false);
    }

    private static String text(Presence presence) {
        return switch (presence.kind()) {
            case STANDS -> presence.note().isEmpty() ? presence.name()
                    : DiagramText.text("map.failed", presence.name(), presence.note());
            case BLOCKED -> DiagramText.text("map.blocked", presence.name());
            case NEXT -> DiagramText.text("map.next", presence.name());
        };
    }
}
