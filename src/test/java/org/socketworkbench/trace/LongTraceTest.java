package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Tools;

/** A long trace is nothing to the collector, in a process of its own with the memory of a small machine. */
class LongTraceTest {
    private static final Pattern FULL = Pattern.compile("Pause Full.* (\\d+\\.\\d+)ms");
    private static final double LIMIT_MILLIS = 50;

    @Test
    void tenMillionEventsAreAppendedAndReadWithoutALongFullCollection() throws Exception {
        String said = Tools.outputOf(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-XX:+UseG1GC", "-Xlog:gc", "-cp", "target/classes:target/test-classes",
                LongTrace.class.getName()));
        assertTrue(said.contains("right: " + LongTrace.EVENTS), said);
        assertTrue(said.contains("Pause Young"), "the collector tells what it does: " + said);
        assertEquals(List.of(), FULL.matcher(said).results()
                .filter(full -> Double.parseDouble(full.group(1)) > LIMIT_MILLIS).map(full -> full.group()).toList());
    }
}
