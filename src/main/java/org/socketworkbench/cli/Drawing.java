package org.socketworkbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.socketworkbench.trace.TraceLog;

/** Draws a trace into files; an existing file is replaced. */
public interface Drawing {

    /** Writes the sequence diagram of the whole trace as SVG. */
    void sequence(TraceLog log, Path svg) throws IOException;

    /** Writes the sequence diagram of the whole trace in Mermaid syntax. */
    void mermaid(TraceLog log, Path mmd) throws IOException;

    /** Writes a picture of the program's window at the end of the trace as PNG; needs no display. */
    void window(TraceLog log, Path png) throws IOException;
}
