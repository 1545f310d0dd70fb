package org.socketworkbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.FileProblem;
import org.socketworkbench.python.Layer;

/**
 * Copies what the programs of a run wrote into one folder for each program.
 *
 * @param folder where the programs' folders are created, if there is anything to put into them
 */
record WrittenFiles(Layer layer, Path folder) {
    private static final Messages MESSAGES = Messages.of(WrittenFiles.class);

    /** Copies what these programs wrote, and prints one line for each that wrote something. */
    void copy(List<String> names, PrintWriter out) throws Failure {
        for (String name : names) {
            // A participant is named after its file, whose name may hold anything but a slash.
            Path into = folder.resolve(name.equals("..") || name.equals(".") ? "_" : name);
            try {
                List<Layer.Written> written = layer.written(name);
                if (!written.isEmpty()) {
                    layer.copy(name, into);
                    out.println(MESSAGES.text("run.files", name, into,
                            written.stream().map(one -> Plain.text(one.name().toString()))
                                    .collect(Collectors.joining(", "))));
                }
            } catch (IOException e) {
                throw new Failure(MESSAGES.text("out.failed", into, FileProblem.text(e)), e);
            }
        }
    }
}
