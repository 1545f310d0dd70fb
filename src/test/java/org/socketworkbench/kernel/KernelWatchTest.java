package org.socketworkbench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Program;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.model.Picture;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

class KernelWatchTest {
    private final TraceLog log = new TraceLog();
    private final Platform platform = ThisSystem.platform();
    private final AtomicReference<Workbench> workbench = new AtomicReference<>();
    /** The names of the threads that have looked. */
    private final Set<String> lookers = ConcurrentHashMap.newKeySet();
    /** What each look begins with. */
    private final AtomicReference<Runnable> beforeLook = new AtomicReference<>(() -> {});
    /** How often the tables cannot be read from now on. */
    private final AtomicInteger failures = new AtomicInteger();
    private final KernelWatch watch = new KernelWatch(log, () -> {
        beforeLook.get().run();
        return workbench.get().cast();
    }, new Sockets.Looks() {
        private final Sockets.Looks looks = platform.sockets().looks();

        @Override
        public Optional<TcpInfo> tcpInfo(int fd) {
            lookers.add(Thread.currentThread().getName());
            return looks.tcpInfo(fd);
        }

        @Override
        public OptionalLong unread(int fd) {
            lookers.add(Thread.currentThread().getName());
            return looks.unread(fd);
        }

        @Override
        public Optional<Ends> ends(int fd) {
            lookers.add(Thread.currentThread().getName());
            return looks.ends(fd);
        }

        @Override
        public boolean wouldWait(Call.SystemCall call) {
            return looks.wouldWait(call);
        }
    }, (fds, choice) -> {
        lookers.add(Thread.currentThread().getName());
        if (failures.getAndDecrement() > 0) {
            throw new FileSystemException("/proc/self/net/tcp", null, "Too many open files");
        }
        return platform.tables().read(fds, choice);
    }, platform.threads());

