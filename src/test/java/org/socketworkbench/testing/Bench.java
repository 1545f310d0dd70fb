package org.socketworkbench.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.model.Picture;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;

/** A workbench on the real kernel, for one test. */
public final class Bench implements AutoCloseable {
    public static final Call.Socket NEW_SOCKET = new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);
    /** A port that the system chooses. */
    public static final SocketAddress ANY_PORT = SocketAddress.Inet4.loopback(0);
    /** A trace of fewer events is written and read in no time. */
    private static final int SHORT = 10_000;

    public final TraceLog log = new TraceLog();
    public final Workbench workbench;
    private final KernelWatch watch;

    public Bench() {
        Platform platform = ThisSystem.platform();
        AtomicReference<Workbench> made = new AtomicReference<>();
        watch = new KernelWatch(log, () -> made.get().cast(), platform);
        workbench = new Workbench(platform.sockets(), log, watch, body -> Thread.ofPlatform().daemon().start(body));
        made.set(workbench);
        watch.start();
    }

    @Override
    public void close() {
        try {
            assertTrue(workbench.close(Duration.ofSeconds(30)), "everybody leaves");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            watch.close();
        }
        if (log.size() < SHORT) {
            assertReadableFromAFile();
        }
    }

    /** What the workbench writes, its reader takes for a trace: whatever a test has made of it. */
    private void assertReadableFromAFile() {
        try {
            Path file = Files.createTempFile("trace", ".jsonl");
            try {
                TraceFile.write(log, file);
                TraceLog read = TraceFile.read(file);
                assertEquals(log.range(0, read.size()), read.range(0, read.size()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError("the trace cannot be read again", e);
        }
    }

    public Participant server() {
        return workbench.add("server", Role.SERVER);
    }

    public Participant client() {
        return workbench.add("client", Role.CLIENT);
    }

    /** Makes a call by hand, waits until it has returned and answers what came of it. */
    public Outcome call(Participant who, Call call) {
        int from = log.size();
        who.make(call);
        return returned(who, from).outcome();
    }

    /** The first call of a participant that returned with or after the event with this number; waits for it. */
    public TraceEvent.CallReturned returned(Participant who, int from) {
        return Await.that("a call of " + who.name() + " returns", () -> events(from)
                .filter(TraceEvent.CallReturned.class::isInstance)
                .map(TraceEvent.CallReturned.class::cast)
                .filter(event -> event.participant() == who.id())
                .findFirst());
    }

    /** Asks for a call by hand and waits until the kernel was seen to hold its thread; answers the call's number. */
    public int block(Participant who, Call call) {
        int from = log.size();
        who.make(call);
        awaitBlocked(who, from);
        return from;
    }

    /** Waits until the kernel was seen to hold the thread in a call, at or after the event with this number. */
    public void awaitBlocked(Participant who, int from) {
        Await.until(who.name() + " is seen to be blocked", () -> events(from)
                .anyMatch(event -> event instanceof TraceEvent.CallBlocked b && b.participant() == who.id()));
    }

    /** A new socket's descriptor. */
    public int socket(Participant who) {
        return (int) assertInstanceOf(Outcome.Opened.class, call(who, NEW_SOCKET)).value();
    }

    /** A listening socket on a port that the system chose. */
    public int listener(Participant who, int backlog) {
        int fd = socket(who);
        assertInstanceOf(Outcome.Done.class, call(who, new Call.Bind(fd, ANY_PORT)));
        assertInstanceOf(Outcome.Done.class, call(who, new Call.Listen(fd, backlog)));
        return fd;
    }

    public SocketAddress nameOf(Participant who, int fd) {
        return assertInstanceOf(Outcome.Named.class, call(who, new Call.GetSockName(fd))).address();
    }

    /** A new socket of the participant, connected to the address. */
    public int connected(Participant who, SocketAddress to) {
        int fd = socket(who);
        assertInstanceOf(Outcome.Done.class, call(who, new Call.Connect(fd, to)));
        return fd;
    }

    public int accept(Participant who, int listener) {
        return assertInstanceOf(Outcome.Accepted.class, call(who, new Call.Accept(listener))).fd();
    }

    public Outcome send(Participant who, int fd, String text) {
        return call(who, new Call.Send(fd, Bytes.utf8(text), 0));
    }

    public Outcome recv(Participant who, int fd) {
        return call(who, new Call.Recv(fd, 1024, 0));
    }

    /** The address at which a program's own listener waits, once it does. */
    public SocketAddress listening(Participant who) {
        return Await.that(who.name() + " listens", () -> picture().participant(who.id()).stream()
                .flatMap(state -> state.descriptors().stream())
                .filter(d -> d.isOpen() && d.tcpState().equals(Optional.of(org.socketworkbench.socket.TcpState.LISTEN)))
                .flatMap(d -> d.local().stream())
                .findFirst());
    }

    /** The state of things after all events so far. */
    public Picture picture() {
        Picture picture = new Picture();
        int size = log.size();
        for (int number = 0; number < size; number++) {
            picture.apply(number, log.get(number));
        }
        return picture;
    }

    /** The events from a number on. */
    public Stream<TraceEvent> events(int from) {
        return log.range(from, log.size()).stream();
    }

    /** Waits for a note and answers its text. */
    public String note(Participant who, Note.Kind kind, int from) {
        return Await.that(who.name() + " notes " + kind, () -> notes(who, kind, from).stream().findFirst());
    }

    /** The texts of a participant's notes of one kind, from a number on. */
    public List<String> notes(Participant who, Note.Kind kind, int from) {
        return events(from)
                .filter(event -> event instanceof Note n && n.participant() == who.id() && n.kind() == kind)
                .map(event -> ((Note) event).text())
                .toList();
    }

    /** How many sockets this process holds. */
    public static long socketsOfThisProcess() {
        return Descriptors.sockets();
    }
}
