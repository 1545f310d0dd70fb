package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.WindowRobot;
import org.socketworkbench.trace.TraceLog;

/** What a window has shown and shows no longer takes no memory. */
class MemoryTest {
    private static final int A_WINDOWS_PICTURE = WorkbenchWindow.WIDTH * WorkbenchWindow.HEIGHT * Integer.BYTES;

    @Test
    void aNewTraceLeavesNoPictureOfTheOldOneBehind() throws JMException {
        try (WindowRobot window = new WindowRobot()) {
            renew(window, 2);
            long before = pictures();
            renew(window, 5);
            long more = pictures() - before;
            assertTrue(more < A_WINDOWS_PICTURE, more + " bytes more");
        }
    }

    private static void renew(WindowRobot window, int times) {
        for (int i = 0; i < times; i++) {
            TraceLog old = window.log();
            window.press(KeyCode.CONTROL, KeyCode.N);
            window.untilSeen("a new trace", () -> window.window().feed().log() != old
                    && !window.onPanel("#server", "#socket", Node.class).isDisabled());
        }
    }

    /**
     * The bytes of all int arrays that live: the software pipeline paints into these. What is held softly lives, too.
     */
    private static long pictures() throws JMException {
        Object histogram = ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[] {new String[0]}, new String[] {String[].class.getName()});
        return histogram.toString().lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && words[3].equals("[I"))
                .mapToLong(words -> Long.parseLong(words[2]))
                .findFirst().orElseThrow();
    }
}
