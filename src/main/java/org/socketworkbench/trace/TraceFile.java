package org.socketworkbench.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A trace as a file of JSON Lines: one event per line, in order. {@code docs/trace-format.md} describes every field.
 *
 * <p>The file is ASCII, and payload bytes are in Base64: nothing that a peer sent can affect the program that reads it.
 */
public final class TraceFile {
    private TraceFile() {}

    /**
     * Writes the events that the log has now; an existing file is replaced.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(TraceLog log, Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file)) {
            write(log, bytes);
        }
    }

    static void write(TraceLog log, OutputStream bytes) throws IOException {
        try (TraceWriter writer = new TraceWriter(log, bytes)) {
            writer.writeNew();
        }
    }

    /**
     * Reads the trace in a file, up to as many events as a log has room for. Nothing in the file is trusted. The trace
     * can be shown like any other, and writing it again gives the same events.
     *
     * @throws TraceFormatException if the file is not a trace, or not a whole one; it has the trace before the first
     *                              line that cannot be read
     * @throws IOException          if the file cannot be read
     */
    public static TraceLog read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return read(bytes);
        }
    }

    static TraceLog read(InputStream bytes) throws IOException {
        return new TraceReader(TraceLog.CAPACITY).read(bytes);
    }
}
