package org.socketworkbench.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.support.TraceFeed;

/** Where the views are put together: the one place that names them. */
final class Views {
    private Views() {}

    /** The window's content, for the FX thread. */
    static Parent window(Workbench workbench, TraceFeed feed) {
        return new StackPane(new Label("Socket Workbench"));
    }

    /** Writes the sequence diagram of a whole trace. */
    static void sequence(TraceLog log, Path svg) throws IOException {
        Files.writeString(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    }
}
