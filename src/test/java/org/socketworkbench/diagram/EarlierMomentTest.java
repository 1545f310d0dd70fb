package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.RandomTrace;
import org.socketworkbench.trace.TraceEvent;

/** Of a model that has taken in the whole trace, an earlier moment is drawn as it was drawn then. */
class EarlierMomentTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isDrawnAsItWas(long seed) {
        List<TraceEvent> events = new RandomTrace(seed).events(250);
        SequenceModel whole = Drawn.model(events);
        SequenceModel then = new SequenceModel();
        Picture picture = new Picture();
        for (int count = 0; count < events.size(); count++) {
            assertEquals(told(new SequenceLayout(then)), told(new SequenceLayout(whole, count, Wording.WHOLE)),
                    "after " + count);
            then.apply(count, events.get(count), picture.apply(count, events.get(count)));
        }
        assertTrue(told(new SequenceLayout(whole)).size() > 200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hasOnlyTheCallsOfThen(long seed) {
        List<TraceEvent> events = new RandomTrace(seed).events(120);
        SequenceModel whole = Drawn.model(events);
        SequenceLayout half = new SequenceLayout(whole, 60, Wording.WHOLE);
        for (int number = 0; number < events.size(); number++) {
            boolean isThere = number < 60 && events.get(number) instanceof TraceEvent.CallEntered;
            assertEquals(isThere, half.top(number).isPresent(), "call " + number);
            OptionalDouble now = new SequenceLayout(whole).top(number);
            assertTrue(!isThere || half.top(number).equals(now));
        }
    }

    /** All that is drawn, but how far to the right: the columns leave room for the labels to come. */
    private static List<String> told(SequenceLayout layout) {
        return layout.all().stream().map(shape -> switch (shape) {
            case Shape.Box box -> "box " + box.y() + " " + box.height() + " " + box.ink();
            case Shape.Line line -> "line " + line.y1() + " " + line.y2() + " " + line.ink();
            case Shape.Arrow arrow -> "arrow " + arrow.y1() + " " + arrow.y2() + " " + arrow.ink();
            case Shape.Text text -> "text " + text.y() + " " + text.text() + " " + text.ink();
            default -> shape.toString();
        }).toList();
    }
}
