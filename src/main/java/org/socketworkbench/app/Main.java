package org.socketworkbench.app;

import java.io.PrintWriter;
import org.socketworkbench.cli.Arguments;
import org.socketworkbench.cli.Parts;
import org.socketworkbench.cli.SystemCheck;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.libc.LinuxSockets;
import org.socketworkbench.socket.libc.SharedLibrary;

/** The program. Without arguments it opens the window; its exit codes are those of {@link Arguments}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        // Not a return: JavaFX's threads would keep the program alive.
        System.exit(Arguments.run(parts(), out, err, arguments));
    }

    private static Parts parts() {
        SystemCheck check = new SystemCheck(System.getProperty("os.name"), System.getenv(), SharedLibrary::isPresent);
        return new Parts(check, LinuxSockets::new, PythonEngine::new, new TraceDrawing(), new MainWindow(LinuxSockets::new));
    }
}
