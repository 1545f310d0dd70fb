package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Family;

class OwnProgramsTest {
    private final OwnProgram client = OwnPrograms.of(OwnProgram.Side.CLIENT).getFirst();

    @Test
    void everyProgramHasAFileATitleAndAnAddressOfItsFamilies() {
        for (OwnProgram program : OwnPrograms.all()) {
            assertFalse(program.title().isBlank());
            List<String> lines = program.script().text().lines().toList();
            boolean local = program.families().equals(Set.of(Family.AF_UNIX));
            assertEquals(local, lines.stream().anyMatch(line -> line.startsWith("PATH = ")), program.file());
            assertEquals(!local, lines.stream().anyMatch(line -> line.startsWith("PORT = ")), program.file());
        }
    }

    @Test
    void theAddressOfThePanelIsWrittenIntoItsLinesAndNowhereElse() {
        List<String> before = client.script().text().lines().toList();
        List<String> lines = client.script(Family.AF_INET, "it's", 8123).text().lines().toList();
        assertEquals("HOST = 'it\\'s'", lines.get(3));
        assertEquals("PORT = 8123", lines.get(4));
        assertEquals(before.size(), lines.size());
        assertEquals(before.subList(5, before.size()), lines.subList(5, lines.size()));
    }

    @Test
    void thePanelsFamilyIsWrittenWhereTheSocketIsMade() {
        String text = client.script(Family.AF_INET6, "::1", 8080).text();
        assertTrue(text.contains("socket.socket(socket.AF_INET6, socket.SOCK_STREAM)"));
    }

    @Test
    void aPathIsWrittenAsPythonWritesIt() {
        OwnProgram any = new OwnProgram("one_call_client.py", OwnProgram.Side.CLIENT, Set.of(Family.AF_UNIX));
        assertEquals(any.script().text(), any.script("/tmp/\\s").text(), "it has no line PATH");
    }
}
