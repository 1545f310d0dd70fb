package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.TraceEvent;

/** What holds of the facts of every trace that a kernel could have brought about. */
class FactsOfTracesTest {
    private static final int TRACES = 60;
    private static final int EVENTS = 400;

    static Stream<List<TraceEvent>> oneByOne() {
        return LongStream.rangeClosed(1, TRACES).mapToObj(seed -> new PlausibleTrace(seed, true).events(EVENTS));
    }

    static Stream<List<TraceEvent>> atOnce() {
        return LongStream.rangeClosed(1, TRACES).mapToObj(seed -> new PlausibleTrace(seed).events(EVENTS));
    }

    static Stream<List<TraceEvent>> all() {
        return Stream.concat(oneByOne(), atOnce());
    }

    private static List<Fact> facts(List<TraceEvent> events) {
        List<Fact> facts = new ArrayList<>();
        Picture picture = new Picture();
        for (int number = 0; number < events.size(); number++) {
            facts.addAll(picture.apply(number, events.get(number)));
        }
        return facts;
    }

    private static <F extends Fact> List<F> facts(List<TraceEvent> events, Class<F> kind) {
        return facts(events).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Bytes sent(List<TraceEvent> events, int send) {
        return ((Call.Sending) ((TraceEvent.CallEntered) events.get(send)).call()).data();
    }

    private static TraceEvent.CallReturned returned(List<TraceEvent> events, int call) {
        return events.stream().filter(TraceEvent.CallReturned.class::isInstance)
                .map(TraceEvent.CallReturned.class::cast).filter(e -> e.number() == call).findFirst().orElseThrow();
    }

    private static Bytes received(List<TraceEvent> events, int recv) {
        return switch (returned(events, recv).outcome()) {
            case Outcome.Received some -> some.data();
            case Outcome.ReceivedFrom some -> some.data();
            default -> throw new AssertionError("call " + recv + " has received nothing");
        };
    }

    private static String part(Bytes bytes, int from, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            text.append((char) bytes.at(i));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("oneByOne")
    void theBytesThatARecvTookAreThoseOfTheSend(List<TraceEvent> events) {
        for (Fact.Delivered f : facts(events, Fact.Delivered.class)) {
            if (f.send() != Fact.NO_CALL) {
                assertEquals(part(sent(events, f.send()), f.inSend(), f.count()),
                        part(received(events, f.recv()), f.inRecv(), f.count()), f.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("oneByOne")
    void theSendOfEveryByteBetweenParticipantsIsKnown(List<TraceEvent> events) {
        for (Fact.Delivered f : facts(events, Fact.Delivered.class)) {
            assertEquals(f.from() instanceof Peer.Outside, f.send() == Fact.NO_CALL, f.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("oneByOne")
    void theCallListAndTheFactsNameAsManyBytes(List<TraceEvent> events) {
        Map<Integer, Integer> delivered = new HashMap<>();
        for (Fact.Delivered f : facts(events, Fact.Delivered.class)) {
            assertEquals(f.inRecv(), delivered.getOrDefault(f.recv(), 0), f.toString());
            delivered.merge(f.recv(), f.count(), Integer::sum);
        }
        Map<Integer, Integer> told = new HashMap<>();
        for (TraceEvent event : events) {
            if (event instanceof TraceEvent.CallReturned e && e.call() instanceof Call.Recv
                    && e.outcome() instanceof Outcome.Received(Bytes data) && data.length() > 0) {
                told.put(e.number(), data.length());
            }
        }
        assertEquals(told, delivered);
    }

    @ParameterizedTest
    @MethodSource("all")
    void noSendHandsOverMoreThanItSent(List<TraceEvent> events) {
        Map<Integer, Integer> used = new HashMap<>();
        for (Fact fact : facts(events)) {
            switch (fact) {
                case Fact.Delivered f when f.send() != Fact.NO_CALL -> used.merge(f.send(), f.count(), Integer::sum);
                case Fact.NeverRead f -> used.merge(f.send(), f.count(), Integer::sum);
                case Fact.SentOutside f -> used.merge(f.send(), f.count(), Integer::sum);
                default -> {}
            }
        }
        used.forEach((send, count) -> assertTrue(count <= sent(events, send).length(), "send " + send));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatAStreamHasTakenCountsUp(List<TraceEvent> events) {
        Map<DescriptorState, Long> taken = new HashMap<>();
        for (Fact.Delivered f : facts(events, Fact.Delivered.class)) {
            assertEquals(taken.getOrDefault(f.to(), 0L), f.position(), f.toString());
            taken.merge(f.to(), (long) f.count(), Long::sum);
        }
    }

    @ParameterizedTest
    @MethodSource("oneByOne")
    void whatIsUnreadIsWhatWasSentAndNotTaken(List<TraceEvent> events) {
        Picture picture = new Picture();
        for (int number = 0; number < events.size(); number++) {
            picture.apply(number, events.get(number));
            picture.descriptors().filter(d -> d.isOpen() && d.type() == SocketType.SOCK_STREAM)
                    .forEach(receiver -> picture.otherEnd(receiver).ifPresent(sender -> {
                        long unread = picture.unread(sender).stream().filter(Picture.Unread::returned)
                                .mapToLong(Picture.Unread::count).sum();
                        boolean told = picture.unread(sender).stream().allMatch(Picture.Unread::returned);
                        assertTrue(!told || unread == Math.max(0, sender.sentBytes() - receiver.receivedBytes()),
                                () -> unread + " unread, " + sender.sentBytes() + " sent, " + receiver.receivedBytes()
                                        + " taken");
                    }));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCopyFindsTheSameFacts(List<TraceEvent> events) {
        Picture picture = new Picture();
        Picture copy = new Picture();
        for (int number = 0; number < events.size(); number++) {
            copy = number % 7 == 0 ? picture.copy() : copy;
            assertEquals(text(picture.apply(number, events.get(number))),
                    text(copy.apply(number, events.get(number))), "event " + number);
        }
    }

    /** Of a datagram, as of a copy of it, the call. */
    private static List<String> text(List<Fact> facts) {
        return facts.stream().map(fact -> switch (fact) {
            case Fact.DatagramWaits f -> "waits " + f.datagram().call() + " at " + f.receiver();
            case Fact.DatagramLost f -> "lost " + f.datagram().call() + " at " + f.receiver();
            case Fact.DatagramUntold f -> "untold " + f.datagram().call() + " to " + f.to();
            default -> fact.toString();
        }).toList();
    }
}
