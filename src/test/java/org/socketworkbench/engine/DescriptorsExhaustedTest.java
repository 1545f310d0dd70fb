package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.socketworkbench.testing.Tools;

/** A process that may have no more than 64 descriptors uses them up, is told so, and goes on when it has closed one. */
class DescriptorsExhaustedTest {
    private static final int LIMIT = 64;

    /**
     * As the program is delivered: a class in a folder would need a descriptor to be loaded, one in an open jar does
     * not.
     */
    private static Path jar(Path folder) {
        Path jar = folder.resolve("subject.jar");
        assertEquals(0, ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err,
                "--create", "--file", jar.toString(), "-C", "target/classes", ".", "-C", "target/test-classes", "."));
        return jar;
    }

    @Test
    void withNoDescriptorLeftTheCallerWaitsUntilOneIsClosed(@TempDir Path folder) throws Exception {
        String slf4j =
                Path.of(LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        List<String> said = Tools.outputOf(List.of("sh", "-c", "ulimit -n " + LIMIT + "; exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp", jar(folder) + ":" + slf4j,
                ExhaustedSubject.class.getName())).lines().filter(line -> !line.startsWith("SLF4J")).toList();

        assertEquals(10, said.size(), said::toString);
        assertTrue(said.get(0).startsWith("socket: EMFILE (24): Many sockets were opened and not closed."),
                said::toString);
        assertEquals("highest: " + (LIMIT - 1), said.get(1));
        for (int caller = 1; caller <= 3; caller++) {
            String refused = said.get(2 * caller);
            assertTrue(refused.startsWith("accept: EMFILE (24): "), refused);
            assertTrue(refused.contains("The caller is not lost: it goes on waiting in the queue."), refused);
            assertEquals("caller " + caller, said.get(1 + 2 * caller));
        }
        assertEquals("kernel's table read again: true", said.get(8));
        assertEquals("left open: 0", said.getLast());
    }
}
