package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

class CallRecorderTest {
    private static final int WRITERS = 4;
    private static final int CALLS = 5_000;

    private final TraceLog log = new TraceLog();

    @Test
    void aRecordedCallIsReadAsTheEventsThatAreAppendedAsObjects() {
        Call send = new Call.Send(4, pattern(7), 0);
        Origin origin = new Origin(2, "client.py", 12);
        try (CallRecorder recorder = log.recorder(3)) {
            int number = recorder.entered(10, origin, 5, send);
            recorder.returned(20, number, new Outcome.Done(7));
        }
        assertEquals(List.of(new TraceEvent.CallEntered(10, 3, origin, 5, send),
                new TraceEvent.CallReturned(20, 3, 0, 10, send, new Outcome.Done(7))), log.range(0, 2));
    }

    @Test
    void whatManyRecordersWriteIsOneOrderInWhichEachCallIsEnteredBeforeItReturns() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int me = writer;
            threads.add(Thread.ofPlatform().start(() -> makeCalls(me)));
        }
        threads.add(Thread.ofPlatform().start(() -> {
            for (int i = 0; i < CALLS; i++) {
                log.append(new TraceEvent.CallBlocked(i, WRITERS, i));
            }
        }));
        int[] next = new int[WRITERS + 1];
        int all = 2 * WRITERS * CALLS + CALLS;
        for (int read = 0; read < all;) {
            for (int size = log.size(); read < size; read++) {
                TraceEvent.OfParticipant event = (TraceEvent.OfParticipant) log.get(read);
                check(read, event, next[event.participant()]++);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(all, log.size());
    }

    private void makeCalls(int me) {
        try (CallRecorder recorder = log.recorder(me)) {
            for (int i = 0; i < CALLS; i++) {
                int number = recorder.entered(i, Origin.NONE, TraceEvent.CallEntered.NO_PARENT,
                        new Call.Send(me, pattern(i), i));
                recorder.returned(i + 1, number, new Outcome.Done(i % 100));
            }
        }
    }

    private static void check(int number, TraceEvent event, int turn) {
        switch (event) {
            case TraceEvent.CallEntered e ->
                assertEquals(new Call.Send(e.participant(), pattern(turn / 2), turn / 2), e.call());
            case TraceEvent.CallReturned e -> {
                assertTrue(e.number() < number, "the call " + e.number() + " returned as " + number);
                assertEquals(new TraceEvent.CallReturned(turn / 2 + 1, e.participant(), e.number(), turn / 2,
                        new Call.Send(e.participant(), pattern(turn / 2), turn / 2), new Outcome.Done(turn / 2 % 100)),
                        e);
            }
            case TraceEvent.CallBlocked e -> assertEquals(turn, e.call());
            default -> throw new AssertionError(event);
        }
    }

    @Test
    void whatAThreadHasAppendedIsCountedAtOnceWhateverOthersAppend() throws InterruptedException {
        AtomicInteger missing = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int me = writer;
            threads.add(Thread.ofPlatform().start(() -> {
                try (CallRecorder recorder = log.recorder(me)) {
                    for (int i = 0; i < 2 * CALLS; i++) {
                        int number =
                                recorder.entered(i, Origin.NONE, TraceEvent.CallEntered.NO_PARENT, new Call.Close(me));
                        if (log.size() <= number) {
                            missing.incrementAndGet();
                        }
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, missing.get());
        assertEquals(2 * WRITERS * CALLS, log.size());
    }

    @Test
    void theMemoryOfAThreadThatEndedIsGoneOnWithByTheNext() {
        for (int thread = 0; thread < 1000; thread++) {
            try (CallRecorder recorder = log.recorder(thread)) {
                int number = recorder.entered(0, Origin.NONE, TraceEvent.CallEntered.NO_PARENT, new Call.Close(3));
                recorder.returned(1, number, new Outcome.Done(0));
            }
        }
        assertTrue(log.bytes() / 2000 < 64, "bytes an event: " + log.bytes() / 2000);
    }

    /** Payloads of all lengths up to some that are longer than a chunk of the log. */
    private static Bytes pattern(int i) {
        byte[] bytes = new byte[i % 1000 == 999 ? 100_000 : i % 100];
        Arrays.fill(bytes, (byte) i);
        return Bytes.owning(bytes);
    }
}
