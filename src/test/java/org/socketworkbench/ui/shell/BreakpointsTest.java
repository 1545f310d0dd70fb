package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.CallName;

class BreakpointsTest {
    @Test
    void everyCallThatCanBeMadeCanBeStoppedAt() {
        assertEquals(List.copyOf(EnumSet.complementOf(EnumSet.of(CallName.OTHER))),
                Breakpoints.THEMES.stream().flatMap(theme -> theme.calls().stream()).sorted().toList());
    }
}
