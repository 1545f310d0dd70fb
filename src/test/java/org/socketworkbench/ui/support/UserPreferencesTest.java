package org.socketworkbench.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preferences from one start to the next, each in a process of its own. Nothing but the answer is printed. */
class UserPreferencesTest {
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void whatWasChosenIsThereAtTheNextStart() throws Exception {
        String home = "-Djava.util.prefs.userRoot=" + folder;
        assertEquals("nothing\n", start(home));
        assertEquals("true\n", start(home));
    }

    @Test
    void aHomeThatCannotBeWrittenToIsDoneWithout() throws Exception {
        String home = "-Djava.util.prefs.userRoot=/proc/self";
        assertEquals("nothing\n", start(home));
        assertEquals("nothing\n", start(home));
    }

    @Test
    void noHomeIsDoneWithoutAndNoneIsMadeWhereTheProgramWasStarted() throws Exception {
        assertEquals("nothing\n", start("-Duser.home=?"));
        try (Stream<Path> made = Files.list(folder)) {
            assertEquals(List.of("out.txt"), made.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void aBrokenFileIsAsIfNothingWereRemembered() throws Exception {
        String home = "-Djava.util.prefs.userRoot=" + folder;
        start(home);
        Path file = folder.resolve(".java/.userPrefs/org/socketworkbench/prefs.xml");
        assertTrue(Files.exists(file));
        Files.writeString(file, "<?xml version=\"1.0\"?><map><entry key=");
        assertEquals("nothing\n", start(home));
        assertEquals("true\n", start(home));
    }

    private String start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", Path.of("target", "classes").toAbsolutePath() + ":"
                + Path.of("target", "test-classes").toAbsolutePath(), PreferencesSubject.class.getName()));
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running");
            return Files.readString(out);
        } finally {
            process.destroyForcibly();
        }
    }
}
