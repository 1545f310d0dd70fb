package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.ThisSystem;

/** Python can be closed at any moment. */
class PythonEngineTest {
    @RepeatedTest(15)
    void itCanBeClosedWhileItsFirstInterpreterBegins(RepetitionInfo repetition) {
        try (PythonEngine python = new PythonEngine(ThisSystem.platform())) {
            python.warmUp();
            // Another moment each time; whichever it is, close() comes back.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4L * repetition.getCurrentRepetition()));
        }
    }

    @Test
    void whatIsClosedStartsNoProgram() {
        PythonEngine python = new PythonEngine(ThisSystem.platform());
        python.close();
        assertThrows(IllegalStateException.class, python::awaitReady);
        python.close();
    }
}
