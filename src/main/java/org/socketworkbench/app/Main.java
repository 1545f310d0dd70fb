package org.socketworkbench.app;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Optional;
import org.socketworkbench.cli.Arguments;
import org.socketworkbench.cli.Parts;
import org.socketworkbench.cli.SystemCheck;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.platform.linux.LinuxPlatform;
import org.socketworkbench.python.PythonEngine;

/** The program's entry point. Without arguments it opens the window; its exit codes are those of {@link Arguments}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        // Returning is not enough: JavaFX's threads would keep the program alive.
        System.exit(Arguments.run(parts(new LinuxPlatform()), out, err, arguments));
    }

    private static Parts parts(Platform platform) {
        SystemCheck check = new SystemCheck(System.getProperty("os.name"), platform);
        Optional<InputStream> input = platform.inputIsPiped() ? Optional.of(System.in) : Optional.empty();
        return new Parts(check, () -> new PythonEngine(platform), new TraceDrawing(platform), new MainWindow(platform),
                input);
    }
}
