package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.SequenceSheet;
import org.socketworkbench.export.SvgWriter;
import org.socketworkbench.model.Picture;
import org.socketworkbench.testing.Mutations;
import org.socketworkbench.testing.Rounds;

/**
 * Files of traces that were damaged or made up: each is refused in words, or read, and then shown and written like any
 * other.
 */
class TraceFuzzTest {
    private static final int MUTATIONS = Rounds.of(10_000);
    private static final Pattern NUMBER = Pattern.compile("^\\{\"event\":\\d+");

    private int read;
    private int refused;

    @Test
    void aFileOfATraceIsReadOrRefusedButBringsNothingDown() {
        List<String> files = EveryEvent.traces().stream().map(TraceFuzzTest::written).toList();
        for (int seed = 0; seed < MUTATIONS; seed++) {
            String file = mutated(files, seed);
            try {
                check(file);
            } catch (Exception | AssertionError | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + file, e);
            }
        }
        System.out.println(MUTATIONS + " changed traces: " + read + " read and shown, " + refused + " refused");
        assertTrue(read > MUTATIONS / 20, "some can be read: " + read);
        assertTrue(refused > MUTATIONS / 2, "most can not: " + refused);
    }

    private static String mutated(List<String> files, int seed) {
        Mutations mutations = new Mutations(seed);
        List<String> lines = mutations.oneOf(files).lines().toList();
        String some = String.join("\n", lines.subList(0, 2 + mutations.below(lines.size() - 1))) + "\n";
        String changed = mutations.of(some);
        return mutations.below(2) == 0 ? changed : renumbered(changed);
    }

    /** With the numbers right again, what was done to the lines is not found out by them. */
    private static String renumbered(String file) {
        StringBuilder renumbered = new StringBuilder();
        int event = 0;
        for (String line : file.lines().toList()) {
            renumbered.append(NUMBER.matcher(line).replaceFirst("{\"event\":" + event)).append('\n');
            event++;
        }
        return renumbered.toString();
    }

    private void check(String file) throws IOException {
        TraceLog log;
        try {
            log = TraceFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (TraceFormatException e) {
            refused++;
            String message = e.getMessage();
            assertTrue(message.startsWith("Line " + e.line() + ": ") && e.line() <= file.lines().count() + 1, message);
            assertTrue(message.chars().allMatch(c -> c >= 0x20 && c < 0x7f), message);
            return;
        }
        read++;
        show(log);
        String written = written(log.range(0, log.size()));
        TraceLog again = TraceFile.read(new ByteArrayInputStream(written.getBytes(StandardCharsets.US_ASCII)));
        assertEquals(log.range(0, log.size()), again.range(0, again.size()));
        assertEquals(written, written(again.range(0, again.size())));
    }

    private static void show(TraceLog log) throws IOException {
        Picture picture = new Picture();
        SequenceModel model = new SequenceModel();
        for (int number = 0; number < log.size(); number++) {
            TraceEvent event = log.get(number);
            model.apply(number, event, picture.apply(number, event));
        }
        SequenceSheet sheet = new SequenceSheet(model);
        SvgWriter.write(sheet.shapes(), sheet.width(), sheet.height(), new StringWriter());
    }

    private static String written(List<TraceEvent> events) {
        TraceLog log = new TraceLog();
        events.forEach(log::append);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TraceFile.write(log, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
