package org.socketworkbench.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program as its user starts it: a process of its own, in a folder of its own. */
class MainTest {
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    @Test
    void withoutADisplayTheFirstLessonIsPlayedAndDrawnAndNothingElseIsPrinted() throws Exception {
        Ended ended = run(Map.of());
        assertAll(() -> assertEquals("", ended.err), () -> assertEquals(0, ended.code));
        List<String> lines = ended.out.lines().toList();
        assertTrue(lines.getFirst().startsWith("No display"), ended.out);
        assertTrue(lines.getLast().endsWith("target/first-call"), ended.out);

        Path written = folder.resolve("target/first-call");
        assertTrue(Files.size(written.resolve("trace.jsonl")) > 0);
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                .parse(written.resolve("sequence.svg").toFile());
        BufferedImage window = ImageIO.read(written.resolve("window.png").toFile());
        assertEquals(List.of(1280, 800), List.of(window.getWidth(), window.getHeight()));
    }

    @Test
    void aPlayNeedsNoDisplayThatWorks() throws Exception {
        Ended ended = run(Map.of("DISPLAY", ":7654"), "play", "phone-call", "--out", "here");
        assertAll(() -> assertEquals("", ended.err), () -> assertEquals(0, ended.code));
        assertTrue(Files.exists(folder.resolve("here/window.png")));
    }

    @Test
    void aDisplayThatCannotBeOpenedIsOneLineAndExitCode1() throws Exception {
        Ended ended = run(Map.of("DISPLAY", ":7654"));
        assertEquals(1, ended.err.lines().count(), ended.err);
        assertEquals("", ended.out);
        assertEquals(1, ended.code);
    }

    @Test
    void wrongUsageIsExitCode2() throws Exception {
        Ended ended = run(Map.of(), "play", "the-fool");
        assertTrue(ended.err.contains("the-fool"), ended.err);
        assertEquals(2, ended.code);
    }

    private Ended run(Map<String, String> display, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + System.getProperty("flags"));
        command.addAll(List.of("--module-path", System.getProperty("jdk.module.path")));
        command.addAll(List.of("--module", "org.socketworkbench/" + Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().putAll(display);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "still running");
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
