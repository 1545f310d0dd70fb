package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;

class DescriptorTableTest {
    private final DescriptorTable table = new DescriptorTable();

    @Test
    void aNumberThatIsBeingClosedIsFoundByNoCallAndGivenToNone() {
        table.open(table.reserve(), 17);
        assertEquals(17, table.closing(3));
        assertFalse(table.has(3));
        assertEquals(DescriptorTable.NONE, table.closing(3));
        assertEquals(List.of(), table.reals());
        assertEquals(4, table.reserve());
        table.closed(3);
        assertEquals(3, table.reserve());
    }

    @Test
    void aCloseOfNothingFreesNoNumber() {
        int reserved = table.reserve();
        assertEquals(DescriptorTable.NONE, table.closing(reserved));
        table.closed(reserved);
        table.closed(Call.NO_DESCRIPTOR);
        assertEquals(reserved + 1, table.reserve());
    }

    @Test
    void aNumberOfOnesChoiceIsFreeOrNot() {
        int reserved = table.reserve();
        assertFalse(table.reserve(reserved));
        assertFalse(table.reserve(2));
        assertFalse(table.reserve(DescriptorTable.LIMIT));
        assertTrue(table.reserve(5));
        assertEquals(List.of(4, 6), List.of(table.reserve(), table.reserve()));
        table.release(5);
        assertTrue(table.reserve(5));
    }

    @Test
    void filesTakeNumbersUntilTheyAreClosed() {
        assertEquals(3, table.reserveForFile());
        assertEquals(4, table.reserveForFile());
        assertEquals(5, table.reserve());
        assertEquals(List.of(), table.numbers());
        table.fileClosed(3);
        table.fileClosed(5);
        assertEquals(3, table.reserve());
        table.filesClosed();
        assertEquals(4, table.reserve());
        assertEquals(6, table.reserve());
    }
}
