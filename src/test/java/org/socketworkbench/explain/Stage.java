package org.socketworkbench.explain;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.model.Picture;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** Two participants on the real kernel, asked for one call after the other. Waits for events, never for a time. */
final class Stage {
    private static final long PATIENCE_SECONDS = 20;

    private final TraceLog log = new TraceLog();
    private final Semaphore appended = new Semaphore(0);
    private final KernelWatch watch;
    private final Workbench workbench;
    private final Explainer explainer = new Explainer();
    final Participant server;
    final Participant client;

    /** An answer of the kernel, and the words for it. */
    record Told(Outcome outcome, Explanation words) {}

    Stage() {
        log.onAppend(appended::release);
        Platform platform = ThisSystem.platform();
        Workbench[] later = new Workbench[1];
        watch = new KernelWatch(log, () -> later[0] == null ? List.of() : later[0].cast(), platform);
        workbench = new Workbench(platform.sockets(), log, watch, body -> Thread.ofPlatform().start(body));
        later[0] = workbench;
        server = workbench.add("server", Role.SERVER);
        client = workbench.add("client 1", Role.CLIENT);
    }

    void close() throws InterruptedException {
        watch.close();
        if (!workbench.close(Duration.ofSeconds(PATIENCE_SECONDS))) {
            throw new AssertionError("not everything was closed");
        }
    }

    /** Makes the call, waits for its return and explains it. */
    Told make(Participant who, Call call) throws InterruptedException {
        int from = log.size();
        who.make(call);
        return told(from, who);
    }

    /** Makes a call that waits, interrupts it when it is being made, and explains its return. */
    Told interrupted(Participant who, Call call) throws InterruptedException {
        int from = log.size();
        who.make(call);
        await(from, event -> event instanceof TraceEvent.CallEntered e && e.participant() == who.id());
        who.interrupt();
        return told(from, who);
    }

    private Told told(int from, Participant who) throws InterruptedException {
        int entered = await(from, event -> event instanceof TraceEvent.CallEntered e && e.participant() == who.id());
        int at = await(entered, event -> event instanceof TraceEvent.CallReturned e && e.number() == entered);
        Picture before = new Picture();
        for (int number = 0; number < at; number++) {
            before.apply(number, log.get(number));
        }
        TraceEvent.CallReturned returned = (TraceEvent.CallReturned) log.get(at);
        return new Told(returned.outcome(), explainer.of(returned, before));
    }

    private int await(int from, Predicate<TraceEvent> wanted) throws InterruptedException {
        int next = from;
        while (true) {
            while (next < log.size()) {
                if (wanted.test(log.get(next))) {
                    return next;
                }
                next++;
            }
            if (!appended.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no such event came");
            }
        }
    }

    int socket(Participant who) throws InterruptedException {
        return (int) make(who, Story.socket()).outcome().value();
    }

    int bound(Participant who, SocketAddress address) throws InterruptedException {
        int fd = socket(who);
        succeed(who, new Call.Bind(fd, address));
        return fd;
    }

    /** A listening socket on a port that the system hands out. */
    int listener() throws InterruptedException {
        int fd = bound(server, SocketAddress.Inet4.loopback(0));
        succeed(server, new Call.Listen(fd, 5));
        return fd;
    }

    SocketAddress address(Participant who, int fd) throws InterruptedException {
        return ((Outcome.Named) make(who, new Call.GetSockName(fd)).outcome()).address();
    }

    /** A client's socket connected to the listener, and the server's end of it. */
    int[] conversation(int listener) throws InterruptedException {
        int fd = socket(client);
        succeed(client, new Call.Connect(fd, address(server, listener)));
        return new int[] {fd, (int) succeed(server, new Call.Accept(listener)).outcome().value()};
    }

    Told succeed(Participant who, Call call) throws InterruptedException {
        Told told = make(who, call);
        if (told.outcome() instanceof Outcome.Failed failed) {
            throw new AssertionError(call + " " + failed);
        }
        return told;
    }
}
