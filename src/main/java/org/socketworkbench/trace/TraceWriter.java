package org.socketworkbench.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes a log's events as lines of JSON. Each call writes the events that are new since the last one. For one thread
 * at a time.
 */
final class TraceWriter implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator("")
            .build();

    private final TraceLog log;
    private final JsonGenerator json;
    private final JsonFieldWriter to;
    private final EventCodec codec;
    private int written;
    private boolean begun;

    TraceWriter(TraceLog log, OutputStream bytes) throws IOException {
        this.log = log;
        // An event that was written only in part must not look like a whole one.
        json = JSON.createGenerator(new BufferedOutputStream(bytes))
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        to = new JsonFieldWriter(json);
        codec = new EventCodec(log::call, RowCodec.FORM);
        TraceFormat.writeHeader(to);
        json.writeRaw('\n');
    }

    /** Writes the events in the log that were not written yet, and hands them to the system. */
    void writeNew() throws IOException {
        int size = log.size();
        if (begun && written == size) {
            return;
        }
        begun = true;
        try {
            while (written < size) {
                to.begin();
                to.number("event", written);
                codec.write(to, log.get(written));
                to.end();
                json.writeRaw('\n');
                written++;
            }
            json.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
