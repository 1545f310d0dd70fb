package org.socketworkbench.cli;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.Sockets;

/**
 * The parts that the command line uses.
 *
 * @param check   what this machine offers
 * @param sockets the system's socket calls; asked for only when the check allows it
 * @param python  runs Python programs; asked for only when there are some to run, and closed by the caller that
 *                supplies it
 * @param drawing draws a trace into files
 * @param window  the program's window
 * @param input   the input piped into the program
 */
public record Parts(SystemCheck check, Supplier<Sockets> sockets, Supplier<PythonEngine> python, Drawing drawing,
        Window window, Optional<InputStream> input) {
    /** Creates parts without piped input. */
    public Parts(SystemCheck check, Supplier<Sockets> sockets, Supplier<PythonEngine> python, Drawing drawing,
            Window window) {
        this(check, sockets, python, drawing, window, Optional.empty());
    }
}
