package org.socketworkbench.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.export.HandoutWriter;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Progress;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.platform.PathEncoding;
import org.socketworkbench.trace.GrowingTraceFile;
import org.socketworkbench.trace.TraceLog;

/**
 * The files that a play or a run leaves in one folder: its trace, which is written as it grows, its drawings, and a
 * play's handout. Use from one thread only.
 */
final class PlayFiles {
    static final String TRACE = "trace.jsonl";
    static final String SEQUENCE = "sequence.svg";
    static final String MERMAID = "sequence.mmd";
    static final String WINDOW = "window.png";
    static final String HANDOUT = "handout.html";
    private static final Messages MESSAGES = Messages.of(PlayFiles.class);

    private final Path folder;

    private PlayFiles(Path folder) {
        this.folder = folder;
    }

    /** Creates the folder and its parents; fails now, before the play, if the folder is not writable. */
    static PlayFiles in(Path folder) throws Failure {
        Optional<String> noPath = PathEncoding.problem(folder.toString());
        if (noPath.isPresent()) {
            throw new Failure(noPath.get());
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "play", ".tmp"));
            return new PlayFiles(folder);
        } catch (NoSuchFileException e) {
            // The parents exist or were created, so the system does not accept a folder of this name.
            throw new Failure(MESSAGES.text("out.no-folder", folder), e);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** A play or a run whose log is being written. */
    final class Recording {
        private final TraceLog log;
        private final GrowingTraceFile trace;

        private Recording(TraceLog log) throws IOException {
            this.log = log;
            trace = new GrowingTraceFile(log, folder.resolve(TRACE));
        }

        /** Ends the trace and draws a run. */
        void endRun(Drawing drawing) throws Failure {
            end(drawing, () -> drawing.mermaid(log, folder.resolve(MERMAID)));
        }

        /**
         * Ends the trace, draws a play, and writes its handout.
         *
         * @param lesson as it was read
         * @param port   the port on which it was played
         */
        void endPlay(Drawing drawing, Lesson lesson, int port, List<Progress.Result> results) throws Failure {
            end(drawing, () -> {
                try (Writer out = Files.newBufferedWriter(folder.resolve(HANDOUT))) {
                    HandoutWriter.write(lesson, port, results, SequenceModel.of(log, log.size()), out);
                }
                drawing.window(log, folder.resolve(WINDOW));
            });
        }

        private void end(Drawing drawing, Writing last) throws Failure {
            try {
                trace.close();
            } catch (IOException e) {
                throw new Failure(MESSAGES.text("out.cut", folder.resolve(TRACE), FileProblem.text(e)), e);
            }
            try {
                drawing.sequence(log, folder.resolve(SEQUENCE));
                last.run();
            } catch (IOException e) {
                throw cannotWrite(folder, e);
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** Starts writing the log and deletes what else an earlier play or run has left. */
    Recording record(TraceLog log) throws Failure {
        try {
            for (String earlier : List.of(SEQUENCE, MERMAID, WINDOW, HANDOUT)) {
                Files.deleteIfExists(folder.resolve(earlier));
            }
            return new Recording(log);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private static Failure cannotWrite(Path folder, IOException e) {
        return new Failure(MESSAGES.text("out.failed", folder, FileProblem.text(e)), e);
    }
}
