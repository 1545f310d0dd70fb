package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;

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
    void whatIsReadWhileOthersAppendIsWhole() throws InterruptedException {
        int writers = 3;
        int each = 10_000;
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int me = writer;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    Call send = new Call.Send(me, pattern(i), i);
                    int number = log.append(new TraceEvent.CallEntered(i, me, send));
                    log.append(new TraceEvent.CallReturned(i + 1, me, number, i, send, new Outcome.Done(i % 100)));
                }
            }));
        }
        int[] next = new int[writers];
        for (int read = 0; read < 2 * writers * each;) {
            for (int size = log.size(); read < size; read++) {
                TraceEvent.OfParticipant event = (TraceEvent.OfParticipant) log.get(read);
                int me = event.participant();
                int i = next[me]++ / 2;
                Call.Send send = (Call.Send) (event instanceof TraceEvent.CallEntered e ? e.call()
                        : ((TraceEvent.CallReturned) event).call());
                assertEquals(new Call.Send(me, pattern(i), i), send);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Payloads of all lengths up to some that are longer than a chunk of the log. */
    private static Bytes pattern(int i) {
        byte[] bytes = new byte[i % 1000 == 999 ? 100_000 : i % 100];
        Arrays.fill(bytes, (byte) i);
        return Bytes.owning(bytes);
    }

    @Test
    void aReturnIsOfACallThatWasEnteredByTheSameOneAtThatTime() {
        Call accept = new Call.Accept(3);
        Outcome interrupted = new Outcome.Failed(Errno.EINTR);
        log.append(note(0, "a"));
        log.append(new TraceEvent.CallEntered(7, 1, accept));
        for (TraceEvent wrong : List.of(new TraceEvent.CallReturned(9, 1, 0, 7, accept, interrupted),
                new TraceEvent.CallReturned(9, 0, 1, 7, accept, interrupted),
                new TraceEvent.CallReturned(9, 1, 1, 8, accept, interrupted),
                new TraceEvent.CallReturned(9, 1, 2, 7, accept, interrupted),
                new TraceEvent.CallReturned(9, 1, -1, 7, accept, interrupted))) {
            assertThrows(IllegalArgumentException.class, () -> log.append(wrong));
        }
        assertEquals(2, log.size());
        assertEquals(2, log.append(new TraceEvent.CallReturned(9, 1, 1, 7, accept, interrupted)));
    }

    @Test
    void anEventOfAConversationTakesSomeTwentyBytesBeyondItsPayload() {
        int roundTrips = 120_000;
        Bytes payload = pattern(64);
        long hour = 3_600_000_000_000L;
        for (int i = 0; i < roundTrips; i++) {
            long now = hour + i * 10_000L;
            call(now, 0, new Call.Send(9, payload, 0), new Outcome.Done(payload.length()));
            call(now, 1, new Call.Recv(10, 4096, 0), new Outcome.Received(payload));
            call(now, 1, new Call.Send(10, payload, 0), new Outcome.Done(payload.length()));
            call(now, 0, new Call.Recv(9, 4096, 0), new Outcome.Received(payload));
        }
        double beyond = (log.bytes() - 4L * roundTrips * payload.length()) / (double) log.size();
        assertTrue(beyond < 30, "bytes an event: " + beyond);
    }

    @Test
    void aDatagramTakesItsAddressInAFewBytesMore() {
        Bytes payload = pattern(10);
        SocketAddress port = SocketAddress.Inet4.loopback(50_000);
        for (int i = 0; i < 100_000; i++) {
            call(i, 0, new Call.SendTo(9, payload, 0, port), new Outcome.Done(payload.length()));
            call(i, 0, new Call.RecvFrom(9, 4096, 0), new Outcome.ReceivedFrom(payload, Optional.of(port)));
        }
        double beyond = (log.bytes() - 2L * 100_000 * payload.length()) / (double) log.size();
        assertTrue(beyond < 40, "bytes an event: " + beyond);
    }

    @Test
    void ofTheKernelsTablesWhatHasNotChangedIsKeptOnce() {
        List<SocketRow> table = new ArrayList<>();
        for (int port = 0; port < 500; port++) {
            table.add(row(port, 0));
        }
        log.append(new TraceEvent.KernelSample(0, table));
        long before = log.bytes();
        for (int i = 1; i <= 1000; i++) {
            table.set(i % 500, row(i % 500, i));
            log.append(new TraceEvent.KernelSample(i, table));
        }
        double each = (log.bytes() - before) / 1000.0;
        assertTrue(each < 1500, "bytes a table: " + each);
        assertEquals(new TraceEvent.KernelSample(1000, table), log.get(1000));
    }

    @Test
    void theLogIsFullWhenTheKernelsTablesHaveTakenTheirRoom() {
        Bytes path = Bytes.owning(new byte[1 << 20]);
        int samples = 0;
        for (; !log.isFull(); samples++) {
            SocketRow row = new SocketRow(new SocketAddress.Unix(path), SocketAddress.Unix.UNNAMED, TcpState.LISTEN, 0,
                    samples, 0, true);
            log.append(new TraceEvent.KernelSample(0, List.of(row)));
        }
        int most = (int) (TraceLog.TABLE_BYTES >> 20);
        assertTrue(samples > most / 2 && samples <= most, "tables of a megabyte: " + samples);
    }

    private void call(long now, int participant, Call call, Outcome outcome) {
        int number = log.append(new TraceEvent.CallEntered(now, participant, call));
        log.append(new TraceEvent.CallReturned(now + 5000, participant, number, now, call, outcome));
    }

    private static SocketRow row(int port, long queue) {
        return new SocketRow(SocketAddress.Inet4.loopback(port), SocketAddress.Inet4.loopback(8080),
                TcpState.ESTABLISHED, 0, queue, SocketRow.NOT_OURS, true);
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
