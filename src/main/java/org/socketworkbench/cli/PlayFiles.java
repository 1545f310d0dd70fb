package org.socketworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.trace.TraceFile;
import org.socketworkbench.trace.TraceLog;

/** The files that a play or a run leaves in one folder. */
final class PlayFiles {
    static final String TRACE = "trace.jsonl";
    static final String SEQUENCE = "sequence.svg";
    static final String MERMAID = "sequence.mmd";
    static final String WINDOW = "window.png";
    private static final Messages MESSAGES = Messages.of(PlayFiles.class);

    private final Path folder;

    private PlayFiles(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder and what leads to it; fails now, before the play, if nothing can be written there. */
    static PlayFiles in(Path folder) throws Failure {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "play", ".tmp"));
            return new PlayFiles(folder);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Writes those of a run; those of an earlier one are replaced. */
    void writeRun(TraceLog log, Drawing drawing) throws Failure {
        write(log, drawing, () -> drawing.mermaid(log, folder.resolve(MERMAID)));
    }

    /** Writes those of a play; those of an earlier one are replaced. */
    void writePlay(TraceLog log, Drawing drawing) throws Failure {
        write(log, drawing, () -> drawing.window(log, folder.resolve(WINDOW)));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void write(TraceLog log, Drawing drawing, Writing last) throws Failure {
        try {
            TraceFile.write(log, folder.resolve(TRACE));
            drawing.sequence(log, folder.resolve(SEQUENCE));
            last.run();
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private static Failure cannotWrite(Path folder, IOException e) {
        return new Failure(MESSAGES.text("out.failed", folder, FileProblem.text(e)), e);
    }
}
