package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.testing.Await;

class GrowingTraceFileTest {
    private final TraceLog log = new TraceLog();
    @TempDir
    private Path folder;

    @Test
    void whatHasHappenedIsInTheFileWhileTheLogGrows() throws IOException {
        List<TraceEvent> events = EveryEvent.traces().getFirst();
        try (GrowingTraceFile _ = new GrowingTraceFile(log, file())) {
            for (TraceEvent event : events) {
                log.append(event);
                Await.until("event " + log.size() + " is in the file", () -> readable().size() == log.size());
            }
        }
        assertEquals(events, all(TraceFile.read(file())));
    }

    @Test
    void whatComesUpToTheEndIsWritten() throws IOException {
        List<TraceEvent> events = EveryEvent.traces().getFirst();
        GrowingTraceFile growing = new GrowingTraceFile(log, file());
        events.forEach(log::append);
        growing.close();
        growing.close();
        assertEquals(events, all(TraceFile.read(file())));
    }

    @Test
    void itIsTheSameFileAsOneThatIsWrittenAtOnce() throws IOException {
        EveryEvent.traces().getFirst().forEach(log::append);
        new GrowingTraceFile(log, file()).close();
        Path atOnce = folder.resolve("at-once.jsonl");
        TraceFile.write(log, atOnce);
        assertEquals(Files.readString(atOnce), Files.readString(file()));
    }

    /** The device takes nothing, as a disk that is full. */
    @Test
    void aFullDiskIsToldWhenTheFileIsEnded() throws IOException {
        GrowingTraceFile growing = new GrowingTraceFile(log, Path.of("/dev/full"));
        log.append(new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER));
        assertEquals("No space left on device", assertThrows(IOException.class, growing::close).getMessage());
    }

    private Path file() {
        return folder.resolve("trace.jsonl");
    }

    /** What a reader finds in it, whatever is being written meanwhile. */
    private TraceLog readable() {
        try {
            return TraceFile.read(file());
        } catch (TraceFormatException e) {
            return e.before();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<TraceEvent> all(TraceLog read) {
        return read.range(0, read.size());
    }
}
