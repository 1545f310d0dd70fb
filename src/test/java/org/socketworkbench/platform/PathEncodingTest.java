package org.socketworkbench.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As the JVM has it in a locale that knows only ASCII: U+FFFD for each byte that it cannot read. */
class PathEncodingTest {
    private static final String ASCII = "ANSI_X3.4-1968";

    @Test
    void aPathThatTheLocaleHasNoLettersForIsToldWithWhatHelps() {
        String told = PathEncoding.problem("gr\ufffd\ufffdn/a.py", "/home", ASCII).orElseThrow();
        assertTrue(told.startsWith("gr??n/a.py cannot be found") && told.contains("LC_ALL=C.UTF-8"), told);
    }

    @Test
    void soIsAnyPathBelowAWorkingFolderLikeThat() {
        assertTrue(PathEncoding.problem("a.py", "/gr\ufffd\ufffdn", ASCII).isPresent());
        assertTrue(PathEncoding.problem("/gr??n/a.py", "/gr\ufffd\ufffdn", ASCII).isPresent());
        assertFalse(PathEncoding.problem("/home/a.py", "/gr\ufffd\ufffdn", ASCII).isPresent());
    }

    @Test
    void otherPathsAreNoProblem() {
        assertEquals(Optional.empty(), PathEncoding.problem("a?.py", "/home", ASCII));
        assertEquals(Optional.empty(), PathEncoding.problem("gr\ufffdn.py", "/home", "UTF-8"));
    }
}
