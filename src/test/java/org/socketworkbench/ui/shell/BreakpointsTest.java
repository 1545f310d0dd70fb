package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;

class BreakpointsTest {
    /** Calls whose name is not that of their class. */
    private static final java.util.Map<String, String> NAMES =
            java.util.Map.of("connectex", "connect_ex", "setnonblocking", "ioctl");

    @Test
    void everyCallCanBeStoppedAt() {
        Set<String> calls = records(Call.class).map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals("timed")) // It has the name of the call that it is made of.
                .map(name -> NAMES.getOrDefault(name, name))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> offered = Breakpoints.THEMES.stream().flatMap(theme -> theme.calls().stream()).toList();
        assertEquals(calls, new TreeSet<>(offered));
        assertEquals(offered.size(), new HashSet<>(offered).size(), "each once");
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord() ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(BreakpointsTest::records);
    }
}
