package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.Rounds;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/** What happens at the same moment happens in some order, thousands of times: nothing is lost, mixed up or leaked. */
class RacesTest {
    private static final int ROUNDS = Rounds.of(2_000);
    private static final Set<Note.Kind> ENDS = Set.of(Note.Kind.PROGRAM_ENDED, Note.Kind.PROGRAM_FAILED);
    private static final Call.Socket NEW_SOCKET = new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);

    private final TraceLog log = new TraceLog();
    /** Nobody looks at the kernel's tables, which hold thousands of ended connections here. */
    private final Workbench workbench = new Workbench(
            ThisSystem.sockets(), log, (call, outcome) -> {}, body -> Thread.ofPlatform().daemon().start(body));
    private final Participant server = workbench.add("server", Role.SERVER);
    private final Participant client = workbench.add("client", Role.CLIENT);
    private final long socketsBefore = Bench.socketsOfThisProcess();

    @AfterEach
    void leave() throws InterruptedException {
        assertTrue(workbench.close(Duration.ofSeconds(30)), "everybody leaves");
        assertEquals(socketsBefore, Bench.socketsOfThisProcess(), "no descriptor is leaked");
    }

    /** The two ends of each connection get numbers that the other's had in the round before. */
    @Test
    void descriptorsThatAreUsedAnewNeverCarryAnothersBytes() {
        server.start(program(process -> {
            int listener = (int) process.call(NEW_SOCKET).value();
            process.call(new Call.Bind(listener, Bench.ANY_PORT));
            process.call(new Call.Listen(listener, 5));
            process.call(new Call.GetSockName(listener));
            for (int round = 0; round < ROUNDS; round++) {
                int fd = (int) process.call(new Call.Accept(listener)).value();
                Outcome asked = process.call(new Call.Recv(fd, Long.BYTES, MessageFlags.MSG_WAITALL));
                process.call(new Call.Send(fd, ((Outcome.Received) asked).data(), 0));
                process.call(new Call.Close(fd));
            }
        }));
        SocketAddress address = listening();
        client.start(program(process -> {
            for (int round = 0; round < ROUNDS; round++) {
                int fd = (int) process.call(NEW_SOCKET).value();
                process.call(new Call.Connect(fd, address));
                Bytes number = Bytes.owning(ByteBuffer.allocate(Long.BYTES).putLong(round).array());
                process.call(new Call.Send(fd, number, 0));
                assertEquals(new Outcome.Received(number),
                        process.call(new Call.Recv(fd, Long.BYTES, MessageFlags.MSG_WAITALL)));
                process.call(new Call.Close(fd));
            }
        }));
        awaitEnd(client);
        awaitEnd(server);
    }

    @Test
    void aPeersCloseAgainstRecvIsAlwaysTheOrderlyEnd() {
        // So few that the queue is never full: then the kernel would let some wait for a second.
        Semaphore places = new Semaphore(3);
        server.start(program(process -> {
            int listener = (int) process.call(NEW_SOCKET).value();
            process.call(new Call.Bind(listener, Bench.ANY_PORT));
            process.call(new Call.Listen(listener, 5));
            process.call(new Call.GetSockName(listener));
            for (int round = 0; round < ROUNDS; round++) {
                int fd = (int) process.call(new Call.Accept(listener)).value();
                assertEquals(new Outcome.Received(Bytes.EMPTY), process.call(new Call.Recv(fd, 100, 0)));
                process.call(new Call.Close(fd));
                places.release();
            }
        }));
        SocketAddress address = listening();
        client.start(program(process -> {
            for (int round = 0; round < ROUNDS; round++) {
                places.acquireUninterruptibly();
                int fd = (int) process.call(NEW_SOCKET).value();
                process.call(new Call.Connect(fd, address));
                process.call(new Call.Close(fd));
            }
        }));
        awaitEnd(client);
        awaitEnd(server);
    }

    /** One thread wants its recv to end and closes the socket; the interruption comes at any moment of both. */
    @Test
    void closeRightAfterAnInterruptedRecvIsAlwaysMade() {
        Random random = new Random(1);
        int from = log.size();
        for (int round = 0; round < ROUNDS; round++) {
            server.make(NEW_SOCKET);
            int fd = socket(from);
            server.make(new Call.Bind(fd, Bench.ANY_PORT));
            server.make(new Call.Listen(fd, 1));
            server.make(new Call.Accept(fd));
            server.make(new Call.Close(fd));
            LockSupport.parkNanos(random.nextInt(60_000));
            from = closed(from, fd);
        }
    }

    private int socket(int from) {
        return (int) Await.that("the socket is made", () -> returned(server, Call.Socket.class, from)).outcome()
                .value();
    }

    private SocketAddress listening() {
        return ((Outcome.Named) Await.that(
                "the server tells its address", () -> returned(server, Call.GetSockName.class, 0))
                .outcome()).address();
    }

    private Optional<TraceEvent.CallReturned> returned(Participant who, Class<? extends Call> kind, int from) {
        return log.range(from, log.size()).stream()
                .filter(TraceEvent.CallReturned.class::isInstance).map(TraceEvent.CallReturned.class::cast)
                .filter(e -> e.participant() == who.id() && kind.isInstance(e.call()))
                .findFirst();
    }

    /** The end of a program that came to its end, and did not fail on the way. */
    private void awaitEnd(Participant who) {
        Note end = Await.that(who.name() + " ends",
                () -> log.range(Math.max(0, log.size() - 5_000), log.size()).stream()
                        .filter(Note.class::isInstance).map(Note.class::cast)
                        .filter(note -> note.participant() == who.id() && ENDS.contains(note.kind()))
                        .findFirst());
        assertEquals(Note.Kind.PROGRAM_ENDED, end.kind(), end::text);
    }

    /** Interrupts until the socket is closed; answers where the next round begins. */
    private int closed(int from, int fd) {
        int at = from;
        while (true) {
            server.interrupt();
            LockSupport.parkNanos(50_000);
            for (int end = log.size(); at < end; at++) {
                if (log.get(at) instanceof TraceEvent.CallReturned e) {
                    boolean ended = e.outcome().equals(new Outcome.Failed(Errno.EINTR));
                    assertTrue(e.call() instanceof Call.Accept ? ended : !(e.outcome() instanceof Outcome.Failed),
                            e::toString);
                    if (e.call().equals(new Call.Close(fd))) {
                        return at + 1;
                    }
                }
            }
        }
    }

    @Test
    void ofTwoAcceptorsExactlyOneGetsEachCaller() throws Exception {
        Sockets sockets = ThisSystem.sockets();
        try (var caller = sockets.caller(); ExecutorService threads = Executors.newFixedThreadPool(2)) {
            int listener = (int) caller.make(NEW_SOCKET).value();
            caller.make(new Call.Bind(listener, Bench.ANY_PORT));
            caller.make(new Call.Listen(listener, 100));
            SocketAddress address = ((Outcome.Named) caller.make(new Call.GetSockName(listener))).address();
            List<Future<Integer>> counts = Stream.generate(() -> threads.submit(() -> greetAll(sockets, listener)))
                    .limit(2).toList();
            for (int round = 0; round < ROUNDS; round++) {
                int fd = (int) caller.make(NEW_SOCKET).value();
                assertEquals(new Outcome.Done(0), caller.make(new Call.Connect(fd, address)));
                assertEquals(new Outcome.Received(Bytes.utf8("x")),
                        caller.make(new Call.Recv(fd, 2, MessageFlags.MSG_WAITALL)));
                caller.make(new Call.Close(fd));
            }
            caller.make(new Call.Shutdown(listener, Call.Shutdown.How.SHUT_RDWR));
            assertEquals(ROUNDS, count(counts.get(0)) + count(counts.get(1)));
            caller.make(new Call.Close(listener));
        }
    }

    private static int count(Future<Integer> count) throws InterruptedException, ExecutionException, TimeoutException {
        return count.get(30, TimeUnit.SECONDS);
    }

    private static int greetAll(Sockets sockets, int listener) {
        int count = 0;
        try (var caller = sockets.caller()) {
            while (caller.make(new Call.Accept(listener)) instanceof Outcome.Accepted connection) {
                caller.make(new Call.Send(connection.fd(), Bytes.utf8("x"), 0));
                caller.make(new Call.Close(connection.fd()));
                count++;
            }
        }
        return count;
    }

    private interface Body {
        void run(Program.Process process) throws Program.Ended;
    }

    private static Program program(Body body) {
        return new Program() {
            @Override
            public String name() {
                return "race";
            }

            @Override
            public void run(Process process) throws Ended {
                body.run(process);
            }
        };
    }
}
