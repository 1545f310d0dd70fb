package org.socketworkbench.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.socketworkbench.diagram.SequenceLayout;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.Wording;
import org.socketworkbench.model.Moments;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how near any moment of a trace is: to follow it, and to look back. */
@Command(name = "moments", description = "Measures how long it takes to follow a trace and to look back in it.")
final class MomentsBench implements Callable<Integer> {
    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final int LOOKS = 200;
    private static final int ROUND_TRIPS_A_CONNECTION = 100;
    private static final double SCREEN = 800;
    private static final SocketAddress PORT = SocketAddress.Inet4.loopback(8080);
    private static final Call.Socket SOCKET = new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);

    @Option(names = "--events", split = ",",
            description = "How many events the traces have (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of(10_000, 1_000_000, 10_000_000);

    @Override
    public Integer call() {
        System.out.println("| events | followed in | a moment, median | worst | copies |");
        System.out.println("|---|---|---|---|---|");
        for (int size : sizes) {
            moments(size);
        }
        System.out.println();
        System.out.println("| events | the diagram follows in | a moment of it, median | worst | memory |");
        System.out.println("|---|---|---|---|---|");
        for (int size : sizes) {
            diagram(size);
        }
        return 0;
    }

    private static void moments(int size) {
        TraceLog log = trace(size);
        long before = memory();
        Moments moments = new Moments(log);
        long began = System.nanoTime();
        for (int number = 0; number < log.size(); number++) {
            moments.follow(log.get(number));
        }
        long followed = System.nanoTime() - began;
        long copies = memory() - before;
        tell(log.size(), followed, looks(log.size(), moments::at), copies);
    }

    private static void diagram(int size) {
        TraceLog log = trace(size);
        long before = memory();
        long began = System.nanoTime();
        SequenceModel model = SequenceModel.of(log, log.size());
        long followed = System.nanoTime() - began;
        long taken = memory() - before;
        tell(log.size(), followed, looks(log.size(), count -> {
            SequenceLayout layout = new SequenceLayout(model, count, Wording.WHOLE);
            layout.window(layout.height() - SCREEN, layout.height());
        }), taken);
    }

    /** How long each of many looks at random moments takes, shortest first, in nanoseconds. */
    private static long[] looks(int size, IntConsumer look) {
        Random random = new Random(size);
        long[] times = new long[LOOKS];
        for (int i = -LOOKS; i < LOOKS; i++) {
            int count = random.nextInt(size + 1);
            long began = System.nanoTime();
            look.accept(count);
            if (i >= 0) {
                times[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static void tell(int events, long followed, long[] looks, long bytes) {
        System.out.printf("| %,d | %,d ms | %.1f ms | %.1f ms | %,d MiB |%n", events, followed / 1_000_000,
                looks[looks.length / 2] / 1e6, looks[looks.length - 1] / 1e6, Math.max(0, bytes >> 20));
    }

    /** A client that calls again and again, and is answered a hundred times each time. */
    private static TraceLog trace(int events) {
        TraceLog log = new TraceLog(2 * Math.max(events, 10_000));
        log.append(new TraceEvent.ParticipantCame(0, SERVER, "server", Role.SERVER));
        log.append(new TraceEvent.ParticipantCame(0, CLIENT, "client 1", Role.CLIENT));
        done(log, SERVER, SOCKET, new Outcome.Opened(3));
        done(log, SERVER, new Call.Bind(3, PORT), new Outcome.Done(0));
        done(log, SERVER, new Call.Listen(3, 5), new Outcome.Done(0));
        for (int caller = 0; log.size() < events; caller++) {
            conversation(log, SocketAddress.Inet4.loopback(32_768 + caller % 28_000), events);
        }
        return log;
    }

    private static void conversation(TraceLog log, SocketAddress caller, int events) {
        Bytes hello = Bytes.utf8("Hello");
        done(log, CLIENT, SOCKET, new Outcome.Opened(3));
        done(log, CLIENT, new Call.Connect(3, PORT), new Outcome.Done(0));
        done(log, SERVER, new Call.Accept(3), new Outcome.Accepted(4, caller));
        for (int i = 0; i < ROUND_TRIPS_A_CONNECTION && log.size() < events; i++) {
            done(log, CLIENT, new Call.Send(3, hello, 0), new Outcome.Done(5));
            done(log, SERVER, new Call.Recv(4, 1024, 0), new Outcome.Received(hello));
            done(log, SERVER, new Call.Send(4, hello, 0), new Outcome.Done(5));
            done(log, CLIENT, new Call.Recv(3, 1024, 0), new Outcome.Received(hello));
        }
        done(log, CLIENT, new Call.Close(3), new Outcome.Done(0));
        done(log, SERVER, new Call.Recv(4, 1024, 0), new Outcome.Received(Bytes.EMPTY));
        done(log, SERVER, new Call.Close(4), new Outcome.Done(0));
    }

    private static void done(TraceLog log, int who, Call call, Outcome outcome) {
        long now = log.size() * 1_000L;
        int number = log.append(new TraceEvent.CallEntered(now, who, call));
        log.append(new TraceEvent.CallReturned(now + 500, who, number, now, call, outcome));
    }

    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
