package org.socketworkbench.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The file of a trace that is still being made. A separate thread hands each event to the system within a tenth of a
 * second, so that the event is in the file even if this process dies. The last line may be cut off then.
 */
public final class GrowingTraceFile implements AutoCloseable {
    private static final long WRITE_EVERY_MILLIS = 50;

    private final CountDownLatch closing = new CountDownLatch(1);
    /** Guards the writer and its failure. */
    private final Object writing = new Object();
    private final OutputStream bytes;
    private final TraceWriter writer;
    private @Nullable IOException failure;

    /**
     * Begins a file with the events in the log so far; an existing file is replaced.
     *
     * @throws IOException if the file cannot be created
     */
    public GrowingTraceFile(TraceLog log, Path file) throws IOException {
        bytes = Files.newOutputStream(file);
        writer = new TraceWriter(log, bytes);
        Thread.ofPlatform().daemon().name("trace-writer").start(this::follow);
    }

    private void follow() {
        try {
            do {
                writeNew();
            } while (!closing.await(WRITE_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a failure, nothing more is written: a trace with a gap is not a trace. */
    private void writeNew() {
        synchronized (writing) {
            if (failure == null && closing.getCount() > 0) {
                try {
                    writer.writeNew();
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
    }

    /**
     * Writes the events in the log so far and ends the file. Closing it again does nothing.
     *
     * @throws IOException if not all of the trace is in the file: it has whole lines up to some event, and perhaps a
     *                     cut one after them
     */
    @Override
    public void close() throws IOException {
        synchronized (writing) {
            if (closing.getCount() == 0) {
                return;
            }
            writeNew();
            closing.countDown();
            if (failure != null) {
                bytes.close();
                throw failure;
            }
            writer.close();
        }
    }
}
