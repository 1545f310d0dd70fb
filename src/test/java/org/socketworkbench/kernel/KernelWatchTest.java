package org.socketworkbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.socket.libc.LinuxSockets;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

class KernelWatchTest {
    private final TraceLog log = new TraceLog();
    private final AtomicReference<Workbench> workbench = new AtomicReference<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final KernelWatch watch = new KernelWatch(log, () -> {
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("a look that fails, for the test");
        }
        return workbench.get().cast();
    });

    @BeforeEach
    void open() {
        // Linux keeps 15 bytes of a thread's name: of this one it keeps half a letter at the end.
        workbench.set(new Workbench(new LinuxSockets(), log, watch,
                body -> Thread.ofPlatform().daemon().name("Διακομιστής").start(body)));
    }

    @AfterEach
    void leave() throws InterruptedException {
        assertTrue(workbench.get().close(Duration.ofSeconds(30)));
        watch.close();
    }

    @Test
    void aThreadIsSeenToBeBlockedWhateverItsName() {
        watch.start();
        accept();
        Await.until("accept is seen to be blocked", () -> blocked() == 1);
    }

    @Test
    void aLookThatFailsDoesNotEndTheLooksToCome() {
        failures.set(4);
        watch.start();
        accept();
        Await.until("accept is seen to be blocked", () -> blocked() == 1);
        Await.until("the listener is seen", () -> log.range(0, log.size()).stream().anyMatch(
                e -> e instanceof TraceEvent.KernelSample s && s.rows().stream().anyMatch(r -> r.state() == TcpState.LISTEN)));
    }

    @Test
    void aBlockedCallIsReportedOnce() {
        watch.start();
        Participant server = accept();
        Await.until("accept is seen to be blocked", () -> blocked() == 1);
        server.interrupt();
        Await.until("accept has returned", () -> log.range(0, log.size()).stream().anyMatch(
                e -> e instanceof TraceEvent.CallReturned r && r.call() instanceof Call.Accept));
        server.make(new Call.Accept(server.descriptors().getFirst()));
        Await.until("the second accept is seen to be blocked", () -> blocked() == 2);
        List<Integer> calls = log.range(0, log.size()).stream().filter(TraceEvent.CallBlocked.class::isInstance)
                .map(e -> ((TraceEvent.CallBlocked) e).call()).toList();
        assertEquals(2, calls.stream().distinct().count());
    }

    @Test
    void aTableThatHasNotChangedIsNotAppendedAgain() {
        watch.start();
        accept();
        Await.until("the listener is seen", () -> samples().size() > 0);
        // Another look at the same table: the second call is reported by a later one.
        accept();
        Await.until("both are seen to be blocked", () -> blocked() == 2);
        List<TraceEvent.KernelSample> samples = samples();
        for (int i = 1; i < samples.size(); i++) {
            assertTrue(!samples.get(i).rows().equals(samples.get(i - 1).rows()));
        }
    }

    @Test
    void ofThousandsOfEndedConnectionsOnlySomeAreKeptAndOursAreAmongThem() {
        List<SocketRow> table = new ArrayList<>();
        SocketAddress server = SocketAddress.Inet4.loopback(8080);
        for (int port = 10_000; port < 20_000; port++) {
            table.add(new SocketRow(server, SocketAddress.Inet4.loopback(port), TcpState.TIME_WAIT, 0, 0, SocketRow.NOT_OURS, false));
        }
        SocketRow queued = new SocketRow(server, SocketAddress.Inet4.loopback(9), TcpState.ESTABLISHED, 0, 0, SocketRow.NOT_OURS, false);
        SocketRow listener = new SocketRow(server, SocketAddress.Inet4.of("0.0.0.0", 0).orElseThrow(), TcpState.LISTEN, 0, 1, 5, true);
        table.add(queued);
        table.add(listener);
        List<SocketRow> kept = KernelWatch.concerning(table, 0);
        assertEquals(TraceEvent.KernelSample.ROWS_AT_MOST, kept.size());
        assertEquals(List.of(listener, queued), kept.subList(0, 2));
    }

    private Participant accept() {
        Participant server = workbench.get().add("server", Role.SERVER);
        server.make(Bench.NEW_SOCKET);
        int fd = Await.that("it has a socket", () -> server.descriptors().stream().findFirst());
        server.make(new Call.Bind(fd, SocketAddress.Inet4.loopback(0)));
        server.make(new Call.Listen(fd, 1));
        server.make(new Call.Accept(fd));
        return server;
    }

    private List<TraceEvent.KernelSample> samples() {
        return log.range(0, log.size()).stream().filter(TraceEvent.KernelSample.class::isInstance)
                .map(TraceEvent.KernelSample.class::cast).toList();
    }

    private long blocked() {
        return log.range(0, log.size()).stream().filter(TraceEvent.CallBlocked.class::isInstance).count();
    }
}
