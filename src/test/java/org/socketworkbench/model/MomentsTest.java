package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.trace.EveryEvent;
import org.socketworkbench.trace.RandomTrace;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** A moment that is found by a copy on the way is the one that comes of all events before it. */
class MomentsTest {
    private static final int APART = 7;

    static Stream<List<TraceEvent>> traces() {
        return Stream.of(EveryEvent.traces().stream(),
                LongStream.rangeClosed(1, 20).mapToObj(seed -> new RandomTrace(seed).events(400)),
                LongStream.rangeClosed(1, 20).mapToObj(seed -> new PlausibleTrace(seed).events(400)))
                .flatMap(Function.identity());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void everyMomentIsTheSameAsWhenItIsFoldedFromTheBeginning(List<TraceEvent> events) {
        TraceLog log = new TraceLog();
        events.forEach(log::append);
        Moments moments = new Moments(log, APART);
        Picture folded = new Picture();
        for (int count = 0; count <= events.size(); count++) {
            assertEquals(text(folded), text(moments.at(count)), "after " + count + " events, none followed");
            if (count < events.size()) {
                folded.apply(count, events.get(count));
                moments.follow(events.get(count));
            }
        }
        assertEquals(text(folded), text(moments.newest()));
        Random random = new Random(events.size());
        Picture shown = new Picture();
        int at = 0;
        for (int i = 0; i < 60; i++) {
            int to = random.nextInt(events.size() + 1);
            shown = moments.at(to, shown, at);
            at = to;
            Picture expected = new Picture();
            for (int number = 0; number < to; number++) {
                expected.apply(number, events.get(number));
            }
            assertEquals(text(expected), text(shown), "at " + to);
        }
    }

    @Test
    void theTextTellsPicturesApart() {
        List<TraceEvent> events = new RandomTrace(5).events(400);
        Picture one = new Picture();
        String before = text(one);
        for (int number = 0; number < events.size(); number++) {
            one.apply(number, events.get(number));
        }
        assertNotEquals(before, text(one));
    }

    /** All that an object graph of ours holds, each object once. */
    private static String text(Object root) {
        StringBuilder text = new StringBuilder();
        write(root, text, new IdentityHashMap<>());
        return text.toString();
    }

    private static void write(Object value, StringBuilder to, Map<Object, Integer> seen) {
        switch (value) {
            case null -> to.append("null");
            case Record plain when !(plain instanceof ParticipantState.LastCall) -> to.append(plain);
            case Map<?, ?> map -> ordered(map).forEach(entry -> {
                write(entry.getKey(), to.append('{'), seen);
                write(entry.getValue(), to.append('='), seen);
                to.append('}');
            });
            case Set<?> set when !(set instanceof SequencedSet) ->
                to.append(set.stream().map(Object::toString).sorted().toList());
            case Collection<?> all -> all.forEach(each -> {
                write(each, to.append('['), seen);
                to.append(']');
            });
            case Object behaviour when behaviour.getClass().isHidden() -> to.append("lambda");
            case Object own when own.getClass().getPackage() == MomentsTest.class.getPackage()
                    && !(own instanceof Enum<?>) -> {
                Integer number = seen.putIfAbsent(own, seen.size());
                to.append('#').append(number == null ? seen.size() - 1 : number);
                if (number == null) {
                    fields(own, to, seen);
                }
            }
            default -> to.append(value);
        }
    }

    /** Only of some maps the order says anything. */
    private static Stream<? extends Map.Entry<?, ?>> ordered(Map<?, ?> map) {
        return map.getClass() == HashMap.class
                ? map.entrySet().stream().sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                : map.entrySet().stream();
    }

    private static void fields(Object own, StringBuilder to, Map<Object, Integer> seen) {
        to.append(own.getClass().getSimpleName()).append('(');
        for (Field field : own.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                try {
                    field.setAccessible(true);
                    write(field.get(own), to.append(field.getName()).append(':'), seen);
                    to.append(' ');
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        to.append(')');
    }
}
