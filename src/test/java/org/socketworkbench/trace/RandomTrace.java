package org.socketworkbench.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;

/** What a server and two clients might do, in any order: streams and datagrams, threads, failures, kernel's tables. */
public final class RandomTrace {
    private static final int CAST = 3;
    private static final int THREADS = 2;
    private static final SocketAddress PORT = SocketAddress.Inet4.loopback(8080);

    private final Random random;
    private final List<TraceEvent> events = new ArrayList<>();
    private final Map<Integer, List<Integer>> open = new HashMap<>();
    private final Map<List<Integer>, TraceEvent.CallEntered> within = new HashMap<>();
    private final Map<List<Integer>, Integer> numbers = new HashMap<>();
    private int real = 40;

    public RandomTrace(long seed) {
        random = new Random(seed);
    }

    /** At least so many events; the same for the same seed. */
    public List<TraceEvent> events(int count) {
        for (int who = 0; who < CAST; who++) {
            add(new TraceEvent.ParticipantCame(now(), who, "p" + who, who == 0 ? Role.SERVER : Role.CLIENT));
            open.put(who, new ArrayList<>(List.of()));
            add(new TraceEvent.Note(now(), who, Origin.of(1), TraceEvent.Note.Kind.THREAD_STARTED, "worker"));
        }
        while (events.size() < count) {
            step(random.nextInt(CAST), random.nextInt(THREADS));
        }
        return events;
    }

    private void step(int who, int thread) {
        List<Integer> lane = List.of(who, thread);
        TraceEvent.CallEntered call = within.get(lane);
        if (call != null) {
            int number = numbers.get(lane);
            if (random.nextInt(4) == 0) {
                add(new TraceEvent.CallBlocked(now(), who, number));
            } else {
                Outcome outcome = outcome(who, call.call());
                add(new TraceEvent.CallReturned(now(), who, number, call.nanos(), call.call(), outcome));
                changed(who, call.call(), outcome);
                within.remove(lane);
            }
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> sample();
            case 1 -> add(new TraceEvent.Note(now(), who, new Origin(thread, "a.py", 1 + random.nextInt(9)),
                    notes().get(random.nextInt(notes().size())), "text"));
            case 2 -> add(new TraceEvent.CallWaiting(now(), who, Origin.of(thread), call(who)));
            default -> {
                TraceEvent.CallEntered entered = new TraceEvent.CallEntered(now(), who,
                        new Origin(thread, "a.py", 1 + random.nextInt(9)), TraceEvent.CallEntered.NO_PARENT, call(who));
                within.put(lane, entered);
                numbers.put(lane, events.size());
                add(entered);
            }
        }
    }

    private static List<TraceEvent.Note.Kind> notes() {
        return List.of(TraceEvent.Note.Kind.PROGRAM_STARTED, TraceEvent.Note.Kind.WAITS_FOR_INPUT,
                TraceEvent.Note.Kind.INPUT, TraceEvent.Note.Kind.SLEEPS, TraceEvent.Note.Kind.WAKES,
                TraceEvent.Note.Kind.OUTPUT, TraceEvent.Note.Kind.PROGRAM_FAILED, TraceEvent.Note.Kind.SOURCE);
    }

    private Call call(int who) {
        List<Integer> mine = open.get(who);
        int fd = mine.isEmpty() ? 3 : mine.get(random.nextInt(mine.size()));
        Bytes data = Bytes.utf8("x".repeat(random.nextInt(4)));
        SocketType type = random.nextBoolean() ? SocketType.SOCK_STREAM : SocketType.SOCK_DGRAM;
        return switch (random.nextInt(14)) {
            case 12 -> new Call.Dup(fd, true);
            case 13 -> new Call.SocketPair(Family.AF_UNIX, type, 0, true);
            case 0, 1 -> new Call.Socket(random.nextInt(5) == 0 ? Family.AF_UNIX : Family.AF_INET, type, 0);
            case 2 -> new Call.Bind(fd, random.nextInt(4) == 0 ? SocketAddress.Unix.of("/a") : PORT);
            case 3 -> new Call.Listen(fd, 5);
            case 4 -> new Call.Accept(fd);
            case 5 -> new Call.Connect(fd, random.nextInt(4) == 0 ? SocketAddress.Unix.of("/a") : PORT);
            case 6 -> new Call.Send(fd, data, 0);
            case 7 -> new Call.SendTo(fd, data, 0, PORT);
            case 8 -> new Call.Recv(fd, 2, 0);
            case 9 -> new Call.RecvFrom(fd, 100, 0);
            case 10 -> new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR);
            default -> new Call.Close(fd);
        };
    }

    private Outcome outcome(int who, Call call) {
        if (random.nextInt(6) == 0) {
            return new Outcome.Failed(random.nextBoolean() ? Errno.ECONNRESET : Errno.EINPROGRESS);
        }
        return switch (call) {
            case Call.Socket c -> new Outcome.Opened(free(who), real++);
            case Call.Dup c -> open.get(who).contains(c.fd()) ? new Outcome.Opened(free(who), real++)
                    : new Outcome.Failed(Errno.EBADF);
            case Call.SocketPair c -> pair(who);
            case Call.Accept c -> new Outcome.Accepted(free(who), real++, caller());
            case Call.Sending c -> new Outcome.Done(c.data().length());
            case Call.Recv c -> new Outcome.Received(Bytes.utf8("x".repeat(random.nextInt(3))));
            case Call.RecvFrom c -> new Outcome.ReceivedFrom(Bytes.utf8("x".repeat(random.nextInt(4))),
                    random.nextBoolean() ? Optional.of(caller()) : Optional.empty());
            default -> new Outcome.Done(0);
        };
    }

    private Outcome pair(int who) {
        int first = free(who);
        open.get(who).add(first);
        int second = free(who);
        open.get(who).remove((Integer) first);
        return new Outcome.PairOpened(new Outcome.Opened(first, real++), new Outcome.Opened(second, real++));
    }

    private SocketAddress caller() {
        return SocketAddress.Inet4.loopback(40_000 + random.nextInt(3));
    }

    private int free(int who) {
        int fd = 3;
        while (open.get(who).contains(fd)) {
            fd++;
        }
        return fd;
    }

    private void changed(int who, Call call, Outcome outcome) {
        outcome.opened().forEach(opened -> open.get(who).add(opened.fd()));
        if (call instanceof Call.Close(int fd)) {
            open.get(who).remove((Integer) fd);
        }
    }

    private void sample() {
        TcpState[] states = {TcpState.LISTEN, TcpState.ESTABLISHED, TcpState.TIME_WAIT, TcpState.CLOSE_WAIT};
        List<SocketRow> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(new SocketRow(random.nextBoolean() ? PORT : caller(), random.nextBoolean() ? PORT : caller(),
                    states[random.nextInt(states.length)], 0, random.nextInt(9), 40 + random.nextInt(real - 39),
                    random.nextBoolean()));
        }
        add(new TraceEvent.KernelSample(now(), rows));
    }

    private long now() {
        return events.size() * 1_000L;
    }

    private void add(TraceEvent event) {
        events.add(event);
    }
}
