package org.socketworkbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.socketworkbench.trace.TraceLog;

/** Leaves a file of the right name, for tests that are not about pictures. */
final class NoDrawing implements Drawing {
    @Override
    public void sequence(TraceLog log, Path svg) throws IOException {
        Files.writeString(svg, "");
    }

    @Override
    public void mermaid(TraceLog log, Path mmd) throws IOException {
        Files.writeString(mmd, "");
    }

    @Override
    public void window(TraceLog log, Path png) throws IOException {
        Files.writeString(png, "");
    }
}
