package org.socketworkbench.kernel;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.platform.SocketTables;
import org.socketworkbench.platform.Threads;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * Samples the kernel while calls are made: after each call, before its return is traced, and periodically, since much
 * changes without a call. Appends only what has changed.
 *
 * <p>One dedicated thread takes all samples, so that a participant's thread makes only the system calls of its own
 * program. A participant waits for the sample after a call that somebody is waiting to see. A program that runs on does
 * not wait: the first call after a pause triggers one sample at once. When calls come fast, the periodic sample, which
 * comes soon enough for the eye, covers them all.
 */
public final class KernelWatch implements Participant.Witness, AutoCloseable {
    /** A call that has not returned after this long is checked: does the kernel block its thread? */
    private static final long BLOCKED_AFTER_MILLIS = 20;
    private static final long TABLES_EVERY_MILLIS = 100;
    private static final Messages TEXT = Messages.of(KernelWatch.class);
    private static final Logger LOG = LoggerFactory.getLogger(KernelWatch.class);

    private final TraceLog log;
    private final Supplier<List<Participant>> cast;
    private final Sockets.Looks looks;
    private final SocketTables tables;
    private final Concern concern = new Concern();
    private final BlockedCalls blockedCalls;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kernel-watch").factory());
    private List<SocketRow> lastRows = List.of();
    private volatile Consumer<String> trouble = LOG::warn;
    private boolean warned;
    /**
     * Whether programs have made calls since the last beat of {@link #BLOCKED_AFTER_MILLIS}, and whether none did in
     * the one before.
     */
    private volatile boolean busy;
    private volatile boolean rested = true;

    /**
     * @param cast the participants whose sockets and threads are watched, asked for anew each time
     */
    public KernelWatch(TraceLog log, Supplier<List<Participant>> cast, Platform platform) {
        this(log, cast, platform.sockets().looks(), platform.tables(), platform.threads());
    }

    KernelWatch(TraceLog log, Supplier<List<Participant>> cast, Sockets.Looks looks, SocketTables tables,
            Threads threads) {
        this.log = log;
        this.cast = cast;
        this.looks = looks;
        this.tables = tables;
        blockedCalls = new BlockedCalls(log, threads, TimeUnit.MILLISECONDS.toNanos(BLOCKED_AFTER_MILLIS));
    }

    /**
     * @param told gets a sentence for the user, once, if the kernel's tables cannot be read; runs on the sampling
     *             thread
     */
    public void onTrouble(Consumer<String> told) {
        trouble = told;
    }

    /** Starts periodic sampling. */
    public void start() {
        looker.scheduleWithFixedDelay(() -> look(this::beat), BLOCKED_AFTER_MILLIS, BLOCKED_AFTER_MILLIS,
                TimeUnit.MILLISECONDS);
        looker.scheduleWithFixedDelay(() -> look(this::lookAtTables), TABLES_EVERY_MILLIS, TABLES_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Stops sampling; a participant that waits for a sample goes on. */
    @Override
    public void close() {
        looker.shutdownNow().forEach(look -> ((Future<?>) look).cancel(false));
    }

    @Override
    public void returned(Call call, Outcome outcome) {
        atOnce(() -> sample(call, outcome));
    }

    @Override
    public void ranOn(Call call, Outcome outcome) {
        if (rested) {
            rested = false;
            soon(this::lookAtTables);
        } else if (!busy) {
            busy = true;
        }
        switch (call) {
            // Only now can the client's own port be read: the next call may close the socket.
            case Call.Connect c when outcome instanceof Outcome.Done || isOnItsWay(outcome) ->
                atOnce(() -> addEstablished(c.fd()));
            // The kernel's table shows who has the port, or which old connection still holds it.
            case Call.Bind c when outcome instanceof Outcome.Failed f && f.errno().equals(Errno.EADDRINUSE) ->
                returned(call, outcome);
            default -> {}
        }
    }

    /** Reports that a call was seen to block, unless it was reported already. Any thread may call it. */
    public void blocked(int participant, int call) {
        blockedCalls.report(participant, call);
    }

    private static boolean isOnItsWay(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && failed.errno().equals(Errno.EINPROGRESS);
    }

    private interface Look {
        void look() throws IOException;
    }

    /** Samples as soon as possible; nobody waits for it. */
    private void soon(Look look) {
        try {
            looker.execute(() -> look(look));
        } catch (RejectedExecutionException e) {
            // Sampling has stopped.
        }
    }

    /** Samples while the participant on the calling thread waits. */
    private void atOnce(Look look) {
        try {
            looker.submit(() -> look(look)).get();
        } catch (RejectedExecutionException | CancellationException e) {
            // Sampling has stopped.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look failed in an unknown way", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failed sample neither harms the participant that waits for it nor ends later samples. */
    private void look(Look look) {
        try {
            look.look();
        } catch (IOException e) {
            tell(e);
        } catch (RuntimeException e) {
            if (!warned) {
                warned = true;
                LOG.warn("the kernel's view cannot be read; this is said only once", e);
            }
        }
    }

    private void tell(IOException e) {
        if (!warned) {
            warned = true;
            trouble.accept(TEXT.text("view.unreadable", FileProblem.text(e)));
        }
    }

    private void beat() {
        rested = !busy;
        busy = false;
        blockedCalls.look(cast.get());
    }

    private void lookAtTables() throws IOException {
        Set<Integer> fds = descriptors();
        if (!fds.isEmpty() || !lastRows.isEmpty()) {
            sample(fds, Optional.empty());
        }
    }

    /** Samples after a call that the participant's list of descriptors does not reflect yet. */
    private void sample(Call call, Outcome outcome) throws IOException {
        Set<Integer> fds = descriptors();
        Optional<SocketAddress> asked = Optional.empty();
        outcome.opened().forEach(opened -> fds.add(opened.real()));
        switch (call) {
            case Call.Close c -> fds.remove(c.fd());
            case Call.Bind c when outcome instanceof Outcome.Failed -> asked = Optional.of(c.address());
            default -> {}
        }
        sample(fds, asked);
    }

    private void sample(Set<Integer> fds, Optional<SocketAddress> asked) throws IOException {
        if (!log.isFull()) {
            append(tables.read(fds, table -> concern.of(table, asked)));
        }
    }

    /** Adds the connection that connect has made to the last rows; reading whole tables would take too long. */
    private void addEstablished(int fd) {
        if (!log.isFull()) {
            established(fd).ifPresent(made -> {
                concern.add(made);
                append(Stream.concat(Stream.of(made), lastRows.stream().filter(row -> row.fd() != fd)).toList());
            });
        }
    }

    /** The row of one of our TCP connections, made without the table; empty unless it was just established. */
    private Optional<SocketRow> established(int fd) {
        return looks.tcpInfo(fd)
                .filter(info -> info.state() == TcpState.ESTABLISHED && info.notSentBytes() + info.unacked() == 0)
                .flatMap(info -> looks.ends(fd).map(ends -> new SocketRow(Transport.TCP, ends.local(), ends.remote(),
                        info.state(), 0, looks.unread(fd).orElse(0), fd, true, Optional.of(info))));
    }

    private Set<Integer> descriptors() {
        Set<Integer> fds = new HashSet<>();
        cast.get().forEach(participant -> fds.addAll(participant.realDescriptors()));
        return fds;
    }

    /** Appends the rows unless they are unchanged. */
    private void append(List<SocketRow> rows) {
        if (!rows.equals(lastRows)) {
            lastRows = rows;
            log.append(new TraceEvent.KernelSample(log.now(), rows));
        }
    }
}
