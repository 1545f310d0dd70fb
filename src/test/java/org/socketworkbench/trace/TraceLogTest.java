package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;

class TraceLogTest {
    private final TraceLog log = new TraceLog();

    @Test
    void eventsAreNumberedFromZeroInTheOrderOfTheirAppending() {
        assertEquals(0, log.append(note(0, "a")));
        assertEquals(1, log.append(note(0, "b")));
        assertEquals(2, log.size());
        assertEquals(note(0, "b"), log.get(1));
        assertEquals(List.of(note(0, "a"), note(0, "b")), log.range(0, 2));
    }

    @Test
    void aNumberThatIsNotThereIsRefused() {
        log.append(note(0, "a"));
        assertThrows(IndexOutOfBoundsException.class, () -> log.get(1));
        assertThrows(IndexOutOfBoundsException.class, () -> log.get(-1));
    }

    @Test
    void whatManyThreadsAppendIsAllThereAndEachThreadsEventsAreInOrder() throws InterruptedException {
        int writers = 8;
        int each = 20_000;
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger wrongNumbers = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int me = writer;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < each; i++) {
                    TraceEvent event = new TraceEvent.CallBlocked(0, me, i);
                    if (!log.get(log.append(event)).equals(event)) {
                        wrongNumbers.incrementAndGet();
                    }
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, wrongNumbers.get());
        assertEquals(writers * each, log.size());
        int[] next = new int[writers];
        for (int number = 0; number < log.size(); number++) {
            TraceEvent.CallBlocked event = (TraceEvent.CallBlocked) log.get(number);
            assertEquals(next[event.participant()]++, event.call());
        }
    }

    @Test
    void aReaderSeesEveryEventBelowTheSizeWhileOthersAppend() throws InterruptedException {
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 100_000; i++) {
                log.append(new TraceEvent.CallBlocked(0, 0, i));
            }
        });
        int read = 0;
        while (read < 100_000) {
            for (int size = log.size(); read < size; read++) {
                assertEquals(read, ((TraceEvent.CallBlocked) log.get(read)).call());
            }
        }
        writer.join();
    }

    @Test
    void theListenerIsCalledForEveryAppendUntilItEnds() {
        AtomicInteger calls = new AtomicInteger();
        Runnable end = log.onAppend(calls::incrementAndGet);
        log.append(note(0, "a"));
        log.append(note(0, "b"));
        end.run();
        log.append(note(0, "c"));
        assertEquals(2, calls.get());
    }

    @Test
    void theLogIsFullWhileThereIsStillRoomForCallsOnTheirWay() {
        TraceLog small = new TraceLog(20_000);
        for (int i = 0; i < 9_999; i++) {
            small.append(note(0, "a"));
        }
        assertFalse(small.isFull());
        small.append(note(0, "a"));
        assertTrue(small.isFull());
        assertEquals(10_000, small.append(note(0, "still taken")));
    }

    @Test
    void aCapacityWithoutRoomForCallsOnTheirWayIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TraceLog(19_999));
    }

    @Test
    void payloadsAreKeptWholeUntilTheBudgetIsSpentAndThenAsExcerpts() {
        Bytes mebibyte = Bytes.owning(new byte[1 << 20]);
        for (int i = 0; i < TraceLog.PAYLOAD_BYTES >> 20; i++) {
            assertEquals(1 << 20, log.keep(mebibyte).kept());
        }
        Bytes cut = log.keep(mebibyte);
        assertEquals(TraceLog.EXCERPT_BYTES, cut.kept());
        assertEquals(1 << 20, cut.length());
    }

    @Test
    void aPayloadThatDoesNotFitDoesNotUseUpTheBudgetOfSmallerOnes() {
        log.keep(Bytes.owning(new byte[(int) TraceLog.PAYLOAD_BYTES - 1000]));
        assertEquals(TraceLog.EXCERPT_BYTES, log.keep(Bytes.owning(new byte[1001])).kept());
        assertEquals(1000, log.keep(Bytes.owning(new byte[1000])).kept());
    }

    private static TraceEvent note(int participant, String text) {
        return new TraceEvent.Note(0, participant, TraceEvent.Note.Kind.OUTPUT, text);
    }
}
