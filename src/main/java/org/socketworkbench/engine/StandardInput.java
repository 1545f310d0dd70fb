package org.socketworkbench.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.Sockets;

/**
 * A process's standard input: the lines that the user types, and perhaps an end. To poll and select it is descriptor 0; in the
 * kernel it is a flag that is raised while there is something to be read. All methods may be called by any thread.
 */
final class StandardInput implements AutoCloseable {
    private final Sockets sockets;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;
    /** Made when a call asks for it, which few programs do. */
    private Sockets.Flag flag;

    StandardInput(Sockets sockets) {
        this.sockets = sockets;
    }

    synchronized void type(String line) {
        lines.add(line);
        changed();
    }

    synchronized void end() {
        ended = true;
        changed();
    }

    synchronized void clear() {
        lines.clear();
        ended = false;
        changed();
    }

    /** Has whoever waits look whether it was stopped. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits for a line; empty at the end, or if the one who waits is stopped. */
    synchronized Optional<String> read(BooleanSupplier stopped) throws Program.Ended {
        try {
            while (lines.isEmpty() && !ended && !stopped.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Program.Ended.stopped();
        }
        if (stopped.getAsBoolean()) {
            return Optional.empty();
        }
        Optional<String> line = Optional.ofNullable(lines.poll());
        changed();
        return line;
    }

    private void changed() {
        if (flag != null) {
            flag.raise(!lines.isEmpty() || ended);
        }
        notifyAll();
    }

    /** The call as the kernel gets it. */
    Call.SystemCall inKernel(Call.SystemCall call) {
        return switch (call) {
            case Call.Poll c when c.fds().contains(Call.STANDARD_INPUT) -> new Call.Poll(c.entries().stream()
                    .map(entry -> new PollEntry(inKernel(entry.fd()), entry.events())).toList(), c.timeoutMillis());
            case Call.Select c when c.fds().contains(Call.STANDARD_INPUT) ->
                new Call.Select(inKernel(c.read()), inKernel(c.write()), inKernel(c.except()), c.timeoutMicros());
            default -> call;
        };
    }

    private List<Integer> inKernel(List<Integer> fds) {
        return fds.stream().map(this::inKernel).toList();
    }

    private synchronized int inKernel(int fd) {
        if (fd != Call.STANDARD_INPUT) {
            return fd;
        }
        if (flag == null) {
            flag = sockets.flag();
            changed();
        }
        return flag.descriptor();
    }

    /** What the kernel answered, as the process sees it. */
    synchronized Outcome inProcess(Outcome outcome) {
        return flag == null ? outcome : switch (outcome) {
            case Outcome.Polled polled ->
                new Outcome.Polled(polled.ready().stream().map(entry -> new PollEntry(inProcess(entry.fd()), entry.events())).toList());
            case Outcome.Selected selected ->
                new Outcome.Selected(inProcess(selected.read()), inProcess(selected.write()), inProcess(selected.except()));
            default -> outcome;
        };
    }

    private List<Integer> inProcess(List<Integer> fds) {
        return fds.stream().map(this::inProcess).toList();
    }

    private int inProcess(int fd) {
        return fd == flag.descriptor() ? Call.STANDARD_INPUT : fd;
    }

    @Override
    public synchronized void close() {
        if (flag != null) {
            flag.close();
            flag = null;
        }
    }
}
