package org.socketworkbench.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentFilesTest {
    private static final Preferences.Key KEY = Preferences.Key.RECENT_PROGRAMS;

    private final Preferences preferences = Preferences.inMemory();
    private final RecentFiles files = new RecentFiles(preferences, KEY);

    @Test
    void theNewestIsFirstAndEachIsThereOnce() {
        List.of("/a.py", "/b.py", "/a.py").forEach(file -> files.add(Path.of(file)));
        assertEquals(List.of(Path.of("/a.py"), Path.of("/b.py")), files.list());
    }

    @Test
    void aNameMayHoldAnything() {
        Path odd = Path.of("/tmp/one two\tthree\nfour\u0001%20é.py");
        files.add(odd);
        assertEquals(List.of(odd), files.list());
        assertEquals(true, preferences.get(KEY).orElseThrow().chars().allMatch(c -> c > ' ' && c < 127));
    }

    @Test
    void theOldestAreForgotten() {
        IntStream.range(0, 20).forEach(i -> files.add(Path.of("/" + i + ".py")));
        assertEquals(8, files.list().size());
        assertEquals(Path.of("/19.py"), files.list().getFirst());
    }

    @Test
    void whatIsNoFileIsLeftOut() {
        preferences.put(KEY, "file:///a.py nonsense http://example.org/b.py %%% ");
        assertEquals(List.of(Path.of("/a.py")), files.list());
    }
}
