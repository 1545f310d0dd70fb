package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs as processes of the machine's python3. */
final class ProcessStage implements Stage {
    private static final String PROMPT = ">>: ";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    /** @param folder for the programs and their output */
    ProcessStage(Path folder) {
        this.folder = folder;
    }

    @Override
    public Actor start(String name, Script script) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".py"), script.text());
        Path output = folder.resolve(name + ".out");
        Process process = new ProcessBuilder("python3", "-u", file.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        processes.add(process);
        return new InProcess(name, process, output);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private record InProcess(String name, Process process, Path file) implements Actor {
        @Override
        public List<String> output() {
            return text().replace(PROMPT, "").lines().toList();
        }

        @Override
        public int asked() {
            return text().split(PROMPT, -1).length - 1;
        }

        @Override
        public void type(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        @Override
        public void endInput() throws IOException {
            process.getOutputStream().close();
        }

        @Override
        public boolean hasEnded() {
            if (process.isAlive()) {
                return false;
            }
            assertEquals(0, process.exitValue(), this::text);
            return true;
        }

        private String text() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
