package org.socketworkbench.cli;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.PythonEngine;

/**
 * The parts that the command line uses.
 *
 * @param check   what this machine offers
 * @param python  runs Python programs; asked for only when there are some to run, and closed by the caller that
 *                supplies it
 * @param drawing draws a trace into files
 * @param window  the program's window
 * @param input   the input piped into the program
 */
public record Parts(SystemCheck check, Supplier<PythonEngine> python, Drawing drawing, Window window,
        Optional<InputStream> input) {
    /** Creates parts without piped input. */
    public Parts(SystemCheck check, Supplier<PythonEngine> python, Drawing drawing, Window window) {
        this(check, python, drawing, window, Optional.empty());
    }

    /** The operating system; no call is made through it unless the check allows it. */
    public Platform platform() {
        return check.platform();
    }
}
