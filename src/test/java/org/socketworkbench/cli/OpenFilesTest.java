package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"64", "80", "524288", "unlimited"})
    void enoughIsNoProblem(String limit) {
        assertEquals(Optional.empty(), OpenFiles.problem(limits(limit)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "24", "63"})
    void tooFewAreToldWithWhatIsNeededAndHowToGetIt(String limit) {
        String told = OpenFiles.problem(limits(limit)).orElseThrow();
        assertTrue(told.contains("64 files") && told.contains("ulimit -n 1024"), told);
    }

    @Test
    void thisProcessMayHaveEnough() {
        assertEquals(Optional.empty(), OpenFiles.problem());
    }

    private static List<String> limits(String files) {
        return List.of("Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             96365                96365                processes ",
                "Max open files            %-20s %-20s files     ".formatted(files, files));
    }
}
