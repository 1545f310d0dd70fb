package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.model.Fact;
import org.socketworkbench.model.Picture;
import org.socketworkbench.model.PlausibleTrace;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.TraceEvent;

/** The diagram draws the bytes that the model tells of, and that the call list shows in the calls. */
class FactsDrawnTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theArrowsCarryTheBytesOfTheFacts(long seed) {
        List<TraceEvent> events = new PlausibleTrace(seed, true).events(600);
        List<String> told = new ArrayList<>();
        Picture picture = new Picture();
        for (int number = 0; number < events.size(); number++) {
            for (Fact fact : picture.apply(number, events.get(number))) {
                if (fact instanceof Fact.Delivered f) {
                    told.add(f.count() + " " + CText.quoted(part(received(events.get(number)), f.inRecv(), f.count()),
                            f.count()) + " of " + (f.send() == Fact.NO_CALL ? f.recv() : f.send()));
                } else if (fact instanceof Fact.SentOutside f) {
                    Bytes data = ((Call.Sending) ((TraceEvent.CallEntered) events.get(f.send())).call()).data();
                    told.add(f.count() + " " + CText.quoted(part(data, f.inSend(), f.count()), f.count()) + " of "
                            + f.send());
                } else if (fact instanceof Fact.DatagramTaken f && !f.cut()) {
                    told.add(f.count() + " " + CText.quoted(part(received(events.get(number)), 0, f.count()), f.count())
                            + " of " + (f.send() == Fact.NO_CALL ? f.recv() : f.send()));
                }
            }
        }
        List<String> drawn = Drawn.model(events).rows().stream().filter(Row.Arrow.class::isInstance)
                .map(row -> ((Row.Arrow) row).message()).filter(message -> message.kind() == Message.Kind.DATA)
                .map(m -> m.count() + " " + CText.quoted(m.glance(), m.count()) + " of " + m.call()).toList();
        assertEquals(told, drawn);
        assertFalse(drawn.isEmpty());
    }

    private static Bytes received(TraceEvent event) {
        return switch (((TraceEvent.CallReturned) event).outcome()) {
            case Outcome.Received some -> some.data();
            case Outcome.ReceivedFrom some -> some.data();
            default -> throw new AssertionError(event);
        };
    }

    private static Bytes part(Bytes data, int from, int count) {
        byte[] part = new byte[count];
        for (int i = 0; i < count; i++) {
            part[i] = (byte) data.at(from + i);
        }
        return Bytes.owning(part);
    }
}
