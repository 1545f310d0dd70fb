package org.socketworkbench.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A trace as a file of JSON Lines: one event a line, in order. {@code docs/trace-format.md} describes every field.
 *
 * <p>The file is ASCII, and payload bytes are in Base64: nothing that a peer sent can act on what reads it.
 */
public final class TraceFile {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator("\n")
            .build();

    private TraceFile() {}

    /**
     * Writes the events that the log has now; a file that exists is replaced.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(TraceLog log, Path file) throws IOException {
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file));
                JsonGenerator json = JSON.createGenerator(bytes)) {
            int size = log.size();
            for (int number = 0; number < size; number++) {
                JsonEvent.write(json, number, log.get(number));
            }
            if (size > 0) {
                json.writeRaw('\n');
            }
        }
    }
}
