package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;

/** What the round trips of the other tests go through is everything that there is. */
class EveryEventTest {
    private static final List<TraceEvent> ALL = EveryEvent.traces().stream().flatMap(List::stream).toList();

    static List<List<TraceEvent>> traces() {
        return EveryEvent.traces();
    }

    @Test
    void everyKindOfEventCallOutcomeAndValueIsThere() {
        assertEquals(leaves(TraceEvent.class), classes(ALL.stream()));
        assertEquals(leaves(Call.class), classes(calls()));
        assertEquals(leaves(Outcome.class), classes(outcomes()));
        assertEquals(leaves(OptionValue.class), classes(outcomes()
                .filter(Outcome.OptionRead.class::isInstance).map(read -> ((Outcome.OptionRead) read).option())));
        assertEquals(Set.of(TraceEvent.Note.Kind.values()), ALL.stream()
                .filter(TraceEvent.Note.class::isInstance).map(note -> ((TraceEvent.Note) note).kind())
                .collect(Collectors.toSet()));
        assertEquals(Set.of(SocketRow.Transport.values()), ALL.stream()
                .filter(TraceEvent.KernelSample.class::isInstance)
                .flatMap(sample -> ((TraceEvent.KernelSample) sample).rows().stream())
                .map(SocketRow::transport).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void aLogAnswersEveryEventAsItWasAppended(List<TraceEvent> events) {
        TraceLog log = new TraceLog();
        events.forEach(log::append);
        assertEquals(events, log.range(0, log.size()));
    }

    private static Stream<Call> calls() {
        return ALL.stream().filter(TraceEvent.CallEntered.class::isInstance)
                .map(entered -> ((TraceEvent.CallEntered) entered).call());
    }

    private static Stream<Outcome> outcomes() {
        return ALL.stream().filter(TraceEvent.CallReturned.class::isInstance)
                .map(returned -> ((TraceEvent.CallReturned) returned).outcome());
    }

    private static Set<Class<?>> classes(Stream<?> things) {
        return things.map(Object::getClass).collect(Collectors.toSet());
    }

    /** The records below a sealed interface. */
    private static Set<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return Set.of(type);
        }
        return Stream.of(type.getPermittedSubclasses()).flatMap(sub -> leaves(sub).stream())
                .collect(Collectors.toSet());
    }
}