    @BeforeEach
    void open() {
        // Linux keeps 15 bytes of a thread's name: of this one it keeps half a letter at the end.
        workbench.set(new Workbench(platform.sockets(), log, watch,
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
        AtomicInteger looks = new AtomicInteger(4);
        beforeLook.set(() -> {
            if (looks.getAndDecrement() > 0) {
                throw new IllegalStateException("a look that fails, for the test");
            }
        });
        watch.start();
        accept();
        Await.until("accept is seen to be blocked", () -> blocked() == 1);
        Await.until("the listener is seen", () -> log.range(0, log.size()).stream().anyMatch(
                e -> e instanceof TraceEvent.KernelSample s
                        && s.rows().stream().anyMatch(r -> r.state() == TcpState.LISTEN)));
    }

    @Test
    void thatTheKernelsTablesCannotBeReadIsToldOnceInASentence() {
        List<String> told = new CopyOnWriteArrayList<>();
        failures.set(4);
        watch.onTrouble(told::add);
        watch.start();
        accept();
        Await.until("all have failed", () -> failures.get() < 0);
        assertEquals(List.of("The kernel's tables of sockets cannot be read now: Too many open files. "
                + "Queues and TCP states are shown as they were last read."), told);
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
    void theViewOfJustAfterACallByHandStandsBeforeItsReturn() {
        Participant server = workbench.get().add("server", Role.SERVER);
        Participant client = workbench.get().add("client", Role.CLIENT);
        Outcome.Opened listener = by(server, Bench.NEW_SOCKET).opened().getFirst();
        by(server, new Call.Bind(listener.fd(), Bench.ANY_PORT));
        by(server, new Call.Listen(listener.fd(), 1));
        assertEquals(TcpState.LISTEN, lineOf(listener).state());
        SocketAddress address = ((Outcome.Named) by(server, new Call.GetSockName(listener.fd()))).address();
        Outcome.Opened calling = by(client, Bench.NEW_SOCKET).opened().getFirst();
        by(client, new Call.Connect(calling.fd(), address));
        assertEquals(TcpState.ESTABLISHED, lineOf(calling).state());
        Outcome.Opened called = by(server, new Call.Accept(listener.fd())).opened().getFirst();
        assertEquals(lineOf(calling).local(), lineOf(called).remote());
        assertTrue(lineOf(called).held());
        by(client, new Call.Shutdown(calling.fd(), Call.Shutdown.How.SHUT_WR));
        assertTrue(List.of(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2).contains(lineOf(calling).state()));
        by(server, new Call.Close(listener.fd()));
        assertTrue(rowsAtTheLastReturn().stream().noneMatch(row -> row.fd() == listener.real()));
    }

    @Test
    void aCallByHandThatChangesNothingAppendsNothing() {
        watch.start();
        Participant server = workbench.get().add("server", Role.SERVER);
        int fd = (int) by(server, Bench.NEW_SOCKET).value();
        by(server, new Call.Listen(fd, 1));
        int samples = samples().size();
        for (int i = 0; i < 20; i++) {
            by(server, new Call.GetSockName(fd));
        }
        assertEquals(samples, samples().size());
    }

    @Test
    void callsThatComeFastAreLookedAtTogether() {
        int rounds = 3000;
        watch.start();
        Participant busy = workbench.get().add("busy", Role.CLIENT);
        long begun = System.nanoTime();
        run(busy, process -> {
            int fd = (int) process.call(new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0)).value();
            process.call(new Call.Bind(fd, Bench.ANY_PORT));
            SocketAddress own = ((Outcome.Named) process.call(new Call.GetSockName(fd))).address();
            // Each call changes what the table has of this socket.
            for (int i = 0; i < rounds; i++) {
                process.call(new Call.SendTo(fd, Bytes.utf8("Hello"), 0, own));
                process.call(new Call.Recv(fd, 10, 0));
            }
        });
        long beats = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 20;
        assertTrue(samples().size() <= 3 + 2 * beats, samples().size() + " samples in " + beats + " beats");
    }

    @Test
    void howeverFastAClientConnectsItsOwnAddressIsReadEachTime() {
        int rounds = 200;
        Participant server = workbench.get().add("server", Role.SERVER);
        int listener = (int) by(server, Bench.NEW_SOCKET).value();
        by(server, new Call.Listen(listener, rounds));
        int port = ((SocketAddress.Inet) ((Outcome.Named) by(server, new Call.GetSockName(listener))).address()).port();
        watch.start();
        Participant client = workbench.get().add("client", Role.CLIENT);
        run(client, process -> {
            for (int i = 0; i < rounds; i++) {
                int fd = (int) process.call(Bench.NEW_SOCKET).value();
                process.call(new Call.Connect(fd, SocketAddress.Inet4.loopback(port)));
                process.call(new Call.Close(fd));
            }
        });
        Picture picture = new Picture();
        for (int number = 0; number < log.size(); number++) {
            picture.apply(number, log.get(number));
        }
        List<SocketAddress> own = picture.participant(client.id()).orElseThrow().descriptors().stream()
                .map(socket -> socket.local().orElseThrow()).toList();
        assertEquals(rounds, own.stream().distinct().count());
    }

    /** On a participant's thread strace is to see the calls of its program and no other. */
    @Test
    void everyLookIsMadeOnTheWatchsOwnThread() {
        watch.start();
        Participant server = workbench.get().add("server", Role.SERVER);
        int listener = (int) by(server, Bench.NEW_SOCKET).value();
        by(server, new Call.Listen(listener, 5));
        SocketAddress own = ((Outcome.Named) by(server, new Call.GetSockName(listener))).address();
        run(workbench.get().add("client", Role.CLIENT), process -> {
            for (int i = 0; i < 3; i++) {
                int fd = (int) process.call(Bench.NEW_SOCKET).value();
                process.call(new Call.Connect(fd, SocketAddress.Inet4.loopback(((SocketAddress.Inet) own).port())));
            }
        });
        assertEquals(Set.of("kernel-watch"), lookers);
    }

    @Test
    void whoWaitsForALookGoesOnWhenTheWatchIsClosed() {
        Participant first = workbench.get().add("first", Role.CLIENT);
        Participant second = workbench.get().add("second", Role.CLIENT);
        Semaphore looking = new Semaphore(0);
        Semaphore mayLook = new Semaphore(0);
        beforeLook.set(() -> {
            looking.release();
            mayLook.acquireUninterruptibly();
        });
        first.make(Bench.NEW_SOCKET);
        looking.acquireUninterruptibly();
        second.make(Bench.NEW_SOCKET);
        Await.until("the second's call is made", () -> second.inCall().isEmpty() && entered(second));
        watch.close();
        Await.until("the second's call has returned", () -> !second.descriptors().isEmpty());
        mayLook.release();
        Await.until("the first's call has returned", () -> !first.descriptors().isEmpty());
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

    /** What a call by hand answers. */
    private Outcome by(Participant who, Call call) {
        int from = log.size();
        who.make(call);
        return Await.that(call.word() + " returns", () -> log.range(from, log.size()).stream()
                .filter(e -> e instanceof TraceEvent.CallReturned r && r.participant() == who.id())
                .map(e -> ((TraceEvent.CallReturned) e).outcome())
                .findFirst());
    }

    private interface Body {
        void run(Program.Process process) throws Program.Ended;
    }

    /** Runs a program to its end. */
    private void run(Participant who, Body body) {
        who.start(new Program() {
            @Override
            public String name() {
                return "fast";
            }

            @Override
            public void run(Process process) throws Ended {
                body.run(process);
            }
        });
        Await.until("the program ends", () -> log.range(0, log.size()).stream()
                .anyMatch(e -> e instanceof TraceEvent.Note n && n.kind() == TraceEvent.Note.Kind.PROGRAM_ENDED));
    }

    /** The lines that the trace had when the last call returned. */
    private List<SocketRow> rowsAtTheLastReturn() {
        int number = log.size() - 1;
        while (!(log.get(number) instanceof TraceEvent.CallReturned)) {
            number--;
        }
        return log.range(0, number).reversed().stream()
                .filter(TraceEvent.KernelSample.class::isInstance)
                .map(e -> ((TraceEvent.KernelSample) e).rows())
                .findFirst().orElse(List.of());
    }

    private SocketRow lineOf(Outcome.Opened socket) {
        return rowsAtTheLastReturn().stream().filter(row -> row.fd() == socket.real()).findFirst().orElseThrow();
    }

    private boolean entered(Participant who) {
        return log.range(0, log.size()).stream()
                .anyMatch(e -> e instanceof TraceEvent.CallEntered c && c.participant() == who.id());
    }

    private List<TraceEvent.KernelSample> samples() {
        return log.range(0, log.size()).stream().filter(TraceEvent.KernelSample.class::isInstance)
                .map(TraceEvent.KernelSample.class::cast).toList();
    }

    private long blocked() {
        return log.range(0, log.size()).stream().filter(TraceEvent.CallBlocked.class::isInstance).count();
    }
}
