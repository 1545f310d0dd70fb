package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenFilesTest {

    @ParameterizedTest
    @ValueSource(longs = {64, 80, 524_288})
    void enoughIsNoProblem(long atMost) {
        assertEquals(Optional.empty(), OpenFiles.problem(OptionalLong.of(atMost)));
    }

    @Test
    void noLimitIsNoProblem() {
        assertEquals(Optional.empty(), OpenFiles.problem(OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 24, 63})
    void tooFewAreToldWithWhatIsNeededAndHowToGetIt(long atMost) {
        String told = OpenFiles.problem(OptionalLong.of(atMost)).orElseThrow();
        assertTrue(told.contains("64 files") && told.contains("ulimit -n 1024"), told);
    }
}
