package org.socketworkbench.ui.sequence;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.SequenceSheet;
import org.socketworkbench.export.MermaidWriter;
import org.socketworkbench.export.SvgWriter;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.PngFile;

/**
 * Writes the diagram to a file, off the FX thread. It builds its own model from the trace, so that the one on the
 * screen can go on.
 */
final class DiagramFile {
    private static final int LONGEST_SVG = 50_000;
    /** The most rows that one image can hold: 8 MiB of pixels for a column of 1,000 points. */
    private static final int LONGEST_PNG = 280;

    private final TraceLog log;
    private final int position;
    private final Path file;

    /** The file formats of a diagram. */
    enum Format {
        SVG("svg"), PNG("png"), MERMAID("mmd");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        String extension() {
            return extension;
        }
    }

    /** The diagram has more rows than a file of this kind can hold. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
        private final int rows;
        private final int limit;

        TooLong(int rows, int limit) {
            this.rows = rows;
            this.limit = limit;
        }

        int rows() {
            return rows;
        }

        int limit() {
            return limit;
        }
    }

    /** @param position how many events of the log the diagram shows */
    DiagramFile(TraceLog log, int position, Path file) {
        this.log = log;
        this.position = position;
        this.file = file;
    }

    /**
     * Writes the file; not for the FX thread.
     *
     * @param look the scene whose style sheets a PNG is drawn with
     * @throws IOException if it cannot be written, or our own drawing fails
     */
    void write(Format format, Scene look) throws IOException {
        try {
            SequenceModel model = SequenceModel.of(log, position);
            switch (format) {
                case SVG -> svg(model);
                case PNG -> png(model, look);
                case MERMAID -> mermaid(model);
            }
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e);
        }
    }

    private void svg(SequenceModel model) throws IOException {
        SequenceSheet sheet = sheet(model, LONGEST_SVG);
        try (Writer out = Files.newBufferedWriter(file)) {
            SvgWriter.write(sheet.shapes(), sheet.width(), sheet.height(), out);
        }
    }

    private void mermaid(SequenceModel model) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            MermaidWriter.write(model, out);
        }
    }

    private void png(SequenceModel model, Scene look) throws IOException {
        SequenceSheet sheet = sheet(model, LONGEST_PNG);
        PngFile.write(CompletableFuture.supplyAsync(() -> SheetImage.of(sheet, look), Platform::runLater).join(), file);
    }

    private static SequenceSheet sheet(SequenceModel model, int limit) throws TooLong {
        List<?> rows = model.rows();
        if (rows.size() > limit) {
            throw new TooLong(rows.size(), limit);
        }
        return new SequenceSheet(model);
    }
}
