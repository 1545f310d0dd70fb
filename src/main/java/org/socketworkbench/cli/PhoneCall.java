package org.socketworkbench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.OwnPrograms;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * The play of two programs: a server that waits for one call, and a client that makes it. Each call is printed as it is
 * made.
 */
final class PhoneCall {
    private static final String SERVER = "one_call_server.py";
    private static final String CLIENT = "one_call_client.py";
    /** Python takes seconds to start, longer on a slow machine; this does not count as the play's time. */
    private static final Duration STARTING_LIMIT = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);
    private static final Messages MESSAGES = Messages.of(PhoneCall.class);

    private final SocketAddress.Inet4 address;
    private final TraceLog log = new TraceLog();
    private final PrintWriter out;
    private final CallLines lines = new CallLines(log);

    private final Platform platform;
    private final PythonEngine python;

    private Duration limit = STARTING_LIMIT;
    /** A {@link System#nanoTime}. */
    private long due;
    private int ended;

    PhoneCall(Platform platform, int port, PrintWriter out) {
        this.platform = platform;
        python = new PythonEngine(platform);
        this.address = SocketAddress.Inet4.loopback(port);
        this.out = out;
    }

    /**
     * Finds a port that no socket uses, not even one in TIME_WAIT; the system assigns it. This happens outside the
     * play, so that the play shows only the calls that a student would write.
     */
    static int freePort(Sockets sockets) throws Failure {
        try (Sockets.Caller caller = sockets.caller()) {
            int fd = (int) caller.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0)).value();
            try {
                caller.make(new Call.Bind(fd, SocketAddress.Inet4.loopback(0)));
                return switch (caller.make(new Call.GetSockName(fd))) {
                    case Outcome.Named named when named.address() instanceof SocketAddress.Inet4 inet -> inet.port();
                    case Outcome other -> throw new Failure(MESSAGES.text("play.no-free-port", CText.of(other)));
                };
            } finally {
                caller.make(new Call.Close(fd));
            }
        }
    }

    /** The log of the play. */
    TraceLog log() {
        return log;
    }

    /** Runs the play to its end. */
    void play() throws Failure {
        List<Participant> watched = new CopyOnWriteArrayList<>();
        try (python; KernelWatch watch = new KernelWatch(log, () -> watched, platform);
                LogReader reader = new LogReader(log)) {
            Workbench workbench = new Workbench(platform.sockets(), log, watch, Thread.ofPlatform().daemon()::start);
            try {
                out.println(lines.head());
                Participant server = workbench.add(MESSAGES.text("play.server"), Role.SERVER);
                Participant client = workbench.add(MESSAGES.text("play.client"), Role.CLIENT);
                watched.addAll(workbench.cast());
                watch.start();
                start(server, SERVER);
                follow(reader, client);
            } finally {
                workbench.close(CLOSING_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(MESSAGES.text("play.interrupted"), e);
        }
    }

    private void start(Participant participant, String file) {
        participant.start(
                python.program(OwnPrograms.named(file).script(address.family(), address.hostText(), address.port())));
        within(STARTING_LIMIT);
    }

    private void within(Duration time) {
        limit = time;
        due = System.nanoTime() + time.toNanos();
    }

    private void follow(LogReader reader, Participant client) throws Failure, InterruptedException {
        int programs = 2;
        while (ended < programs) {
            TraceEvent event = reader.next(due)
                    .orElseThrow(() -> new Failure(MESSAGES.text("play.too-long", Long.toString(limit.toSeconds()))));
            lines.lines(event).forEach(out::println);
            react(event, client);
        }
    }

    private void react(TraceEvent event, Participant client) throws Failure {
        switch (event) {
            // A program's first call: Python has started.
            case TraceEvent.CallEntered e when e.call() instanceof Call.Socket -> within(LIMIT);
            // The kernel holds the server in accept, so the client can call now.
            case TraceEvent.CallBlocked e when isAccept(e) -> start(client, CLIENT);
            case Note e when e.kind() == Note.Kind.PROGRAM_ENDED -> ended++;
            case Note e when e.kind() == Note.Kind.PROGRAM_FAILED -> throw new Failure(FailureText.of(log, e));
            default -> {}
        }
    }

    private boolean isAccept(TraceEvent.CallBlocked blocked) {
        return log.get(blocked.call()) instanceof TraceEvent.CallEntered e && e.call() instanceof Call.Accept;
    }
}
