package org.socketworkbench.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.socketworkbench.cli.Arguments;
import org.socketworkbench.cli.Parts;
import org.socketworkbench.cli.SystemCheck;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.libc.LinuxSockets;
import org.socketworkbench.socket.libc.SharedLibrary;

/** The program's entry point. Without arguments it opens the window; its exit codes are those of {@link Arguments}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        // Returning is not enough: JavaFX's threads would keep the program alive.
        System.exit(Arguments.run(parts(), out, err, arguments));
    }

    private static Parts parts() {
        SystemCheck check = new SystemCheck(System.getProperty("os.name"), System.getenv(), SharedLibrary::isPresent);
        return new Parts(check, LinuxSockets::new, PythonEngine::new, new TraceDrawing(),
                new MainWindow(LinuxSockets::new), pipedInput());
    }

    /** Standard input, unless it is a terminal: the user there is not asked for a line. */
    private static Optional<InputStream> pipedInput() {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") ? Optional.empty()
                    : Optional.of(System.in);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
