package org.socketworkbench.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Sockets;

/**
 * A process's standard input: the lines that the user types, and possibly an end. To poll and select it is descriptor
 * 0; in the kernel it is a flag that is raised while there is something to read. Any thread may call any method.
 */
final class StandardInput implements AutoCloseable {
    private final Sockets sockets;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;
    /** Made only when a call asks for it, which few programs do. */
    private Sockets.@Nullable Flag flag;

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

    /** Makes waiting threads check whether they were stopped. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits for a line; empty at the end, or if the waiting thread is stopped. */
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

    /** The real descriptor, which is ready to be read while there is something to read. */
    synchronized int descriptor() {
        if (flag == null) {
            flag = sockets.flag();
            changed();
        }
        return flag.descriptor();
    }

    @Override
    public synchronized void close() {
        if (flag != null) {
            flag.close();
            flag = null;
        }
    }
}
