package org.socketworkbench.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * Looks at the kernel while calls are made: after those calls whose meaning needs it, on the participant's own thread, and
 * from a thread of its own while something may change. Appends only what has changed.
 */
public final class KernelWatch implements Participant.Witness, AutoCloseable {
    /** A call that has not returned after this long is looked at: does the kernel hold its thread? */
    private static final long LOOK_AFTER_MILLIS = 20;
    private static final long TABLE_EVERY_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(KernelWatch.class);

    private final TraceLog log;
    private final Supplier<List<Participant>> cast;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kernel-watch").factory());
    /** Of the calls being made, those already reported. */
    private final Set<Integer> reportedBlocked = new HashSet<>();
    private volatile List<SocketRow> lastRows = List.of();
    private volatile boolean warned;

    /** @param cast those whose sockets and threads are looked at, asked for anew each time */
    public KernelWatch(TraceLog log, Supplier<List<Participant>> cast) {
        this.log = log;
        this.cast = cast;
    }

    /** Starts the thread that looks from time to time. */
    public void start() {
        timer.scheduleWithFixedDelay(() -> look(this::lookForBlocked), LOOK_AFTER_MILLIS, LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> look(this::lookAtTable), TABLE_EVERY_MILLIS, TABLE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    @Override
    public void returned(Call call, Outcome outcome) {
        switch (call) {
            // Only now can the client's own port be read: it may close the socket with its next call.
            case Call.Connect c when outcome instanceof Outcome.Done -> look(() -> sample(0));
            // The kernel's table tells who has the port, or which old connection still holds it.
            case Call.Bind c when outcome instanceof Outcome.Failed f && f.errno().equals(Errno.EADDRINUSE) ->
                look(() -> sample(port(c.address())));
            default -> { }
        }
    }

    /** A look that fails neither harms the participant on whose thread it is made nor ends the looks to come. */
    private void look(Look look) {
        try {
            look.look();
        } catch (IOException | RuntimeException e) {
            if (!warned) {
                warned = true;
                LOG.warn("the kernel's view cannot be read; this is said only once", e);
            }
        }
    }

    private interface Look {
        void look() throws IOException;
    }

    private void lookForBlocked() {
        Set<Integer> beingMade = new HashSet<>();
        for (Participant participant : cast.get()) {
            participant.inCall().ifPresent(call -> {
                beingMade.add(call.number());
                boolean late = log.now() - call.enteredNanos() > TimeUnit.MILLISECONDS.toNanos(LOOK_AFTER_MILLIS);
                if (late && !reportedBlocked.contains(call.number()) && sleeps(call.threadId())) {
                    reportedBlocked.add(call.number());
                    log.append(new TraceEvent.CallBlocked(log.now(), participant.id(), call.number()));
                }
            });
        }
        reportedBlocked.retainAll(beingMade);
    }

    /** Whether the kernel says that a thread of ours sleeps (man 5 proc_pid_stat: the state comes behind the name's last bracket). */
    private static boolean sleeps(long threadId) {
        try {
            // Linux cuts a thread's name after 15 bytes, in the middle of a character too: this need not be UTF-8.
            String stat = Files.readString(Path.of("/proc/self/task/" + threadId + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
        } catch (IOException e) {
            return false; // The thread has ended meanwhile.
        }
    }

    private void lookAtTable() throws IOException {
        if (cast.get().stream().anyMatch(participant -> !participant.descriptors().isEmpty()) || !lastRows.isEmpty()) {
            sample(0);
        }
    }

    /** Reads the table and appends what concerns our sockets, or this port if it is not 0, unless it is as it was. */
    private synchronized void sample(int port) throws IOException {
        if (log.isFull()) {
            return;
        }
        Map<Long, Integer> ours = new HashMap<>();
        for (Participant participant : cast.get()) {
            for (int fd : participant.descriptors()) {
                ours.put(TcpTable.inode(fd), fd);
            }
        }
        ours.remove(-1L);
        // The trace keeps every look: a line that is as it was is kept once.
        Map<SocketRow, SocketRow> known = new HashMap<>();
        lastRows.forEach(row -> known.put(row, row));
        List<SocketRow> rows = concerning(TcpTable.read(ours), port).stream().map(row -> known.getOrDefault(row, row)).toList();
        if (!rows.equals(lastRows)) {
            lastRows = rows;
            log.append(new TraceEvent.KernelSample(log.now(), rows));
        }
    }

    /** What concerns our sockets, or this port if it is not 0: ours first, ended connections last. */
    static List<SocketRow> concerning(List<SocketRow> table, int port) {
        Set<SocketAddress> addresses = new HashSet<>();
        Set<Integer> listening = new HashSet<>();
        for (SocketRow row : table) {
            if (row.fd() != SocketRow.NOT_OURS) {
                addresses.add(row.local());
                if (row.state() == TcpState.LISTEN) {
                    listening.add(port(row.local()));
                }
            }
        }
        return table.stream()
                .filter(row -> {
                    int local = port(row.local());
                    return row.fd() != SocketRow.NOT_OURS || addresses.contains(row.remote())
                            || listening.contains(local) || port != 0 && local == port;
                })
                .sorted(Comparator.comparing((SocketRow row) -> row.fd() == SocketRow.NOT_OURS)
                        .thenComparing(row -> row.state() == TcpState.TIME_WAIT))
                .limit(TraceEvent.KernelSample.ROWS_AT_MOST)
                .toList();
    }

    private static int port(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? inet.port() : 0;
    }
}
